"""Bare repositories behind `git http-backend`, with a login and whatever hooks they have."""

from __future__ import annotations

import base64
import os
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from .fake import Fake
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


def serve_git(handler: Handler, fake: Fake, data: bytes) -> None:
    """Answer one request of the git protocol; the password has to be a token."""
    sent = handler.headers.get("Authorization") or ""
    if not _known(sent, fake):
        handler._send(401, b"", {"WWW-Authenticate": 'Basic realm="GitHub"'})
        return
    parts = urlsplit(handler.path)
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


def _known(sent: str, fake: Fake) -> bool:
    try:
        user, _, token = base64.b64decode(sent.removeprefix("Basic ")).decode().partition(":")
    except ValueError:
        return False
    return user == "x-access-token" and token in fake.tokens
