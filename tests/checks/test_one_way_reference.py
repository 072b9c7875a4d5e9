"""one-way-reference: the other entry points back."""

from __future__ import annotations

import pytest

from .learning import learning, problems

OTHER = "LRN-20260305-002"
ASKS = learning(f"See Also: {OTHER}")
SILENT = {
    "both name each other": ASKS + learning("See Also: LRN-20260305-001", id=OTHER),
    "the other names it by another field": ASKS
    + learning("Related Incidents: LRN-20260305-001", id=OTHER),
    "the other names it in its text": ASKS + learning(id=OTHER, text="As in LRN-20260305-001."),
    "nobody has the ID": ASKS,
    "two entries have the ID": ASKS + learning(id=OTHER) + learning(id=OTHER),
    "it names itself": learning("See Also: LRN-20260305-001"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_if(lint, text):
    assert lint(text, "one-way-reference", settings={"show": "note"}) == []


def test_reports_the_reference_that_is_not_returned(lint):
    assert lint(ASKS + learning(id=OTHER), "one-way-reference") == [
        f"LEARNINGS.md:11:13: note[one-way-reference] {OTHER} does not point back at"
        " LRN-20260305-001"
    ]


def test_shows_the_other_entry_and_what_to_add_to_it():
    logs = {".learnings/LEARNINGS.md": ASKS, ".learnings/MORE.md": learning(id=OTHER)}
    [found] = problems("one-way-reference", logs)
    assert (found.path, found.subject) == (".learnings/LEARNINGS.md", OTHER)
    assert [(place.path, place.span.line) for place in found.related] == [(".learnings/MORE.md", 1)]
    assert found.hint == f"add `See Also: LRN-20260305-001` to {OTHER}"


@pytest.mark.parametrize("asks_from_archive", [True, False], ids=["from", "to"])
def test_an_archive_needs_no_way_back(asks_from_archive):
    paths = [".learnings/archive/2025.md", ".learnings/LEARNINGS.md"]
    texts = [ASKS, learning(id=OTHER)]
    logs = dict(zip(paths, texts if asks_from_archive else reversed(texts), strict=True))
    assert problems("one-way-reference", logs) == []
