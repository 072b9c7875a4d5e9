"""What counts as a change of an entry: its text, not its place, its line ends or its `---`."""

from __future__ import annotations

import pytest

from learnings.change import appended, compare
from learnings.markdown import parse

FIRST = "## [LRN-20260301-001] a\n\n**Status**: pending\n\ntext\n\n---\n\n"
SECOND = "## [LRN-20260302-001] b\n\n**Status**: pending\n"


def changed(old: str, new: str) -> list[str]:
    before, after = parse(old.encode(), "log.md"), parse(new.encode(), "log.md")
    changes = compare([after], [before], ["log.md"])
    kept = appended(new, old)
    if kept:
        # An addition is told without the old entries, and told alike.
        assert compare([after], [], ["log.md"], {"log.md": kept}) == changes
    return [entry.id for entry in after.entries if changes.touches("log.md", entry)]


@pytest.mark.parametrize(
    "new",
    (
        pytest.param(FIRST + SECOND, id="nothing changed"),
        pytest.param(SECOND + "\n" + FIRST, id="entries changed places"),
        pytest.param("# Log\n\n" + FIRST + SECOND, id="something came before them"),
        pytest.param((FIRST + SECOND).replace("\n", "\r\n"), id="other line ends"),
        pytest.param(FIRST.replace("---\n", "") + SECOND, id="a rule is gone"),
        pytest.param(FIRST.replace("text", "text  ") + SECOND + "\n\n", id="trailing blanks"),
    ),
)
def test_no_entry_changed(new):
    assert changed(FIRST + SECOND, new) == []


@pytest.mark.parametrize(
    ("new", "expected"),
    (
        pytest.param(
            FIRST + SECOND + FIRST.replace("-001", "-003"), ["LRN-20260301-003"], id="added"
        ),
        pytest.param(
            FIRST.replace("pending", "resolved") + SECOND, ["LRN-20260301-001"], id="edited"
        ),
        pytest.param(SECOND, [], id="removed"),
    ),
)
def test_entries_that_changed(new, expected):
    assert changed(FIRST + SECOND, new) == expected
