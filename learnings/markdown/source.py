"""Bytes to text without losing one: decoding, line ends, lines."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate


def decode(data: bytes) -> str:
    """The text of a file; bytes that are not UTF-8 become lone surrogates (PEP 383) and stay."""
    return data.decode("utf-8", "surrogateescape")


def unify(text: str) -> str:
    """The text with every line end as `\\n`, of the same length, so that offsets stay.

    A line ends at CR LF, LF or CR and nowhere else (CommonMark 0.31, section 2.1). A byte order
    mark at the beginning of a line (shells leave them in mid-file) becomes a blank.
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "\ufeff" in text:
        text = text.replace("\n\ufeff", "\n ")
        text = " " + text[1:] if text[0] == "\ufeff" else text
    return text


def without_comments(text: str, *, tight: bool = False) -> str:
    """A line without its HTML comments; with `tight` also without the blanks around them.

    What opens and is not closed stays. Each mark is looked for once, however many there are.
    """
    kept, at = "", 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        part, at = text[at:start], end + 3
        kept += part.rstrip(" \t") if tight else part
        while tight and text[at : at + 1] in (" ", "\t"):
            at += 1
    return kept + text[at:]


def line_starts(unified: str) -> Sequence[int]:
    """The offset of each line; a final newline does not open another line."""
    # An array takes a quarter of the memory of a list, and a log has many lines.
    starts = array("q")
    if unified:
        lengths = map(len, unified.split("\n"))
        starts.extend(accumulate(lengths, lambda at, length: at + length + 1, initial=0))
        starts.pop()
        if unified.endswith("\n"):
            starts.pop()
    return starts


def newline_of(text: str) -> str:
    """The line end that the file uses first; LF where it has none."""
    at = text.find("\n")
    carriage = text.find("\r")
    if carriage >= 0 and (at < 0 or carriage < at):
        return "\r\n" if at == carriage + 1 else "\r"
    return "\n"


def fault_of(data: bytes) -> str:
    """Why the bytes cannot be a log: `utf-16`, `utf-32`, `nul`; empty where they can."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "nul" if b"\x00" in data else ""


def common_start(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_end(one: str, other: str, most: int) -> int:
    """How many of at most `most` characters two texts have in common at their end."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
