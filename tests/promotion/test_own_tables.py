"""Targets of a team that are tables, or whose header has their heading: nothing is doubled."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .test_asked import TWIN
from .test_promote import ID
from .test_tables import THIRD, here, rows, three

__all__ = ["here", "three"]
TABLE = "# T\\n\\n## Table\\n\\n| a | b |\\n| --- | --- |\\n"
SAID = TABLE.replace("Table", "Table\\n\\nWhat we saw.")
OWN = '[promotion.targets.tab]\npath = "docs/tab.md"\nsection = "Table"\n%s\n'
ROW = 'template = "| {id} | {line} |"\n'
THERE = "# T\n\n## Table\n\nFirst.\n\n| a | b |\n|---|---|\n| x | y |\n\nText.\n\n## Other\n\n| c |\n|---|\n"
DECLARED = {
    "heading and table in the header": f'{ROW}header = "{TABLE}"',
    "words between them": f'{ROW}header = "{SAID}"',
    "words below the table": f'{ROW}header = "{TABLE}\\nSee also x.\\n"',
    "an underlined heading": f'{ROW}header = "# T\\n\\nTable\\n-----\\n\\n| a | b |\\n| - | - |"',
    "a title alone": f'{ROW}header = "# T\\n"',
    "a table of other columns": f'{ROW}header = "# T\\n\\n| a |\\n| --- |\\n"',
    "nothing": ROW,
    "items below a heading in the header": 'header = "# T\\n\\n## Table\\n\\nWhat we saw.\\n"',
}  # fmt: skip


@pytest.mark.parametrize("shared", ["", "shared = false"], ids=["shared", "its own"])
@pytest.mark.parametrize("told", DECLARED.values(), ids=DECLARED)
def test_a_new_file_has_one_heading_and_all_entries_below_it(told, shared, three):
    three.write(".learnings.toml", OWN % f"{told}\n{shared}")
    for name in (ID, TWIN, THIRD):
        assert main(["promote", name, "--to", "tab"]) == 0
    text = (three.path / "docs/tab.md").read_text()
    assert sum(line in ("## Table", "Table") for line in text.split("\n")) == 1
    if ROW in told:
        assert [ID, TWIN, THIRD] in rows(text)
    else:
        assert text.index("What we saw.") < text.index(f"({ID})") < text.index(f"({TWIN})")
    assert text.count("learnings: begin tab") == (not shared)
    assert "\n\n\n" not in text
    assert main(["retire", TWIN, "--reason", "x"]) == 0
    assert main(["promote", TWIN, "--to", "tab", "--again"]) == 0
    text = (three.path / "docs/tab.md").read_text()
    assert ROW not in told or [ID, THIRD, TWIN] in rows(text)


@pytest.mark.parametrize("ends", [THERE, THERE.rstrip("\n")], ids=["a line end", "none"])
def test_rows_of_a_target_of_its_own_join_the_table_that_is_there(ends, three):
    three.write(".learnings.toml", OWN % f"{ROW}shared = false")
    three.write("docs/tab.md", ends)
    for name in (ID, TWIN):
        assert main(["promote", name, "--to", "tab"]) == 0
    text = (three.path / "docs/tab.md").read_text()
    assert rows(text) == [["x", ID, TWIN], []]
    assert text.index(TWIN) < text.index("\n\nText.\n")
    assert main(["retire", ID, "--reason", "x"]) == 0
    text = (three.path / "docs/tab.md").read_text()
    assert rows(text) == [["x", TWIN], []]
    assert "\n<!-- learnings: retired" in text


def test_rows_of_a_shared_file_have_a_table_between_the_markers(three):
    three.write(".learnings.toml", OWN % f'{ROW}header = "{TABLE}"')
    three.write("docs/tab.md", THERE)
    for name in (ID, TWIN):
        assert main(["promote", name, "--to", "tab"]) == 0
    text = (three.path / "docs/tab.md").read_text()
    assert rows(text) == [["x"], [ID, TWIN], []]
    assert THERE.split("\n\n## Other")[0] in text


def test_another_row_of_a_target_of_ours_has_its_own_columns(three):
    three.write(".learnings.toml", f"[promotion.targets.capacity]\n{ROW}")
    for name in (ID, TWIN):
        assert main(["promote", name, "--to", "capacity"]) == 0
    text = (three.path / "docs/capacity-model.md").read_text()
    assert rows(text) == [[ID, TWIN]]
    assert "| Entry | What |\n| --- | --- |\n" in text
