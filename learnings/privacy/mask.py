"""Takes values that were found out of whatever is said about them.

A message may quote a value whole, clipped, in capitals or written for JSON. All of that is
looked for: the value and its beginnings, and of secrets any part that no sentence holds. The
header of a key is no value, nor is a word that is said of every log.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from .copies import encoded
from .finding import Finding

_PART = 8
_BRIEF, _MOST_MASKED = 400, 1_000
_SECRETS = frozenset(("secret", "private-key", "credential-in-url"))
_LINE = re.compile(r"[^\r\n]+")
# The lines around a key, as they stand or as Markdown writes them: all of them are alike.
_ARMOUR = re.compile(
    r"(?:[-\u2010-\u2015\\\s]|&#?\w{1,8};){0,60}(?:BEGIN|END)\s[A-Z0-9\s]{0,60}"
    r"\bPRIVATE\s+KEY(?:\s+BLOCK)?(?:[-\u2010-\u2015\\\s]|&#?\w{1,8};){0,60}"
)
_HEADER = re.compile(r"[A-Z][\w-]*:.*")
# What has no letter and no digit in it tells nothing.
_TELLING = re.compile(r"\w")
# Where a value may begin that is so short that it is one only as a whole word.
_BEGIN = re.compile(r"(?<![^\W_])(?=\S)")
# A run of characters of a token, and what in it is no word.
_RUN = re.compile(r"[^\s\"'`<>(){}\[\]|,;:@?&]{8,}")
_ODD = re.compile(r"[a-z][A-Z]|[0-9][A-Za-z]|[A-Za-z][0-9]")
# What reports and files are made of, whatever a log holds: masked, nobody could read them.
_OWN = frozenset(
    re.split(
        " ",
        "area check clean code column commit count critical details entries entry error false file"
        " files finding findings fix group high hint host id in_progress info ip key kind learnings"
        " level line log logged logs low medium message metadata name none note notes null password"
        " path pending preset priority private private-key promoted redact redacted related"
        " replaced resolved secret severity source status summary tags text title token true user"
        " value version warning wont_fix",
    )
)
_CLIPPED = ("…", "...")


class Mask:
    """Puts `[REDACTED:kind]` in the place of the values that it has learned."""

    __slots__ = ("_masked", "_parts", "_shorts", "_whole")

    def __init__(self) -> None:
        # The first characters of values, with the rest of each.
        self._whole: dict[str, dict[str, str]] = {}
        # Every part of a secret.
        self._parts: dict[str, str] = {}
        self._shorts: dict[str, str] = {}
        # Many findings say the same.
        self._masked: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._whole or self._shorts)

    def learn(self, text: str, findings: Iterable[Finding]) -> None:
        """Know the values of findings in a text from now on."""
        self._masked.clear()
        for item in findings:
            placeholder = f"[REDACTED:{item.kind}]"
            value = text[item.start : item.end]
            for form in _forms(value):
                # A part is quoted as it stands: in an address that is encoded whole, words are one.
                in_parts = item.check in _SECRETS and form in value
                self._enter(form, placeholder, in_parts=in_parts)
            if item.check in _SECRETS and _PART <= len(value) <= _BRIEF and "\n" not in value:
                for form in encoded(value.encode("utf-8", "surrogateescape")):
                    self._enter(form, placeholder, in_parts=False)

    def __call__(self, text: str) -> str:
        """The text without the values."""
        if not self or not text:
            return text
        known = self._masked.get(text)
        if known is None:
            known = self._without(text)
            if len(text) <= _BRIEF and len(self._masked) < _MOST_MASKED:
                self._masked[text] = known
        return known

    def blotted(self, text: str) -> str:
        """The text with a sign for each character of the values: every place stays."""
        kept, at = [], 0
        for start, end, _ in self._cuts(text):
            kept += [text[at:start], _hidden(text[max(start, at) : end])]
            at = max(at, end)
        return "".join([*kept, text[at:]])

    def _without(self, text: str) -> str:
        kept, at = [], 0
        for start, end, placeholder in self._cuts(text):
            if start >= at:
                kept += [text[at:start], placeholder]
            at = max(at, end)
        return "".join([*kept, text[at:]])

    def _cuts(self, text: str) -> list[tuple[int, int, str]]:
        folded = _folded(text)
        cuts = [*self._long(folded), *self._brief(folded)]
        return sorted(cuts, key=lambda cut: (cut[0], -cut[1]))

    def _enter(self, value: str, placeholder: str, *, in_parts: bool) -> None:
        folded = _folded(value)
        if folded in _OWN or not _TELLING.search(folded):
            return
        if len(folded) < _PART:
            self._shorts[folded] = placeholder
            return
        self._whole.setdefault(folded[:_PART], {})[folded] = placeholder
        if in_parts:
            for run in _RUN.finditer(value):
                if _ODD.search(run[0]):
                    self._enter_parts(_folded(run[0]), placeholder)

    def _enter_parts(self, run: str, placeholder: str) -> None:
        for at in range(len(run) - _PART + 1):
            part = run[at : at + _PART]
            if sum(sign.isalnum() for sign in part) > _PART // 2:
                self._parts.setdefault(part, placeholder)

    def _long(self, text: str) -> Iterator[tuple[int, int, str]]:
        if not self._whole:
            return
        at, last = 0, len(text) - _PART
        while at <= last:
            part = text[at : at + _PART]
            if part not in self._whole and part not in self._parts:
                at += 1
                continue
            end, placeholder = at, ""
            if part in self._whole:
                end, placeholder = self._reach(text, at, self._whole[part])
            if part in self._parts:
                stop = at + 1
                while text[stop : stop + _PART] in self._parts and stop <= last:
                    stop += 1
                if stop + _PART - 1 > end:
                    end, placeholder = stop + _PART - 1, self._parts[part]
            if end > at:
                yield at, end, placeholder
            at = max(end, at + 1)

    def _reach(self, text: str, at: int, values: dict[str, str]) -> tuple[int, str]:
        """How far one of the values goes on in the text, whole or clipped; `at` if none does."""
        best, placeholder = at, ""
        for value, said in values.items():
            end = at + _common(text, at, value)
            whole = end - at == len(value)
            if end > best and (whole or end == len(text) or text.startswith(_CLIPPED, end)):
                best, placeholder = end, said
        return best, placeholder

    def _brief(self, text: str) -> Iterator[tuple[int, int, str]]:
        if not self._shorts:
            return
        at = -1
        for begun in _BEGIN.finditer(text):
            if begun.start() >= at:
                at = self._short_at(text, begun.start())
                if at > begun.start():
                    yield begun.start(), at, self._shorts[text[begun.start() : at]]

    def _short_at(self, text: str, start: int) -> int:
        """Where the longest of the short values that begins at a place ends; the place if none."""
        for end in range(min(start + _PART - 1, len(text)), start, -1):
            if text[start:end] in self._shorts and not text[end : end + 1].isalnum():
                return end
        return start


def without(mask: Mask, value: Any) -> Any:
    """A value without what a mask has learned, whatever texts and lists it is made of."""
    if not mask:
        return value
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        return {mask(key): without(mask, item) for key, item in value.items()}
    if isinstance(value, tuple):
        items = [without(mask, item) for item in value]
        return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
    return [without(mask, item) for item in value] if isinstance(value, list) else value


def blotted(text: str, findings: Iterable[Finding], start: int = 0, end: int | None = None) -> str:
    """A stretch of a text with a sign for each character of a value: every place stays."""
    stop = len(text) if end is None else end
    kept, at = [], start
    for item in sorted(findings):
        if item.end <= at or item.start >= stop:
            continue
        low, high = max(item.start, at), min(item.end, stop)
        kept += [text[at:low], _hidden(text[low:high])]
        at = high
    return "".join([*kept, text[at:stop]])


def _hidden(value: str) -> str:
    return "".join(sign if sign in "\r\n\t" else "*" for sign in value)


def _common(text: str, at: int, value: str) -> int:
    most = min(len(value), len(text) - at)
    if text.startswith(value, at):
        return len(value)
    return next((step for step in range(most) if text[at + step] != value[step]), most)


def _forms(value: str) -> Iterator[str]:
    """A value line by line, as it is and as JSON, XML and addresses write it."""
    lines = [part for line in _LINE.findall(value) for part in _ARMOUR.split(line)]
    for line in lines:
        told = line.strip()
        if not told or (len(lines) > 1 and (len(told) < _PART or _HEADER.fullmatch(told))):
            continue
        yield told
        if told.isalnum():
            continue
        forms = (
            json.dumps(told)[1:-1],
            json.dumps(told, ensure_ascii=False)[1:-1],
            html.escape(told),
            quote(told.encode("utf-8", "surrogateescape")),
        )
        yield from (form for form in dict.fromkeys(forms) if form != told)


def _folded(text: str) -> str:
    folded = text.lower()
    # In a few alphabets a small letter takes more characters than the capital.
    return folded if len(folded) == len(text) else text
