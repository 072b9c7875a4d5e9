"""How much agents are made to read: bytes of a file, and of all files in its chain."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..disk import printable
from ..errors import UsageError
from .target import Target

if TYPE_CHECKING:
    from .plan import Files


def chain(target: Target, path: str) -> Iterator[str]:
    """The files that are read together with one: of the same names, there and in folders above."""
    folder = posixpath.dirname(path)
    own = posixpath.basename(path)
    while True:
        for name in target.chain:
            above = posixpath.join(folder, posixpath.basename(name) if target.nested else name)
            if above != path:
                yield above
        if own not in target.chain and target.nested:
            yield posixpath.join(folder, own) if posixpath.join(folder, own) != path else ""
        if not folder or not target.nested:
            return
        folder = posixpath.dirname(folder)


def is_full(target: Target, path: str, new: bytes, files: Files) -> bool:
    """True where a file and its chain would have more bytes than the budget."""
    return bool(target.budget) and _total(target, path, new, files) > target.budget


def _total(target: Target, path: str, new: bytes, files: Files) -> int:
    others = {name for name in chain(target, path) if name}
    return len(new) + sum(len(files.read(name) or b"") for name in sorted(others))


def refuse_full(target: Target, path: str, old: bytes | None, new: bytes, files: Files) -> None:
    """Raise `UsageError` where a file, or its chain, would grow beyond the budget."""
    if not target.budget or new == old or len(new) <= len(old or b""):
        return
    total = _total(target, path, new, files)
    if total > target.budget:
        what = printable(path)
        if total > len(new):
            what = f"{what} and what is read with it"
        raise UsageError(
            f"{what} would have {total} bytes, {total - target.budget} more than the budget of "
            f"{target.budget}: take a rule out first with `learnings retire ID`, or old tombstones "
            "by hand"
        )
