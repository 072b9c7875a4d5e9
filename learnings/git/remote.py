"""A branch on a remote: read, fetched and pushed, with every answer of the server read.

With a token over HTTP libgit2 does it, which takes the token in memory. Everything else (SSH, a
credential helper, a repository that libgit2 cannot open) is for the git program, which knows how.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..disk import printable
from ..errors import LearningsError, RemoteError, redacted
from ..lazy import regex
from . import program
from .repository import Repository

if TYPE_CHECKING:
    from .transfer import Transfer

SECONDS = 60.0
# How libgit2 and git tell that the server knows the token, and does not let it.
_MAY_NOT = regex(r"(?:status code|returned error): 403\b")
_PROTOCOLS = "https:http:ssh:git:file"


class Moved(RemoteError):
    """The branch on the remote is not where it was seen: somebody pushed meanwhile."""


class Declined(RemoteError):
    """The remote takes pushes, and not this branch: a rule or a hook of its own says no."""


def lacking(words: str, right: str) -> str:
    """What a token lacks by the words of a refusal: that right to contents, or nothing."""
    return f"; the token needs the permission contents={right}" if _MAY_NOT.search(words) else ""


class Remote:
    """A remote by its address. `token` is for HTTP; nothing that is raised holds it."""

    def __init__(
        self, repository: Repository, url: str, token: str = "", seconds: float = SECONDS
    ) -> None:
        self.url = url
        self._repository = repository
        self._token = token
        self._seconds = seconds
        self._known: Transfer | None = None

    @property
    def place(self) -> str:
        """What a message calls the remote: its address without a login."""
        return printable(redacted(self.url))

    def heads(self) -> dict[str, str]:
        """The branches: name to object ID. Raises `RemoteError`."""
        transfer = self._transfer()
        if transfer is not None:
            return transfer.heads()
        out = self._git("ls-remote", "--heads", "--", self.url)
        rows = (line.split("\t", 1) for line in out.splitlines())
        return {row[1].removeprefix("refs/heads/"): row[0] for row in rows if len(row) == 2}

    def fetch(self, branch: str) -> None:
        """Get the commits of a branch; no branch of this repository moves. Raises `RemoteError`."""
        depth = 2 if self._repository.shallow else 0
        transfer = self._transfer()
        if transfer is not None:
            transfer.fetch(f"refs/heads/{branch}", depth)
            return
        options = [f"--depth={depth}"] if depth else []
        self._git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", *options, "--",
                  self.url, f"refs/heads/{branch}")  # fmt: skip

    def bring(self, references: Sequence[str], depth: int = 0) -> None:
        """Get commits or references (`+from:to` keeps one), so deep where the clone is shallow.

        0 is all there is; a clone that is whole stays whole. Raises `RemoteError`.
        """
        options = [f"--depth={depth}"] if depth else ["--unshallow"]
        self._git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head",
                  "--no-recurse-submodules", *(options if self._repository.shallow else ()), "--",
                  self.url, *references)  # fmt: skip
        if self._repository.shallow:
            said = self._git("rev-parse", "--is-shallow-repository")
            self._repository.shallow = said.strip() == "true"

    def push(self, commit: str, branch: str, expected: str) -> None:
        """Let a branch of the remote be that commit, if it is `expected` now (empty: not there).

        What the server says of the branch is read, and then the branch itself: a lost answer is no
        lost push. Raises `Moved`, and `RemoteError` with the server's words.
        """
        fault: LearningsError | None = None
        try:
            self._push(commit, branch, expected)
        except Moved:
            raise
        except RemoteError as error:
            fault = error
        there = self._read_back(branch, fault)
        if there != commit:
            raise fault or RemoteError(
                f"{self.place} took the branch {branch} and does not have it: try again"
            )

    def _read_back(self, branch: str, fault: LearningsError | None) -> str:
        try:
            return self.heads().get(branch, "")
        except RemoteError as error:
            raise fault or error from None

    def _push(self, commit: str, branch: str, expected: str) -> None:
        transfer = self._transfer()
        ref = f"refs/heads/{branch}"
        if transfer is not None:
            transfer.push(commit, ref, expected)
            return
        answer = self._answer("push", "--porcelain", "--no-verify",
                              f"--force-with-lease={ref}:{expected}", "--", self.url,
                              f"{commit}:{ref}")  # fmt: skip
        said = answer.out.decode("utf-8", "replace")
        refused = next((line for line in said.splitlines() if line.startswith("!")), "")
        if "stale info" in refused:
            raise Moved(f"{branch} was pushed to by somebody else meanwhile: run the command again")
        if answer.code or refused:
            reason = refused.split("\t")[-1] or answer.error or "no reason given"
            kind = Declined if refused else RemoteError
            words = f"{self._hidden(reason)}{self._lacking(reason, 'write')}"
            raise kind(f"{self.place} refused the branch {branch}: {words}")

    def _git(self, *arguments: str) -> str:
        answer = self._answer(*arguments)
        if answer.code:
            words = f"{self._hidden(answer.error)}{self._lacking(answer.error, 'read')}"
            raise RemoteError(f"{self.place} cannot be used: {words}")
        return answer.out.decode("utf-8", "replace")

    def _answer(self, *arguments: str) -> program.Answer:
        environment = program.clean_environment(self._repository.places)
        environment["GIT_ALLOW_PROTOCOL"] = _PROTOCOLS
        if self._token:
            login = base64.b64encode(f"x-access-token:{self._token}".encode()).decode()
            # An empty value drops what a checkout may have left for this host: two are refused.
            key = f"http.{self._origin()}.extraHeader"
            environment |= {"GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": key,
                            "GIT_CONFIG_VALUE_0": "", "GIT_CONFIG_KEY_1": key,
                            "GIT_CONFIG_VALUE_1": f"Authorization: Basic {login}"}  # fmt: skip
        folder = self._repository.top or self._repository.git_dir
        try:
            return program.ask(
                arguments, folder=folder, environment=environment, timeout=self._seconds
            )
        except LearningsError as error:
            raise RemoteError(f"{self.place}: {error}") from None

    def _origin(self) -> str:
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"

    def _lacking(self, words: str, right: str) -> str:
        return lacking(words, right) if self._token else ""

    def _hidden(self, text: str) -> str:
        return redacted(text.replace(self._token, "***") if self._token else text)

    def _transfer(self) -> Transfer | None:
        if not self._token or not self.url.lower().startswith(("http://", "https://")):
            return None
        if self._known is None and self._repository.is_plain():
            from . import transfer

            self._known = transfer.opened(
                self._repository.git_dir, self.url, self._token, self._seconds
            )
        return self._known
