"""What is to be written, as options, words, JSON or a kept file say it."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from ..disk import printable, read_regular, relative
from ..errors import UsageError
from ..intake import objects, taken
from ..legible import argument, decoded
from ..planning import Request
from ..settings import load
from ..shape import shown
from ..value import moment
from . import moving

OPTIONS = ("title", "category", "summary", "details", "action", "area", "priority", "severity",
           "tags", "see_also", "pattern_key", "source")  # fmt: skip
_LARGEST = 1 << 24


def requests(args: argparse.Namespace) -> list[Request]:
    """The entries that are asked for; raises `UsageError` for what cannot be understood."""
    given = _given(args)
    if not args.json:
        if not args.kind:
            raise UsageError("say which kind of entry: learnings new LRN|ERR|FEAT|… TEXT")
        return [_request(args, argument(args.kind, "KIND"), given)]
    found = []
    for item in _read_json():
        kind = args.kind or item.get("kind")
        if not isinstance(kind, str) or not kind:
            raise UsageError('an entry without a kind: name it, or put "kind" into the object')
        found.append(_request(args, kind, {**taken(item), **given}, item))
    return found


def _request(
    args: argparse.Namespace, kind: str, given: dict[str, Any], item: dict[str, Any] | None = None
) -> Request:
    when = moving.when(args)
    for name in ("logged", "date"):
        own = given.pop(name, None)
        said = own if own is not None else (item or {}).get(name)
        if said is not None and not args.when:
            found = moment(said) if isinstance(said, str) else None
            if found is None:
                raise UsageError(f"{name} must be a time such as 2026-03-01T09:00:00Z, not "
                                 f"{shown(said)}")  # fmt: skip
            when = found.isoformat()
    root = load(os.getcwd(), {"preset": args.preset}).root or os.getcwd()
    file = relative(os.path.abspath(args.file), root) if args.file else ""
    if args.file and (file.startswith("../") or os.path.isabs(file)):
        raise UsageError(f"{args.file} lies outside of {root}")
    here = relative(os.getcwd(), root)
    here = "" if here == "." or here.startswith("..") else here
    return Request(kind, when, given, file=file, here=here, preset=args.preset or "")


def _given(args: argparse.Namespace) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for name in OPTIONS:
        if getattr(args, name) is not None:
            given[name] = argument(getattr(args, name), f"--{name.replace('_', '-')}")
    text = argument(" ".join(args.text), "TEXT")
    if text.strip():
        given["text"] = text
    for item in args.others:
        name, sign, value = argument(item, "--set").partition("=")
        if not sign or not name.strip():
            raise UsageError(f"--set {item}: write NAME=TEXT, such as metadata.source=error")
        given[name.strip()] = value
    return given


def told(args: argparse.Namespace) -> str:
    """What the words on the command line say of one more time."""
    parts = (" ".join(args.text), args.summary, args.details, args.action)
    return "\n".join(argument(part, "TEXT") for part in parts if part and part.strip())


def main_text(request: Request) -> str:
    """What a request says an entry is about."""
    names = ("text", "summary", "content", "details")
    return "\n".join(str(request.given[name]) for name in names if request.given.get(name))


def kept(path: str) -> str:
    """The entry in a file that was kept; raises `UsageError` where there is none."""
    if not os.path.lexists(path):
        raise UsageError(f"--from {printable(path)}: there is no such file")
    return decoded(read_regular(path, _LARGEST), printable(path))


def _read_json() -> list[dict[str, Any]]:
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("--json reads an object from standard input: pipe one in")
    data = sys.stdin.buffer.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UsageError(f"more than {_LARGEST} bytes of JSON are not read")
    return objects(data)
