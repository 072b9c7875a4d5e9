"""Puts placeholders in the place of sensitive values, so that a text can still be read.

A placeholder is `[REDACTED:kind]`, or `[REDACTED:kind:2]` where one stretch of text (an entry)
holds more of the kind: the same value has the same number. A kind may have pseudonyms instead
of numbers, which are the same in the whole repository: `[REDACTED:host:kq3xwa]`.
"""

from __future__ import annotations

import base64
import hmac
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..diagnostic import Edit
from .finding import Finding
from .sameness import breaks, said

PLACEHOLDER = re.compile(r"\[REDACTED:(?P<kind>[a-z][a-z-]*)(?::(?P<mark>[a-z0-9]{1,16}))?\]")
_PSEUDONYM = 6
_LONGEST = 60
_BLOCKS = frozenset(("ansible-vault",))
# What stands on more lines than that is a block, which goes whole.
_MOST_BREAKS = 8
_SECRETS = frozenset(("secret", "credential-in-url"))
# Kinds that say little of a secret; of two of these the first in this order counts.
_VAGUE = frozenset(("password", "secret"))
# Before these a pair of brackets would become a link, an image or the definition of a link.
_LINKING = "([:"
# What of a value may be left beside a placeholder: quotes, marks and a few letters.
_LEFT = 4
_SIGNED = re.compile(
    r"(?i)[?&](?:amp;)?(?:sig|signature|x-(?:amz|goog|oss|tos)-signature|token|hdnts|policy)="
)
# What is one word after such a sign is a comment that goes on, not a heading.
_BLOCK_END = re.compile(
    r"(?:\r\n|\r|\n)[ \t>]*(?:`{3}|~{3}|#{1,6}[ \t]++(?!\S+(?:\s+#{1,6}[ \t]+\S+){0,8}\Z)"
    r"|-{3}[ \t]*(?=[\r\n]))"
)
_QUERY_END = re.compile(r"[\s\"'`<>)\]|\\]")


@dataclass(frozen=True, slots=True)
class Replacement:
    """What takes the place of a finding; `edit` may reach further than the finding does."""

    finding: Finding
    placeholder: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class Redactor:
    """Chooses placeholders. The kinds of `pseudonyms` get one, made with the `salt`."""

    salt: bytes = field(default=b"", repr=False)
    pseudonyms: frozenset[str] = frozenset()

    def replacements(
        self,
        text: str,
        findings: Iterable[Finding],
        stretch: Callable[[int], tuple[int, int]] | None = None,
        is_code: Callable[[int], bool] = lambda offset: False,
    ) -> list[Replacement]:
        """What replaces each of the findings in a text, in order; no two of the edits meet.

        `stretch` gives the part of the text (an entry) around an offset within which numbers
        count; without it that is all. `is_code` says whether an offset is inside of a fence,
        where brackets mean nothing.
        """
        stretch = stretch or (lambda offset: (0, len(text)))
        found = list(_alike(text, list(_widened(text, findings)), stretch))
        marks = self._marks(text, found, stretch)
        return [
            Replacement(item, mark, _edit(text, item, mark, is_code(item.start)))
            for item, mark in zip(found, marks, strict=True)
        ]

    def _marks(
        self, text: str, found: Sequence[Finding], stretch: Callable[[int], tuple[int, int]]
    ) -> list[str]:
        groups: dict[tuple[tuple[int, int], str], list[str]] = defaultdict(list)
        values = [said(text[item.start : item.end], item.check) for item in found]
        keys = [(stretch(item.start), item.kind) for item in found]
        for value, key in zip(values, keys, strict=True):
            groups[key].append(value)
        numbers = {key: _numbers(text, key, some) for key, some in groups.items()}
        return [
            self._mark(value, key[1], numbers[key]) for value, key in zip(values, keys, strict=True)
        ]

    def _mark(self, value: str, kind: str, numbers: dict[str, int]) -> str:
        if self.salt and kind in self.pseudonyms:
            return f"[REDACTED:{kind}:{self.pseudonym(kind, value)}]"
        number = numbers.get(value, 0)
        return f"[REDACTED:{kind}:{number}]" if number else f"[REDACTED:{kind}]"

    def pseudonym(self, kind: str, value: str) -> str:
        """Six letters that stand for a value wherever it is; nobody without the salt finds it."""
        said = f"{kind}\0{value.casefold()}".encode("utf-8", "surrogateescape")
        digest = hmac.digest(self.salt, said, "sha256")
        letters = base64.b32encode(digest).decode("ascii").lower()
        return "".join(letter for letter in letters if letter.isalpha())[:_PSEUDONYM]


PLAIN = Redactor()


def standing(text: str, findings: Iterable[Finding]) -> list[Finding]:
    """The findings but for those that a placeholder has already taken the place of."""
    findings = list(findings)
    if not findings or "REDACTED:" not in text:
        return findings
    return [item for item in findings if not is_redacted(text, item)]


