"""One HTTP request and its answer: the only place that opens a connection."""

from __future__ import annotations

import http.client
import threading
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ..errors import UsageError

MOST = 32 * 1024 * 1024
GRACE = 0.5  # seconds
_CHUNK = 64 * 1024
_LOCAL = ("localhost", "127.0.0.1", "::1")


class Broken(Exception):
    """No whole answer came; the text says why and holds nothing that was sent."""


@dataclass(frozen=True)
class Reply:
    """An answer: its number, headers by lower-case name, and all of its bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _AsItIs(urllib.request.HTTPErrorProcessor):
    """Neither follows nor raises: whoever asked looks at the number."""

    def http_response(self, request: Any, response: Any) -> Any:
        return response

    https_response = http_response


def address(url: str) -> str:
    """The address without a final slash, where a token may be sent to it.

    Raises `UsageError` for anything but https (http on this machine only), and for an address
    with a login, a query or a fragment.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in _LOCAL)
    plain = not (parts.username or parts.password or parts.query or parts.fragment)
    if not (safe and host and plain and url.isascii() and url.isprintable() and " " not in url):
        raise UsageError("the address of GitHub's API must be https://HOST/…, without a login: "
                         "check GITHUB_API_URL")  # fmt: skip
    return url.rstrip("/")


def origin(url: str) -> tuple[str, str | None, int | None]:
    """Scheme, host and port: a token goes nowhere but where it was meant for."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = None
    return parts.scheme, parts.hostname, port or {"https": 443, "http": 80}.get(parts.scheme)


def exchange(
    method: str, url: str, headers: Mapping[str, str], data: bytes | None, seconds: float
) -> Reply:
    """Ask once and read the whole answer, in at most about `seconds`.

    Proxies of the environment are used. Raises `Broken` when the connection fails, when the
    answer is cut or too long, and when the time is over.
    """
    request = urllib.request.Request(url, data, dict(headers), method=method)  # noqa: S310
    done: list[Reply | str] = []
    # Looking up a name and reading headers know no time limit in all: whatever takes longer is
    # left behind in its thread.
    thread = threading.Thread(target=_asked, args=(request, seconds, done), daemon=True)
    thread.start()
    thread.join(seconds + GRACE)
    answer = done[0] if done else _late(seconds)
    if isinstance(answer, str):
        raise Broken(answer)
    return answer


def _asked(request: urllib.request.Request, seconds: float, done: list[Reply | str]) -> None:
    """Put the answer into `done`, or the reason why there is none."""
    end = time.monotonic() + seconds
    try:
        with urllib.request.build_opener(_AsItIs).open(request, timeout=seconds) as response:
            body = _body(response, end)
            given = {name.lower(): value for name, value in response.headers.items()}
            done.append(Reply(response.status, given, body))
    except Broken as error:
        done.append(str(error))
    except TimeoutError:
        done.append(_late(seconds))
    except (http.client.HTTPException, ValueError) as error:
        done.append(f"the answer broke off ({type(error).__name__})")
    except OSError as error:
        done.append(_reason(error, seconds))


def _late(seconds: float) -> str:
    return f"no answer within {seconds:g} s"


def _body(response: Any, end: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while chunk := response.read1(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > MOST:
            raise Broken(f"the answer is longer than {MOST} bytes")
        if time.monotonic() > end:
            raise TimeoutError
    # `read1` does not mind an answer that ends before its stated length.
    if response.length:
        raise Broken("the answer broke off")
    return b"".join(parts)


def _reason(error: OSError, seconds: float) -> str:
    inner = getattr(error, "reason", error)
    if isinstance(inner, TimeoutError):
        return _late(seconds)
    if isinstance(inner, OSError):
        return inner.strerror or type(inner).__name__
    return type(error).__name__
