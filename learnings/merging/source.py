"""The bytes of a version and back: its line ends, its byte order mark, its end."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..markdown.source import decode

_ENDS = re.compile(r"\r\n|\r|\n")
_BOM = "\ufeff"


class Form(NamedTuple):
    """How a text is stored; `newline` is empty where its lines end in more than one way."""

    newline: str
    bom: bool
    closed: bool


class Source(NamedTuple):
    """A version of a file: its text with `\\n`, without a byte order mark, and its form.

    The text ends with a line end, unless it is empty.
    """

    text: str
    form: Form | None


def read(data: bytes) -> Source:
    """The text of a version; where it has no line, `form` is None: it has nothing to say of it."""
    text = decode(data)
    bom = text.startswith(_BOM)
    text = text[1:] if bom else text
    ends = set(_ENDS.findall(text)) if "\r" in text else {"\n"} if "\n" in text else set()
    if not text:
        return Source("", Form("", bom, True) if bom else None)
    newline = ends.pop() if len(ends) == 1 else "" if ends else "\n"
    if newline not in ("", "\n"):
        text = text.replace(newline, "\n")
    closed = text.endswith(("\n", "\r"))
    return Source(text if closed else f"{text}\n", Form(newline, bom, closed))


def write(text: str, form: Form) -> bytes:
    """The bytes of a text in a form."""
    if not form.closed:
        text = text.removesuffix("\n")
    if form.newline not in ("", "\n"):
        text = text.replace("\n", form.newline)
    return ((_BOM if form.bom else "") + text).encode("utf-8", "surrogateescape")


def merged_form(base: Form | None, ours: Form | None, theirs: Form | None) -> Form:
    """The form of a merge: what only one side changes is changed, and else ours holds.

    Where lines end in several ways in one of the versions, they are left as they are.
    """
    one, two = ours or theirs, theirs or ours
    if one is None or two is None:
        return base or Form("\n", False, True)
    old = base or one
    closed = two.closed if one.closed == old.closed else one.closed
    bom = two.bom if one.bom == old.bom else one.bom
    if not one.newline or not two.newline or not old.newline:
        return Form("", bom, closed)
    return Form(two.newline if one.newline == old.newline else one.newline, bom, closed)
