"""Words of an entry as a piece of a line of Markdown: they build nothing and load nothing there.

Nothing in them begins a block, whatever stands before: no heading, list, quote, fence, table or
definition. There is no HTML, no picture, and no link that leads out of the repository; an address
is shown as code. What is code stays as it is, so that commands can be read and copied.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from ..lazy import regex

_ESCAPE = r"\\[!-/:-@\[-`{-~]"
_TOKEN = regex(rf"{_ESCAPE}|`+|[^\\`]+|\\")
_RUN = regex(r"`+")
_ADDRESS = r"(?:[a-z][a-z0-9+.-]{0,30}://|www\.|mailto:|xmpp:)[^\s<>`\"|\\]+"
_ACTS = regex(
    rf"(?P<escape>{_ESCAPE})"
    r"|<(?P<auto>[a-z][a-z0-9+.-]{1,31}:[^\s<>`\\]*)>"
    rf"|(?P<address>{_ADDRESS})"
    r"|(?P<picture>!\[)"
    # A link to a file beside it may stay one.
    r"|(?P<link>\]\((?!(?!www\.)[\w.#-][\w./#-]*\)))"
    r"|(?P<tag><(?=[!/?a-z]))"
    r"|(?P<end>--(?=!?>))",
    re.IGNORECASE,
)
_COMMENT = regex(r"<!(?=--)")
_ENDS = "?!.,:;*_~'\")]"
_OPENS = regex(
    r"#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|~{3}|[-*_=:|](?=[-*_=:|\s]*$)|\|"
    r"|\[(?!.\] )(?=.*\]:)|(?P<number>\d{1,9})(?=[.)](?:\s|$))"
)


def prose(text: str) -> str:
    """A text of one line, harmless wherever it is put in Markdown."""
    closes = defaultdict(list)
    for run in _RUN.finditer(text):
        closes[len(run[0])].append(run.start())
    made, words, at = "", "", 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        assert found is not None
        token, at = found[0], found.end()
        if token[0] == "`":
            close = _close(closes[len(token)], at)
            if close >= 0:
                span = text[found.start() : close + len(token)]
                made = _joined(_joined(made, _words(words)), _COMMENT.sub("<! ", span))
                words, at = "", close + len(token)
                continue
            token = "\\`" * len(token)
        words += token
    made = _joined(made, _words(words))
    opened = _OPENS.match(made)
    if opened is None:
        return made
    number = opened["number"] or ""
    return f"{number}\\{made[len(number) :]}"


def code(text: str) -> str:
    """A text of one line as code."""
    longest = max((len(run) for run in _RUN.findall(text)), default=0)
    marks = "`" * (longest + 1)
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{marks}{gap}{text}{gap}{marks}"


def _close(starts: list[int], at: int) -> int:
    """Where the next run of as many backticks begins; -1 where there is none."""
    found = bisect_left(starts, at)
    return starts[found] if found < len(starts) else -1


def _joined(before: str, after: str) -> str:
    """Two pieces, of which no backticks meet that belong to neither."""
    gap = " " if before.endswith("`") and after.startswith("`") else ""
    return f"{before}{gap}{after}"


def _words(text: str) -> str:
    made = _ACTS.sub(_stilled, text)
    # A last backslash would take hold of what follows.
    odd = (len(made) - len(made.rstrip("\\"))) % 2
    return made + "\\" * odd


def _stilled(found: re.Match[str]) -> str:
    """What acts, as a character, or as code."""
    kind, words = found.lastgroup, found[0]
    if kind == "auto":
        return code(found["auto"])
    if kind == "address":
        return _address(words)
    if kind in ("picture", "link"):
        return "!\\[" if kind == "picture" else "\\]("
    return {"tag": "&lt;", "end": "&#45;&#45;"}.get(kind or "", words)


def _address(words: str) -> str:
    """An address as code, without the punctuation behind it."""
    kept = words
    while kept and kept[-1] in _ENDS:
        if kept[-1] == ")" and kept.count("(") >= kept.count(")"):
            break
        kept = kept[:-1]
    return code(kept) + words[len(kept) :]
