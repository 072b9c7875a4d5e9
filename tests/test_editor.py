"""Edits of logs: each operation on each form, before and after."""

from __future__ import annotations

import pytest

from learnings import editor
from learnings.editor import EditError, edited
from learnings.editor.text import contained
from learnings.entry import Entry, Log
from learnings.kind import Kind
from learnings.markdown import parse
from learnings.preset import Presets, recognise

PRESETS = Presets.load()
HEAD = "## [LRN-20260301-001] insight\n\n"
NEXT = "\n---\n\n## [LRN-20260302-001] insight\n\n**Status**: pending\n"


def read(text: str, path: str = ".learnings/LEARNINGS.md") -> Log:
    log = parse(text.encode("utf-8", "surrogateescape"), path)
    recognise(log, PRESETS, None, [path.rpartition("/")[2]])
    return log


def first(text: str, path: str = ".learnings/LEARNINGS.md") -> tuple[Log, Entry, Kind]:
    log = read(text, path)
    return log, log.entries[0], PRESETS.kind(log.entries[0])


def after(text: str, operation: str, *words: str, path: str = ".learnings/LEARNINGS.md") -> str:
    """The text after an operation on its first entry, which reads back what was set."""
    log, entry, kind = first(text, path)
    take = {"set_field", "set_section_field", "add_reference"}
    given = (log, entry, kind) if operation in take else (log, entry)
    return edited(log, getattr(editor, operation)(*given, *words), [entry]).text


# --- the forms of a field --------------------------------------------------------------------

