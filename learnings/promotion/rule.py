"""The line that a lesson becomes: imperative, short, one rule, and nothing that acts."""

from __future__ import annotations

import re
import unicodedata

from ..entry import Entry, Log
from ..errors import UsageError
from ..lazy import regex
from ..output.escape import visible
from .content import action_of, title_of
from .order import tells
from .target import Target
from .words import outgoing

LIMIT = 80
_LONGEST = 500
# Words with which no order begins.
_NO_ORDER = frozenset(
    word
    for words in (
        "a an the this that these those it its there here i we you he she they my our your their",
        "is are was were been has have had should would could might may must can will",
        "what which who whose how why because since while although maybe perhaps",
        "not no some any many most all every each",
    )
    for word in words.split()
)
_PAST = regex(r"(?i)^[a-z]{2,}(?:ed|ing)$")
_ORDERS_IN_ED = frozenset(("embed", "feed", "heed", "need", "seed", "shed", "speed", "weed",
                           "bring", "ring", "ping", "string"))  # fmt: skip
_WORD = regex(r"[^\W_][\w'’.-]*")
# Of scripts that put no space between words.
_UNSPACED = regex(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{3}")
_RULES = regex(r"[.;!?]\s+\S|\s(?:and also|; )\s")
# Orders that turn an agent against what else it is told; the rules of a linter are no such thing.
_AGAINST = (
    regex(r"(?i)\b(?:ignor(?:e|ing)|disregard(?:ing)?|forget|overrid(?:e|ing)|bypass(?:ing)?|disobey"
          r"|circumvent|supersede|violate|stop following)\b.{0,30}\b(?:previous|above|prior|earlier"
          r"|preceding|former|other|existing|all|your|system|safety|developer)\b.{0,20}"
          r"\b(?:instructions?|rules?|prompts?|guidelines?|polic(?:y|ies)|guardrails?|directives?"
          r"|safeguards?|messages?)\b"),
    regex(r"(?i)\b(?:ignor(?:e|ing)|disregard(?:ing)?|forget|disobey)\b.{0,10}"
          r"\b(?:the|these|those|any|every|everything)\b.{0,20}\b(?:instructions?|prompts?|guardrails?"
          r"|directives?|safeguards?|(?:before|above|you were told|you know|so far)$)"),
    regex(r"(?i)\b(?:do not|don't|don’t|never) (?:obey|heed|listen to)\b.{0,20}"
          r"\b(?:users?|humans?|system|developers?|instructions?|prompts?|rules?)\b"),
)  # fmt: skip
_ACTS = (
    (regex(r"<[!/?A-Za-z]|-->"), "HTML"),
    (regex(r"(?:^|[\s(])@[\w~./-]"), "an import or a mention (`@`)"),
    (regex(r"(?i)(?:^|\s)!(?:include|import|source)\b"), "an import"),
    (regex(r"!`|\$\("), "a command that is run when it is read"),
    *((pattern, "an order against other instructions") for pattern in _AGAINST),
    (regex(r"(?i)\b(?:reveal|print|repeat|leak|disclose|output|show|exfiltrate|dump|send)\b.{0,30}"
           r"\b(?:system (?:prompt|message)|your (?:instructions|prompt)|developer message)\b"),
     "an order to show instructions"),
    (regex(r"(?i)\byou are now\b|^act as\b|^pretend (?:to be|that|you)\b|\brole-?play as\b"
           r"|\bjailbreak|\bdeveloper mode\b|\bnew (?:system )?instructions?\s*:|<\|"),
     "an order to be somebody else"),
    (regex(r"(?i)\b(?:curl|wget)\b[^|]*\|\s*(?:ba|z|da)?sh\b"), "a download that is run"),
    (regex(r"!?\[[^\]]*\]\([^)]*\)"), "a link or an image"),
)  # fmt: skip


def line_for(log: Log, entry: Entry, target: Target, wanted: str) -> str:
    """The line of an entry for a target: the wanted one, or what the entry says itself.

    Raises `UsageError` for a wanted line that is no such rule, and where the entry says none.
    """
    if wanted.strip():
        _refuse_unseen(wanted)
        line = outgoing(wanted)
        if len(line) > _LONGEST:
            raise UsageError(f"--line: it has {len(line)} characters, more than {_LONGEST}")
        if faults := judged(line, target):
            raise UsageError(f"--line: {'; '.join(faults)}")
        return line
    tried = candidates(log, entry)
    for line in tried:
        if not judged(line, target):
            return line
    if not target.limit and not target.instruction:
        return title_of(log, entry)
    first = f": {judged(tried[0], target)[0]}" if tried else ""
    raise UsageError(
        f"{entry.label} holds no line that could stand in {target.title}{first}; give one with "
        f"--line, as an order of at most {target.limit or LIMIT} characters"
    )


def candidates(log: Log, entry: Entry) -> list[str]:
    """The lines of an entry that may be its rule, the likeliest first."""
    found = [*action_of(log, entry), title_of(log, entry)]
    lines = []
    for text in found:
        first = re.split(r"(?<=[.!?])\s+", text, maxsplit=1)[0]
        lines.append(first.strip().rstrip("."))
    return list(dict.fromkeys(line for line in lines if 0 < len(line) <= _LONGEST))


def judged(line: str, target: Target) -> list[str]:
    """What is wrong with a line for a target."""
    faults = [f"it holds {words}" for pattern, words in _ACTS if pattern.search(line)]
    if not line:
        faults.append("it says nothing")
    if target.limit and len(line) > target.limit:
        faults.append(f"it has {len(line)} characters, more than {target.limit}")
    if target.instruction:
        faults += _no_order(line)
    return list(dict.fromkeys(faults))


def _no_order(line: str) -> list[str]:
    first = re.sub(r"[^\w'-]+$", "", line.split(maxsplit=1)[0].casefold()) if line.split() else ""
    faults = []
    if len(_WORD.findall(line)) < 2 and not _UNSPACED.search(line):
        faults.append("it is one word, and no rule: say what to do, and to what")
    is_past = _PAST.match(first) and first not in _ORDERS_IN_ED
    if first in _NO_ORDER or is_past:
        faults.append(f"it is no order: begin with what to do, not with `{first}`")
    elif word := tells(line):
        faults.append(f"it is no order: `{word}` tells how it is or was, so say what to do")
    if _RULES.search(line.rstrip(".")):
        faults.append("it holds more than one rule")
    return faults


def _refuse_unseen(line: str) -> None:
    if "\n" in line.strip() or "\r" in line.strip():
        raise UsageError("--line: it has to be one line")
    seen = unicodedata.normalize("NFC", line.strip().replace("\t", " "))
    if visible(seen) != seen:
        raise UsageError(f"--line: it holds characters that nobody sees: {visible(seen)}")
