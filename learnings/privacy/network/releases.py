"""Four numbers that are a version because of the heading of their column, and no address."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ...lazy import regex
from ..cells import html_below
from ..finding import Finding
from ..table import STANDING, Judges, below

_DETECTORS = frozenset(("private-ipv4", "public-ipv4"))
# In the languages of which words for credentials are known. An ending follows some of them.
ABROAD = (
    r"versión|versiones|compilación|versão|versões|compilação|lançamento|versione|rilascio|versie"
    r"|wersj[aeęi]|wydanie|kompilacja|verze|vydání|sestavení|verzia|versjon|utgivelse|udgave|utgåva"
    r"|utgave|versio|julkaisu|koontiversio|verzi(?:ó|ja)|kiadás|izdanje|versiune|versioon|versija"
    r"|laidums|sürüm|derleme|phiên bản|rilis|έκδοση|версі[їюяи]|верси[еюяи]|верзија|релиз|реліз"
    r"|выпуск|випуск|сборка|збірка|издание|版本|发布|發布|构建|構建|バージョン|リリース|ビルド|버전|릴리스|빌드"
    r"|إصدار|الإصدار|גרסה|เวอร์ชัน|संस्करण"
)
_WORDS = (
    r"versions?|ver|releases?|builds?|charts?|tags?|revisions?|rev|firmware|kernel|patch|driver"
    r"|etiqueta|versi|тег|标签|標籤|镜像标签|タグ|태그|ausgabe|stand|kennzeichnung|" + ABROAD
)
HOSTED = regex(
    r"\b(?:ips?|ipv4|addr(?:ess(?:es)?)?|hosts?|servers?|nodes?|ports?|gateway|router|clients?|peers?"
    r"|pods?|vms?|network|subnet|vpc|dns|endpoint|ping|ssh|curl|telnet|connect\w*|reach\w*"
    r"|unreachable|refused|listen\w*|timed out|times out|route[sd]?|vip|records?|resol\w*|machine"
    r"|instance|(?<!up)(?<!down)moved|points?|proxy|upstream|backend|listener|replica|primary)\b"
    r"|://",
    re.IGNORECASE | re.ASCII,
)
_HEADING = regex(
    rf"(?:[\w./'’-]{{1,20}}[ _-]){{0,3}}?(?:{_WORDS})(?:[ _-](?:version|tag|number|no|nr|nummer))?"
    r"[.:]?(?: ?\([^()]{0,30}\))?\Z",
    2,
)
_GATE = regex(_WORDS, 2)
_QUAD = regex(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}\Z")
_BARS = regex(rf"(?<!\\)[|{STANDING}]")
_MARKS = " \t\"'`*_"
_WIDEST = 400


def without_releases(text: str, found: list[Finding]) -> list[Finding]:
    """The findings but for versions in cells that a heading above or a label beside names."""
    quads = [item for item in found if item.detector in _DETECTORS]
    if not quads or _GATE.search(text) is None:
        return found
    told = sorted((start, end) for start, end, _ in _cells(text) if start < end)
    gone = {item for item in quads if _is_release(text, item, told)}
    return [item for item in found if item not in gone]


def is_release(heading: str) -> bool | None:
    """True of a heading of versions, None of any other."""
    return True if _HEADING.match(heading.strip(_MARKS)) else None


def _cells(text: str) -> Iterator[tuple[int, int, bool]]:
    yield from below(text, Judges(is_release, is_release), _WORDS)
    yield from html_below(text, is_release)


def _is_release(text: str, item: Finding, told: Sequence[tuple[int, int]]) -> bool:
    is_more = text[item.end : item.end + 1] in {":", "/"}
    if is_more or _QUAD.match(text, item.start, item.end) is None:
        return False
    at = bisect_right(told, (item.start, len(text))) - 1
    if at >= 0 and item.end <= told[at][1]:
        cell = text[slice(*told[at])]
        return len(cell) <= _WIDEST and HOSTED.search(cell) is None
    return _is_labelled(text, item)


def _is_labelled(text: str, item: Finding) -> bool:
    """Alone in the second of two cells, of which the first is such a word."""
    first = max(text.rfind("\n", 0, item.start), text.rfind("\r", 0, item.start)) + 1
    if item.start - first > _WIDEST:
        return False
    lead = _BARS.split(text[first : item.start])
    if lead[0].strip():
        lead.insert(0, "")
    return len(lead) == 3 and not lead[2].strip(_MARKS) and is_release(lead[1]) is True
