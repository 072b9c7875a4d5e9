"""stale-index: the index of a folder shows what its logs say."""

from __future__ import annotations

import pytest

from .learning import learning

ROW = "| [LRN-20260305-001](LEARNINGS.md) | Restart | {} | medium | 2026-03-05 |"


def index(*rows: str) -> dict[str, str]:
    head = "| ID | Title | Status | Priority | Logged |\n| --- | --- | --- | --- | --- |"
    block = "\n".join(["<!-- learnings index: begin, by log -->", "", head, *rows, "",
                       "<!-- learnings index: end -->"])  # fmt: skip
    return {".learnings/INDEX.md": f"# Ours\n\n{block}\n"}


SILENT = {
    "no index": {},
    "somebody's own index": {".learnings/INDEX.md": "| [LRN-20260101-001](x) | Gone |\n"},
    "an index that is up to date": index(ROW.format("pending")),
    "markers that do not match": {".learnings/INDEX.md": "<!-- learnings index: end -->\n"},
    "an index in another folder": {"docs/INDEX.md": index()[".learnings/INDEX.md"]},
    "another title, which tells nobody anything wrong": index(
        ROW.format("pending").replace("Restart", "Start")
    ),
}


@pytest.mark.parametrize("tree", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, tree):
    assert lint(learning(), "stale-index", tree=tree) == []


FAULTS = {
    "an entry that it lacks": (index(), ".learnings/INDEX.md lacks `LRN-20260305-001`"),
    "another status": (
        index(ROW.format("resolved")),
        ".learnings/INDEX.md shows `resolved`, the entry `pending`",
    ),
    "an ID that is gone": (
        index(ROW.format("pending"), ROW.format("pending").replace("-001", "-009")),
        ".learnings/INDEX.md:8 lists `LRN-20260305-009`, which no log here holds",
    ),
}


@pytest.mark.parametrize(("tree", "message"), FAULTS.values(), ids=FAULTS)
def test_reports(lint, tree, message):
    [line] = lint(learning(), "stale-index", tree=tree)
    assert message in line
    assert "warning[stale-index]" in line
    assert line.startswith(".learnings/INDEX.md") is False


def test_an_archived_entry_is_gone_from_the_index(lint):
    logs = {".learnings/archive/LEARNINGS.md": learning(), ".learnings/ERRORS.md": "# Errors\n"}
    [line] = lint(logs, "stale-index", tree=index(ROW.format("pending")))
    assert "lists `LRN-20260305-001`, archived in .learnings/archive/LEARNINGS.md" in line


def test_what_is_gone_is_reported_on_the_log_that_the_index_links_to(lint):
    logs = {".learnings/ERRORS.md": "# Errors\n", ".learnings/LEARNINGS.md": "# Learnings\n"}
    [line] = lint(logs, "stale-index", tree=index(ROW.format("pending")))
    assert line.startswith(".learnings/LEARNINGS.md:1:1: ")


def test_a_change_is_told_of_the_entry_that_it_adds(lint):
    new = learning() + "\n" + learning().replace("0305-001", "0305-002")
    [line] = lint(new, "stale-index", tree=index(ROW.format("pending")), before=learning())
    assert "lacks `LRN-20260305-002`" in line
