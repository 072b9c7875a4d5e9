"""Whether an English line tells something instead of ordering it, judged by its first words.

An order begins with its verb. A line tells where a few bare words, which may be its subject, are
followed by a verb that has a subject: `Database connections were exhausted`, `Nobody looked`. What
can be read as an order counts as one: `Deploy images signed by us`, `Ensure backups are tested`.
"""

from __future__ import annotations

from ..lazy import regex


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ED = regex(r"[a-z]{2,}ed")
_NOT_PAST = _words(
    "need feed seed embed speed shed weed heed hundred indeed exceed proceed succeed bleed breed "
    "newsfeed"
)
_IS = _words("is are was were isn't aren't wasn't weren't")
_HAS = _words("has had did does hasn't hadn't didn't doesn't")
# Verbs that a clause without `that` may follow: what it says is their object.
_OF_CLAUSES = _words(
    "make ensure check verify confirm see know note remember assume say prove test show expect "
    "guarantee assert trust pretend suppose tell document warn report require think hope validate "
    "insist demand establish detect notice state claim declare decide learn mind watch log alert "
    "record explain teach clarify accept respect understand believe imagine realise realize find "
    "recognise recognize monitor"
)
# Verbs before a word that is named, or before a participle that is their object.
_OF_WORDS = _words(
    "use prefer write say avoid replace type spell read be get stay keep remain leave look feel "
    "become go act run mark have set call want treat never always only just don't not please "
    "count consider"
)
# Words that are in no bare subject: from there on nothing is judged.
_BREAKS = _words(
    "a an the this that these those it its i we you he she they my our your their his her all each "
    "every any some both no not never always only also just and or but nor if when where while "
    "because since until unless once after before as than so what which who whose whoever whatever "
    "whichever whether how why there here of on in at to for from with without by about into onto "
    "over under between through per via against during across behind below above up down out off "
    "let do don't must should shall can could may might will would please"
)
_ARTICLES = _words("the a an our their its his her my your")
_PARTICLES = _words("up down out off over")
_NOBODY = _words("nobody everybody somebody everyone someone everything nothing")
_THINGS = _words("service server site website api database db cluster host system network")
_STATES = _words("down unavailable unreachable offline slow broken full unhealthy overloaded")
_FARTHEST = 3


def tells(line: str) -> str:
    """The word by which a line tells something; empty for what may be an order."""
    words = [word.rstrip(".,;!?") for word in line.replace("’", "'").casefold().split()[:6]]
    if ":" in line or len(words) < 2 or words[0] in _BREAKS:
        return ""
    if len(words) == 2 and words[0] in _THINGS and words[1] in _STATES:
        return words[1]
    for at in range(1, min(len(words), _FARTHEST + 1)):
        if _is_verb(words, at):
            return words[at]
        if words[at] in _BREAKS or not words[at].replace("-", "").isalnum():
            return ""
    return ""


def _is_verb(words: list[str], at: int) -> bool:
    """True of a verb whose subject is what stands before it."""
    first, word = words[0], words[at]
    if first in _OF_WORDS:
        return False
    if word in _IS or (word in _HAS and at < _FARTHEST):
        return at == 1 or first not in _OF_CLAUSES
    return _is_past(word) and (_is_no_order(first) or _ends(words, at))


def _is_past(word: str) -> bool:
    return _ED.fullmatch(word) is not None and word not in _NOT_PAST


def _is_no_order(word: str) -> bool:
    """True of a word with which no order begins: a plural, or one for people."""
    return word in _NOBODY or (word.endswith("s") and word[-2:] not in ("ss", "us", "as", "is"))


def _ends(words: list[str], at: int) -> bool:
    """True where a past form has an object of its own, or where nothing is left to describe."""
    after = words[at + 1 :]
    if after and after[0] in _ARTICLES:
        return True
    is_last = not after or (after[0] in _PARTICLES and len(after) == 1)
    return is_last and (at == 1 or words[1].isdigit())
