"""broken-reference: what an entry points at is there."""

from __future__ import annotations

import re

import pytest

from .learning import Tree, learning, problems

OLD = learning(id="ERR-20260301-002")
FILES = {
    "docs/guide.md": "# Guide\n\n## First step\n## First step\n## `code` & more_of it!\n",
    "docs/a b.md": "# Blank\n",
    "src/app.py": "",
    "AGENTS.md": "# Agents\n",
}


def said(lint, text, **given):
    lines = lint(text, "broken-reference", **{"tree": FILES, **given})
    return [re.sub(r"(warning|note)\[broken-reference\]", "broken", line) for line in lines]


IDS = {
    "an entry of the same log": ["See Also: ERR-20260301-002"],
    "the same ID in another case": ["See Also: `ERR-20260301-002` (the first time)"],
    "none": ["See Also: none", "Related Incidents: n/a"],
    "a text": ["See Also: the talk of last week, docs/guide.md"],
    "an entry of another repository": ["See Also: other/LRN-20200101-001, a/b"],
    "a place in the web": ["See Also: example.org/a/b.html"],
    "the entry itself, which has a check of its own": ["See Also: LRN-20260305-001"],
    "an ID of another repository": ["See Also: other/repository#ERR-20200101-001"],
    "an ID inside a URL": ["See Also: https://wiki.example.net/pm/OPS-20200101-001"],
    "a ticket of another system": ["See Also: JIRA-123, HTTP-404"],
    "an ID that a comment holds": ["See Also: none <!-- was ERR-20200101-001 -->"],
}


@pytest.mark.parametrize("metadata", IDS.values(), ids=IDS)
def test_is_silent_about(lint, metadata):
    assert said(lint, learning(*metadata) + OLD) == []


DANGLING = {
    "an ID that nobody has": (
        ["See Also: ERR-20191231-007"],
        "LEARNINGS.md:11:13: broken no log has an entry ERR-20191231-007",
    ),
    "the second of two": (
        ["See Also: ERR-20260301-002, ERR-20260301-003"],
        "LEARNINGS.md:11:31: broken no log has an entry ERR-20260301-003",
    ),
    "a file that is not there": (
        ["See Also: docs/guide.md, docs/gone.md"],
        "LEARNINGS.md:11:28: broken `docs/gone.md` is not in the repository",
    ),
    "a document without a folder": (
        ["See Also: GONE.md"],
        "LEARNINGS.md:11:13: broken `GONE.md` is not in the repository",
    ),
    "an incident": (
        ["Related Incidents: OPS-20260101-001"],
        "LEARNINGS.md:11:22: broken no log has an entry OPS-20260101-001",
    ),
    "an ID on a line below its key": (
        ["See Also:\n  - ERR-20260301-002\n  - ERR-20260301-009"],
        "LEARNINGS.md:13:5: broken no log has an entry ERR-20260301-009",
    ),
    "an ID with dashes in its date": (
        ["See Also: LRN-2026-01-01-001"],
        "LEARNINGS.md:11:13: broken no log has an entry LRN-2026-01-01-001",
    ),
}


@pytest.mark.parametrize(("metadata", "line"), DANGLING.values(), ids=DANGLING)
def test_reports(lint, metadata, line):
    assert said(lint, learning(*metadata) + OLD) == [line]


def test_an_id_may_be_in_another_log_and_in_an_archive(lint):
    logs = {
        ".learnings/LEARNINGS.md": learning("See Also: ERR-20260301-002, LRN-20250101-001"),
        ".learnings/ERRORS.md": OLD,
        ".learnings/archive/2025.md": learning(id="LRN-20250101-001"),
    }
    assert said(lint, logs) == []


def test_numbered_ids_count_where_the_log_has_some(lint):
    text = learning("See Also: KI-1, KI-2", id="KI-7") + learning(id="KI-1")
    assert said(lint, text) == ["LEARNINGS.md:11:19: broken no log has an entry KI-2"]


