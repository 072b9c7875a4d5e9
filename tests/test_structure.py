"""The Markdown inside an entry: links, tasks, tables and anchors, each at its place."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnings.markdown.structure import Table, Task, anchors, links, slug, tables, tasks

NO_LINKS = {
    "prose": "An array[0] (1) is no link] (nor this).",
    "a code span": "`[a](b.md)` and ``[c`](d.md)``",
    "a code span over two lines": "`[a](b.md)\n[c](d.md)`",
    "a fence": "```\n[a](b.md)\n```\n~~~\n[a](b.md)\n~~~",
    "a fence in a list": "- x\n  ```\n  [a](b.md)\n  ```",
    "an indented block": "x\n\n    [a](b.md)",
    "an escape": "\\[a](b.md) and [a\\](b.md)",
    "a comment": "<!-- [a](b.md) -->\n\nx <!-- [c](d.md)\n[e](f.md) --> y",
    "a label that nobody defines": "[a][b] and [c]",
    "a definition that nobody uses": "[a]: b.md",
    "an open bracket": "[a](b.md",
    "a blank in the target": "[a](b c.md)",
}


@pytest.mark.parametrize("text", NO_LINKS.values(), ids=NO_LINKS)
def test_there_is_no_link_in(text):
    assert links(text) == []


LINKS = {
    "a paragraph": ("See [a](b.md).", [("b.md", "a", 1, 9, "b.md")]),
    "a picture": ("![a](b.png)", [("b.png", "a", 1, 6, "b.png")]),
    "a link around a picture": (
        "[![a](b.png)](c.md)",
        [("b.png", "a", 1, 7, "b.png"), ("c.md", "![a](b.png)", 1, 15, "c.md")],
    ),
    "a title": ('[a](b.md "c")', [("b.md", "a", 1, 5, "b.md")]),
    "angle brackets": ("[a](<b c.md>)", [("b c.md", "a", 1, 5, "<b c.md>")]),
    "escapes": ("[a](b\\_c.md)", [("b_c.md", "a", 1, 5, "b\\_c.md")]),
    "an entity": ("[a](b&amp;c.md)", [("b&c.md", "a", 1, 5, "b&amp;c.md")]),
    "nested brackets": ("[a](b(c).md)", [("b(c).md", "a", 1, 5, "b(c).md")]),
    "an address": ("<https://a.b/c>", [("https://a.b/c", "https://a.b/c", 1, 2, "https://a.b/c")]),
    "the second line of a paragraph": ("x\n  [a](b.md)", [("b.md", "a", 2, 7, "b.md")]),
    "the same link after one in code": ("`[a](b)` [a](b)", [("b", "a", 1, 14, "b")]),
    "the same link twice": ("[a](b) [a](b)", [("b", "a", 1, 5, "b"), ("b", "a", 1, 12, "b")]),
    "a heading": ("## x [a](b.md) ##", [("b.md", "a", 1, 10, "b.md")]),
    "text above a separator": ("[a](b.md)\n---", [("b.md", "a", 1, 5, "b.md")]),
    "a quotation": ("> x\n> [a](b.md)", [("b.md", "a", 2, 7, "b.md")]),
    "a nested list": ("- x\n  - [a](b.md)", [("b.md", "a", 2, 9, "b.md")]),
    "a cell": (
        "| x | y |\n|---|---|\n| [a](b.md) | [c](d.md) |",
        [("b.md", "a", 3, 7, "b.md"), ("d.md", "c", 3, 19, "d.md")],
    ),
    "a label": ("See [the a][b].\n\n[b]: c.md", [("c.md", "the a", 1, 6, "the a")]),
    "a label alone": ("See [b].\n\n[B]: c.md", [("c.md", "b", 1, 6, "b")]),
    "text after a comment": ("<!-- x\n--> \n\n[a](b.md)", [("b.md", "a", 4, 5, "b.md")]),
    "lines that end in CR LF": ("x\r\n[a](b.md)\r\n", [("b.md", "a", 2, 5, "b.md")]),
    "text after wide characters": ("数据 ✅ [a](b.md)", [("b.md", "a", 1, 10, "b.md")]),
}


@pytest.mark.parametrize(("text", "found"), LINKS.values(), ids=LINKS)
def test_a_link_is_found_in(text, found):
    shown = [(each.target, each.text, each.line, each.column, each.raw) for each in links(text)]
    assert shown == found


TASKS = {
    "no box": ("- a\n- [a]\n- [ ]\n[ ] b", []),
    "boxes": (
        "- [ ] a\n- [x] b\n* [X] c",
        [Task("a", False, 1), Task("b", True, 2), Task("c", True, 3)],
    ),
    "numbers": ("1. [ ] a\n2. [x] b", [Task("a", False, 1), Task("b", True, 2)]),
    "nested ones": ("- [x] a\n  - [ ] b", [Task("a", True, 1), Task("b", False, 2)]),
    "a task over two lines": ("- [ ] a\n  b", [Task("a b", False, 1)]),
    "a task in a quotation": ("> - [ ] a", [Task("a", False, 1)]),
    "a task in a fence": ("```\n- [ ] a\n```", []),
    "a box in the middle": ("- a\n\n  [ ] b", []),
}


@pytest.mark.parametrize(("text", "found"), TASKS.values(), ids=TASKS)
def test_tasks_are_read_from(text, found):
    assert tasks(text) == found


TABLES = {
    "none": ("a | b\nc | d", []),
    "one": ("x\n\n| a | b |\n|---|:-:|\n| 1 | 2 |", [Table(("a", "b"), (("1", "2"),), 3)]),
    "no outer bars": ("a | b\n--|--\n1 | 2", [Table(("a", "b"), (("1", "2"),), 1)]),
    "an empty cell": ("| a | b |\n|---|---|\n|  | 2 |", [Table(("a", "b"), (("", "2"),), 1)]),
    "a bar in a cell": ("| a |\n|---|\n| `x \\| y` |", [Table(("a",), (("`x | y`",),), 1)]),
    "no row": ("| a |\n|---|", [Table(("a",), (), 1)]),
    "a fence": ("```\n| a |\n|---|\n```", []),
}


@pytest.mark.parametrize(("text", "found"), TABLES.values(), ids=TABLES)
def test_tables_are_read_from(text, found):
    assert tables(text) == found


SLUGS = {
    "First Step": "first-step",
    "[LRN-20260301-001] best_practice": "lrn-20260301-001-best_practice",
    "What's new? (2.0)": "whats-new-20",
    "a  b": "a--b",
    "a & b": "a--b",
    "`code` and **bold** and _thin_": "code-and-bold-and-thin",
    "see [the guide](docs/guide.md)": "see-the-guide",
    "✅ done": "-done",
    "数据库 连接池": "数据库-连接池",
    "Ünïcode": "ünïcode",
}


@pytest.mark.parametrize(("heading", "anchor"), SLUGS.items(), ids=SLUGS)
def test_the_anchor_of_a_heading_is_as_on_github(heading, anchor):
    assert slug(heading) == anchor


def test_a_heading_that_is_there_again_has_a_number():
    text = '# A\n## a\n### A\n\nB\n===\n\n```\n# C\n```\n<a name="Old"></a>\n'
    assert anchors(text) == {"a", "a-1", "a-2", "b", "old"}


@given(st.text(alphabet="[]()<>!`*_-|:# \n\\ax.1&;\r\t~\"'é", max_size=80))
def test_any_text_is_read_and_a_link_is_where_it_says(text):
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for link in links(text):
        if "\n" not in link.raw:
            assert lines[link.line - 1][link.column - 1 :].startswith(link.raw)
    tasks(text)
    tables(text)
    anchors(text)


HOSTILE = [
    "[", "[a](", "[a](<b", "![[]()", "[a][b", "*a [b](c) ", "`[a](b)", "<a:", "<!-- ", "> [a](b)\n",
    "- [ ] a\n", "  - [ ] a\n", "[a]: b\n", "| [a](b) ", "|-", "[a](b) `a``b", "*a **b _c [d](e)",
]  # fmt: skip


@pytest.mark.timing
@pytest.mark.parametrize("part", HOSTILE)
@pytest.mark.parametrize("read", [links, tasks, tables, anchors])
def test_hostile_text_takes_no_time(read, part):
    start = time.perf_counter()
    read("x [z](z.md)\n\n- [ ] y\n\n" + part * 6000)
    assert time.perf_counter() - start < 5
