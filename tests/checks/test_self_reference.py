"""self-reference: an entry points at others."""

from __future__ import annotations

import pytest

from .learning import learning

SILENT = {
    "another entry": learning("See Also: LRN-20260305-002") + learning(id="LRN-20260305-002"),
    "nothing": learning("See Also: none"),
    "its own ID in a text": learning(text="Written down as LRN-20260305-001."),
    "its own ID under another repository": learning("See Also: other/LRN-20260305-001"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "self-reference") == []


OWN = {
    "in See Also": ("See Also: LRN-20260305-001", 13),
    "among others": ("See Also: LRN-20260305-002, LRN-20260305-001", 31),
    "in Related Incidents": ("Related Incidents: LRN-20260305-001", 22),
    "in a bold key": ("**See Also**: LRN-20260305-001", 17),
}


@pytest.mark.parametrize(("metadata", "column"), OWN.values(), ids=OWN)
def test_reports_its_own_id(lint, metadata, column):
    assert lint(learning(metadata), "self-reference") == [
        f"LEARNINGS.md:11:{column}: warning[self-reference] LRN-20260305-001 points at itself"
    ]
