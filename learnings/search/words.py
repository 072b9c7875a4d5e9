"""What a word is, in a text and in what is searched for.

Case and accents make no difference. Scripts that put no blanks between words are cut into pairs of
characters, so that a word is found wherever it stands: `数据库` is `数据 据库 库`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..lazy import regex

# Han, kana, Hangul, Thai and Lao.
_CROWDED = (
    "\u0e00-\u0eff\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_RUN = regex(f"[{_CROWDED}]+")
_ACCENT = regex("[\u0300-\u036f]+")
_NO_WORD = regex(r"[\W_]+")
_ASCII_WORD = regex(r"[a-z0-9]+")
_QUOTED = regex(r'"(?P<phrase>[^"]*)"(?P<star>\*?)|(?P<word>[^\s"]+|")')


class Term(NamedTuple):
    """Words that have to follow one another; with `prefix` the last may be the start of one."""

    tokens: tuple[str, ...]
    prefix: bool = False


def folded(text: str) -> str:
    """A text without case and accents."""
    if text.isascii():
        return text.lower()
    bare = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", bare).casefold()


def plain(text: str) -> str:
    """A text as its words with blanks between them; ASCII keeps what is no word, which is no harm.

    What is left can be stored anywhere: it holds no lone surrogate.
    """
    if text.isascii():
        return text.lower().replace("\0", " ")
    return _RUN.sub(_pairs, _NO_WORD.sub(" ", folded(text)))


def _pairs(found: re.Match[str]) -> str:
    run = found[0]
    return f" {' '.join(run[at : at + 2] for at in range(len(run)))} "


def tokens(text: str) -> list[str]:
    """The words of a text, in order."""
    words = plain(text)
    return _ASCII_WORD.findall(words) if words.isascii() else words.split()


def terms(words: Iterable[str]) -> list[Term]:
    """What is searched for; `"several words"` in quotes belong together, `conn*` is a beginning.

    Everything that is no letter and no number only parts words: `disk_full` is `"disk full"`.
    """
    found = []
    for given in words:
        for item in _QUOTED.finditer(given):
            text = item["word"] if item["word"] is not None else item["phrase"]
            prefix = bool(item["star"]) if item["word"] is None else text.endswith("*")
            term = _term(text, prefix)
            if term is not None and term not in found:
                found.append(term)
    return found


def _term(text: str, prefix: bool) -> Term | None:
    parts = tokens(text)
    if not parts:
        return None
    last = parts[-1]
    if not _RUN.fullmatch(last):
        return Term(tuple(parts), prefix)
    before = parts[-2] if len(parts) > 1 else ""
    if len(last) == 1 and len(before) == 2 and before.endswith(last) and _RUN.fullmatch(before):
        # It closes the run here, and in a text the run may go on.
        return Term(tuple(parts[:-1]))
    return Term(tuple(parts), len(last) == 1)


def expression(wanted: Sequence[Term], any_of: bool = False) -> str:
    """The terms for SQLite's full-text search: words in quotes and nothing else."""
    phrases = [f'"{" ".join(term.tokens)}"{" *" if term.prefix else ""}' for term in wanted]
    return (" OR " if any_of else " AND ").join(phrases)


def holds(text: str, term: Term) -> bool:
    """True if the words of a text (` word word `, one blank around each) hold the term."""
    return f" {' '.join(term.tokens)}{'' if term.prefix else ' '}" in text


def spaced(text: str) -> str:
    """The words of a text for `holds`."""
    return f" {' '.join(tokens(text))} "
