"""What the parser finds in a log: entries, fields, sections, and what was swallowed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnings.markdown import parse

FIELDS = "**Status**: pending\n**Priority**: low\n"


def found(text: str, path: str = ".learnings/LEARNINGS.md") -> list[str]:
    """One line per entry: shape, ID or date, title, then its fields and sections."""
    log = parse(text.encode("utf-8", "surrogateescape"), path)
    lines = []
    for entry in log.entries:
        name = entry.id or entry.heading_date or "-"
        parts = [f"{entry.shape} {name} {entry.title}".strip()]
        parts += [f"{item.name}={item.raw}" for item in entry.fields]
        for section in entry.sections:
            inside = ",".join(f"{item.name}={item.raw}" for item in section.fields)
            parts.append(f"#{section.name}" + (f"({inside})" if inside else ""))
        lines.append(" | ".join(parts))
    return lines


def regions(text: str) -> list[str]:
    log = parse(text.encode("utf-8", "surrogateescape"))
    return [
        f"{item.span.line} {item.reason} {' '.join(item.names)}".strip() for item in log.regions
    ]


HEADINGS = (
    ("## [LRN-20260301-001] best_practice", "id LRN-20260301-001 best_practice"),
    ("# [LRN-20260301-001] a", "id LRN-20260301-001 a"),
    ("###### [LRN-20260301-001] a", "id LRN-20260301-001 a"),
    ("### LRN-20260301-001", "id LRN-20260301-001"),
    ("## LRN-20260301-001 free title", "id LRN-20260301-001 free title"),
    ("## [ERR-20260301-0915] | cache warm-up", "id ERR-20260301-0915 cache warm-up"),
    ("## [ERR-20260301-091530] — cache", "id ERR-20260301-091530 cache"),
    ("## [ERR-20260301-091530-2]: cache", "id ERR-20260301-091530-2 cache"),
    ("## [ERR-20260301-A7B] (cache)", "id ERR-20260301-A7B cache"),
    ("## ERR-20260301-001: cache", "id ERR-20260301-001 cache"),
    ("## ERR-20260301-001：缓存", "id ERR-20260301-001 缓存"),
    ("## [KI-2026-03-01-01] x", "id KI-2026-03-01-01 x"),
    ("## [VIOLATION-20260301-SLUG-IN-CAPITALS] x", "id VIOLATION-20260301-SLUG-IN-CAPITALS x"),
    ("### ERR-20260302-", "id ERR-20260302-"),
    ("## [LRN-20260301] x", "id LRN-20260301 x"),
    ("## ✅ [LRN-20260301-001] x", "id LRN-20260301-001 x"),
    ("## **[LRN-20260301-001]** x", "id LRN-20260301-001 x"),
    ("## ~~[LRN-20260301-001] x~~", "id LRN-20260301-001 x"),
    ("## `LRN-20260301-001` x", "id LRN-20260301-001 x"),
    ("## 3. [LRN-20260301-001] x", "id LRN-20260301-001 x"),
    ("## 【LRN-20260301-001】 x", "id LRN-20260301-001 x"),
    ("## [lrn-20260301-001] x", "id lrn-20260301-001 x"),
    ("## [LRN-20261345-001] x", "id LRN-20261345-001 x"),
    ("## LRN-001 x", "id LRN-001 x"),
    ("##[LRN-20260301-001] x", "id LRN-20260301-001 x"),
    ("[LRN-20260301-001] x\n====================", "id LRN-20260301-001 x"),
    ("[LRN-20260301-001] x\n---", "id LRN-20260301-001 x"),
    ("## ［LRN-20260301-001］ x", "id LRN-20260301-001 x"),
    ("## [K8S-20260301-001] x", "id K8S-20260301-001 x"),
    ("##\u3000[LRN-20260301-001] x", "id LRN-20260301-001 x"),
    ("## 2026-03-02 — a day", "date 2026-03-02 a day"),
    ("## [2026-03-02] a day", "date 2026-03-02 a day"),
    ("### 2026/3/2", "date 2026/3/2"),
    ("## 📅 2026-03-02 14:30 a day", "date 2026-03-02 14:30 a day"),
    ("## 2026年3月2日 记录", "date 2026年3月2日 记录"),
    ("## WAL Entry — 2026-05-20 14:32", "wal 2026-05-20 14:32 WAL Entry — 2026-05-20 14:32"),
)


@pytest.mark.parametrize(("heading", "expected"), HEADINGS, ids=[row[0] for row in HEADINGS])
def test_a_heading_that_opens_an_entry(heading, expected):
    assert found(f"{heading}\n\ntext\n") == [expected]


@pytest.mark.parametrize(
    "heading",
    (
        "# Learnings",
        "## Summary",
        "## HTTP-404 errors",
        "## RFC-2119 words",
        "## SHA-256",
        "## [CHANGES-2](https://example.org)",
        "## [LRN-YYYYMMDD-XXX] category",
        "## [FEAT-YYYY-MM-DD-NNN] capability",
        "## [TYPE-20260301-001] name",
        "## ERR-<date>-<number>",
        "## v2-20260301 released",
        "## 2026 in review",
        "## 20 things",
        "## WAL protocol",
    ),
)
def test_a_heading_that_opens_none(heading):
    assert found(f"{heading}\n\ntext\n") == []


FIELD_LINES = (
    ("**Status**: pending", "status=pending"),
    ("**Status:** pending", "status=pending"),
    ("**Status** : pending  ", "status=pending"),
    ("**Status**：已解决", "status=已解决"),
    ("- **Status**: pending", "status=pending"),
    ("* **Status:** pending", "status=pending"),
    ("__Status__: pending", "status=pending"),
    ("*Status*: pending", "status=pending"),
    ("- Status: pending", "status=pending"),
    ("Status: pending", "status=pending"),
    ("| Status | pending |", "status=pending"),
    ("**状态**：已解决", "status=已解决"),
    ("**优先级**: 高", "priority=高"),
    ("**See-Also**: LRN-20260301-001", "see also=LRN-20260301-001"),
    ("**Status**: ✅ resolved (2026-03-02) — x", "status=✅ resolved (2026-03-02) — x"),
    ("**Status**: pending <!-- note -->", "status=pending"),
    ("**Status**: pending | **Priority**: low", "status=pending | priority=low"),
    ("**Status: pending**", "status=pending"),
    ("**Status: pending", "status=pending"),
    ("*Status**: pending", "status=pending"),
    ("⏳ **Status**: pending", "status=pending"),
    ("status:: pending", "status=pending"),
    ("- Status:: pending", "status=pending"),
    ("**Status**:: pending", "status=pending"),
    ("**Status**:", "status="),
    ("**Status**: pending\\", "status=pending"),
)


@pytest.mark.parametrize(("line", "expected"), FIELD_LINES, ids=[row[0] for row in FIELD_LINES])
def test_a_field_in_the_header(line, expected):
    assert found(f"## [LRN-20260301-001] x\n\n{line}\n") == [f"id LRN-20260301-001 x | {expected}"]


@pytest.mark.parametrize(
    "line",
    (
        "prose: with a colon",
        "    **Status**: pending",
        "**Status**\\: pending",
        "**Status\\:** pending",
        "- Status\\: pending",
        "Status\\: pending",
        "*Status\\: pending*",
        "> **Status**: pending",
        "**bold** text",
        "see http://x",
        "status::pending",
        "std::vector: a list",
    ),
)
def test_a_line_that_is_no_field(line):
    assert found(f"## [LRN-20260301-001] x\n\ntext\n\n{line}\n") == ["id LRN-20260301-001 x"]


METADATA = (
    ("- Source: error", "source=error"),
    ("- **Source**: error", "source=error"),
    ("Source: error", "source=error"),
    ("| Source | error |", "source=error"),
    ("\t- Source: error", "source=error"),
    ("- 来源：错误", "source=错误"),
    ("- Tags: a, b\n- Tags: c", "tags=a, b,tags=c"),
)


@pytest.mark.parametrize(("lines", "expected"), METADATA, ids=[row[0] for row in METADATA])
def test_a_field_in_metadata(lines, expected):
    text = f"## [LRN-20260301-001] x\n\n### Metadata\n{lines}\n"
    assert found(text) == [f"id LRN-20260301-001 x | #metadata({expected})"]


@pytest.mark.parametrize(
    ("table", "expected"),
    (
        ("| Field | Value |\n|---|---|\n| Status | pending |", " | status=pending"),
        ("| Status | Priority |\n|---|---|\n| pending | low |", " | status=pending | priority=low"),
        ("| Status | Meaning |\n|---|---|\n| pending | open |", ""),
        ("| Status | Count |\n|---|---|\n| pending | 3 |\n| parked | 2 |", ""),
    ),
)
def test_a_table_in_the_header(table, expected):
    assert found(f"## [LRN-20260301-001] x\n\n{table}\n") == [f"id LRN-20260301-001 x{expected}"]


@pytest.mark.parametrize(
    "text",
    (
        "## Format\n\n**Status**: pending | resolved\n**Priority**: low | high\n",
        "## Statistics\n\n- Status: 3 pending\n- Priority: 2 high\n",
        "## Statistics\n| Status | Count |\n|---|---|\n| pending | 1 |\n",
    ),
)
def test_a_legend_and_statistics_are_no_entries(text):
    assert found(f"# Log\n\n{text}") == []


def test_sections_have_any_title_and_any_deeper_level():
    text = "## [LRN-20260301-001] x\n### 摘要\na\n#### Deeper\nb\n### What broke\nc\n"
    assert found(text) == ["id LRN-20260301-001 x | #summary | #deeper | #what broke"]


def test_known_sections_may_stand_level_with_the_entry():
    text = "## [LRN-20260301-001] x\n## Summary\na\n## Notes of mine\nb\n"
    assert found(text) == ["id LRN-20260301-001 x | #summary"]


def test_an_entry_ends_at_the_next_and_at_any_heading_of_its_level():
    text = f"## [LRN-20260301-001] a\n\n## Statistics\n{FIELDS.splitlines()[0]}\n\n### LRN-20260301-002\n"
    assert found(text) == ["id LRN-20260301-001 a", "id LRN-20260301-002"]


@pytest.mark.parametrize("rule", ("---", "***", "- - -"))
def test_a_rule_ends_no_entry(rule):
    text = f"## [LRN-20260301-001] a\n\n{rule}\n\n### Summary\nx\n{rule}\n### Details\ny\n"
    assert found(text) == ["id LRN-20260301-001 a | #summary | #details"]


def test_a_heading_with_two_known_fields_is_an_entry_without_an_id():
    assert found(f"# Log\n\n## Disk filled up\n{FIELDS}") == [
        "keyless - Disk filled up | status=pending | priority=low"
    ]


@pytest.mark.parametrize(
    "hidden",
    (
        "```markdown\n## [LRN-20260301-009] x\n**Status**: pending\n**Priority**: low\n```\n",
        "~~~\n## [LRN-20260301-009] x\n~~~\n",
        "  ```\n  ## [LRN-20260301-009] x\n  ```\n",
        "````md\n```\n## [LRN-20260301-009] x\n```\n````\n",
        "- item\n\n  ```\n  ## [LRN-20260301-009] x\n  ```\n",
        "<!--\n## [LRN-20260301-009] x\n**Status**: pending\n-->\n",
        "> ## [LRN-20260301-009] x\n",
        "<details>\n## [LRN-20260301-009] x\n</details>\n",
        "    ## [LRN-20260301-009] x\n",
    ),
)
def test_what_is_hidden_is_no_entry(hidden):
    text = f"## [LRN-20260301-001] a\n\n{hidden}\n## [LRN-20260301-002] b\n"
    assert [line.split(" |")[0] for line in found(text)] == [
        "id LRN-20260301-001 a",
        "id LRN-20260301-002 b",
    ]


def test_a_placeholder_ends_the_entry_before_it_and_takes_its_own_sections_along():
    text = f"## [LRN-20260301-001] a\n{FIELDS}\n## [FEAT-YYYYMMDD-XXX] capability\n{FIELDS}\n### Summary\nx\n"
    assert found(text) == ["id LRN-20260301-001 a | status=pending | priority=low"]


def test_a_date_heading_inside_an_entry_is_a_section():
    text = "## [LRN-20260301-001] a\n\n### 2026-03-02 update\nx\n"
    assert found(text) == ["id LRN-20260301-001 a | #2026 03 02 update"]


def test_a_date_heading_that_only_groups_entries_is_none():
    assert found("## 2026-03-01\n\n### [LRN-20260301-001] a\n") == ["id LRN-20260301-001 a"]


def test_front_matter_makes_one_entry_of_a_file():
    text = (
        "---\nid: LRN-20260301-001\nstatus: pending\ntags: [a, b]\n---\n# Title\n\n## Summary\nx\n"
    )
    assert found(text) == [
        "file LRN-20260301-001 Title | id=LRN-20260301-001 | status=pending | tags=[a, b] | #summary"
    ]


FRONT_MATTER = {
    "never closed": "---\nid: LRN-20260301-001\nstatus: pending\n\n# Title\n\nstatus: done\n",
    "with a line that says nothing": "---\nid: LRN-20260301-001\nodd\nstatus: pending\n---\n# Title\n",
    "with a block": "---\nid: LRN-20260301-001\nstatus: |-\n  pending\n---\n# Title\n",
    "with a comment": "---\n# ours\nid: LRN-20260301-001\nstatus: pending\n---\n# Title\n",
}


@pytest.mark.parametrize("text", FRONT_MATTER.values(), ids=FRONT_MATTER)
def test_front_matter_is_read_as_far_as_it_can_be(text):
    (entry,) = parse(text.encode(), ".learnings/a.md").entries
    said = {item.name: item.text for item in entry.fields if item.form == "front-matter"}
    assert said == {"id": "LRN-20260301-001", "status": "pending"}


def test_what_one_file_says_is_not_said_of_the_next():
    named = "docs/ops-knowledge/ops-learning-2026-03-01-a.md"
    assert found("# A\n\n**Status**: pending\n**Priority**: low\n", named)
    assert parse(b"", named).entries == []
    (entry,) = parse(b"# B\n", named).entries
    assert entry.fields == []


def test_an_issue_summary_makes_one_entry_of_a_file():
    text = "# Operational Learning Entry\n\n## Learning Entry\n\n### Issue Summary\n- **Title**: Pool\n"
    assert found(text, "docs/ops-knowledge/a.md") == [
        "file - Operational Learning Entry | #issue summary(title=Pool)"
    ]


UNCLOSED = (
    f"## [LRN-20260301-001] a\n\n{FIELDS}\n### Error\n```bash\nrun\n\n### Context\nx\n\n"
    f"## [LRN-20260302-001] b\n\n{FIELDS}\n```sh\ny\n```\n\n## [LRN-20260303-001] c\n\n{FIELDS}"
)


def test_entries_behind_an_open_fence_are_found_and_named():
    assert [line.split(" |")[0] for line in found(UNCLOSED)] == [
        "id LRN-20260301-001 a",
        "id LRN-20260302-001 b",
        "id LRN-20260303-001 c",
    ]
    assert regions(UNCLOSED) == ["7 fence-unclosed LRN-20260302-001"]


def test_a_section_behind_an_open_fence_is_found_too():
    assert "#context" in found(UNCLOSED)[0]


def test_a_heading_behind_a_closing_fence_is_found_and_named():
    text = f"## [LRN-20260301-001] a\n\n```\nx\n```## [LRN-20260302-001] b\n\n{FIELDS}"
    assert [line.split(" |")[0] for line in found(text)] == [
        "id LRN-20260301-001 a",
        "id LRN-20260302-001 b",
    ]
    assert regions(text) == ["5 fence-glued LRN-20260302-001"]


def test_entries_behind_an_open_comment_are_found_and_named():
    text = f"<!-- note\n\n## [LRN-20260301-001] a\n\n{FIELDS}"
    assert [line.split(" |")[0] for line in found(text)] == ["id LRN-20260301-001 a"]
    assert regions(text) == ["1 comment-unclosed LRN-20260301-001"]


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("## [LRN-20260301-001] a\n\ntext## [LRN-20260302-001] b\n", "3 heading-glued"),
        ("## [LRN-20260301-001] a\n\n---## [LRN-20260302-001] b\n", "3 heading-glued"),
        ("**[LRN-20260302-001] b**\n", "1 heading-bold"),
        ("##[LRN-20260302-001] b\n", "1 heading-unspaced"),
    ),
)
def test_a_heading_that_is_text_to_markdown_is_found_and_named(text, expected):
    assert found(text + FIELDS)[-1].startswith("id LRN-20260302-001 b")
    assert regions(text + FIELDS) == [f"{expected} [LRN-20260302-001] b"]


@pytest.mark.parametrize("opening", ("<!-- todo: check", "<?php echo 1;", "<pre>", "<script>"))
def test_entries_behind_open_html_are_found_and_named(opening):
    text = f"## [LRN-20260301-001] a\n\n{opening}\n\n## [LRN-20260302-001] b\n\n{FIELDS}"
    assert [line.split(" |")[0] for line in found(text)][-1] == "id LRN-20260302-001 b"
    assert regions(text) == ["3 comment-unclosed LRN-20260302-001"]


def test_a_comment_that_another_one_closed_hides_nothing():
    text = f"## [LRN-20260301-001] a\n\n<!-- todo: check\n\n## [LRN-20260302-001] b\n\n{FIELDS}\nx <!-- n -->\n"
    assert [line.split(" |")[0] for line in found(text)][-1] == "id LRN-20260302-001 b"


def test_the_sections_behind_the_last_open_fence_are_found():
    text = (
        f"## [LRN-20260301-001] a\n\n{FIELDS}\n### Error\n```\nrun\n\n### Metadata\n- Source: x\n"
    )
    assert found(text)[0].endswith("#error | #metadata(source=x)")
    assert regions(text) == ["7 fence-unclosed"]


def test_a_sample_in_a_proper_fence_stays_one_where_another_fence_is_open():
    text = f"```text\nFormat:\n\n## [LRN-20250115-001] a\n\n{FIELDS}```\n\n## [LRN-20260301-001] b\n\n{FIELDS}\n```sh\nls\n"
    assert [line.split(" |")[0] for line in found(text)] == ["id LRN-20260301-001 b"]


@pytest.mark.parametrize(
    "sample",
    (
        f"```\n## [LRN-20250115-001] a\n\n{FIELDS}```\n",
        f"```markdown\ntext\n\n## [LRN-20250115-001] a\n\n{FIELDS}```\n",
        f"```text\n$ cat LEARNINGS.md\n## [LRN-20250115-001] a\n\n{FIELDS}```\n",
        f"```markdown\n## [LRN-20250115-001] a\n\n{FIELDS}",
        "```\n## [LRN-20250115-001] a\n```\n",
    ),
)
def test_a_sample_in_a_fence_is_never_taken_for_an_entry(sample):
    assert found(f"# Log\n\n{sample}") == []


def test_both_sides_of_a_conflict_are_read():
    text = (
        f"<<<<<<< HEAD\n## [LRN-20260301-001] a\n{FIELDS}=======\n"
        f"## [LRN-20260301-002] b\n{FIELDS}>>>>>>> other\n"
    )
    log = parse(text.encode())
    assert [(entry.id, entry.side) for entry in log.entries] == [
        ("LRN-20260301-001", "ours"),
        ("LRN-20260301-002", "theirs"),
    ]
    assert regions(text) == ["1 conflict <", "5 conflict =", "9 conflict >"]


CONFLICTS = [
    pytest.param(
        "<{12} a\nx\n={12}\ny\n>{12} b\n",
        ["1 conflict <", "3 conflict =", "5 conflict >"],
        id="markers of twelve signs",
    ),
    pytest.param(
        "<{12} a\nTitle\n={7}\n={12}\ny\n>{12} b\n",
        ["1 conflict <", "4 conflict =", "6 conflict >"],
        id="a shorter underline inside is that of a title",
    ),
    pytest.param(
        "<{7} a\nTitle\n={9}\n={7}\ny\n>{7} b\n",
        ["1 conflict <", "4 conflict =", "6 conflict >"],
        id="a longer one is that of a title too",
    ),
    pytest.param(
        "<{7} a\n|{7} base\n<{9} a\n={9}\n>{9} b\n={7}\ny\n>{7} b\n",
        ["1 conflict <", "2 conflict |", "6 conflict =", "8 conflict >"],
        id="a longer conflict in the ancestor belongs to it",
    ),
    pytest.param(
        "<{12} a\n\n<{7} a\nx\n={7}\ny\n>{7} b\n",
        ["1 conflict <", "3 conflict <", "5 conflict =", "7 conflict >"],
        id="a shorter one begins anew",
    ),
    pytest.param("x\n\n>{12} b\n", ["3 conflict >"], id="an end that was forgotten"),
    pytest.param("<{12}\n", ["1 conflict <"], id="a beginning that was forgotten"),
    pytest.param("Title\n={12}\n", [], id="the underline of a title"),
    pytest.param("<{6} a\nx\n={6}\n>{6} b\n", [], id="six signs"),
    pytest.param("<{12}a\n", [], id="a word behind the signs"),
]


@pytest.mark.parametrize(("pattern", "expected"), CONFLICTS)
def test_the_markers_of_one_conflict_have_as_many_signs(pattern, expected):
    text = re.sub(r"(.)\{(\d+)\}", lambda found: found[1] * int(found[2]), pattern)
    assert regions(text) == expected


def test_a_conflict_shown_in_a_fence_is_none():
    assert regions("```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n```\n") == []


@pytest.mark.parametrize("mark", ("\ufeff", "x\n\ufeff"), ids=("first", "in mid-file"))
def test_a_byte_order_mark_hides_nothing(mark):
    assert found(f"{mark}## [LRN-20260301-001] a\n") == ["id LRN-20260301-001 a"]


@pytest.mark.parametrize("newline", ("\n", "\r\n", "\r"))
def test_line_ends_of_any_kind(newline):
    text = f"## [LRN-20260301-001] a\n\n{FIELDS}\n### Metadata\n- Source: error".replace(
        "\n", newline
    )
    assert found(text) == [
        "id LRN-20260301-001 a | status=pending | priority=low | #metadata(source=error)"
    ]


def test_broken_bytes_are_kept_and_placed():
    data = b"## [LRN-20260301-001] a\n\nok \xd6\xd0\xce\xc4 ok\n"
    log = parse(data)
    assert log.to_bytes() == data
    assert [(item.reason, item.span.line, item.span.column) for item in log.regions] == [
        ("undecodable", 3, 4)
    ]


@pytest.mark.parametrize(
    ("data", "fault"),
    (
        (b"", ""),
        ("## a\n".encode("utf-16"), "utf-16"),
        ("## a\n".encode("utf-32"), "utf-32"),
        (b"a\x00b", "nul"),
    ),
)
def test_bytes_that_are_no_utf_8_text(data, fault):
    log = parse(data)
    assert log.to_bytes() == data
    assert log.fault == fault


@given(st.binary(max_size=400))
def test_any_bytes_are_read_and_given_back(data):
    assert parse(data).to_bytes() == data


def test_places_are_exact():
    log = parse(b"# Log\n\n## [LRN-20260301-001] best_practice\n\n- **Status**:  done\n")
    entry = log.entries[0]
    assert entry.identifier is not None
    assert entry.title_span is not None
    spans = (
        entry.identifier.span,
        entry.title_span,
        entry.fields[0].key_span,
        entry.fields[0].span,
    )
    assert [log.line(span.line)[span.column - 1 : span.end_column - 1] for span in spans] == [
        "LRN-20260301-001",
        "best_practice",
        "Status",
        "done",
    ]
