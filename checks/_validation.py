"""Whether an entry says that somebody looked whether the fix helped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnings.entry import Entry, Log
from learnings.lazy import regex

_SECTIONS = frozenset(
    ("validation", "verification", "test results", "验证", "验证结果", "验证方法")
)
_FIELDS = frozenset(("validation", "verification", "verified", "validated", "tested", "验证"))
# What such a section says, it says of the fix.
_OF_THE_FIX = regex(
    r"resolution|mitigat|remediat|solution|workaround|outcome|results?$|recover|\bfix"
    r"|additional notes"
    r"|解决|修复|恢复|缓解|结果"
)
_WORD = regex(
    r"\b(?:re-?)?(?:verif(?:y|ied|ies|ying|ication)|validat(?:e|ed|es|ing|ion)"
    r"|confirm(?:ed|s|ing|ation)?|tested|monitored|observed|checked|watched|replayed|proven?"
    r"|re-?ran|compared"
    r"|(?:load|smoke|regression|stress|soak|end-to-end|acceptance|failover|restore)[- ]test\w*"
    r"|signed[- ]off|sign-?off|drill|experiment\w*"
    r"|(?:tests?|checks?|suite|jobs|them|all) (?:\w+ )?(?:pass|passed|passes|green|succeeded|ok))\b"
    r"|验证|确认|复测|测试通过|已测试|观察",
    re.IGNORECASE,
)
_BACK = "".join(
    f"(?<!{word} )" for word in ("rolled", "roll", "switched", "reverted", "moved", "changed",
                                 "set", "put", "failed", "brought", "fall", "fell")
)  # fmt: skip
# How things were afterwards.
_OUTCOME = regex(
    rf"\b{_BACK}back (?:to|at|in|within|under|below|online|up)\b|\b(?:is|are|was|were|came) back\b"
    r"|\b(?:normal|stable|healthy|green|flat|zero|stays|stayed|succeeded)\b"
    r"|\brecovered\b(?! (?:the|a|from)\b)|\b(?:works?|working|runs|running) (?:again|now|fine)\b"
    r"|\b(?:dropped|fell|went|came|returned|settled|improved|is|are|down)(?: down| back)? (?:to"
    r"|below|under)\b"
    r"|\b(?:alert|alarm|queue|backlog|error)s? (?:\w+ )?(?:cleared|stopped|closed|drained|empty)\b"
    r"|\b(?:held|holds)(?= (?:up|under|for|at|since|through)\b|\W*$)"
    r"|\bsince(?: (?:then|that|last|the|\w+day)\b|\W*$)"
    r"|\b(?:for|over) (?:an?|the|one|two|three|\d+) (?:\w+ )?(?:hours?|days?|weeks?|months?"
    r"|nights?)\b"
    r"|恢复正常|稳定|正常",
    re.IGNORECASE,
)
_NO_MORE = regex(
    r"(?:\b(?:has|have|had|did|does|do|was|were|is)(?:n[’']t| not|\b never)) (?:\w+ )?"
    r"(?:recur\w*|come back|happen\w*|return\w*|re-?appear\w*|seen|any (?:more|further))"
    r"|\b(?:could|can)(?:n[’']t| ?not) (?:be )?reproduced? (?:\w+ )?(?:any ?more|again|since|after)"
    r"|\bno (?:recurrence|new|more|further)\b|\bno \w+ (?:\w+ )?(?:since|after|seen|so far"
    r"|any ?more)\b"
    r"|\bnothing (?:since|more|new)\b"
    r"|\bwithout (?:an? |any )?(?:error|incident|failure|problem|timeout|alert|recurrence"
    r"|complaint|hitch)s?\b"
    r"|未再|未复发|没有再|无复发",
    re.IGNORECASE,
)
_WISH = regex(
    r"\b(?:will|shall|should|would|hopefully|expect\w*|make sure|so that|must|in order)\b|应|希望",
    re.IGNORECASE,
)
# It was not done, or is still to be done.
_OPEN = regex(
    r"\b(?:not(?! only)|never|yet to|to be|has to|have to|will|shall|should|must|needs?|need to"
    r"|to ?do|tbd"
    r"|pending|await(?:s|ing)?|waiting|without|nobody|no one|none|fail(?:ed|s) to|unable|planned"
    r"|plan to"
    r"|going to|no (?:\w+ )?(?:verification|validation|confirmation|tests?|load[- ]test\w*)"
    r"|next (?:week|sprint|month)|tomorrow)\b|n[’']t\b|\bun(?:tested|verified|confirmed"
    r"|validated)\b"
    r"|[:：]\**\s*(?:no|n/?a|none|-|–|—|false|否|未)?\s*$|尚未|还没|未验证|未确认|未测试|待"
    r"|没有(?!再)|需要|无法",
    re.IGNORECASE,
)
_FIX = regex(
    r"\b(?:fix\w*|patch\w*|mitigat\w+|restor\w+|recover\w*|resolved|resolution|solution"
    r"|workaround|afterwards"
    r"|roll(?:ed|ing)?[- ]?back|revert\w*|restart\w*|fail(?:ed|ing)?[- ]?over)\b|恢复|修复|回滚"
    r"|缓解|重启",
    re.IGNORECASE,
)
_CLAUSE = regex(
    r"[.;!?](?=\s|$)|[。；，！？|]|,\s|\bbut\b|但"
    r"|\n(?=\s*(?:[-*+|#]|\d+[.)]\s|\n|\Z))",
    re.IGNORECASE,
)


def is_told(log: Log, entry: Entry) -> bool:
    """True if an entry says how its fix was verified, or how things were after it.

    A section or a field for it will do unless it says the opposite. What is said in the sections
    of the fix is said of it, as are the rows of a timeline from the fix on; elsewhere a clause
    has to name both the fix and the look at it.
    """
    first = min((part.span.line for part in entry.sections), default=entry.end)
    if any(_is_answer(item.text) for name in _FIELDS for item in entry.every(name)):
        return True
    if _is_named(log.body(entry.start + 1, first)):
        return True
    for section in entry.sections:
        text = log.body(section.start, section.own_end)
        if section.name in _SECTIONS:
            told = any(_is_answer(clause) for clause in _clauses(text))
        elif section.name == "timeline":
            told = _is_said(_after_the_fix(text))
        else:
            told = _is_said(text) if _OF_THE_FIX.search(section.name) else _is_named(text)
        if told:
            return True
    return False


def _clauses(text: str) -> Iterator[str]:
    """The clauses of a text, each on one line."""
    return (" ".join(clause.split()) for clause in _CLAUSE.split(text) if clause.strip())


def _is_answer(text: str) -> bool:
    """True for a text that does not say the opposite of what it should."""
    plain = text.strip(" -*_`")
    return bool(plain) and (bool(_NO_MORE.search(plain)) or not _OPEN.search(f": {plain}"))


def _is_said(text: str) -> bool:
    """True if a clause tells of a look, or of how things were afterwards."""
    return any(
        not _WISH.search(clause)
        if _NO_MORE.search(clause)
        else (_WORD.search(clause) or _OUTCOME.search(clause)) and not _OPEN.search(clause)
        for clause in _clauses(text)
    )


def _is_named(text: str) -> bool:
    """True if a clause names both the fix and a look at it."""
    if not _WORD.search(text):
        return False
    return any(
        _WORD.search(clause) and _FIX.search(clause) and not _OPEN.search(clause)
        for clause in _clauses(text)
    )


def _after_the_fix(text: str) -> str:
    found = _FIX.search(text)
    return text[text.rfind("\n", 0, found.start()) + 1 :] if found is not None else ""
