"""Names of people: mentioned with an @, credited beside a word, or on the roster."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...diagnostic import Confidence
from ...lazy import regex
from ..detector import Detector, Organisation
from ..finding import Hit, Piece
from ..spot import Find
from .words import NO_HANDLES, NO_NAMES

_HANDLE = regex(
    r"(?<![\w@/.$`\\+=)\]}<-])(?P<value>@(?P<name>[A-Za-z][A-Za-z0-9]{1,30}(?:[-_.][A-Za-z0-9]{1,30}){0,4}))"
    r"(?![\w@/({\[=-]|\.\w|:\w|[ ]*[=:]{1,2}=|[ ]=[ ])",
    re.ASCII,
)
_SLACK = regex(r"<(?P<value>@[UW][A-Z0-9]{8,11})(?=[>|])")
_CODED = regex(r"`(?P<value>@(?P<name>[a-z][a-z0-9]{1,30}(?:[-_.][a-z0-9]{1,30}){0,4}))`")
_CALLED = regex(
    r"\b(?:by|cc|thanks|ask|asked|ping|pinged|owner|owners|assigned|assignee|contact|from|with|to|told"
    r"|reported|reporter|author|reviewer|per|and|dm|paged)[\s:*_`|-]{1,4}$",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r".*[-_.](?:team|teams|oncall|on-call|admins?|eng|engineering|devs?|ops|sre|bots?|group|owners|guild|squad"
    r"|support|security|platform|infra|maintainers|reviewers|leads)|(?:team|group|sre|ops|eng)[-_.].*|.*bot|v[0-9].*"
)
_HUMPS = re.compile(r"[a-z0-9]+[A-Z]|[A-Z][a-z0-9]+[A-Z]|[A-Z0-9_]{3,}$")


def _is_handle(name: str) -> bool:
    low = name.lower()
    if low in NO_HANDLES or _GROUP.fullmatch(low) or _HUMPS.match(name):
        return False
    return low.partition(".")[0] not in NO_HANDLES


def _coded(text: str) -> list[tuple[int, int]]:
    """Where inline code stands in a line."""
    marks = [found.start() for found in re.finditer("`+", text)]
    return list(zip(marks[::2], marks[1::2], strict=False))


def _mentions(piece: Piece) -> Iterator[Hit]:
    if piece.is_code:
        return
    code = _coded(piece.text)
    for found in _HANDLE.finditer(piece.text):
        at = found.start()
        # With a dot or in code it is a decorator, unless somebody is spoken of.
        is_odd = "." in found["name"] or any(start < at < end for start, end in code)
        is_called = not is_odd or _CALLED.search(piece.text[max(0, at - 24) : at]) is not None
        if is_called and _is_handle(found["name"]):
            yield Hit(*found.span("value"))
    for found in _CODED.finditer(piece.text):
        called = _CALLED.search(piece.text[max(0, found.start() - 24) : found.start()])
        if called and _is_handle(found["name"]):
            yield Hit(*found.span("value"))
    for found in _SLACK.finditer(piece.text):
        yield Hit(*found.span("value"))


_BIG, _SMALL = "[A-ZÀ-ÖØ-ÞĀ-Ž]", "[a-zß-öø-ÿā-ž]"
_WORD = rf"{_BIG}(?:['’]{_BIG})?{_SMALL}{{1,20}}(?:['’-]?{_BIG}?{_SMALL}{{1,20}})?"
_BETWEEN = r"(?: [A-Z]\.| (?:van|von|de|del|della|der|den|da|di|la|le|bin|al|ten))"
_FULL = rf"{_WORD}{_BETWEEN}{{0,2}} {_WORD}(?: {_WORD})?"
_DONE = (
    r"reported(?: to us)? by|raised by|opened by|filed by|found by|noticed by|spotted by|fixed by"
    r"|approved by|reviewed by|reviewed-by|signed-off-by|co-authored-by|written by|authored by"
    r"|owned by|assigned to|escalated to|handed (?:over )?to|cc|thanks to|thank you|kudos to"
    r"|credits? to|according to|contact person|on-?call engineer|incident commander|incident lead"
    r"|paged|pinged|spoke (?:to|with)|talked to|confirmed (?:by|with)|investigated by|led by"
    r"|customer contact|requested by|submitted by|created by|deployed by|merged by|verified by"
    r"|triggered by|caught by|rolled back by|restarted by"
)
# The same in German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish and Polish.
_DONE_ABROAD = (
    r"(?:gemeldet|berichtet|gefunden|entdeckt|behoben|erstellt|geprüft|genehmigt|bestätigt) von"
    r"|(?:signalée?|rapportée?|trouvée?|corrigée?|créée?|approuvée?|confirmée?) par"
    r"|(?:reportad|informad|encontrad|corregid|cread|aprobad|confirmad|revisad|relatad|corrigid"
    r"|criad|aprovad)[oa] p[oe][rl][oa]?"
    r"|(?:segnalat|trovat|corrett|creat|approvat|confermat)[oa] da"
    r"|(?:gemeld|gevonden|opgelost|aangemaakt|goedgekeurd) door"
    r"|(?:rapportera[dt]|hitta[dt]|skapa[dt]|godkän[dt]|åtgärda[dt]) av"
    r"|(?:rapporteret|fundet|oprettet|godkendt|rettet) af"
    r"|(?:zgłoszon[ey]|znalezion[ey]|utworzon[ey]|zatwierdzon[ey]) przez"
)
# These are words of any sentence: they announce a name before a colon or in a table only.
_ROLES = (
    r"reporter|approvers?|reviewers?|authors?|owners?|assignees?|attendees|participants|contacts?"
    r"|on-?call|scribe|requester|name|full name|customer|employee|colleague|patient|lead"
    r"|responders?"
)
_CREDIT = regex(
    rf"(?<![A-Za-z.])(?:(?i:{_DONE}|{_DONE_ABROAD})[ \t:*_|>–—-]{{1,8}}"
    rf"|(?i:{_ROLES})[ \t*_]{{0,4}}[:|][ \t*_]{{0,6}})"
    rf"(?:(?:Mr|Mrs|Ms|Dr)\.? )?(?P<value>{_FULL})(?![\w])"
)
_ABROAD = re.sub(r"[^\x00-\x7f]", ".{1,2}", _DONE_ABROAD)
# Neither what is one of the letters of ASCII in small letters alone, as a long s is.
_START = "(^|[^a-hjl-rt-z])"
_CREDIT_GATES = (
    rf"{_START}({_DONE})[ \t:*_|>–—-]{{1,8}}[^0-9 ]".replace("(?:", "("),
    rf"{_START}({_ABROAD})[ \t:*_|>–—-]{{1,8}}[^0-9 ]".replace("(?:", "("),
    rf"{_START}({_ROLES})[ \t*_]{{0,4}}[:|][ \t*_]{{0,6}}[^0-9 ]".replace("(?:", "("),
    rf"{_START}(mr|mrs|ms|mx|dr|prof|herr|frau)\.? [^0-9 ]",
)
_TITLE = regex(
    rf"(?<![A-Za-z])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Herr|Frau)\.? (?P<value>{_WORD}(?: {_WORD})?)(?!\w)"
)
_NEXT = regex(
    rf"(?:,? (?:and|&) |, )(?:(?:then|later|also|afterwards|again) )?(?:(?:by|to|from|with) )?"
    rf"(?P<value>{_FULL})(?!\w)"
)


_SPACE = r"\s{1,4}"


def _trimmed(value: str) -> str:
    """The name, without a third word that goes on with the sentence; empty if it is none."""
    words = value.split(" ")
    if len(words) > 2 and words[-1].lower() in NO_NAMES:
        words.pop()
    is_name = len(words) > 1 and not any(word.lower() in NO_NAMES for word in words)
    return " ".join(words) if is_name else ""


def _credited(piece: Piece) -> Iterator[Hit]:
    if piece.is_code:
        return
    for found in _CREDIT.finditer(piece.text):
        one: re.Match[str] | None = found
        while one is not None:
            name = _trimmed(one["value"])
            if not name:
                break
            start = one.start("value")
            yield Hit(start, start + len(name))
            one = _NEXT.match(piece.text, start + len(name))
    for found in _TITLE.finditer(piece.text):
        if not any(word.lower() in NO_NAMES for word in found["value"].split(" ")):
            yield Hit(*found.span("value"))


def _written(name: str) -> list[str]:
    """Patterns of a name of several words: as it is, the last word first, and with an initial."""
    *first, last = (re.escape(word) for word in name.split())
    whole = _SPACE.join((*first, last))
    if not first:
        return [whole]
    initial = re.escape(name.strip()[0])
    return [whole, rf"{last},{_SPACE}{_SPACE.join(first)}", rf"{initial}\. {{0,4}}{last}"]


def _on_roster(names: tuple[str, ...]) -> Find:
    def pattern(name: str) -> str:
        whole, *others = _written(name)
        # One word may be a word of the language as well: then its case tells.
        return f"(?i:{whole}|{others[0]})|{others[1]}" if others else whole

    longest = sorted(names, key=len, reverse=True)
    known = regex(rf"(?<!\w)(?P<value>{'|'.join(pattern(name) for name in longest)})(?!\w)")

    def find(piece: Piece) -> Iterator[Hit]:
        for found in known.finditer(piece.text):
            yield Hit(*found.span("value"))

    return find


_MENTION = Detector(
    name="mention",
    check="person-name",
    kind="user",
    title="person mentioned with an @",
    gates=(r"(^|[^0-9a-hjl-rt-z_@/.])@[a-z]",),
    find=_mentions,
    source="docs.github.com, mentioning people and teams",
    recipes=(
        "thanks @anna-{l*4}, it works",
        "(@b{l*5}_k) knows",
        "ask `@c{l*6}` first",
        "cc @d{l*5}.",
        "paged <@U0{}{U*8}>",
    ),
    decoys=(
        "@here @channel @sre-team and @dependabot",
        "@media (max-width: 9px), @param x, @Override, @pytest.mark.slow",
        "npm i @scope/name, actions/checkout@v4, a@b.io",
        "`@property` and @dataclass(frozen=True)",
        "@app.route, @Transactional, @userId = 1",
    ),
    confidence=Confidence.MEDIUM,
    forms=frozenset(("raw",)),
)

_PERSON = Detector(
    name="credited-person",
    least="person",
    check="person-name",
    kind="name",
    title="name of a person beside a word that says what they did",
    gates=_CREDIT_GATES,
    find=_credited,
    source="common practice",
    recipes=(
        "reported by Anna B{l*5}",
        "**Owner:** Carl D{l*6}",
        "| Assigned to | Eva F{l*4} |",
        "cc: Gerd H{l*5} and Ida J{l*5}",
        "spoke with Dr. K{l*5}",
        "- **Owner**: Jürgen O'Brien",
        "thanks to María de L{l*5} for it",
        "gemeldet von Anna B{l*5}",
        "signalé par Anna B{l*5}, zgłoszone przez Ida J{l*5}",
    ),
    decoys=(
        "reported by Platform Team, owner: Site Reliability",
        "assigned to On Call, thanks to Amazon Web Services",
        "owner: payments, reported by customers",
        "replace a check in node_api.cc (Anna {u*1}{l*6})",
        "cc: Stable Kernel <stable@example.org>",
        "support for Dr. Memory in the runner",
        "gemeldet von Kunden, behoben von Platform Team",
    ),
    confidence=Confidence.MEDIUM,
)


def people(organisation: Organisation) -> Iterator[Detector]:
    """Mentions, credits, and the names of the organisation's roster."""
    names = tuple(" ".join(name.split()) for name in organisation.roster if name.strip())
    if names:
        gates = tuple(form for name in names for form in _written(name))
        yield Detector(
            name="rostered-person",
            check="person-name",
            kind="name",
            title="name on the roster of the organisation",
            gates=gates,
            find=_on_roster(names),
        )
    yield from (_PERSON, _MENTION)
