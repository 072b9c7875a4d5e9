"""An entry in a file that a person writes in, and that is kept where it is refused."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from .. import authoring
from ..disk import printable
from ..draft import render
from ..errors import LearningsError, UsageError
from ..planning import Request, plan
from ..workspace import Workspace
from . import adding, asking, editing, requesting


def by_hand(args: argparse.Namespace, requests: Sequence[Request]) -> int:
    """Write what a person wrote in the editor, or a file that was kept."""
    if len(requests) != 1 or args.json:
        raise UsageError("--edit and --from write one entry; leave --json out")
    request = requests[0]
    request.blank = True
    if args.kept and not args.edit:
        request.text = editing.content(requesting.kept(args.kept))
        if not request.text:
            raise UsageError(f"{printable(args.kept)} holds no entry")
        return adding.write(args, requests, set())
    workspace = Workspace.open(preset=args.preset)
    planned = plan(workspace, request)
    planned.draft.id = authoring.free_id(workspace, planned.draft.kind, request.when)
    template = render(planned.draft)
    editing.command()
    text = editing.content(requesting.kept(args.kept)) if args.kept else template
    path = editing.keep(text, planned.draft.kind)
    return _edited(args, request, path, "" if args.kept else template.strip())


def _edited(args: argparse.Namespace, request: Request, path: str, template: str = "") -> int:
    """Let a person write in a file, and write the entry; the file goes when it is written."""
    try:
        request.text = editing.edited(path)
        if not request.text or request.text == template:
            editing.forget(path)
            sys.stderr.write("learnings: nothing was changed, and nothing was written\n")
            return 1
        code = adding.write(args, [request], set())
    except LearningsError as error:
        if template and editing.is_unchanged(path, template):
            editing.forget(path)
            raise
        return mended(args, request, path, error)
    except asking.Aborted:
        sys.stderr.write(f"\nlearnings: what you wrote is {_kept(request, path)}\n")
        raise
    if code or args.dry_run:
        sys.stderr.write(f"learnings: what you wrote is {_kept(request, path)}\n")
    else:
        editing.forget(path)
    return code


def mended(args: argparse.Namespace, request: Request, path: str, error: LearningsError) -> int:
    """After a refusal: the editor for who has one and wants it, else the way to go on later."""
    if asking.on_terminal() and editing.is_named() and isinstance(error, UsageError):
        asking.say(str(error))
        if asking.wants_editor():
            return _edited(args, request, path)
    raise type(error)(f"{error}; what you wrote is {_kept(request, path)}") from error


def _kept(request: Request, path: str) -> str:
    file, kind = printable(path), printable(request.kind)
    return f"kept in {file} (go on with `learnings new {kind} --edit --from {file}`)"


def draft(args: argparse.Namespace, request: Request) -> str:
    """Keep what was said so far in a file; gives its path."""
    request.blank = True
    workspace = Workspace.open(preset=args.preset)
    planned = plan(workspace, request)
    planned.draft.id = authoring.free_id(workspace, planned.draft.kind, request.when)
    return editing.keep(render(planned.draft), planned.draft.kind)


def keep_answers(args: argparse.Namespace, request: Request, before: dict[str, Any]) -> None:
    """Keep what a person typed before the end of the input, if it was anything."""
    if request.given != before:
        path = draft(args, request)
        sys.stderr.write(f"\nlearnings: what you wrote is {_kept(request, path)}\n")
