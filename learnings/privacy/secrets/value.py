"""Where a value stands after an operator: in quotes, in backticks, or plainly up to a space."""

from __future__ import annotations

from typing import NamedTuple

from ...lazy import regex

_OPEN = regex(
    r"(?:\*\*|__|~~|\*|_|(?:[A-Za-z_.]{1,30}\(|\[|\()(?=[\"'`]))?"
    r"(?P<prefix>[bru]{0,2}(?=[\"'])|\$(?=')|@(?=\"))?(?P<quote>\\[\"']|\"\"\"|[\"'`“‘「«]{1,2})?"
)
_CLOSERS = {"“": "”", "‘": "’", "「": "」", "«": "»", '\\"': '\\"', "\\'": "\\'"}
_BARE = regex(r"[^\s\"'`<>|│┃║,;，。；、”’」]{1,400}")
_MORE = regex(r"[A-Za-z0-9+/=_.~%-]{1,4000}")
# What was taken out before: it says nothing of what is glued to it.
_TAKEN = regex(r"(?:\[REDACTED(?::[a-z][a-z-]{0,40}(?::[a-z0-9]{1,16})?)?\])+(?=[^\s(\[:.,;])")
_NEXT = regex(r"&(?:amp;)?[A-Za-z_.-]{1,40}=|\\n|\\\"|&(?:quot|gt|lt);")
# As connection strings write a value that holds a semicolon.
_BRACED = regex(r"\{(?P<value>[^{}\s\"'`|]{6,200})\}(?=;|\s|[\"'`]|\Z)")
_MAKERS = regex(r"(?i:basic|bearer|token|apikey|digest|bot|key|ssws|geniekey|negotiate) +")


class Value(NamedTuple):
    """A value: where it stands, what it is, and whether in quotes."""

    start: int
    end: int
    text: str
    is_quoted: bool


def value_at(text: str, position: int) -> Value | None:
    """The value that begins at the position, or behind the marks that do; None if none does."""
    opened = _OPEN.match(text, position)
    start = opened.end() if opened else position
    quote = opened["quote"] if opened else None
    taken = _TAKEN.match(text, start)
    if taken:
        return _behind(text, taken.end())
    if quote:
        end = _closed(text, start, _CLOSERS.get(quote, quote))
        if end > start:
            maker = _MAKERS.match(text, start, end)
            start = maker.end() if maker else start
            return Value(start, end, text[start:end], is_quoted=True)
    maker = _MAKERS.match(text, start)
    start = maker.end() if maker else start
    braced = _BRACED.match(text, start)
    if braced:
        return Value(*braced.span("value"), braced["value"], is_quoted=True)
    return _behind(text, start)


def _behind(text: str, start: int) -> Value | None:
    """What stands plainly at a place, up to a space or a quotation mark."""
    bare = _BARE.match(text, start)
    end = _ended(text, start, bare.end()) if bare else start
    return Value(start, end, text[start:end], is_quoted=False) if end > start else None


def whole(text: str, value: Value) -> int:
    """Where a value ends of which the beginning has been taken for one: it may be a long one."""
    if value.is_quoted or value.end - value.start < 390:
        return value.end
    more = _MORE.match(text, value.end)
    return more.end() if more else value.end


def _ended(text: str, start: int, end: int) -> int:
    """Without what the sentence, the list or the query goes on with."""
    following = _NEXT.search(text, start, end)
    value = text[start : following.start() if following else end].rstrip(".:?*~\\")
    for opening, closing in ("()", "[]", "{}"):
        if opening not in value:
            value = value.rstrip(closing + ".:?*~")
    return start + len(value)


def _closed(text: str, start: int, mark: str) -> int:
    """Where the quote that is open at `start` is closed; -1 if it is not, or too far away."""
    end = text.find(mark, start, start + 4000)
    return end if end >= 0 else -1
