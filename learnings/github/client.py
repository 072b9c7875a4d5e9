"""The client of GitHub's API: few calls, each within bounds, the token never shown."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode, urljoin, urlsplit

from .. import __version__
from ..errors import RemoteError, UsageError
from .answer import document, refuse
from .faults import Limited, Unanswered
from .secret import Secret
from .transport import Broken, Reply, address, exchange, origin

API: Final = "https://api.github.com"
SECONDS = 30.0  # for one request and its answer
PATIENCE = 300.0  # what a client spends on waiting and on requests that fail, in all
APART = 1.0  # seconds from one write to the next, as GitHub asks
TRIES = 4
PAGES = 100
_REPOSITORY = re.compile(r"(?!\.{1,2}/)[\w.-]+/(?!\.{1,2}$)[\w.-]+", re.ASCII)
_MOVED = (301, 302, 307, 308)


class Client:
    """Talks to one repository of GitHub, or of an Enterprise Server, with one token.

    Paths are those of the API; what does not begin with a slash lies under the repository.
    Each method gives the JSON of the answer and raises a `RemoteError` (exit code 4). Raises
    `UsageError` for an address, a token or a repository that cannot be.
    """

    def __init__(
        self,
        api: str,
        token: str | Secret,
        repository: str,
        *,
        author: str = "",
        seconds: float = SECONDS,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not _REPOSITORY.fullmatch(repository):
            raise UsageError("the repository on GitHub must be OWNER/NAME: check GITHUB_REPOSITORY")
        self.api = address(api)
        self.repository = repository
        self._token = token if isinstance(token, Secret) else Secret(token)
        self._author = author
        self._seconds = seconds
        self._patience = patience
        self._clock = clock
        self._sleep = sleep
        self._written = -APART

    def __repr__(self) -> str:
        return f"Client({self.api!r}, {self.repository!r})"

    @property
    def owner(self) -> str:
        """Whose repository it is."""
        return self.repository.partition("/")[0]

    def author(self) -> str:
        """The login under which the token writes, such as `github-actions[bot]`; asked once."""
        if not self._author:
            from .identity import login

            self._author = login(self)
        return self._author

    def get(self, path: str, query: Mapping[str, str | int] | None = None) -> Any:
        """Read; what fails for a while is asked again."""
        return self._ask("GET", self._url(path, query))[0]

    def pages(
        self, path: str, query: Mapping[str, str | int] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Read a list to its end, a page when it is needed; items are objects."""
        url = self._url(path, {"per_page": 100, **(query or {})})
        for _ in range(PAGES):
            items, reply = self._ask("GET", url)
            if not isinstance(items, list):
                raise RemoteError(f"GitHub gave no list for {self._named('GET', url)}")
            yield from (item for item in items if isinstance(item, dict))
            following = _next(reply.headers.get("link", ""))
            if not following:
                return
            url = urljoin(url, following)
            if origin(url) != origin(self.api):
                raise RemoteError("GitHub's next page lies on another host: it is not followed")
        raise RemoteError(f"a list of GitHub has more than {PAGES} pages: it is not read further")

    def question(self, query: str) -> Any:
        """Read through GraphQL, where nothing else tells; gives `data`."""
        base = self.api.removesuffix("/v3")
        answer = self._ask("POST", f"{base}/graphql", {"query": query}, reads=True)[0]
        data = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(data, dict):
            raise RemoteError("GitHub did not answer a question in GraphQL")
        return data

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """Write; asked once, and again only where GitHub has surely done nothing.

        Raises `Unanswered` where nobody knows whether it was done: read it back.
        """
        return self._ask("POST", self._url(path), body)[0]

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:
        """Change; as careful as `post`."""
        return self._ask("PATCH", self._url(path), body)[0]

    def _url(self, path: str, query: Mapping[str, str | int] | None = None) -> str:
        below = path if path.startswith("/") else f"/repos/{self.repository}/{path}"
        return self.api + below.rstrip("/") + (f"?{urlencode(query)}" if query else "")

    def _named(self, method: str, url: str) -> str:
        return f"{method} {urlsplit(url).path}"

    def _ask(
        self, method: str, url: str, body: Mapping[str, Any] | None = None, reads: bool = False
    ) -> tuple[Any, Reply]:
        """The document and the answer, after as many tries as the fault and the time allow."""
        reads = reads or method == "GET"
        for tries in range(TRIES):
            begun = self._clock()
            try:
                return self._once(method, url, body, reads, tries)
            except Limited as fault:
                caught: RemoteError = fault
                pause = fault.seconds
            except Unanswered as fault:
                if not reads:
                    raise
                caught = fault
                pause = 2.0**tries
            self._patience -= self._clock() - begun
            if tries == TRIES - 1 or pause > self._patience:
                break
            self._patience -= pause
            self._sleep(pause)
        raise caught

    def _once(
        self, method: str, url: str, body: Mapping[str, Any] | None, reads: bool, tries: int
    ) -> tuple[Any, Reply]:
        if not reads:
            self._pace()
        asked = self._named(method, url)
        try:
            reply = self._follow(method, url, body, reads)
            if reply.status >= 300:
                # A proxy may say what it was sent.
                refuse(replace(reply, body=self._token.removed(reply.body)), asked, tries)
            return document(reply), reply
        except Broken as error:
            said = f"GitHub did not answer {asked}: {error}"
            raise Unanswered(self._token.hidden(said)) from None
        finally:
            if not reads:
                self._written = self._clock()

    def _pace(self) -> None:
        """Writes keep a second between them: closer ones count as abuse."""
        missing = self._written + APART - self._clock()
        if missing > 0:
            self._sleep(missing)

    def _follow(self, method: str, url: str, body: Mapping[str, Any] | None, reads: bool) -> Reply:
        """The answer, from where a renamed repository lies now."""
        data = None if body is None else json.dumps(body, ensure_ascii=True).encode("ascii")
        for _ in range(5):
            reply = exchange(method, url, self._headers(url, data), data, self._seconds)
            if reply.status not in _MOVED:
                return reply
            here, url = url, urljoin(url, reply.headers.get("location", ""))
            scheme, host, _ = origin(url)
            if host is None or scheme not in ("https", origin(self.api)[0]) or url == here:
                raise RemoteError("GitHub redirects to nowhere", reply.status)
            if origin(url) != origin(self.api) and not reads:
                raise RemoteError("GitHub redirects a change to another host: it is not sent "
                                  "there", reply.status)  # fmt: skip
        raise RemoteError("GitHub redirects in a circle", reply.status)

    def _headers(self, url: str, data: bytes | None) -> dict[str, str]:
        headers = {
            "Accept": "application/vnd.github+json",
            "User-Agent": f"learnings/{__version__}",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        if data is not None:
            headers["Content-Type"] = "application/json"
        if origin(url) == origin(self.api):
            headers["Authorization"] = f"Bearer {self._token.reveal()}"
        return headers


def _next(link: str) -> str:
    """The address of the next page in a `Link` header; empty on the last."""
    found = re.search(r'<([^>]*)>\s*;[^,]*\brel="?next\b', link)
    return found[1] if found else ""
