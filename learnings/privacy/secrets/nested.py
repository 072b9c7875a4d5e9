"""Values whose name stands around them or beside them, with no sign between the two.

A point of a list below another one, what is below a key or in a section, what is between tags,
and a pair of which the value comes before the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...diagnostic import Confidence
from ...lazy import regex
from ..detector import BlockDetector, Organisation
from ..finding import Hit
from ..folding import lowered
from ..told import lines_of
from .alone import alone
from .judge import is_credential
from .title import strength_of, sure_strength
from .value import value_at
from .words import GATES, Strength

_LEAST = "announcement"
_GATES = (*GATES["password"], *GATES["secret"])
_QUOTED = r"[ \t>]{0,40}"
# A point of a list that is a few words, and a point below it or what a colon defines.
_POINT = regex(
    rf"{_QUOTED}(?:(?:[-*+]|\d{{1,3}}[.)])[ \t]{{1,4}})?[\"'`*_]{{0,3}}"
    r"(?P<title>[\w/-]{2,20}(?: [\w/-]{1,20}){0,3})[\"'`*_]{0,3}[ \t]*\Z"
)
_SUBPOINT = regex(r"[ \t>]{2,40}(?:[-*+]|\d{1,3}[.)])[ \t]{1,4}")
_DEFINED = regex(rf"{_QUOTED}:[ \t]{{1,4}}")
# A key or a section without a value of its own, and what is set in it.
_KEY = regex(
    rf"{_QUOTED}(?:[-*+][ \t])?(?:[\"']?(?P<key>[\w. -]{{3,60}})[\"']?[ \t]?[:=][ \t]{{0,3}}\{{?"
    r"|\[{1,2}[\"']?(?P<section>[\w. \"'-]{3,60})\]{1,2})[ \t]*\Z"
)
_SET = regex(
    rf"{_QUOTED}(?:[-*+][ \t])?[\"']?(?P<name>[\w.@-]{{1,60}})[\"']?[ \t]?[:=][ \t]{{0,20}}"
)
_MANY = regex(r"(?<=[a-z])s\Z")
# The value first, then its name, in one object.
_NAMED = (
    r"[\"']?(?i:name|key|variable|env)[\"']?[ \t]?[:=][ \t]{0,8}[\"']?(?P<name>[\w.-]{3,60})[\"']?"
)
# So many blanks may stand between them.
_MOST_BLANK = 60
_VALUE_WORDS, _STRINGS = ("value", "content", "data"), ("string_", "string")
_FIRST = regex(
    r"(?<![\w-])(?:(?:string_?)?value|content|data)[\"']?[ \t]?[:=][ \t]{0,8}(?=\S)", re.IGNORECASE
)
_THEN = regex(rf"[\"']?[ \t]*,?\s{{0,{_MOST_BLANK}}}(?:>[ \t]{{0,8}})?{_NAMED}(?![\w.-])")
# The name in a tag of its own or as one, then the value in another one or between its tags.
_TAGGED = regex(
    r"<(?:key|dt|name|string|b|strong)>\s{0,8}(?P<title>[\w -]{3,60}):?\s{0,8}"
    r"</(?:key|dt|name|string|b|strong)>\s{0,80}<(?:string|dd|value|code|data)(?:\s[^<>]{0,60})?>\s{0,80}"
    r"(?:<\w{1,8}>\s{0,8})?"
    r"|<(?P<tag>[A-Za-z][\w.:-]{2,60})(?:\s[^<>]{0,80})?>\s{1,80}(?=[^\s<])",
    re.IGNORECASE,
)
_CLOSED = regex(r"\s{0,80}</")
_STATEMENT = regex(r"[\w.-]{1,60}[=:](?!=*\Z)")
_MOST, _WIDEST = 40, 400
_OF_ONE = frozenset(("name", "host", "hostname", "port", "user", "username", "type", "url", "path"))


def nested(_: Organisation) -> Sequence[BlockDetector]:
    """The detector of values whose name is around them or beside them."""
    return [
        BlockDetector(
            name="value-within-its-name",
            check="secret",
            kind="secret",
            title="Value in a list, a section, a tag or an object named by a word for a credential",
            gates=_GATES,
            find=_hits,
            least=_LEAST,
            recipes=(
                "- Password\n  - {w*9}7x!",
                "Password\n: {w*9}7x!",
                "passwords:\n  prod: {w*9}7x!\n  dev: {w*9}8x!",
                "[password]\nprod = {w*9}7x!",
                "- value: {w*9}7x!\n  name: DB_PASS{}WORD",
                '{{}"value": "{w*9}7x!", "name": "DB_PASS{}WORD"}',
                "<key>password</key>\n<string>{w*9}7x!</string>",
                "<dt>Password</dt><dd>{w*9}7x!</dd>",
                "<password>\n  {w*9}7x!\n</password>",
            ),
            decoys=(
                "- Password\n  - has to be rotated by 2026-03-01",
                "- Token\n  - kubernetes-dashboard-v2",
                "Passwords\n: see the vault, kv2/prod/db1",
                "passwords:\n  min_length: 12\n  algorithm: argon2id",
                "[password]\nminlen = 14\nfile = /etc/pw2",
                '{{}"value": "eu-west-1", "name": "TOKEN_REGION"}',
                "<dt>Password</dt><dd>expires after 90 days</dd>",
                "<password>\n  ${{}DB_PASSWORD}\n</password>",
            ),
            confidence=Confidence.MEDIUM,
        )
    ]


def _hits(text: str) -> Iterator[Hit]:
    lines, told = lines_of(text, _GATES, _LEAST)
    for number in told:
        start, end = lines[number]
        if end - start > _WIDEST:
            continue
        line = text[start:end].rstrip("\r\n")
        point = _POINT.match(line)
        strength = sure_strength(point["title"]) if point else None
        if strength is not None:
            yield from _in_point(text, lines, number, strength)
            continue
        key = _KEY.match(line)
        strength = _of_group(key) if key else None
        if strength is not None:
            yield from _in_group(text, lines, number, strength)
    yield from _before_name(text, lines, told)
    yield from _between_tags(text)


def _in_point(
    text: str, lines: Sequence[tuple[int, int]], number: int, strength: Strength
) -> Iterator[Hit]:
    """What stands alone in the point below one, or is its definition."""
    head = text[slice(*lines[number])]
    for start, end in lines[number + 1 : number + 3]:
        line = text[start : min(end, start + 2 * _WIDEST)].rstrip("\r\n")
        if not line.strip(" \t>"):
            continue
        lead = _DEFINED.match(line) or (
            _SUBPOINT.match(line) if _depth(line) > _depth(head) else None
        )
        if lead is not None and not _STATEMENT.match(line, lead.end()):
            yield from alone(line, lead.end(), len(line), start, strength)
        return


def _of_group(key: re.Match[str]) -> Strength | None:
    """How strong the word is that names a section, or many in one key."""
    if key["section"]:
        return sure_strength(key["section"])
    return sure_strength(key["key"]) if _MANY.search(key["key"]) else None


def _in_group(
    text: str, lines: Sequence[tuple[int, int]], number: int, strength: Strength
) -> Iterator[Hit]:
    head = text[slice(*lines[number])]
    is_section = head.lstrip(" \t>").startswith("[")
    for start, end in lines[number + 1 : number + 1 + _MOST]:
        line = text[start : min(end, start + 2 * _WIDEST)].rstrip("\r\n")
        found = _SET.match(line)
        if found is None or (not is_section and _depth(line) <= _depth(head)):
            if line.strip(" \t>") and not line.lstrip(" \t>").startswith(("#", ";")):
                return
            continue
        if found["name"].lower() not in _OF_ONE:
            yield from alone(line, found.end(), len(line), start, strength)


def _before_name(text: str, lines: Sequence[tuple[int, int]], told: Sequence[int]) -> Iterator[Hit]:
    """The values that stand before their name: that is in one of the lines that were told."""
    for found in _firsts(text, lines, told):
        line = max(text.rfind("\n", 0, found.start()), text.rfind("\r", 0, found.start())) + 1
        head = text[max(line, found.start() - _WIDEST) : found.start()]
        if "{" not in head and head.strip(" \t>*+-\"'"):
            continue
        value = value_at(text, found.end())
        then = _THEN.match(text, value.end) if value else None
        strength = strength_of(then["name"]) if then else None
        if value is None or strength is None:
            continue
        if is_credential(value.text, strength, is_near=True, is_quoted=value.is_quoted):
            yield Hit(value.start, value.end)


def _firsts(
    text: str, lines: Sequence[tuple[int, int]], told: Sequence[int]
) -> Iterator[re.Match[str]]:
    """Where a value is announced as one, in some lines and in the one above each of them.

    The word is sooner found without the pattern.
    """
    last = 0
    for number in told:
        start, end = max(_above(text, lines, number), last), lines[number][1]
        small = lowered(text[start:end])
        for word in _VALUE_WORDS:
            at = small.find(word)
            while at >= 0:
                begin = next((at - len(one) for one in _STRINGS if small.endswith(one, 0, at)), at)
                found = _FIRST.match(text, start + begin)
                if found is not None:
                    yield found
                at = small.find(word, at + 1)
        last = end


def _above(text: str, lines: Sequence[tuple[int, int]], number: int) -> int:
    """Where the last line begins above one that is not blank."""
    for start, end in reversed(lines[max(0, number - _MOST_BLANK) : number]):
        if not text[start:end].isspace():
            return start
    return lines[max(0, number - _MOST_BLANK)][0]


def _between_tags(text: str) -> Iterator[Hit]:
    for found in _TAGGED.finditer(text):
        name = (found["title"] or found["tag"]).rpartition(":")[2]
        strength = sure_strength(name.strip())
        value = value_at(text, found.end()) if strength is not None else None
        if value is None or strength is None or not _CLOSED.match(text, value.end):
            continue
        if is_credential(value.text, strength, is_near=True, is_quoted=value.is_quoted):
            yield Hit(value.start, value.end)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" \t>"))
