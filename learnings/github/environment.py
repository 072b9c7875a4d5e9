"""What the environment says of GitHub: which repository, where its API is, with which token.

A workflow sets all of it. On a person's machine the address of the remote tells the repository,
and the host in it decides which token may be used: that of github.com goes to no other server,
since anybody can write an address into a repository.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..errors import UsageError
from .client import API, Client
from .secret import Secret

_HOSTED = ("GH_TOKEN", "GITHUB_TOKEN")
_ENTERPRISE = ("GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN")
_ALIASES = {"ssh.github.com": "github.com", "www.github.com": "github.com"}
_KINDS = {
    "ghs_": "the token of an app or a workflow",
    "ghp_": "a personal token (classic)",
    "github_pat_": "a personal token (fine-grained)",
    "gho_": "the token of a login",
    "ghu_": "the token of a person through an app",
}
_REMOTE = re.compile(
    r"(?:(?:https?|ssh|git)://(?:[^@/]*@)?(?P<host>[\w.-]+)(?::\d+)?/|(?:[\w.-]+@)(?P<scp>[\w.-]+):)"
    r"(?P<repository>[\w.-]+/[\w.-]+?)(?:\.git)?/?",
    re.ASCII,
)


@dataclass(frozen=True)
class Environment:
    """Which repository on which GitHub. `source` is the variable that holds the token, `""`
    where there is none; `names` are those that may."""

    api: str
    server: str
    repository: str
    token: Secret | None
    source: str
    actions: bool
    names: tuple[str, ...] = _HOSTED

    @property
    def enterprise(self) -> bool:
        """Whether it is an Enterprise Server, where some things are missing."""
        return bool(self.api != API and not _host(self.server).endswith(".ghe.com"))

    @property
    def kind(self) -> str:
        """What the token is, in words, as far as its beginning tells."""
        if self.token is None:
            return "no token"
        value = self.token.reveal()
        known = (words for start, words in _KINDS.items() if value.startswith(start))
        return next(known, "a token")

    def token_for(self, url: str) -> str:
        """The token to log in with at an address of git; empty for any host but this GitHub."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or self.token is None:
            return ""
        host = parts.hostname or ""
        is_safe = parts.scheme == "https" or host in ("127.0.0.1", "localhost", "::1")
        is_there = host.lower() == (urlsplit(self.server).hostname or "").lower()
        return self.token.reveal() if is_safe and is_there else ""

    def client(self, author: str = "") -> Client:
        """A client for all of that; raises `UsageError` with what is missing."""
        if not self.repository:
            raise UsageError("which repository on GitHub? Set GITHUB_REPOSITORY to OWNER/NAME, or "
                             "let the remote origin point at it")  # fmt: skip
        if self.token is None:
            raise UsageError(
                f"no token for {_host(self.server)}: set {self.names[-1]}; in a workflow give the "
                "step GITHUB_TOKEN: ${{ github.token }}"
            )
        return Client(self.api, self.token, self.repository, author=author)


def environment(variables: Mapping[str, str], remote: str = "") -> Environment:
    """Read the variables, and the address of a remote for what they do not say.

    Raises `UsageError` for a token that cannot be one.
    """
    there = _REMOTE.fullmatch(remote.strip())
    host = (there["host"] or there["scp"]).lower() if there else "github.com"
    host = variables.get("GH_HOST") or _ALIASES.get(host, host)
    server = variables.get("GITHUB_SERVER_URL") or f"https://{host}"
    stated = variables.get("GITHUB_API_URL")
    api = (stated or _api(_host(server))).rstrip("/")
    # Where a workflow or a person says which API it is, the token they set is for that one.
    names = _HOSTED if stated or _ours(_host(server)) else _ENTERPRISE
    source = next((name for name in names if variables.get(name, "").strip()), "")
    return Environment(
        api=api,
        server=server.rstrip("/"),
        repository=variables.get("GITHUB_REPOSITORY") or (there["repository"] if there else ""),
        token=Secret(variables[source].strip()) if source else None,
        source=source,
        actions=variables.get("GITHUB_ACTIONS") == "true",
        names=names,
    )


def _host(server: str) -> str:
    return re.sub(r"^https?://", "", server.lower()).partition("/")[0].partition(":")[0]


def _ours(host: str) -> bool:
    return host == "github.com" or host.endswith(".ghe.com")


def _api(host: str) -> str:
    if host == "github.com":
        return API
    return f"https://api.{host}" if host.endswith(".ghe.com") else f"https://{host}/api/v3"
