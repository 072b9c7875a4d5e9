"""Which two Pattern-Keys are likely one key, written twice.

Keys are compared by what is left after a slip: their words in another order, without their
separators, in the singular, or with a letter or two missing. What differs in a number, in short
words or in two words of the language is another key.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import lru_cache
from typing import NamedTuple

from learnings.lazy import regex

from ._slip import slips

_HUMP = regex(r"(?<=[a-z])(?=[A-Z])")
_WORDS = regex(r"[^\W_]+")
_DIGITS = regex(r"\d+")
_LETTERS = regex(r"[a-z]+")
_SIBILANT = regex(r"(?<=[sxz])e$|(?<=[cs]h)e$")
_ENDS = ("ss", "us", "is", "as", "os")
_PLAIN = "https postgres kubernetes always redis news gas sms kms ops devops"
# Between such words the order tells what leads to what.
_LEADING = "to from vs versus into onto over under before after without not no by on in of for"
# In shorter words one letter makes another word.
_SHORTEST = 6
_LONG = 10
_HALF = 5
_LONGEST = 24
_MOST_WORDS = 10
# Words of the language that are a slip away from one another.
_CONFUSED = """\
caching catching deletion depletion detection loading leading reading heading lookup lockup
locking logging looking marker market packet pocket packer phrase phase policy police polling
pooling pulling remote remove removed render reader reaper report resort retort resource recourse
restart schema scheme scaling sealing scalding seeding sending sender seeder server sever severe
served session setting sitting settling sharding sharing shared shaded shipping shopping signed
singed signal single slicing sliding slowdown showdown started starred stated status statue
stepped stopped stopping stepping stored scored storing scoring streaming screaming string strong
sting testing texting thread threat timing tiling tuning turning tracer trader tracking trucking
trailing training upload unload unlock updated upgraded warming warning worker walker parsing
passing pausing parsed paused passed parser passer packing parking paging paying posted ported
retain remain resolve revolve resolver revolver receive relieve relay replay reload record reword
region reserve reverse reserved reversed rolling routing rooting running ruining mapping mopping
master muster minute minor mirror locale locate located mounting filled failed filed filter falter
format formal former farmer bother broker broken buffer buffed bundle bungle button bottom cluster
clutter clustered cluttered compact compute commute commit comment command commend compile comply
content context contest connect correct convict convert convent counter country courier create
crease credit cursor curser daemon demand device devise decide delete delate deploy depot design
resign direct driver drive drivel drift draft editor effect affect encoder encoded ending endian
engine entity entry expand expend expect except export expert extend extent fallback feedback
flash flush header healer height weight import impart insert invert inside insight invoke issuer
issued ledger lodger library limited listen listed loader leader lender manage manager manger
matched marched memory merger merged metric metrics module modules nodule mobile native narrow
network notice notify number offset onset option orphan output outpost owned paired palette parcel
partial patched pitched payload planner planned player prayer plugin plunging poller puller power
prefix prefer preset present pressed process profess product project protect profile provide
prober prove pruning query quota quote quorum random ransom rating rotting rebuild recall reduce
refuse refute refresh refreshed related relation retention rental reset resent resize restore
retried retired retry retries retires revert reverted review revive rotate rotation route router
rule safety sample simple sampler simpler scanner scammer spanner screen scraper scrapper search
secret secrete sector select selector service surface shadow source course spawn stable staple
staging stalling static statics storage shortage stream steam subnet submit suspend swapping
swiping switch snitch symbol system target ticket tickets thicket token topic tunnel unique unite
user vector victor vendor version vertical window winner writer waiter writing waiting connection
correction collection convection collation conversion conversation conservation production
protection projection prediction transaction translation transition transmission replication
application resolution revolution permission persistence completion compilation competition
compression comparison migration mitigation validation variation valuation allocation relocation
location evaluation evacuation elevation inspection description prescription preparation
separation instruction destruction container contained contention convention connector collector
corrector director detector deflector selection election rejection injection ejection reflection
infection integration interaction iteration alteration alternation generation degeneration
isolation insulation installation instantiation authentication authorization activation
acquisition accusation automation estimation escalation excavation execution exclusion extension
expansion expression extraction exception exemption inception interception invocation revocation
evocation notification modification ratification reservation preservation observation operation
cooperation processing professing monitoring mentoring provisioning positioning partitioning
petitioning deployment employment dependency despondency requirement retirement environment
enrollment interface interfere internal interval external eternal"""
_SINGULAR, _DIRECTION = frozenset(_PLAIN.split()), frozenset(_LEADING.split())
_REAL = frozenset(_CONFUSED.split())


class Key(NamedTuple):
    """A key taken apart: its words, each also in the singular, and the numbers in it."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    numbers: tuple[str, ...]


