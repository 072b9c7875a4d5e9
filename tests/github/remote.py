"""Bare repositories behind `git http-backend`, with a login and whatever hooks they have."""

from __future__ import annotations

import base64
import functools
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from .fake import Fake, Token
    from .server import Handler

# Refuses what GitHub's protection of a branch refuses, in GitHub's manner.
PROTECTED = """#!/bin/sh
while read old new ref; do
  if [ "$ref" = refs/heads/main ]; then
    echo "error: GH006: Protected branch update failed for $ref." >&2
    exit 1
  fi
done
"""


class Served(Mapping[str, "list[str]"]):
    """The branches of a bare repository: the commits of each, the newest last."""

    def __init__(self, bare: Path) -> None:
        self._bare = bare
        self._heads = bare / "refs/heads"

    def __iter__(self) -> Iterator[str]:
        return iter(self.tips())

    def __len__(self) -> int:
        return len(self.tips())

    def __contains__(self, name: object) -> bool:
        return name in self.tips()

    def __getitem__(self, name: str) -> list[str]:
        return list(_commits(self._bare, self.tips()[name]))

    def tips(self) -> dict[str, str]:
        """The newest commit of each branch, read as git keeps it."""
        found = {}
        packed = self._bare / "packed-refs"
        if packed.exists():
            rows = (line.split(" ", 1) for line in packed.read_text().splitlines())
            found = {row[1].removeprefix("refs/heads/"): row[0] for row in rows
                     if row[-1].startswith("refs/heads/")}  # fmt: skip
        for path in self._heads.rglob("*"):
            if path.is_file() and path.suffix != ".lock":
                found[path.relative_to(self._heads).as_posix()] = path.read_text().strip()
        return found


@functools.lru_cache
def _commits(bare: Path, tip: str) -> tuple[str, ...]:
    command = ["git", "-C", str(bare), "rev-list", "--reverse", tip]
    return tuple(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def serve_git(handler: Handler, fake: Fake, data: bytes) -> None:
    """Answer one request of the git protocol; the password has to be a token."""
    sent = handler.headers.get("Authorization") or ""
    if _token(sent, fake) is None:
        handler._send(401, b"", {"WWW-Authenticate": 'Basic realm="GitHub"'})
        return
    parts = urlsplit(handler.path)
    if not _may(_token(sent, fake), "git-receive-pack" in handler.path):
        handler._send(403, b"Permission to acme/ops.git denied", {"Content-Type": "text/plain"})
        return
    environment = {
        "PATH": os.environ["PATH"],
        "GIT_PROJECT_ROOT": str(fake.root),
        "GIT_HTTP_EXPORT_ALL": "1",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "REMOTE_USER": "x-access-token",
        "REMOTE_ADDR": "127.0.0.1",
        "REQUEST_METHOD": handler.command,
        "PATH_INFO": parts.path,
        "QUERY_STRING": parts.query,
        "CONTENT_TYPE": handler.headers.get("Content-Type") or "",
        "CONTENT_LENGTH": str(len(data)),
        "HTTP_CONTENT_ENCODING": handler.headers.get("Content-Encoding") or "",
        "GIT_PROTOCOL": handler.headers.get("Git-Protocol") or "",
    }
    done = subprocess.run(
        ["git", "http-backend"], input=data, env=environment, capture_output=True, check=False
    )
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode("latin-1").split("\r\n") if line)
    status = int(headers.pop("Status", "200").split()[0])
    headers.pop("Content-Length", None)
    handler._send(status, body, headers)


def _token(sent: str, fake: Fake) -> Token | None:
    """The token in a login; None where it is none."""
    try:
        user, _, token = base64.b64decode(sent.removeprefix("Basic ")).decode().partition(":")
    except ValueError:
        return None
    return fake.tokens.get(token) if user == "x-access-token" else None


def _may(token: Token | None, writes: bool) -> bool:
    if token is None:
        return False
    return "contents" in token.permissions if writes else token.may_read("contents")
