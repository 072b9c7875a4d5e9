"""A file of the knowledge base is not named as its entry says.

In a knowledge base of one file per entry the name is the ID: `ops-learning-`, the day, the time,
the category and a few words, with dashes between them. By it the files sort, and are found. The
category in the name has to be the one inside.

### Bad

    <!-- path: docs/ops-knowledge/issues/db/full_pool.md -->
    # Operational Learning Entry

    ## Learning Entry

    ### Issue Summary
    - **Date**: 2026-03-05T14:30:00Z
    - **Category**: issue
    - **Title**: Full pool
    - **Severity**: HIGH
    - **Duration**: 45 minutes
    - **Impact**: Writes failed

    ### Context
    - **Symptoms**: Connection timeouts
    - **Environment**: production
    - **Related Services**: db

    ### Root Cause Analysis
    - **Primary Cause**: A pool of ten connections

    ### Resolution Steps
    1. Made the pool larger

    ### Prevention Measures
    - **Load test**: with twice the usual load

    ### Learning Points
    - Sizes of pools want a test

    ### Follow-up Actions
    - [ ] Watch the pool (ana, 2026-03-20)

### Good

    <!-- path: docs/ops-knowledge/issues/db/ops-learning-2026-03-05-14-30-00-issue-full-pool.md -->
    # Operational Learning Entry

    ## Learning Entry

    ### Issue Summary
    - **Date**: 2026-03-05T14:30:00Z
    - **Category**: issue
    - **Title**: Full pool
    - **Severity**: HIGH
    - **Duration**: 45 minutes
    - **Impact**: Writes failed

    ### Context
    - **Symptoms**: Connection timeouts
    - **Environment**: production
    - **Related Services**: db

    ### Root Cause Analysis
    - **Primary Cause**: A pool of ten connections

    ### Resolution Steps
    1. Made the pool larger

    ### Prevention Measures
    - **Load test**: with twice the usual load

    ### Learning Points
    - Sizes of pools want a test

    ### Follow-up Actions
    - [ ] Watch the pool (ana, 2026-03-20)
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Entry, Log
from learnings.lazy import regex
from learnings.lifecycle import word
from learnings.preset import Preset
from learnings.value import moment

from ._fields import shown

_TIME = regex(r"(?:[01][0-9]|2[0-3])-[0-5][0-9]-[0-5][0-9]")
_MOST_WORDS = 6


@define(group="identity", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for entry in log.entries:
        preset = context.presets.preset(entry.preset or context.presets.default)
        pattern = preset.layout.get("name")
        if entry.shape == "file" and pattern and _is_inside(log.path, preset):
            name = posixpath.basename(log.path)
            fault = _fault(name, re.match(pattern, name), entry, context)
            if fault:
                yield Problem(entry.span, fault, "name", _hint(entry, context))


def _is_inside(path: str, preset: Preset) -> bool:
    root = preset.layout.get("root", "")
    return f"/{root}/" in f"/{path}" or posixpath.basename(path).startswith("ops-learning-")


def _fault(name: str, found: re.Match[str] | None, entry: Entry, context: Context) -> str:
    """What is wrong with the name; an empty string if nothing is."""
    if found is None:
        form = "ops-learning-YYYY-MM-DD-HH-MM-SS-category-few-words.md"
        return f"the file is named {shown(name)}, not {form}"
    if moment(found["date"]) is None or not _TIME.fullmatch(found["time"]):
        return f"the name of the file has no real time: {found['date']}-{found['time']}"
    known = context.kind(entry).categories
    if known and found["category"] not in known:
        return f"the name of the file has the category {shown(found['category'])}, which is not one"
    field = entry.field("category")
    said = word(field.raw) if field is not None else ""
    if said and said in known and said != found["category"]:
        return f"the file is named as {shown(found['category'])}, but its category is `{said}`"
    return ""


def _hint(entry: Entry, context: Context) -> str:
    """The name that the entry itself gives, as far as it says enough."""
    category, date = entry.field("category"), entry.field("date")
    found = moment(date.raw) if date is not None else None
    title = entry.field("title")
    slug = _slug(title.raw if title is not None else entry.title)
    said = word(category.raw) if category is not None else ""
    if found is None or said not in context.kind(entry).categories or not slug:
        return "name it after its date, its category and its title"
    clock = f"{found.time:%H-%M-%S}" if found.time is not None else "00-00-00"
    return f"name it ops-learning-{found.day}-{clock}-{said}-{slug}.md"


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:_MOST_WORDS])
