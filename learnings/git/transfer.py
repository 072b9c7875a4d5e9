"""Talks to a remote through libgit2, which has no lease, no time limit and no loud refusals.

So the lease is kept in the negotiation, the limit is set, and each reference's answer is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..disk import printable
from ..errors import RemoteError, redacted
from .remote import Declined, Moved, lacking

if TYPE_CHECKING:
    import pygit2

_NONE = "0" * 40
_SAID = 500


class Transfer:
    """One remote of one repository, with a token."""

    def __init__(self, repository: pygit2.Repository, url: str, token: str, seconds: float) -> None:
        self._repository = repository
        self._url = url
        self._token = token
        self._seconds = seconds

    def heads(self) -> dict[str, str]:
        """The branches: name to object ID. Raises `RemoteError`."""
        callbacks = self._callbacks()
        remote = self._repository.remotes.create_anonymous(self._url)
        found: dict[str, str] = {}
        for item in self._do(lambda: _listed(remote, callbacks), callbacks):
            name, oid = (
                (item["name"], item["oid"]) if isinstance(item, dict) else (item.name, item.oid)
            )
            if name and name.startswith("refs/heads/"):
                found[name.removeprefix("refs/heads/")] = str(oid)
        return found

    def fetch(self, ref: str, depth: int) -> None:
        """Get the commits of a reference. Raises `RemoteError`."""
        callbacks = self._callbacks()
        remote = self._repository.remotes.create_anonymous(self._url)
        self._do(
            lambda: remote.fetch([ref], callbacks=callbacks, proxy=True, depth=depth), callbacks
        )

    def push(self, commit: str, ref: str, expected: str) -> None:
        """Let a reference be a commit; raises `Moved` and `RemoteError`, whatever libgit2 says."""
        callbacks = self._callbacks(expected or _NONE)
        remote = self._repository.remotes.create_anonymous(self._url)
        self._do(
            lambda: remote.push([f"+{commit}:{ref}"], callbacks=callbacks, proxy=True),
            callbacks, "write",
        )  # fmt: skip
        if ref not in callbacks.answers:
            raise RemoteError(f"{self._place} said nothing of {ref}")
        if reason := callbacks.answers[ref]:
            raise Declined(f"{self._place} refused {ref}: {reason}{callbacks.words()}")

    @property
    def _place(self) -> str:
        return printable(redacted(self._url))

    def _callbacks(self, expected: str = "") -> Any:
        return _callbacks(self._token, expected)

    def _do(self, what: Any, callbacks: Any, right: str = "read") -> Any:
        """Run something within the time limit; what libgit2 raises becomes a `RemoteError`.

        `right` is what the token needs for it.
        """
        import pygit2

        limit = int(self._seconds * 1000)
        before = pygit2.settings.server_timeout, pygit2.settings.server_connect_timeout
        pygit2.settings.server_timeout = pygit2.settings.server_connect_timeout = limit
        try:
            return what()
        except RemoteError:
            raise
        except (pygit2.GitError, ValueError, KeyError, OSError) as error:
            # Of the exception only its words go on: what it came of may hold the token.
            words = redacted(str(error).replace(self._token, "***"))
            more = lacking(words, right)
            raise RemoteError(
                f"{self._place}: {printable(words)}{more}{callbacks.words()}"
            ) from None
        finally:
            pygit2.settings.server_timeout, pygit2.settings.server_connect_timeout = before


def opened(git_dir: str, url: str, token: str, seconds: float) -> Transfer | None:
    """The remote, where libgit2 can open the repository; else None."""
    try:
        import pygit2
    except ImportError:
        return None
    try:
        return Transfer(pygit2.Repository(git_dir), url, token, seconds)
    except (pygit2.GitError, KeyError, ValueError, UnicodeError):
        return None


def _listed(remote: Any, callbacks: Any) -> Any:
    """Older versions call it otherwise."""
    if hasattr(remote, "list_heads"):
        return remote.list_heads(callbacks=callbacks, proxy=True)
    return remote.ls_remotes(callbacks=callbacks, proxy=True)


def _callbacks(token: str, expected: str) -> Any:
    import pygit2

    class Callbacks(pygit2.RemoteCallbacks):  # type: ignore[misc,unused-ignore]
        """Answers with the token once, keeps the lease, collects what the server says."""

        def __init__(self) -> None:
            super().__init__()
            self.answers: dict[str, str | None] = {}
            self.said = ""
            self._asked = False

        def credentials(self, url: str, username_from_url: str | None, allowed_types: Any) -> Any:
            if self._asked:
                raise RemoteError("the remote does not take the token: it is wrong, has expired, "
                                  "or may not write contents")  # fmt: skip
            self._asked = True
            return pygit2.UserPass("x-access-token", token)

        def push_negotiation(self, updates: Any) -> None:
            for update in updates:
                if str(update.src) != expected:
                    raise Moved("the branch was pushed to by somebody else meanwhile: "
                                "run the command again")  # fmt: skip

        def push_update_reference(self, refname: str, message: str | None) -> None:
            self.answers[refname] = printable(message) if message else None

        def sideband_progress(self, string: str) -> None:
            self.said = (self.said + string)[-_SAID:]

        def words(self) -> str:
            lines = [line.strip() for line in self.said.replace("\r", "\n").split("\n")]
            text = " ".join(line for line in lines if line).replace(token, "***")
            return f" ({printable(text)})" if text else ""

    return Callbacks()
