"""The fake behind a real HTTP server, with faults that strike chosen calls."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from .fake import Answer, Fake, values_of
from .judge import of_answer, of_request, operation
from .remote import serve_git

GIT_FAULTS = ("cut before", "cut after", "truncated", "slow", "500", "429")
FAULTS = (
    "cut before", "cut after", "502 before", "502 after", "429", "429 without a time",
    "secondary limit", "primary limit", "slow", "truncated", "cut in the answer", "html",
)  # fmt: skip


class Server(ThreadingHTTPServer):
    """Serves `fake`; `faults` strike the n-th call of the API, `violations` are to stay empty."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.reset(Fake())

    def reset(self, fake: Fake) -> None:
        """A new world."""
        self.fake = fake
        self.faults: dict[int, str] = {}
        self.git_faults: dict[int, str] = {}  # strike the n-th request of the git protocol
        self.git_calls = 0
        self.git_asked: list[str] = []
        self.calls: list[str] = []
        self.violations: list[str] = []
        self.tokens: list[str] = []
        self.redirect = ""

    @property
    def url(self) -> str:
        """The address of the API."""
        return f"http://127.0.0.1:{self.server_address[1]}{self.fake.base}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what some tests are about."""

    def wrote(self) -> list[str]:
        """The calls that change something."""
        return [call for call in self.calls if not call.startswith("GET") and "graphql" not in call]


@contextmanager
def serving() -> Iterator[Server]:
    """A server on a free port of this machine."""
    server = Server()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    """One request: a fault before, the fake, the judge, a fault after."""

    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def handle_one_request(self) -> None:
        self.close_connection = True
        super().handle_one_request()
        self.close_connection = True

    def do_GET(self) -> None:
        data = self._data()
        if ".git/" in self.path:
            self._git(data)
            return
        with self.server.lock:
            self.server.calls.append(f"{self.command} {self.path}")
            self.server.tokens.append(self.headers.get("Authorization") or "")
            fault = self.server.faults.get(len(self.server.calls), "")
            if not self._before(fault):
                return
            status, body, headers = self._answer(data)
        self._after(fault, status, body, headers)

    do_POST = do_PATCH = do_GET  # noqa: N815

    def _git(self, data: bytes) -> None:
        """Serve git, or strike before or after it did what it was asked to."""
        with self.server.lock:
            self.server.git_calls += 1
            self.server.git_asked.append(f"{self.command} {self.path}")
            fault = self.server.git_faults.get(self.server.git_calls, "")
        if fault.isdecimal():
            self._send(int(fault), b"no", {"Content-Type": "text/plain", "Retry-After": "1"})
        elif fault == "slow":
            self.connection.settimeout(20)
            with contextlib.suppress(OSError):
                self.connection.recv(1)  # until the client gives up
        elif fault == "cut before":
            self.connection.shutdown(socket.SHUT_RDWR)
        elif fault in ("cut after", "truncated"):
            self._cut = fault
            serve_git(self, self.server.fake, data)
        else:
            serve_git(self, self.server.fake, data)

    _cut = ""

    def _data(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = []
        while size := int(self.rfile.readline().partition(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _answer(self, data: bytes) -> tuple[int, Any, dict[str, str]]:
        server, fake = self.server, self.server.fake
        parts = urlsplit(self.path)
        path = parts.path.removeprefix(fake.base)
        sent = self.headers.get("Authorization", "").removeprefix("Bearer ")
        token = fake.tokens.get(sent)
        if server.redirect:
            target, server.redirect = server.redirect, ""
            return 301 if self.command == "GET" else 307, {}, {"Location": target}
        if fake.was and path.startswith(f"/repos/{fake.was}"):
            new = self.path.replace(fake.was, fake.repository, 1)
            return 301 if self.command == "GET" else 307, {}, {"Location": new}
        if parts.path in ("/graphql", "/api/graphql"):
            if token is None:
                return 401, {"message": "Bad credentials"}, {}
            if not fake.has_graphql:
                return 404, {"message": "Not Found"}, {}
            asked = json.loads(data)["query"]
            return 200, {"data": fake.question(asked, token)}, {}
        query = dict(parse_qsl(parts.query))
        found = operation(self.command, path)
        if found is None:
            server.violations.append(f"{self.command} {path}: GitHub has no such operation")
            return 404, {"message": "Not Found"}, {}
        wrong = of_request(self.command, path, tuple(query.items()), data)
        server.violations += wrong
        if wrong:
            return 422, {"message": "Invalid request."}, {}
        pairs = zip(found["path"].split("/"), values_of(path), strict=True)
        values = [value for name, value in pairs if name.startswith("{")]
        try:
            body = json.loads(data) if data else {}
            status, document, headers = fake.handle(
                self.command, found["path"], values, query, body, token
            )
        except Answer as answer:
            status, document, headers = answer.status, answer.body, answer.headers
        if str(status) in found["responses"]:
            said = b"" if document is None else json.dumps(document).encode()
            server.violations += of_answer(self.command, path, status, said)
        return status, document, headers

    def _before(self, fault: str) -> bool:
        """Strike before anything is done; false where that was all."""
        limit = {"message": "API rate limit exceeded"}
        secondary = {"message": "You have exceeded a secondary rate limit. Please wait."}
        if fault == "cut before":
            self.connection.shutdown(socket.SHUT_RDWR)
        elif fault == "502 before":
            self._send(502, b"<html>Bad gateway</html>", {"Content-Type": "text/html"})
        elif fault == "429":
            self._send(429, json.dumps(limit).encode(), {"Retry-After": "3"})
        elif fault == "429 without a time":
            self._send(429, json.dumps(limit).encode(), {})
        elif fault == "secondary limit":
            self._send(403, json.dumps(secondary).encode(), {})
        elif fault == "primary limit":
            self._send(403, json.dumps(limit).encode(), {
                "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1800000005",
                "Date": "Fri, 15 Jan 2027 08:00:00 GMT"})  # fmt: skip
        else:
            return True
        return False

    def _after(self, fault: str, status: int, body: Any, headers: dict[str, str]) -> None:
        """Answer, or strike after all is done."""
        data = b"" if body is None else json.dumps(body).encode()
        origin = f"http://{self.headers['Host']}"
        headers = {name: value.replace("{origin}", origin) for name, value in headers.items()}
        if fault == "cut after":
            self.connection.shutdown(socket.SHUT_RDWR)
        elif fault == "502 after":
            self._send(502, b"{}", {})
        elif fault == "slow":
            self.connection.settimeout(20)
            self.connection.recv(1)  # until the client gives up
        elif fault == "dripping":
            self.connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
            with contextlib.suppress(OSError):
                for _ in range(100):
                    self.connection.sendall(b"x")
                    time.sleep(0.05)
        elif fault == "echo":
            said = {"message": f"You sent {self.headers['Authorization']}"}
            self._send(400, json.dumps(said).encode(), {})
        elif fault == "truncated":
            self._send(status, data[: len(data) // 2] or b"{", headers)
        elif fault == "cut in the answer":
            self._send(status, data, headers, cut=max(1, len(data) // 2))
        elif fault == "html":
            self._send(200, b"<html>Log in</html>", {"Content-Type": "text/html"})
        else:
            self._send(status, data, headers)

    def _send(self, status: int, data: bytes, headers: dict[str, str], cut: int = 0) -> None:
        if self._cut == "cut after":
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        cut = max(1, len(data) // 2) if self._cut else cut
        self.send_response_only(status)
        names = {name.lower() for name in headers}
        for name, value in headers.items():
            self.send_header(name, value)
        if "content-type" not in names:
            self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data[: cut or None])
