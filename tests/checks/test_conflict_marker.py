"""conflict-marker: a merge that nobody finished."""

from __future__ import annotations

import pytest

from .learning import learning, problems

OURS = learning()
THEIRS = learning(id="LRN-20260305-002")
CONFLICT = f"<<<<<<< HEAD\n{OURS}=======\n{THEIRS}>>>>>>> topic\n"

SILENT = {
    "two entries": OURS + "\n" + THEIRS,
    "a quoted conflict": learning(text="```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n```"),
    "a rule of equals signs under a title": "Learnings\n=========\n\n" + OURS,
    "an indented marker": learning(text="- see:\n    <<<<<<< HEAD"),
    "arrows in the text": learning(text="a >>>>>>> b"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "conflict-marker") == []


def test_reports_a_conflict_once_at_its_first_marker(lint):
    assert lint("# Learnings\n\n" + CONFLICT, "conflict-marker") == [
        "LEARNINGS.md:3:1: error[conflict-marker] a merge conflict that nobody resolved"
    ]


def test_names_the_side_behind_markers_of_any_size():
    text = CONFLICT.replace("<" * 7, "<" * 12).replace("=" * 7, "=" * 12).replace(">" * 7, ">" * 12)
    (problem,) = problems("conflict-marker", text)
    assert (problem.subject, len(problem.related)) == ("HEAD", 2)


def test_reports_each_of_two_conflicts(lint):
    lines = lint(CONFLICT + "\n" + CONFLICT.replace("0305", "0306"), "conflict-marker")
    assert [line.partition(": ")[0] for line in lines] == ["LEARNINGS.md:1:1", "LEARNINGS.md:27:1"]


def test_reports_a_marker_that_was_forgotten(lint):
    lines = lint(OURS + "\n>>>>>>> topic\n", "conflict-marker")
    assert [line.partition(": ")[0] for line in lines] == ["LEARNINGS.md:13:1"]


def test_names_the_other_markers_with_the_common_ancestor():
    text = CONFLICT.replace("=======", "||||||| base\n=======", 1)
    (problem,) = problems("conflict-marker", text)
    assert [place.message for place in problem.related] == [
        "the common ancestor begins",
        "the other side begins",
        "it ends",
    ]