def take_apart(text: str) -> Key:
    """The parts of a key as it is written."""
    words = tuple(_WORDS.findall(_HUMP.sub(" ", text).casefold()))
    stems = tuple(_singular(word) for word in words)
    return Key(words, stems, tuple(_DIGITS.findall(text)))


def traces(key: Key) -> Iterator[Hashable]:
    """What two keys that are likely one have in common, at least one of them."""
    if not key.words or len(key.words) > _MOST_WORDS:
        return
    yield "spelling", "".join(key.stems), key.numbers
    if _may_move(key):
        yield "order", tuple(sorted(key.stems))
    for at, forms in enumerate(zip(key.words, key.stems, strict=True)):
        others = key.stems[:at] + key.stems[at + 1 :]
        for word in set(forms):
            if _SHORTEST - 1 <= len(word) <= _LONGEST and _LETTERS.fullmatch(word):
                around = f"{at} {' '.join(others)}|"
                for left in _remains(word):
                    yield around + left


def are_alike(one: Key, other: Key) -> bool:
    """True if two different keys are likely one."""
    if one.stems == other.stems:
        return True
    if one.numbers != other.numbers and sorted(one.stems) != sorted(other.stems):
        return False
    if "".join(one.stems) == "".join(other.stems):
        return True
    if _may_move(one) and sorted(one.stems) == sorted(other.stems):
        return True
    if len(one.stems) != len(other.stems):
        return False
    places = [at for at, stem in enumerate(one.stems) if stem != other.stems[at]]
    if len(places) != 1:
        return False
    at = places[0]
    return _is_slip(one.stems[at], other.stems[at]) or _is_slip(one.words[at], other.words[at])


def _may_move(key: Key) -> bool:
    return len(key.stems) > 1 and _DIRECTION.isdisjoint(key.words)


def _is_slip(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) < _SHORTEST or len(short) < _SHORTEST - 1 or one[0] != other[0]:
        return False
    if not (_LETTERS.fullmatch(one) and _LETTERS.fullmatch(other)):
        return False
    # Endings make another word of the same stem: `parser` and `parsed`, `route` and `router`.
    if long.startswith(short) or one[:-1] == other[:-1]:
        return False
    if one in _REAL and other in _REAL:
        return False
    most = 2 if len(short) >= _LONG else 1
    return slips(one, other, most) <= most


@lru_cache(maxsize=4096)
def _remains(word: str) -> frozenset[str]:
    """What a slip leaves: the word without one of its letters, or the halves of a long one."""
    if len(word) >= _LONG:
        return frozenset((f"{word[:_HALF]}-", f"-{word[-_HALF:]}"))
    less = (word[:at] + word[at + 1 :] for at in range(1, len(word)))
    # Next to a long word a letter may be missing, so that it is no long one any more.
    halves = (f"{word[:_HALF]}-", f"-{word[-_HALF:]}") if len(word) >= _LONG - 2 else ()
    return frozenset((word, *less, *halves))


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith(_ENDS) and word not in _SINGULAR:
        word = word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    return _SIBILANT.sub("", word) if len(word) > 3 else word
