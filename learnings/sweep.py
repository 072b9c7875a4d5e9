"""Looks for sensitive values in any texts: files, file names, messages, the past.

What is found never holds the value: a finding knows its place, its kind, and a mark that is the
same for the same value within one run and tells nothing outside of it.
"""

from __future__ import annotations

import hashlib
import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from .beside import is_binary, is_prose, printable
from .diagnostic import Confidence
from .exposure import length
from .markdown import blocks
from .markdown.source import common_end, common_start, decode, fault_of, line_starts, unify
from .message import without_signers
from .parallel import spread
from .privacy.copies import with_copies
from .privacy.detector import Organisation
from .privacy.finding import Finding
from .privacy.redaction import standing
from .privacy.scan import scan
from .settings import Settings

MESSAGE, TAG = "COMMIT_EDITMSG", "TAG_EDITMSG"
# A word that announces a value may stand as many lines above it.
_BELOW = 2
_CODECS = {"utf-16": "utf-16", "utf-32": "utf-32"}


class Text(NamedTuple):
    """What is to be looked at: a `file`, the `name` of one, a `message` or the text of a `tag`.

    Where `old` is given, only what differs from that is looked at.
    """

    path: str
    data: bytes
    where: str = "file"
    commit: str = ""
    old: bytes | None = None


class Sighting(NamedTuple):
    """A sensitive value and where it stands; `mark` is the same for the same value in a run.

    `length` says how long the value is, roughly. Lines and columns count from 1, columns in
    code points; `end_column` is the one after the last character.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    check: str
    detector: str
    kind: str
    length: str
    confidence: Confidence
    mark: bytes = b""
    where: str = "file"
    commit: str = ""


class Unread(NamedTuple):
    """What could not be looked at, or not all of it, and why, in words that follow `it`."""

    path: str
    reason: str
    commit: str = ""


class Look(NamedTuple):
    """What came of looking at a text; `is_binary` where it is mostly no text."""

    sightings: Sequence[Sighting]
    reason: str = ""
    is_binary: bool = False


@dataclass(slots=True)
class Sweep:
    """Looks at texts, by the organisation that the settings nearest to each describe.

    `wants` says of a finding whether it is asked for.
    """

    settings: Settings
    organisation: Callable[[Settings], Organisation]
    wants: Callable[[Finding], bool] = lambda finding: True
    _salt: bytes = field(default_factory=lambda: os.urandom(16), repr=False)
    _shown: dict[str, str] = field(default_factory=dict, repr=False)

    def look_at(self, texts: Sequence[Text]) -> list[Look]:
        """What is in each of the texts, in their order."""
        return spread(texts, lambda text: len(text.data), self.look)

    def look(self, text: Text) -> Look:
        """What is in a text, in order."""
        if text.where == "file" and is_binary(text.data):
            plain = text._replace(data=printable(text.data), old=None)
            return self.look(plain)._replace(is_binary=True)
        fault = fault_of(text.data)
        content, reason = _readable(text.data, fault)
        if text.where in ("message", "tag"):
            content = without_signers(content)
        near = self.settings.nearest(text.path)
        code = _Code(content) if text.where != "file" or is_prose(text.path) else None
        starts = line_starts(unify(content))
        lines = None if text.old is None else [_differing(content, decode(text.old), starts)]
        is_code = code.holds if code else lambda line: True
        found = standing(content, scan(content, self.organisation(near), is_code, lines))
        # Lines that did not change brought nothing, and their copies were told before.
        found = with_copies(content, found, *_reach(lines, starts, len(content)))
        wanted = [item for item in found if self.wants(item)]
        return Look([self._sighting(text, content, starts, item) for item in wanted], reason)

    def names(self, paths: Iterable[str]) -> list[Sighting]:
        """What is in the names of files; `path` is the name with placeholders in their place."""
        found: list[Sighting] = []
        for path in dict.fromkeys(paths):
            found += [item._replace(path=self.shown(path)) for item in self._name(path).sightings]
        return found

    def shown(self, path: str) -> str:
        """A path as it may be told: placeholders stand in the place of what is sensitive in it."""
        if path not in self._shown:
            found = replace(self, wants=lambda finding: True)._name(path).sightings
            self._shown[path] = hidden(path, found)
        return self._shown[path]

    def _name(self, path: str) -> Look:
        return self.look(Text(path, path.encode("utf-8", "surrogateescape"), "name"))

    def _sighting(self, text: Text, content: str, starts: Sequence[int], item: Finding) -> Sighting:
        line, column = _place(starts, item.start)
        end_line, end_column = _place(starts, max(item.start, item.end - 1))
        value = content[item.start : item.end].encode("utf-8", "surrogateescape")
        mark = hashlib.blake2b(value, key=self._salt, digest_size=16).digest()
        return Sighting(
            text.path, line, column, end_line, end_column + 1, item.check, item.detector,
            item.kind, length(item.end - item.start), item.confidence, mark, text.where,
            text.commit,
        )  # fmt: skip


def hidden(text: str, sightings: Iterable[Sighting]) -> str:
    """A text of one line with a placeholder in the place of each value that was found in it."""
    for item in sorted(sightings, key=lambda item: -item.column):
        placeholder = f"[REDACTED:{item.kind}]"
        text = f"{text[: item.column - 1]}{placeholder}{text[item.end_column - 1 :]}"
    return text


def _readable(data: bytes, fault: str) -> tuple[str, str]:
    """The text, and what is wrong with it, in words that follow `it`; empty if nothing is."""
    if fault in _CODECS:
        return data.decode(_CODECS[fault], "replace"), f"is {fault.upper()}, not UTF-8"
    text = decode(data)
    if fault == "nul":
        return text, "holds NUL characters, which hide what is around them"
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text, "holds bytes that are not UTF-8"
    return text, ""


def _differing(new: str, old: str, starts: Sequence[int]) -> range:
    """The numbers of the lines between what two texts have in common at both ends.

    So do a few lines below them, whose values those may announce.
    """
    begin = common_start(new, old)
    end = len(new) - common_end(new, old, min(len(new), len(old)) - begin)
    first, last = bisect_right(starts, begin), bisect_right(starts, max(begin, end - 1))
    return range(max(first, 1), min(last + _BELOW, len(starts)) + 1)


def _reach(lines: Sequence[range] | None, starts: Sequence[int], size: int) -> tuple[int, int]:
    """From where to where a text is looked at."""
    if lines is None:
        return 0, size
    ends = (lines[0].start - 1, lines[-1].stop - 1)
    first, last = (starts[line] if line < len(starts) else size for line in ends)
    return first, last


def _place(starts: Sequence[int], offset: int) -> tuple[int, int]:
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


class _Code:
    """Which lines of a text of Markdown are inside of a fence; asked of few texts."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._fences: list[tuple[int, int]] | None = None

    def holds(self, line: int) -> bool:
        """True inside of a fenced block."""
        if self._fences is None:
            found = blocks(self._text, help=False).opaque
            self._fences = [(item.start, item.end) for item in found if item.kind == "fence"]
        index = bisect_right(self._fences, line, key=lambda item: item[0]) - 1
        return index >= 0 and line < self._fences[index][1]


def unique(sightings: Iterable[Sighting]) -> Iterator[Sighting]:
    """The first of those that are the same value under the same check, in their order."""
    seen = set()
    for item in sightings:
        key = (item.check, item.mark)
        if key not in seen:
            seen.add(key)
            yield item
