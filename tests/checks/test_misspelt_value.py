"""misspelt-value: one slip away from a word of an open list."""

from __future__ import annotations

import pytest

from .learning import learning

SILENT = {
    "the words of the lists": learning(header="**Area**: infra, docs"),
    "a word of one's own": learning(header="**Area**: workflow"),
    "a singular": learning(header="**Area**: test"),
    "a compound": learning(header="**Area**: docs2"),
    "two slips": learning(header="**Area**: bakcent"),
    "a short word": learning(header="**Area**: doc"),
    "other separators": learning().replace("insight", "Best-Practice"),
    "a slip that two entries share": learning(header="**Area**: bakcend")
    + learning(id="LRN-20260305-002", header="**Area**: bakcend"),
    "a free title": learning().replace("insight", "Insigt into the cache"),
    "no title": learning().replace(" insight", ""),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "misspelt-value") == []


def test_is_silent_about_a_closed_list(lint):
    text = learning(header="**Area**: monitorin").replace("insight", "incident_pattern")
    assert lint(text, "misspelt-value", path=".learnings/operations/LEARNINGS.md") == []


AREAS = ["bakcend", "backennd", "bckend", "backemd"]


@pytest.mark.parametrize("area", AREAS)
def test_reports_the_area(lint, area):
    assert lint(learning(header=f"**Area**: docs, {area}"), "misspelt-value") == [
        f"LEARNINGS.md:6:17: note[misspelt-value] `Area` is `{area}`, one slip away from `backend`"
    ]


def test_reports_a_category(lint):
    (line,) = lint(learning().replace("insight", "best_practise"), "misspelt-value")
    assert line.startswith("LEARNINGS.md:1:23: ")


def test_reports_a_source(lint):
    (line,) = lint(learning("Source: conversatoin"), "misspelt-value")
    assert line.startswith("LEARNINGS.md:11:11: ")
