"""Where a value stands after an operator: in quotes, in backticks, or plainly up to a space."""

from __future__ import annotations

from typing import NamedTuple

from ...lazy import regex
from .jumble import is_jumbled

_OPEN = regex(
    r"(?:\*\*|__|~~|\*|_|(?:[A-Za-z_.]{1,30}\(|\[|\()(?=[\"'`]))?"
    r"(?P<prefix>[bru]{0,2}(?=[\"'])|\$(?=')|@(?=\"))?(?P<quote>\\[\"']|\"\"\"|[\"'`“‘「«]{1,2})?"
)
_CLOSERS = {"“": "”", "‘": "’", "「": "」", "«": "»", '\\"': '\\"', "\\'": "\\'"}
_BARE = regex(r"[^\s\"'`<>|│┃║,;，。；、”’」]{1,400}")
_MORE = regex(r"[A-Za-z0-9+/=_.~%-]{1,4000}")
# What was taken out before: it says nothing of what is glued to it.
_TAKEN = regex(r"(?:\[REDACTED(?::[a-z][a-z-]{0,40}(?::[a-z0-9]{1,16})?)?\])+(?=[^\s(\[:.,;])")
_MARK = regex(r"REDACTED:(?:[a-z][a-z-]{0,40}:)?$")
# What stands before a password in an address, and what ends it there.
_USER = regex(r"://[^\s/@:]{0,80}:$")
_HOST = regex(r"@(?=[\w.\[{$-]{1,100}\]?(?::\d{1,5})?(?:[/?#]|\Z))")
_NEXT = regex(r"&(?:amp;)?[A-Za-z_.-]{1,40}=|\\n|\\\"|&(?:quot|gt|lt);")
# As connection strings write a value that holds a semicolon.
_BRACED = regex(r"\{(?P<value>[^{}\s\"'`|]{6,200})\}(?=;|\s|[\"'`]|\Z)")
# A value that no blank ends sooner: it may hold what else ends one.
_RUN = regex(r"[^\s，。；、”’」]{8,400}")
# What follows a value without a blank, and is another one or no value at all.
_OTHER = regex(
    r"[,;][a-z]{2,20}(?=[,;]|\Z)|[,;&\"'`|][A-Za-z_][\w.-]{0,40}[\"'`]?[=:]|[\"'`]\s?,|</?[A-Za-z][\w.:-]{0,40}[\s/>]"
    r"|&(?:amp|quot|gt|lt);|\\n|\\\"|://|\]\("
)
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
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
        return _plain(text, taken.end())
    if opened and quote:
        start = opened.start("quote")
        value = _quoted(text, start, quote)
        if value:
            return value
        wide = _wide(text, start, start)
        if wide:
            return wide
        start = opened.end()
    elif opened and start > position:
        value = _marked(text, position, opened[0])
        if value:
            return value
    maker = _MAKERS.match(text, start)
    start = maker.end() if maker else start
    braced = _BRACED.match(text, start)
    if braced:
        return Value(*braced.span("value"), braced["value"], is_quoted=True)
    narrow = _plain(text, start)
    return _wide(text, start, narrow.end if narrow else start) or narrow


def _plain(text: str, start: int) -> Value | None:
    """What stands at a place without marks, up to a space or a quotation mark."""
    bare = _BARE.match(text, start)
    end = _ended(text, start, bare.end()) if bare else start
    return Value(start, end, text[start:end], is_quoted=False) if end > start else None


def _quoted(text: str, start: int, quote: str) -> Value | None:
    """The value in the quotation mark that stands at `start`; of two marks the first may do."""
    marks = [quote]
    if len(quote) == 2 and quote not in _CLOSERS:
        marks = [quote, quote[0]] if quote[0] == quote[1] else [quote[::-1], quote[0]]
    for mark in marks:
        begin = start + (len(quote) if mark == quote[::-1] else len(mark))
        end = _closed(text, begin, _CLOSERS.get(mark, mark))
        if end > begin and not (text[end + len(mark) :][:1].isalnum() and _wide(text, start, end)):
            maker = _MAKERS.match(text, begin, end)
            begin = maker.end() if maker else begin
            return Value(begin, end, text[begin:end], is_quoted=True)
    return None


def _marked(text: str, start: int, mark: str) -> Value | None:
    """The value that begins with a mark of emphasis, where that is not closed behind it."""
    wide = _wide(text, start, start + len(mark)) if mark else None
    is_closed = wide is not None and mark in text[start + len(mark) : wide.end + len(mark)]
    return None if is_closed else wide


def _wide(text: str, start: int, end: int) -> Value | None:
    """The value up to a blank, where all of it is made at random, marks included.

    Another value is known to end at `end`: what follows that has to be of the same sort.
    """
    run = _RUN.match(text, start)
    if run is None or run.end() <= end or (0 < end - start < 3 and text[end] in ",;"):
        return None
    other = _OTHER.search(text, max(start + 1, end - 1), run.end())
    head = text[max(0, start - 200) : start]
    value = text[start : other.start() if other else run.end()]
    if "|" in head:
        value = value.partition("|")[0]
    while value and _is_outside(value, head):
        value = value[:-1]
    is_call = value[end - start :][:1] in ("'", '"', "`", "(") and _is_closed(value)
    if len(value) <= end - start or is_call or not is_jumbled(value):
        return None
    return Value(start, start + len(value), value, is_quoted=False)


def _is_closed(value: str) -> bool:
    """Whether a quotation mark or a bracket ends the value that it began in."""
    last = value[-1:]
    return last in _PAIRS or (last in ("'", '"', "`") and last in value[:-1])


def _is_outside(value: str, head: str) -> bool:
    """Whether the last sign belongs to what stands around a value."""
    last = value[-1]
    if last in ".,;:?\\":
        return True
    if last in "\"'`*_~":
        return last in head
    return last in _PAIRS and _PAIRS[last] not in value and _PAIRS[last] in head


def marked_at(text: str, position: int, mark: str) -> Value | None:
    """The value at the position, or with the mark before it, where that is no emphasis."""
    return _marked(text, position - len(mark), mark) or value_at(text, position)


def is_mark(text: str, position: int) -> bool:
    """Whether a place is within a placeholder: its kind and its number are no values."""
    return _MARK.search(text[max(0, position - 60) : position]) is not None


def whole(text: str, value: Value) -> int:
    """Where a value ends of which the beginning has been taken for one: it may be a long one."""
    if "@" in value.text and _USER.search(text[max(0, value.start - 90) : value.start]):
        host = _HOST.search(value.text)
        return value.start + host.start() if host and host.start() else value.end
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
