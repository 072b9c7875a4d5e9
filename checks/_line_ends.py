"""Line ends of two kinds in one file, and a last line without one."""

from __future__ import annotations

from collections.abc import Iterator

from learnings.diagnostic import Edit, Fix, Problem, Span
from learnings.entry import Log
from learnings.lazy import regex

# A carriage return before the line end is text that a program left behind.
_CRLF = regex(r"(?<!\r)\r\n")
_LF = regex(r"(?<!\r)\n")


def line_ends(log: Log) -> Iterator[Problem]:
    """Both problems, each with a fix that makes the file as most of it is."""
    text = log.text
    crlf = len(_CRLF.findall(text)) if "\r" in text else 0
    lf = len(_LF.findall(text)) if crlf else text.count("\n")
    newline = "\r\n" if crlf > lf or (crlf == lf and log.newline == "\r\n") else log.newline
    if crlf and lf:
        newline = "\r\n" if newline == "\r\n" else "\n"
        others = list((_LF if newline == "\r\n" else _CRLF).finditer(text))
        line, column = log.place(others[0].start())
        name, other = ("CR LF", "LF") if newline == "\r\n" else ("LF", "CR LF")
        fix = Fix(
            f"end all lines with {name}",
            tuple(Edit(found.start(), found.end(), newline) for found in others),
        )
        message = f"{_lines(len(others))} with {other}, the others with {name}"
        yield Problem(Span.at(line, column), message, "line_ends", f"use {name}", fix=fix)
    if not text.endswith(("\n", "\r")):
        end = len(text)
        line, column = log.place(end)
        fix = Fix("end the last line", (Edit(end, end, newline),))
        message = "the last line has no line end"
        yield Problem(Span.at(line, column), message, "final_newline", "add one", fix=fix)


def _lines(count: int) -> str:
    return "1 line ends" if count == 1 else f"{count} lines end"
