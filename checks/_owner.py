"""Whose a target is, by the words before it: `checkout` in "the checkout SLO"."""

from __future__ import annotations

import re

from learnings.lazy import regex

OURS = "our"
_BEFORE = regex(r"(?P<word>[A-Za-z][\w-]*)(?P<own>['’]s)?\s+$")
_HAS = regex(r"(?P<word>[A-Za-z][\w-]*)\s+(?:has|have|had|got|offers?)\s+(?:an?|the)\s+$", re.I)
_LABEL = regex(r"(?P<word>[A-Za-z][\w -]{0,30})[*`]*:[*`]*\s*$")
_FOREIGN = regex(
    r"vendors?|providers?|suppliers?|upstream|whose|aws|azure|gcp|cloudflare|third-party|carrier"
    r"|partner"
)
_OWN = regex(r"our|own|internal|internally|my|we|unser|unsere|nuestro|nuestra")
_NEUTRAL = regex(
    r"an?|the|their|its|your|this|that|and|but|while|whereas|with|as|of|in|to|for|is|are|was|were"
    r"|on|by|at|than|from|external|customers?|public|contractual|contract|availability|uptime"
    r"|monthly|quarterly|yearly|annual|weekly|current|currently|published|official|signed|sold"
    r"|agreed|existing|legal|commercial|team|formal|stated|written|target|latency|ha[sd]|have|set"
    r"|sell|says|against|tight|loose|strict|service|overall|error|rate|so|if|when|because|since"
    r"|also|both|either|new|old|same|called|named|where|which|or|yet|only|days?|month|meets?|met"
    r"|promised?|das|der|die|dem|den|eine?|externes|el|la|los|una?|del?|y|und"
)


def owner_of(text: str, end: int) -> str:
    """Whose the target is that begins at `end`; empty if nobody's is said, `OURS` for "our".

    A name of somebody else, whose targets are never ours, begins with `=`.
    """
    start = max(0, end - 60)
    has, before = _HAS.search(text, start, end), _BEFORE.search(text, start, end)
    label = _LABEL.search(text, start, end)
    found = has or before or label
    word = found["word"].casefold() if found is not None else ""
    if _OWN.fullmatch(word):
        return OURS
    if not word or _NEUTRAL.fullmatch(word):
        return ""
    is_foreign = _FOREIGN.fullmatch(word) or (before is not None and not has and before["own"])
    return f"={word}" if is_foreign else word