FORMS = {
    "bold": ("**Status**: pending\n", "**Status**: resolved\n"),
    "the colon inside": ("**Status:** pending\n", "**Status:** resolved\n"),
    "a full-width colon": ("**Status**：pending\n", "**Status**：resolved\n"),
    "a full-width colon and a Chinese key": ("**状态**：已解决\n", "**状态**：resolved\n"),
    "a doubled colon": ("**Status:**: pending\n", "**Status:**: resolved\n"),
    "a bold list item": ("- **Status**: pending\n", "- **Status**: resolved\n"),
    "a list item": ("- Status: pending\n", "- Status: resolved\n"),
    "another bullet": ("* Status: pending\n", "* Status: resolved\n"),
    "a bare key": ("Status: pending\n", "Status: resolved\n"),
    "no blank behind the colon": ("**Status**:pending\n", "**Status**: resolved\n"),
    "emphasis that slipped": ("**Status: pending**\n", "**Status: resolved**\n"),
    "a row of a table": (
        "| Field | Value |\n|---|---|\n| Status | pending |\n| Priority | low |\n",
        "| Field | Value |\n|---|---|\n| Status | resolved |\n| Priority | low |\n",
    ),
    "a table with a column for each": (
        "| Status | Priority |\n|---|---|\n| pending | low |\n",
        "| Status | Priority |\n|---|---|\n| resolved | low |\n",
    ),
    "several on a line, the first": (
        "**Status**: pending | **Priority**: low\n",
        "**Status**: resolved | **Priority**: low\n",
    ),
    "several on a line, the last": (
        "**Priority**: low | **Status**: pending\n",
        "**Priority**: low | **Status**: resolved\n",
    ),
    "a comment behind the value": (
        "**Status**: pending <!-- ask Ada -->\n",
        "**Status**: resolved <!-- ask Ada -->\n",
    ),
    "a remark behind the word goes with the value": (
        "**Status**: pending (ask Ada)\n",
        "**Status**: resolved\n",
    ),
    "two blanks that break the line": ("**Status**: pending  \n", "**Status**: resolved  \n"),
    "a backslash that breaks the line": ("**Status**: pending\\\n", "**Status**: resolved\\\n"),
    "an empty value": ("**Status**:\n", "**Status**: resolved\n"),
    "an empty value and a blank": ("**Status**: \n", "**Status**: resolved\n"),
    "no final newline": ("**Status**: pending", "**Status**: resolved"),
    "continued on the next line": (
        "- **Status**: pending\n  until Monday\n- **Priority**: low\n",
        "- **Status**: resolved\n- **Priority**: low\n",
    ),
    "twice: the first is set": (
        "**Status**: pending\n**Status**: in_progress\n",
        "**Status**: resolved\n**Status**: in_progress\n",
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(("before", "expected"), FORMS.values(), ids=FORMS.keys())
def test_a_field_is_set_where_it_stands_and_as_it_is_written(before, expected, newline):
    text = (HEAD + before).replace("\n", newline)
    assert after(text, "set_field", "status", "resolved") == (HEAD + expected).replace(
        "\n", newline
    )


@pytest.mark.parametrize(("before", "expected"), FORMS.values(), ids=FORMS.keys())
def test_the_value_reads_back_and_the_next_entry_is_as_it_was(before, expected):
    if not before.endswith("\n"):
        pytest.xfail("nothing can follow without a line end")
    log, entry, kind = first(HEAD + before + NEXT)
    new = edited(log, editor.set_field(log, entry, kind, "status", "resolved"), [entry])
    found = new.entries[0].field("status")
    assert found is not None
    assert found.raw == "resolved"
    assert new.text.endswith(NEXT)


MISSING = {
    "it follows the field before it in the template": (
        HEAD + "**Logged**: 2026-03-01\n**Area**: docs\n",
        HEAD + "**Logged**: 2026-03-01\n**Status**: resolved\n**Area**: docs\n",
    ),
    "or else it is the first": (
        HEAD + "**Area**: docs\n",
        HEAD + "**Status**: resolved\n**Area**: docs\n",
    ),
    "or stands under the heading": (
        HEAD + "### Summary\nText.\n",
        HEAD + "**Status**: resolved\n\n### Summary\nText.\n",
    ),
    "an entry that is a heading and no more": (
        HEAD.rstrip("\n"),
        HEAD + "**Status**: resolved\n",
    ),
    "with the colon of the other fields": (
        HEAD + "**Logged:** 2026-03-01\n",
        HEAD + "**Logged:** 2026-03-01\n**Status:** resolved\n",
    ),
    "with their full-width colon": (
        HEAD + "**Logged**：2026-03-01\n",
        HEAD + "**Logged**：2026-03-01\n**Status**：resolved\n",
    ),
    "with their bullet": (
        HEAD + "- **Logged**: 2026-03-01\n",
        HEAD + "- **Logged**: 2026-03-01\n- **Status**: resolved\n",
    ),
    "in the list without bold": (
        HEAD + "- Logged: 2026-03-01\n- Priority: low\n",
        HEAD + "- Logged: 2026-03-01\n- Priority: low\n- Status: resolved\n",
    ),
    "bare": (
        HEAD + "Logged: 2026-03-01\nPriority: low\n",
        HEAD + "Logged: 2026-03-01\nPriority: low\nStatus: resolved\n",
    ),
    "with the break at the end of the line": (
        HEAD + "**Logged**: 2026-03-01  \n**Priority**: low  \n",
        HEAD + "**Logged**: 2026-03-01  \n**Priority**: low  \n**Status**: resolved  \n",
    ),
    "behind what continues the field before it": (
        HEAD + "- **Logged**: 2026-03-01\n  in the evening\n",
        HEAD + "- **Logged**: 2026-03-01\n  in the evening\n- **Status**: resolved\n",
    ),
    "a row of the table": (
        HEAD + "| Field | Value |\n|---|---|\n| Logged | 2026-03-01 |\n\nText.\n",
        HEAD + "| Field | Value |\n|---|---|\n| Logged | 2026-03-01 |\n| Status | resolved |\n\nText.\n",
    ),
    "a heading that is underlined": (
        "[LRN-20260301-001] insight\n---\n\n### Summary\nText.\n",
        "[LRN-20260301-001] insight\n---\n\n**Status**: resolved\n\n### Summary\nText.\n",
    ),
    "behind a byte order mark": (
        "\ufeff" + HEAD + "**Logged**: 2026-03-01\n",
        "\ufeff" + HEAD + "**Logged**: 2026-03-01\n**Status**: resolved\n",
    ),
    "text follows the heading at once": (
        "## [LRN-20260301-001] insight\nText.\n",
        "## [LRN-20260301-001] insight\n\n**Status**: resolved\n\nText.\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("before", "expected"), MISSING.values(), ids=MISSING.keys())
def test_a_field_that_is_missing_is_added(before, expected, newline):
    before, expected = (text.replace("\n", newline) for text in (before, expected))
    if newline == "\r\n" and "\r\n" not in before:
        pytest.xfail("a text of one line shows no line end")
    assert after(before, "set_field", "status", "resolved") == expected


def test_a_wide_table_gets_a_column_only_by_hand():
    text = HEAD + "| Logged | Priority |\n|---|---|\n| 2026-03-01 | low |\n"
    with pytest.raises(EditError, match="column"):
        after(text, "set_field", "status", "resolved")


FRONT = "---\nid: OPS-20260301-001\ntitle: Disk\ndate: 2026-03-01\nstatus: open\n---\n\n# Disk\n\nText.\n"


@pytest.mark.parametrize(
    ("name", "value", "old", "new"),
    [
        ("status", "resolved", "status: open\n", "status: resolved\n"),
        ("status", "a: b", "status: open\n", "status: 'a: b'\n"),
        ("status", "it's so", "status: open\n", "status: 'it''s so'\n"),
        ("status", "#1", "status: open\n", "status: '#1'\n"),
        ("severity", "P1", "status: open\n", "status: open\nseverity: P1\n"),
    ],
)
def test_front_matter_stays_yaml(name, value, old, new):
    assert after(FRONT, "set_field", name, value) == FRONT.replace(old, new)


@pytest.mark.parametrize(
    ("before", "value", "expected"),
    [
        ("| Status | x |\n| Area | y |\n", "a | b", "| Status | a \\| b |\n| Area | y |\n"),
        ("**Status**: x\n", "two\nlines", "**Status**: two lines\n"),
        ("**Status**: x\n", " ## not a heading", "**Status**: ## not a heading\n"),
    ],
)
def test_a_value_stays_inside_its_field(before, value, expected):
    assert after(HEAD + before, "set_field", "status", value) == HEAD + expected


# --- sections --------------------------------------------------------------------------------

BODY = HEAD + "**Status**: pending\n\n### Summary\nText.\n"

SECTIONS = {
    "at the end of the log": (BODY, BODY + "\n### Resolution\n- **Resolved**: 2026-03-02\n"),
    "before the rule and the next entry": (
        BODY + NEXT,
        BODY + "\n### Resolution\n- **Resolved**: 2026-03-02\n" + NEXT,
    ),
    "before an entry that follows without a rule": (
        BODY + "## [LRN-20260302-001] b\n",
        BODY + "\n### Resolution\n- **Resolved**: 2026-03-02\n\n## [LRN-20260302-001] b\n",
    ),
    "without a final newline": (
        BODY.rstrip("\n"),
        BODY + "\n### Resolution\n- **Resolved**: 2026-03-02\n",
    ),
    "at the level of the other sections": (
        BODY.replace("###", "####"),
        BODY.replace("###", "####") + "\n#### Resolution\n- **Resolved**: 2026-03-02\n",
    ),
    "with the blank line that they have": (
        BODY.replace("Summary\n", "Summary\n\n"),
        BODY.replace("Summary\n", "Summary\n\n") + "\n### Resolution\n\n- **Resolved**: 2026-03-02\n",
    ),
    "behind a code block": (
        BODY + "```\nls\n```\n",
        BODY + "```\nls\n```\n\n### Resolution\n- **Resolved**: 2026-03-02\n",
    ),
    "behind a comment": (
        BODY + "<!-- x -->\n",
        BODY + "<!-- x -->\n\n### Resolution\n- **Resolved**: 2026-03-02\n",
    ),
    "into the one that is there": (
        BODY + "\n### Resolution\n- **Notes**: n\n",
        BODY + "\n### Resolution\n- **Resolved**: 2026-03-02\n- **Notes**: n\n",
    ),
    "into an empty one": (
        BODY + "\n### Resolution\n" + NEXT,
        BODY + "\n### Resolution\n- **Resolved**: 2026-03-02\n" + NEXT,
    ),
    "in the place of the old value": (
        BODY + "\n### Resolution\n- **Resolved**: no\n",
        BODY + "\n### Resolution\n- **Resolved**: 2026-03-02\n",
    ),
    "in the form of its fields": (
        BODY + "\n### Resolution\n* Notes: n\n",
        BODY + "\n### Resolution\n* Resolved: 2026-03-02\n* Notes: n\n",
    ),
    "behind its prose": (
        BODY + "\n### Resolution\nDone.\n",
        BODY + "\n### Resolution\nDone.\n\n- **Resolved**: 2026-03-02\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("before", "expected"), SECTIONS.values(), ids=SECTIONS.keys())
def test_a_field_of_a_section_is_put(before, expected, newline):
    before, expected = (text.replace("\n", newline) for text in (before, expected))
    assert after(before, "set_section_field", "resolution", "resolved", "2026-03-02") == expected


OPEN = {
    "an open fence at the end": BODY + "```\nls\n",
    "an open fence before the next entry": BODY + "```\nls\n\n## [LRN-20260302-001] b\n\n"
    "**Logged**: 2026-03-02\n**Status**: pending\n",
    "an open comment": BODY + "<!-- x\n",
    "an open script": BODY + "<script>\nx\n",
    "a fence closed on the heading of the next": BODY + "```\nls\n```## [LRN-20260302-001] b\n\n"
    "**Logged**: 2026-03-02\n**Status**: pending\n",
}


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN.keys())
def test_no_section_is_put_into_what_is_not_closed(text):
    with pytest.raises(EditError, match="is not closed"):
        after(text, "add_section", "Resolution", "Text.")


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN.keys())
def test_a_field_above_what_is_not_closed_can_still_be_set(text):
    assert after(text, "set_field", "status", "resolved") == text.replace("pending", "resolved", 1)


def test_an_unknown_section_of_an_entry_whose_sections_have_its_level_goes_deeper():
    text = HEAD + "**Status**: pending\n\n## Summary\nText.\n"
    assert after(text, "add_section", "Zeta", "Text.") == text + "\n### Zeta\nText.\n"
    assert after(text, "add_section", "Resolution", "x") == text + "\n## Resolution\nx\n"


# --- entries ---------------------------------------------------------------------------------

NEW = "## [LRN-20260303-001] insight\n\n**Logged**: 2026-03-03\n\n### Summary\nNew."
A = "## [LRN-20260301-001] a\n\n**Logged**: 2026-03-01\n"
B = "## [LRN-20260302-001] b\n\n**Logged**: 2026-03-02\n"

INSERTED = {
    "an empty file": ("", NEW + "\n"),
    "a header alone": ("# Log\n", f"# Log\n\n{NEW}\n\n---\n"),
    "a header and its rule": ("# Log\n\n---\n", f"# Log\n\n---\n\n{NEW}\n\n---\n"),
    "entries that a rule parts": (f"{A}\n---\n\n{B}", f"{A}\n---\n\n{B}\n---\n\n{NEW}\n"),
    "a rule behind the last as well": (
        f"{A}\n---\n\n{B}\n---\n", f"{A}\n---\n\n{B}\n---\n\n{NEW}\n\n---\n",
    ),
    "entries that no rule parts": (f"{A}\n{B}", f"{A}\n{B}\n{NEW}\n"),
    "the newest first": (f"# Log\n\n{B}\n---\n\n{A}", f"# Log\n\n{NEW}\n\n---\n\n{B}\n---\n\n{A}"),
    "no final newline": (f"{A}\n{B}".rstrip("\n"), f"{A}\n{B}\n{NEW}\n"),
    "blank lines at the end": (f"{A}\n{B}\n\n\n", f"{A}\n{B}\n{NEW}\n"),
    "a byte order mark": ("\ufeff" + f"{A}\n{B}", "\ufeff" + f"{A}\n{B}\n{NEW}\n"),
}  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("before", "expected"), INSERTED.values(), ids=INSERTED.keys())
def test_an_entry_goes_where_the_newest_stand(before, expected, newline):
    if newline == "\r\n" and not before:
        pytest.xfail("an empty text shows no line end")
    before, expected = (text.replace("\n", newline) for text in (before, expected))
    log = read(before)
    new = edited(log, editor.insert_entry(log, NEW), added=1)
    assert new.text == expected
    assert [entry.id for entry in new.entries if entry.id == "LRN-20260303-001"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param(f"{A}\n---\n\n{B}", B, id="with its rule"),
        pytest.param(f"# Log\n\n{A}\n{B}", f"# Log\n\n{B}", id="below a header"),
        pytest.param(A, "", id="the only one"),
    ],
)
def test_an_entry_is_taken_out(before, expected):
    assert after(before, "remove_entry") == expected


@pytest.mark.parametrize("text", [FRONT, "## Issue Summary\n\nText.\n"])
def test_a_file_that_is_one_entry_takes_no_second(text):
    log = read(text)
    assert log.entries[0].shape == "file"
    with pytest.raises(EditError, match="holds one entry"):
        editor.insert_entry(log, NEW)


@pytest.mark.parametrize("tail", ["```\nls\n", "<!-- x\n"])
def test_no_entry_is_appended_to_what_is_not_closed(tail):
    with pytest.raises(EditError, match="is not closed"):
        editor.insert_entry(read(A + tail), NEW)


# --- fields that go, references, titles ------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("**Status**: x\n**Area**: y\n", "**Area**: y\n"),
        ("- **Status**: x\n  more\n- **Area**: y\n", "- **Area**: y\n"),
        ("**Area**: y\n**Status**: x", "**Area**: y\n"),
    ],
)
def test_a_field_is_removed_with_its_line(before, expected):
    log, entry, _ = first(HEAD + before)
    field = entry.field("status")
    assert field is not None
    assert edited(log, editor.remove_field(log, entry, field), [entry]).text == HEAD + expected