def test_a_section_of_related_issues_is_read_line_by_line(lint):
    text = learning() + "\n### Related Issues\n- ERR-20260301-002: the same\n- ERR-20200101-001\n"
    assert said(lint, text + "\n" + OLD) == [
        "LEARNINGS.md:15:3: broken no log has an entry ERR-20200101-001"
    ]


def test_a_list_in_front_matter_is_read_item_by_item(lint):
    text = "---\nstatus: pending\nlogged: 2026-03-05\nsee_also:\n  - ERR-20200101-001\n---\n# A\n"
    assert said(lint, text, path=".learnings/2026-03-05-a.md") == [
        "2026-03-05-a.md:5:5: broken no log has an entry ERR-20200101-001"
    ]


NEAR = {
    "the prefix differs": ("LRN-20260301-002", "did you mean ERR-20260301-002?"),
    "the zeros differ": ("ERR-20260301-02", "did you mean ERR-20260301-002?"),
    "two digits of the date are exchanged": ("ERR-20263001-002", "did you mean ERR-20260301-002?"),
    "nothing is near": ("OPS-20190101-777", "correct the ID, or remove the reference"),
    "several are as near": ("ERR-20260401-009", "correct the ID, or remove the reference"),
}


@pytest.mark.parametrize(("id_", "hint"), NEAR.values(), ids=NEAR)
def test_a_hint_names_what_was_likely_meant_where(id_, hint):
    others = "".join(learning(id=f"ERR-20260401-00{number}") for number in (4, 5, 6))
    found = problems("broken-reference", learning(f"See Also: {id_}") + OLD + others)
    assert [(problem.subject, problem.hint) for problem in found] == [(id_, hint)]


LINKS = {
    "a file seen from the log": "[a](../docs/guide.md)",
    "a file seen from the root": "[a](docs/guide.md)",
    "a file seen from the root with a slash": "[a](/docs/guide.md)",
    "a folder": "[a](../docs/)",
    "a file with a blank": "[a](<../docs/a b.md>) and [b](../docs/a%20b.md)",
    "a file behind a question mark": "[a](../docs/guide.md?plain=1)",
    "a heading of a file": "[a](../docs/guide.md#first-step)",
    "the second heading of that name": "[a](../docs/guide.md#first-step-1)",
    "a heading with code and punctuation": "[a](../docs/guide.md#code--more_of-it)",
    "a line of a file": "[a](../src/app.py#L42)",
    "a heading of the log": "[a](#lrn-20260305-001-insight)",
    "the top of the page": "[a](#top) [b](#)",
    "what is elsewhere": "[a](https://example.org/x.md) [b](mailto:a@example.org) <https://a.b>",
    "a path on a machine": "[a](/home/user/x.md) [b](~/x.md) [c](C:\\x.md) [d](file:///x.md)",
    "a word that is no path": "[a](url) [text](here)",
    "a pattern": "[a](docs/*.md)",
    "a link in code": "`[a](../docs/none.md)`",
    "a link in a fence": "```\n[a](../docs/none.md)\n```",
    "a link in a comment": "<!-- [a](../docs/none.md) -->",
}


@pytest.mark.parametrize("text", LINKS.values(), ids=LINKS)
def test_a_link_is_fine_if_it_leads_to(lint, text):
    assert said(lint, learning(text=text)) == []


