"""Branches of a remote that were never fetched, and what fetches them."""

from __future__ import annotations

import os
from collections.abc import Callable

from ..lazy import regex
from .program import Answer

# The start of a revision that may name a remote-tracking branch; `~1`, `^2` or `@{1}` may follow.
_NAME = regex(r"(?:(?:refs/)?remotes/)?(?P<branch>\w[\w./+-]*)(?=[~^@:]|\Z)")


def fetching(rev: str, ask: Callable[..., Answer]) -> str:
    """The command that fetches the remote-tracking branch that a revision names.

    Empty where it names none, or one that is here and cannot be what is missing. `ask` asks git.
    The command says where the branch goes, since a clone of one branch would keep no other.
    """
    found = _NAME.match(rev)
    remotes = os.fsdecode(ask("remote").out).splitlines() if found is not None else []
    for remote in sorted(remotes, key=len, reverse=True):
        if found is None or not found["branch"].startswith(f"{remote}/"):
            continue
        name = found["branch"].removeprefix(f"{remote}/")
        ref = f"refs/remotes/{remote}/{name}"
        if name in ("", "HEAD") or ask("show-ref", "--verify", "--quiet", ref).code == 0:
            return ""
        return f"git fetch {remote} {name}:{ref}"
    return ""