def is_redacted(text: str, finding: Finding) -> bool:
    """True if of a value hardly more than a placeholder stands there."""
    first, last = max(0, finding.start - _LONGEST), finding.end + _LONGEST
    kept, at = "", finding.start
    is_met = False
    for found in PLACEHOLDER.finditer(text, first, last):
        if found.start() < finding.end and finding.start < found.end():
            is_met = True
            kept += text[at : found.start()]
            at = found.end()
    kept += text[at : finding.end]
    return is_met and sum(sign.isalnum() for sign in kept) <= _LEFT


def redacted(text: str, replacements: Sequence[Replacement]) -> str:
    """The text with all of the replacements made."""
    for item in sorted(replacements, key=lambda item: -item.edit.start):
        text = text[: item.edit.start] + item.edit.text + text[item.edit.end :]
    return text


def kinds(replacements: Iterable[Replacement], checks: Collection[str] = ()) -> Iterator[str]:
    """The kinds that were replaced, in order, each once; maybe those of some checks alone."""
    found = (item.finding for item in replacements)
    yield from dict.fromkeys(item.kind for item in found if not checks or item.check in checks)


def _numbers(text: str, key: tuple[tuple[int, int], str], values: list[str]) -> dict[str, int]:
    """The number of each value; none where it is the only one of its kind."""
    (start, end), kind = key
    used = [
        int(found["mark"] or 1)
        for found in PLACEHOLDER.finditer(text, start, end)
        if found["kind"] == kind and (found["mark"] or "1").isdigit()
    ]
    if len(values) == 1 and not used:
        return {}
    first = max(used, default=0) + 1
    return {value: number for number, value in enumerate(dict.fromkeys(values), first)}


def _widened(text: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings in order, none over another; a signature takes its whole query with it."""
    last: Finding | None = None
    wider = (_signed(text, _within_block(text, item)) for item in findings)
    for item in sorted(wider, key=lambda item: (item.start, -item.end)):
        if last is not None and item.start < last.end:
            last = last._replace(end=max(last.end, item.end))
            continue
        if last is not None:
            yield last
        last = item
    if last is not None:
        yield last


def _alike(
    text: str, found: Sequence[Finding], stretch: Callable[[int], tuple[int, int]]
) -> Iterator[Finding]:
    """The findings, those of one secret within a stretch of one kind: the most special one."""
    best: dict[tuple[tuple[int, int], str], str] = {}
    keys = [
        (stretch(item.start), said(text[item.start : item.end], item.check))
        if item.check in _SECRETS
        else None
        for item in found
    ]
    for item, key in zip(found, keys, strict=True):
        if key is not None and best.setdefault(key, item.kind) in _VAGUE:
            best[key] = item.kind if item.kind not in _VAGUE else min(best[key], item.kind)
    for item, key in zip(found, keys, strict=True):
        yield item if key is None else item._replace(kind=best[key])


def _within_block(text: str, item: Finding) -> Finding:
    """The finding up to where its code block, its section or its entry ends, whatever is lost."""
    found = _BLOCK_END.search(text, item.start, item.end)
    return item._replace(end=found.start()) if found else item


def _signed(text: str, item: Finding) -> Finding:
    if item.check not in _SECRETS:
        return item
    line = max(text.rfind("\n", 0, item.start), text.rfind("\r", 0, item.start)) + 1
    mark = text.rfind("?", line, item.start)
    if mark < 0 or _QUERY_END.search(text, mark, item.start) is not None:
        return item
    end = _QUERY_END.search(text, item.end)
    stop = end.start() if end else len(text)
    if _SIGNED.search(text, mark, stop) is None or "=" not in text[mark : item.start]:
        return item
    return item._replace(start=mark + 1, end=_without_stop(text, item.end, stop))


def _without_stop(text: str, least: int, end: int) -> int:
    while end > least and text[end - 1] in ".,;:!?*_~":
        end -= 1
    return end


def _edit(text: str, item: Finding, mark: str, is_code: bool) -> Edit:
    end = item.end
    following = text[end : end + 1]
    if not is_code and following and following in _LINKING:
        line = max(text.rfind("\n", 0, item.start), text.rfind("\r", 0, item.start)) + 1
        begins = not text[line : item.start].strip(" \t>*+-0123456789.")
        if following != ":" or begins:
            mark += " "
    if item.check != "private-key" and item.detector not in _BLOCKS:
        mark += _breaks(text, item)
    return Edit(item.start, end, mark)


def _breaks(text: str, item: Finding) -> str:
    """The line ends within a value, so that no line of a quotation or a list is lost."""
    kept = breaks(text[item.start : item.end])
    if kept.count("\n") + kept.count("\r") > _MOST_BREAKS:
        return ""
    is_last = item.end >= len(text) or text[item.end] in "\r\n"
    return kept.rstrip(" \t") if is_last else kept