@pytest.mark.parametrize(
    "before", ["**Status**: x | **Area**: y\n", "| Status | x |\n| Area | y |\n"]
)
def test_a_field_that_shares_its_line_is_not_removed(before):
    log, entry, _ = first(HEAD + before)
    field = entry.field("status")
    assert field is not None
    with pytest.raises(EditError, match="by hand"):
        editor.remove_field(log, entry, field)


META = HEAD + "**Status**: pending\n\n### Metadata\n"
REFERENCES = {
    "behind the others": ("- See Also: ERR-20260301-001\n", "- See Also: ERR-20260301-001, NEW\n"),
    "behind brackets": ("- See Also: [ERR-20260301-001]\n", "- See Also: [ERR-20260301-001], NEW\n"),
    "in front of a remark": (
        "- See Also: ERR-20260301-001 (disk)\n", "- See Also: ERR-20260301-001, NEW (disk)\n",
    ),
    "in the place of a word for none": ("- See Also: none\n", "- See Also: NEW\n"),
    "in an empty field": ("- See Also:\n", "- See Also: NEW\n"),
    "in a field that is missing": ("- Source: error\n", "- Source: error\n- See Also: NEW\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "expected"), REFERENCES.values(), ids=REFERENCES.keys())
def test_a_reference_is_added(before, expected):
    new = "LRN-20260401-001"
    assert after(META + before, "add_reference", new) == META + expected.replace("NEW", new)


def test_a_reference_that_is_there_or_to_itself_changes_nothing():
    text = META + "- See Also: ERR-20260301-001\n"
    assert after(text, "add_reference", "err-20260301-001", "LRN-20260301-001") == text


def test_an_id_is_renamed_in_heading_fields_and_prose_and_nowhere_else():
    text = (
        HEAD + "Like lrn-20260301-001, not LRN-20260301-0012 nor XLRN-20260301-001.\n\n"
        "### Metadata\n- See Also: LRN-20260301-001\n"
    )
    log = read(text)
    new = edited(log, editor.rename(log, "LRN-20260301-001", "LRN-20260301-B7K"), log.entries)
    assert new.text == text.replace("LRN-20260301-001", "LRN-20260301-B7K").replace(
        "lrn-20260301-001", "LRN-20260301-B7K"
    ).replace("XLRN-20260301-B7K", "XLRN-20260301-001").replace("B7K2", "0012")


# --- what is refused -------------------------------------------------------------------------

CONFLICT = (
    f"{A}\n<<<<<<< HEAD\n{B}\n=======\n{B.replace('002', '003')}\n>>>>>>> side\n"
)  # fmt: skip


def test_a_log_with_a_merge_conflict_is_not_edited():
    with pytest.raises(EditError, match=r"LEARNINGS\.md:5: a merge conflict"):
        after(CONFLICT, "set_field", "status", "resolved")
    with pytest.raises(EditError, match="a merge conflict"):
        edited(read(CONFLICT), editor.insert_entry(read(CONFLICT), NEW), added=1)


def test_a_log_in_another_encoding_is_not_edited():
    log = parse(A.encode("utf-16"), "LEARNINGS.md")
    with pytest.raises(EditError, match="it is not edited"):
        edited(log, [editor.apply.Edit(0, 0, "x")])


def test_an_edit_that_swallows_the_next_entry_is_refused():
    log = read(A + NEXT)
    with pytest.raises(EditError, match="other entries"):
        edited(log, [editor.apply.Edit(len(A), len(A), "```\n")], [log.entries[0]])


def test_an_edit_that_makes_an_entry_appear_is_refused():
    log = read(A)
    with pytest.raises(EditError, match="other entries"):
        edited(log, [editor.apply.Edit(len(A), len(A), f"\n{B}")], [log.entries[0]])


def test_bytes_that_are_not_utf_8_stay():
    log, entry, kind = first(HEAD + "**Status**: pending\n**Area**: \udcff\n")
    new = edited(log, editor.set_field(log, entry, kind, "status", "resolved"), [entry])
    assert new.to_bytes() == log.to_bytes().replace(b"pending", b"resolved")


# --- text of others --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## [LRN-20260301-001] x", "\\## [LRN-20260301-001] x"),
        ("plain\n---", "plain\n\\---"),
        ("plain\n===", "plain\n\\==="),
        ("a\n\n---\n\nb", "a\n\n---\n\nb"),
        ("```\n# comment\n", "```\n# comment\n```"),
        ("~~~~\nls\n~~~", "~~~~\nls\n~~~\n~~~~"),
        ("<!-- open", "\\<!-- open"),
        ("<<<<<<< HEAD", "\\<<<<<<< HEAD"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("- item\n- item", "- item\n- item"),
        ("a < b and #1", "a < b and #1"),
    ],
)
def test_text_of_others_can_open_and_close_nothing(text, expected):
    assert contained(text) == expected