BROKEN_LINKS = {
    "a file that is not there": (
        "See [a](../docs/none.md).",
        "LEARNINGS.md:8:9: broken the link `../docs/none.md` leads to no file",
    ),
    "a picture that is not there": (
        "![a](shot.png)",
        "LEARNINGS.md:8:6: broken the link `shot.png` leads to no file",
    ),
    "the real link after one in code": (
        "`[a](none.md)` [a](none.md)",
        "LEARNINGS.md:8:20: broken the link `none.md` leads to no file",
    ),
    "a file outside": (
        "[a](../../secret.md)",
        "LEARNINGS.md:8:5: broken the link `../../secret.md` leads out of the repository",
    ),
    "a heading that the file does not have": (
        "[a](../docs/guide.md#last-step)",
        "LEARNINGS.md:8:5: broken no heading of `docs/guide.md` has the anchor `#last-step`",
    ),
    "a third heading where there are two": (
        "[a](../docs/guide.md#first-step-2)",
        "LEARNINGS.md:8:5: broken no heading of `docs/guide.md` has the anchor `#first-step-2`",
    ),
    "a heading that the log does not have": (
        "[a](#lrn-20260305-001)",
        "LEARNINGS.md:8:5: broken no heading of `.learnings/LEARNINGS.md` has the anchor"
        " `#lrn-20260305-001`",
    ),
    "a file by a reference": (
        "See [the guide].\n\n[the guide]: ../docs/none.md",
        "LEARNINGS.md:8:6: broken the link `../docs/none.md` leads to no file",
    ),
}


@pytest.mark.parametrize(("text", "line"), BROKEN_LINKS.values(), ids=BROKEN_LINKS)
def test_a_link_is_broken_if_it_leads_to(lint, text, line):
    assert said(lint, learning(text=text)) == [line]


def test_an_archive_is_read_from_where_it_was_before():
    text = learning(text="[a](../docs/guide.md) [b](../docs/none.md)")
    found = problems("broken-reference", {".learnings/archive/2025.md": text}, tree=Tree(FILES))
    assert [problem.subject for problem in found] == ["../docs/none.md"]


def test_a_link_outside_entries_is_not_ours(lint):
    assert said(lint, "# Log\n\n[a](none.md)\n\n" + learning()) == []


FILES_NAMED = {
    "a file that is there": "src/app.py",
    "a line of it": "src/app.py:42, src/app.py:3-9, src/app.py#L7, src/app.py (lines 3-9)",
    "an absolute path": "/srv/app/main.py, ~/notes.md, C:\\x.py",
    "a file outside": "../../other/x.py",
    "a pattern": "src/**/*.py, src/{a,b}.py, <file>",
    "words": "the parser, CI/CD, n/a, see above",
    "a path with a remark": "src/none.py - gone since March",
    "a link": "https://example.org/none.py",
}


@pytest.mark.parametrize("value", FILES_NAMED.values(), ids=FILES_NAMED)
def test_related_files_may_name(lint, value):
    assert said(lint, learning(f"Related Files: {value}")) == []


def test_a_related_file_that_is_gone_is_reported_where_it_stands(lint):
    text = learning("Related Files: src/app.py, `src/none.py:42`\n  - docs/none.md")
    assert said(lint, text) == [
        "LEARNINGS.md:11:31: broken `src/none.py` is not in the repository",
        "LEARNINGS.md:12:5: broken `docs/none.md` is not in the repository",
    ]


def test_a_document_that_was_to_be_updated_is_there(lint):
    text = learning() + "\n### Documentation Updates\n- `docs/guide.md`, `run.sh`, `docs/none.md`\n"
    assert said(lint, text) == [
        "LEARNINGS.md:14:31: broken `docs/none.md` is not in the repository"
    ]


def test_nothing_is_said_of_files_where_there_is_no_tree():
    text = learning("Related Files: none.py", text="[a](../docs/none.md) [b](#none)")
    assert [item.subject for item in problems("broken-reference", text)] == ["#none"]


LEFT = {
    "an ID": "See Also: LRN-20250110-001 (if related to existing entry)",
    "a file": "Related Files: path/to/file.ext",
}


@pytest.mark.parametrize("line", LEFT.values(), ids=LEFT)
def test_leaves_a_template_to_the_check_that_names_it(lint, line):
    (found,) = lint(learning(line), "broken-reference", "placeholder-text", tree=FILES)
    assert "[placeholder-text]" in found
