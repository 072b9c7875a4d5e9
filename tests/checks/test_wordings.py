"""How often the checks of wordings are right, counted on labelled texts.

The table in docs/substance.md shows these numbers, and this test holds them to each other.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
from pathlib import Path

import pytest

from learnings import registry
from learnings.check import Context
from learnings.markdown import parse
from learnings.preset import Presets, recognise

from . import actions
from .incident import lesson

ROOT = Path(__file__).resolve().parent.parent
DATA = json.loads((ROOT / "data" / "wordings.json").read_text("utf-8"))
PAGE = ROOT.parent / "docs" / "substance.md"
NAMES = tuple(name for name in DATA if name != "about")
HALVES = ("chosen", "held", "last")
Text = str | dict[str, str]


def entry(name: str, text: Text) -> str:
    """The entry of the operations preset in which a text stands."""
    if name == "threshold-breach-unrouted":
        return lesson(str(text))
    if name != "missing-validation":
        return actions.incident(*str(text).splitlines())
    sections = text if isinstance(text, dict) else {}
    notes = "Capped." if sections else text
    more = f"### Resolution\n- **Resolved**: 2026-03-05\n- **Notes**: {notes}\n\n"
    more += "".join(f"### {title}\n{words}\n\n" for title, words in sections.items())
    log = actions.incident("None.", status="resolved", more=more)
    return log.replace("### Summary\nCheckout was down.\n\n", "") if "Summary" in sections else log


@functools.cache
def presets() -> Presets:
    return Presets.load()


def speaks(name: str, text: Text) -> bool:
    """Whether a check reports the entry with a text."""
    path = ".learnings/operations/LEARNINGS.md" if "threshold" in name else actions.LOG
    log = parse(entry(name, text).encode(), path)
    recognise(log, presets())
    context = Context(today=dt.date(2026, 3, 10), presets=presets(), logs=[log])
    return bool(list(registry.checks()[name].run(log, context)))


def counts(name: str, half: str) -> tuple[int, int, int]:
    """How many texts were rightly reported, wrongly reported, and missed."""
    rows = DATA[name][half]
    right = sum(speaks(name, text) for text in rows["report"])
    wrong = sum(speaks(name, text) for text in rows["silent"])
    return right, wrong, len(rows["report"]) - right


@pytest.mark.parametrize("name", NAMES)
def test_the_page_shows_what_is_counted(name):
    page = PAGE.read_text(encoding="utf-8")
    cells = r" \| ([^|]+)" * len(HALVES)
    shown = re.search(rf"^\| `{name}` \| [^|]+{cells} \|$", page, re.MULTILINE)
    assert shown is not None
    for half, cell in zip(HALVES, shown.groups(), strict=True):
        right, wrong, missed = counts(name, half)
        assert cell == f"{right} of {right + missed} found, {wrong} wrong"


@pytest.mark.parametrize("name", NAMES)
def test_what_was_put_aside_is_hardly_ever_reported_wrongly(name):
    assert counts(name, "held")[1] + counts(name, "last")[1] <= 1


def test_no_text_is_in_two_halves():
    for name in NAMES:
        rows = [
            str(text) for half in HALVES for label in DATA[name][half].values() for text in label
        ]
        assert len(rows) == len(set(rows)), name


CHOSEN = [
    (name, label, text)
    for name in NAMES
    for label in ("report", "silent")
    for text in DATA[name]["chosen"][label]
]


@pytest.mark.parametrize(("name", "label", "text"), CHOSEN)
def test_a_text_of_the_choice_is_judged_as_labelled(name, label, text):
    expected = label == "report" and text not in DATA[name].get("missed", ())
    assert speaks(name, text) == expected, entry(name, text)
