"""`learnings new`, as people, agents and scripts use it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from learnings.cli import main
from learnings.markdown import parse

from .terminal import typed

HEADER = "# Learnings\n\n---\n"
WHEN = ("--when", "2026-03-01T09:00:00Z")
FULL = ("--area", "infra", "--category", "best_practice", "--details", "It reads the file once.",
        "--action", "Watch the file.")  # fmt: skip
TEXT = "Restart the worker after a change of its configuration"


class Place:
    """A repository with a log, and the command line in it."""

    def __init__(self, repository, monkeypatch, capsys) -> None:
        self.repository = repository
        self.monkeypatch = monkeypatch
        self.capsys = capsys
        self.write(".learnings/LEARNINGS.md", HEADER)
        monkeypatch.chdir(repository.path)

    def write(self, path, text):
        self.repository.write(path, text)

    def text(self, path=".learnings/LEARNINGS.md") -> str:
        return (self.repository.path / path).read_bytes().decode("utf-8", "surrogateescape")

    def log(self, path=".learnings/LEARNINGS.md"):
        return parse(self.text(path).encode("utf-8", "surrogateescape"), path)

    def run(self, *words: str, stdin: str | bytes = "") -> tuple[int, str, str]:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = main(["new", *words])
        said = self.capsys.readouterr()
        return code, said.out, said.err


@pytest.fixture
def place(repository, monkeypatch, capsys):
    return Place(repository, monkeypatch, capsys)


def test_an_entry_is_written_by_its_template_and_confirmed_in_a_line(place):
    code, out, err = place.run("LRN", TEXT, *FULL, "--source", "error", *WHEN)
    assert (code, err) == (0, "")
    found = re.fullmatch(r"(LRN-20260301-[B-Z][B-Z2-9]{2}) in \.learnings/LEARNINGS\.md\n", out)
    assert found
    assert place.text() == HEADER + (
        f"\n## [{found[1]}] best_practice\n\n**Logged**: 2026-03-01T09:00:00Z\n"
        "**Priority**: medium\n**Status**: pending\n**Area**: infra\n\n"
        f"### Summary\n\n{TEXT}\n\n### Details\n\nIt reads the file once.\n\n"
        "### Suggested Action\n\nWatch the file.\n\n### Metadata\n\n- Source: error\n\n---\n"
    )
    assert main(["lint", "--today", "2026-03-02", "--show", "note", "--fail-on", "note"]) == 0


@pytest.mark.parametrize("word", ["LRN", "lrn", "learning", "Learning"])
def test_a_kind_is_named_or_its_prefix_is(place, word):
    assert place.run(word, TEXT)[0] == 0
    assert len(place.log().entries) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    {
        "no kind": ((), "say which kind"),
        "nothing at all": (("LRN", "--area", "infra", "--force"), "say what it is about"),
        "blanks": (("LRN", "  "), "say what it is about"),
        "an unknown kind": (("FOO", "x"), "there is no kind 'FOO'"),
        "a slip in a kind": (("lerning", "x"), 'did you mean "learning"?'),
        "a name without a place": (("LRN", "x", "--set", "sumary=x"), "summary"),
        "a set without a name": (("LRN", "x", "--set", "=x"), "write NAME=TEXT"),
        "a time that is none": (("LRN", "x", "--when", "soon"), "this is no date"),
        "a file outside": (("LRN", "x", "--file", "../x.md"), "outside"),
        "a file in a folder that is not there": (("LRN", "x", "--file", "a/b.md"), "no folder `a`"),
        "an update of nobody": (("LRN", "x", "--update", "LRN-20260101-001"), "no entry has the ID"),
        "two texts for one place": (("LRN", "x", "--summary", "y"), "says again"),
        "a title where a category stands": (
            ("LRN", "x", "--title", "t", "--category", "insight"), "--summary"),
        "a kind of another preset, lacking fields": (("OPS", "x"), "--area incident_management|"),
    }.values(),
    ids=str,
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_remedy_and_writes_nothing(place, words, said):
    code, out, err = place.run(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert place.text() == HEADER
    assert sorted(os.listdir(".learnings")) == ["LEARNINGS.md"]


def test_without_a_folder_init_is_named(place):
    (place.repository.path / ".learnings/LEARNINGS.md").unlink()
    (place.repository.path / ".learnings").rmdir()
    code, _, err = place.run("LRN", TEXT)
    assert code == 2
    assert "run `learnings init`" in err


def test_a_missing_log_is_made_with_its_header(place):
    assert place.run("FEAT", "Export the entries as CSV")[0] == 0
    text = place.text(".learnings/FEATURE_REQUESTS.md")
    assert text.startswith("# Feature Requests\n\n")
    assert "] export_entries_csv\n" in text


def test_an_empty_file_gets_the_header_too(place):
    place.write(".learnings/ERRORS.md", "")
    assert place.run("ERR", "make fails")[0] == 0
    assert place.text(".learnings/ERRORS.md").startswith("# Errors\n")


def test_the_nearest_log_above_takes_the_entry(place):
    (place.repository.path / "services/api").mkdir(parents=True)
    place.write("services/.learnings/ERRORS.md", "# Errors\n")
    place.monkeypatch.chdir(place.repository.path / "services/api")
    assert place.run("ERR", "make fails")[1].endswith(" in services/.learnings/ERRORS.md\n")
    assert place.run("LRN", TEXT)[1].endswith(" in .learnings/LEARNINGS.md\n")


def test_ids_count_on_where_the_settings_say_so_archives_included(place):
    place.write(".learnings.toml", '[ids]\nstyle = "sequence"\n')
    old = "## [LRN-20260301-007] insight\n\n**Status**: promoted\n\n### Summary\nOld.\n"
    place.write(".learnings/archive/LEARNINGS.md", old)
    assert place.run("LRN", TEXT, *WHEN)[1].startswith("LRN-20260301-008 ")
    assert place.run("LRN", "Something else is told here", *WHEN)[1].startswith("LRN-20260301-009 ")


def test_ids_of_logs_that_are_not_checked_out_are_taken(place):
    old = "## [LRN-20260301-007] insight\n\n**Status**: pending\n\n### Summary\nOld.\n"
    place.repository.commit({
        ".learnings.toml": 'ids = { style = "sequence" }\n',
        ".learnings/LEARNINGS.md": HEADER,
        "far/.learnings/LEARNINGS.md": old,
    })  # fmt: skip
    place.repository.git("sparse-checkout", "set", "--no-cone", "/*", "!/far")
    assert place.run("LRN", TEXT, *WHEN)[1].startswith("LRN-20260301-008 ")


def test_a_dry_run_prints_the_diff_and_writes_nothing(place):
    code, out, _ = place.run("LRN", TEXT, "--dry-run")
    assert code == 0
    assert "+++ b/.learnings/LEARNINGS.md" in out
    assert f"+{TEXT}" in out
    assert place.text() == HEADER


def test_json_comes_out_on_request(place):
    document = json.loads(place.run("LRN", TEXT, "--format", "json")[1])
    (row,) = document["created"]
    assert (row["kind"], row["preset"], row["line"]) == ("learning", "agent", 5)
    assert row["id"] == place.log().entries[0].id


# --- what is known already -----------------------------------------------------------------


def test_an_alike_entry_stops_a_script_and_nothing_is_written(place):
    place.run("LRN", TEXT, *FULL, *WHEN)
    before = place.text()
    code, out, err = place.run("LRN", "After a change of configuration, restart the worker")
    assert code == 1
    assert re.match(r"0\.\d\d  LRN-20260301-\w{3}", out)
    assert "--update LRN-20260301-" in err
    assert "--force" in err
    assert place.text() == before
    rows = json.loads(place.run("LRN", TEXT, "--format", "json")[1])
    assert rows["created"] == []
    assert rows["similar"][0]["status"] == "pending"


@pytest.mark.parametrize(
    "more", [("--force",), ("--see-also", "{id}"), ("--pattern-key", "worker.stale")]
)
def test_force_and_a_link_and_a_common_key_let_it_be_written(place, more):
    place.run("LRN", TEXT, *FULL, "--pattern-key", "worker.stale", *WHEN)
    id_ = place.log().entries[0].id
    assert place.run("LRN", TEXT, *(word.format(id=id_) for word in more))[0] == 0
    assert len(place.log().entries) == 2


def test_an_update_counts_and_tells_what_is_new(place):
    place.run("LRN", TEXT, *FULL, *WHEN)
    id_ = place.log().entries[0].id
    words = (
        "LRN",
        "This time on staging",
        "--update",
        id_.lower(),
        "--when",
        "2026-03-05T10:00:00Z",
    )
    assert place.run(*words)[1] == f"{id_} in .learnings/LEARNINGS.md: came up 2 times\n"
    assert (
        "- Recurrence-Count: 2\n- First-Seen: 2026-03-01\n- Last-Seen: 2026-03-05\n" in place.text()
    )
    assert "### Occurrences\n\n- 2026-03-05: This time on staging\n" in place.text()
    more = place.run("LRN", "And again\nin two lines", "--update", id_, "--when", "2026-03-06")
    assert more[1].endswith("came up 3 times\n")
    assert (
        "- 2026-03-05: This time on staging\n- 2026-03-06: And again\n  in two lines\n"
        in place.text()
    )
    assert place.text().count("### ") == 5
    assert len(place.log().entries) == 1


def test_an_update_opens_what_was_resolved_and_says_so(place):
    place.run("LRN", TEXT, *FULL, *WHEN)
    id_ = place.log().entries[0].id
    main(["resolve", id_, "--notes", "watched"])
    place.capsys.readouterr()
    assert "(resolved → pending)" in place.run("LRN", "again", "--update", id_)[1]
    assert "### Earlier Resolution" in place.text()


def test_an_update_leaves_what_was_promoted(place):
    id_ = "LRN-20260301-007"
    old = f"## [{id_}] insight\n\n**Status**: promoted\n**Promoted**: AGENTS.md\n\n### Summary\nOld.\n"
    place.write(".learnings/LEARNINGS.md", old)
    assert "(still promoted" in place.run("LRN", "again", "--update", id_)[1]
    assert "**Status**: promoted" in place.text()


@pytest.mark.parametrize(
    ("more", "said"),
    [(("--area", "docs"), "--area"), (("--set", "a=b"), "--set a=b"), (("--json",), "--json")],
)
def test_an_update_takes_a_text_and_links_alone(place, more, said):
    place.run("LRN", TEXT, *WHEN)
    before = place.text()
    code, _, err = place.run("LRN", "again", "--update", place.log().entries[0].id, *more)
    assert code == 2
    assert said in err
    assert place.text() == before


def test_an_update_of_an_archived_entry_is_refused(place):
    old = "## [LRN-20260301-007] insight\n\n**Status**: resolved\n\n### Summary\nOld.\n"
    place.write(".learnings/archive/LEARNINGS.md", old)
    code, _, err = place.run("LRN", "again", "--update", "LRN-20260301-007")
    assert code == 2
    assert "--see-also LRN-20260301-007" in err


def test_a_count_that_is_no_number_is_not_overwritten(place):
    old = "## [LRN-20260301-007] insight\n\n**Recurrence-Count**: many\n\n### Summary\nOld.\n"
    place.write(".learnings/LEARNINGS.md", old)
    assert place.run("LRN", "again", "--update", "LRN-20260301-007")[0] == 2
    assert place.text() == old


# --- JSON in ----------------------------------------------------------------------------------


def test_what_list_prints_can_be_read_again(place):
    place.run("LRN", TEXT, *FULL, "--tags", "a, b", "--source", "error", *WHEN)
    main(["list", "--format", "json"])
    listed = place.capsys.readouterr().out
    first = place.text()
    place.write(".learnings/LEARNINGS.md", HEADER)
    assert place.run("--json", stdin=listed)[0] == 0
    mask = re.compile(r"LRN-20260301-\w{3}")
    assert mask.sub("ID", place.text()) == mask.sub("ID", first)


def test_a_list_of_objects_is_written_whole_or_not_at_all(place):
    items = [
        {"kind": "learning", "summary": "The volume of the certificate is not mounted"},
        {"kind": "error", "summary": "make fails", "sections": {"error": {"text": "exit 2"}}},
    ]
    assert place.run("--json", stdin=json.dumps(items))[0] == 0
    assert len(place.log().entries) == 1
    assert len(place.log(".learnings/ERRORS.md").entries) == 1
    before = place.text()
    items = [{"summary": "Nobody told the night shift"}, {"nonsense": "x"}]
    assert place.run("LRN", "--json", stdin=json.dumps(items))[0] == 2
    assert place.text() == before


@pytest.mark.parametrize(
    "stdin",
    ["", "{", "1", "[]", "[1]", '{"summary": "x"}', '{"kind": 1}', b"\xff\xfe", "[" * 100000,
     '{"kind": "LRN", "sections": 1}', '{"kind": "LRN", "summary": {"a": {"b": {}}}}'],
    ids=lambda value: str(value)[:20],
)  # fmt: skip
def test_what_is_no_entry_in_json_is_refused(place, stdin):
    code, _, err = place.run("--json", stdin=stdin)
    assert code == 2
    assert err.startswith("learnings: ")
    assert place.text() == HEADER


@pytest.mark.parametrize(
    ("item", "said"),
    {
        "half a character": ({"summary": "\ud800 x"}, "half of a character"),
        "half a character in a list": ({"summary": "x", "tags": ["a", "\udfff"]}, "tags holds"),
        "a number for a time": ({"summary": "x", "logged": 5}, "logged must be a time"),
        "a word for a time": ({"summary": "x", "logged": "soon"}, 'not "soon"'),
        "false for a time": ({"summary": "x", "logged": False}, "not false"),
        "a truth for a text": ({"summary": "x", "priority": True}, "priority must be"),
        "a number for a status": ({"summary": "x", "status": 1}, "status must be"),
        "a NUL": ({"summary": "a\0b"}, "a NUL character"),
        "a slip in a name": ({"sumary": "x"}, "summary"),
    }.values(),
    ids=str,
)
def test_what_a_json_value_cannot_be_is_said_in_a_sentence(place, item, said):
    code, _, err = place.run("--json", stdin=json.dumps({"kind": "LRN", **item}))
    assert code == 2
    assert said in err
    assert place.text() == HEADER


@pytest.mark.parametrize(
    "words",
    [("LRN", TEXT), ("ERR", "make fails"), ("LRN", TEXT, "--dry-run")],
    ids=["a log", "a new log", "a dry run"],
)
def test_a_folder_that_is_a_link_is_not_written_through(place, tmp_path, words):
    (place.repository.path / ".learnings").rename(tmp_path / "out")
    (place.repository.path / ".learnings").symlink_to(tmp_path / "out")
    code, _, err = place.run(*words)
    assert code == 3
    assert ".learnings is a link, which is not followed" in err
    assert os.listdir(tmp_path / "out") == ["LEARNINGS.md"]
    assert (tmp_path / "out/LEARNINGS.md").read_text() == HEADER


def test_a_full_disk_names_the_file(place, monkeypatch):
    import errno

    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    code, _, err = place.run("LRN", TEXT)
    assert code == 3
    assert ".learnings/LEARNINGS.md cannot be written: No space left on device" in err


def test_what_is_missing_is_said_at_once(place):
    code, _, err = place.run("OPS", "Search was down", "--preset", "operations")
    assert code == 2
    for option in ("--area", "--severity", "impact", "timeline", "root_cause", "prevention"):
        assert option in err
    assert "with --severity P1 also" in err


def test_the_skill_is_written_in_a_shared_folder(place):
    place.write(".learnings.toml", 'preset = "operations"\nstackable = true\n')
    assert main(["init"]) == 0
    place.capsys.readouterr()
    words = ("LRN", TEXT, "--category", "toil_accumulation", "--area", "runbooks", "--details", "So.",
             "--action", "Do.", "--source", "monitoring")  # fmt: skip
    code, _, err = place.run(*words, *WHEN)
    assert (code, err) == (0, "")
    assert "**Skill**: operations\n" in place.text(".learnings/operations/LEARNINGS.md")


@pytest.mark.parametrize(
    ("title", "service", "path"),
    {
        "a title in another script": ("数据库", "db", "issues/db/ops-learning-T-issue-0fd4aa4b.md"),
        "a title with marks": ("Größe überall", "db", "issues/db/ops-learning-T-issue-grosse-uberall.md"),
        "a service that leads elsewhere": ("Full", "../../x", "issues/ops-learning-T-issue-full.md"),
        "a service of two words": ("Full", "Payment API", "issues/payment-api/ops-learning-T-issue-full.md"),
    }.values(),
    ids=str,
)  # fmt: skip
def test_a_file_of_its_own_is_named_and_filed_as_the_checks_expect(place, title, service, path):
    (place.repository.path / "docs/ops-knowledge").mkdir(parents=True)
    place.write(".learnings.toml", 'preset = "ops-knowledge"\n')
    words = [
        "ops-knowledge",
        "timeouts",
        "--title",
        title,
        "--category",
        "issue",
        "--severity",
        "HIGH",
        *WHEN,
    ]
    for item in ("duration=45 minutes", "impact=none", "root_cause=small", "resolution_steps=grow",
                 "prevention_measures=test", "learning_points=measure", f"related services={service}",
                 "follow_up_actions=test (ana, 2099-01-01)"):  # fmt: skip
        words += ["--set", item]
    code, out, err = place.run(*words)
    assert (code, err) == (0, "")
    mask = re.sub(r"\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d", "T", out.strip())
    assert re.sub("[0-9a-f]{8}", "H", mask) == "docs/ops-knowledge/" + re.sub(
        "[0-9a-f]{8}", "H", path
    )
    assert main(["lint", "--today", "2026-03-02", "--fail-on", "warning"]) == 0


# --- the log as it is -------------------------------------------------------------------------

OLD = (
    "## [LRN-20260220-001] insight\n\n**Status:** resolved\n\n### Summary\nThe older one\n\n---\n\n"
    "## [LRN-20260210-001] insight\n\n**Status:** resolved\n\n### Summary\nThe oldest one\n"
)


def test_the_manner_of_the_log_is_kept(place):
    place.write(".learnings/LEARNINGS.md", ("# L\n\n" + OLD).replace("\n", "\r\n"))
    assert place.run("LRN", TEXT, *WHEN)[0] == 0
    text = place.text()
    assert text.endswith(OLD.replace("\n", "\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    assert text.index("2026030") < text.index("20260220")
    assert "**Status:** pending" in text


def test_a_log_without_a_final_line_end_and_with_a_mark_takes_an_entry(place):
    text = "\ufeff" + HEADER + OLD.rstrip("\n")
    place.write(".learnings/LEARNINGS.md", text)
    assert place.run("LRN", TEXT, *WHEN)[0] == 0
    assert "The oldest one" in place.text()
    assert len(place.log().entries) == 3


def test_a_log_with_bytes_that_are_no_text_is_not_written(place):
    data = (HEADER + OLD).encode() + b"\nlatin \xe9\xff\n"
    place.write(".learnings/LEARNINGS.md", data)
    code, _, err = place.run("LRN", TEXT, *WHEN)
    assert code == 3
    assert "LEARNINGS.md:20: a byte that is not UTF-8: E9" in err
    assert (place.repository.path / ".learnings/LEARNINGS.md").read_bytes() == data


def test_conflict_markers_are_settled_first(place):
    text = HEADER + "\n<<<<<<< a\n" + OLD + "=======\n" + OLD + ">>>>>>> b\n"
    place.write(".learnings/LEARNINGS.md", text)
    code, _, err = place.run("LRN", TEXT)
    assert code == 2
    assert "conflict markers" in err
    assert place.text() == text


def test_a_link_is_not_written_through(place, tmp_path):
    other = tmp_path / "other.md"
    other.write_text(HEADER)
    (place.repository.path / ".learnings/ERRORS.md").symlink_to(other)
    assert place.run("ERR", "make fails")[0] in (2, 3)
    assert other.read_text() == HEADER


def test_an_entry_behind_an_open_fence_is_refused_or_seen(place):
    place.write(".learnings/LEARNINGS.md", HEADER + "\n" + OLD + "\n```\nopen\n")
    before = place.text()
    code = place.run("LRN", TEXT, *WHEN)[0]
    if code:
        assert place.text() == before
    else:
        assert len(place.log().entries) == 3


HOSTILE = {
    "headings": "x\n# one\n## [LRN-20260301-001] two\nsetext\n======\n",
    "an open fence": "```\nnever closed",
    "a glued fence": "~~~~\n```\n",
    "a comment": "<!-- open\n<script>\n-->",
    "conflict markers": "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other",
    "rules": "a\n---\n\n---\n***\n",
    "fields": "**Status**: resolved\n- Recurrence-Count: 9\n",
    "control characters": "a\x07b\x1b[31mc\x0bd\x85e\u2028f",
    "bidi": "a\u202eb\u2066c",
    "line ends": "a\rb\r\nc",
    "a page of 200 kB": "word " * 40_000,
    "dots only": "...",
    "an option": "--force",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_makes_one_entry_and_leaves_the_others(place, text):
    place.write(".learnings/LEARNINGS.md", HEADER + "\n" + OLD)
    stdin = json.dumps({"kind": "LRN", "summary": text, "details": text, "area": text[:50]})
    code, _, err = place.run("--json", "--force", *WHEN, stdin=stdin)
    assert code == 0, err
    assert place.text().endswith(OLD)
    log = place.log()
    assert [entry.id for entry in log.entries[1:]] == ["LRN-20260220-001", "LRN-20260210-001"]
    (status,) = (item for item in log.entries[0].fields if item.name == "status")
    assert status.raw == "pending"


def test_a_nul_is_refused_or_kept_out(place):
    code, _, _ = place.run("--json", stdin=json.dumps({"kind": "LRN", "summary": "a\0b"}))
    assert code in (0, 2)
    assert code == 0 or place.text() == HEADER


# --- other dialects ----------------------------------------------------------------------------


def test_a_compact_log_counts_and_has_four_lines(place):
    place.write(".learnings.toml", 'preset = "compact"\n')
    place.write(".learnings/ERRORS.md", "# Errors\n")
    words = (
        "err",
        "A node group cannot be renamed",
        "--set",
        "context=EKS",
        "--action",
        "Plan first",
    )
    assert place.run(*words, *WHEN)[1] == "ERR-20260301-001 in .learnings/ERRORS.md\n"
    assert place.text(".learnings/ERRORS.md") == (
        "# Errors\n\n### ERR-20260301-001\n\n**Status**: pending\n**Context**: EKS\n"
        "**Content**: A node group cannot be renamed\n**Action**: Plan first\n"
    )
    again = ("err", "In Frankfurt too", "--update", "ERR-20260301-001", "--when", "2026-03-02")
    assert place.run(*again)[0] == 0
    text = place.text(".learnings/ERRORS.md")
    assert "**Content**: A node group cannot be renamed (2026-03-02: In Frankfurt too)\n" in text
    assert (
        "**Recurrence-Count**: 2\n**First-Seen**: 2026-03-01\n**Last-Seen**: 2026-03-02\n" in text
    )


def test_a_dialect_is_that_of_the_log(place):
    place.write(
        ".learnings/ERRORS.md",
        "# Errors\n\n### ERR-20260220-001\n**Status**: pending\n**Context**: a\n**Content**: b\n",
    )
    code, _, err = place.run("ERR", "A node group cannot be renamed", *WHEN)
    assert code == 2
    assert "--set context=TEXT" in err
    words = ("ERR", "A node group cannot be renamed", "--set", "context=EKS")
    assert place.run(*words, *WHEN)[0] == 0
    assert "### ERR-20260301-001\n" in place.text(".learnings/ERRORS.md")


def test_a_write_ahead_entry_goes_to_the_buffer(place):
    place.write("memory/working-buffer.md", "# Working Buffer\n")
    words = ("wal-entry", "terraform apply", "--set", "affected_resources=rds",
             "--set", "blast_radius=api", "--set", "rollback=snapshot")  # fmt: skip
    assert place.run(*words, *WHEN)[1] == "memory/working-buffer.md\n"
    assert "## WAL Entry — 2026-03-01 09:00\n" in place.text("memory/working-buffer.md")
    assert place.run(*words, *WHEN)[0] == 0


def test_an_entry_of_the_knowledge_base_has_a_file_of_its_own(place):
    (place.repository.path / "docs/ops-knowledge").mkdir(parents=True)
    words = ["ops-knowledge", "Pool exhausted", "--preset", "ops-knowledge", "--category", "issue",
             "--severity", "HIGH", *WHEN]  # fmt: skip
    for item in ("duration=45 minutes", "impact=none", "context.symptoms=timeouts", "root_cause=small",
                 "resolution_steps=1. grow", "prevention_measures=- test", "learning_points=- measure",
                 "follow_up_actions=- [ ] test"):  # fmt: skip
        words += ["--set", item]
    code, out, err = place.run(*words)
    assert code == 0, err
    path = "docs/ops-knowledge/issues/ops-learning-2026-03-01-09-00-00-issue-pool-exhausted.md"
    assert out == f"{path}\n"
    assert place.text(path).startswith("# Pool exhausted\n\n## Issue Summary\n")
    before = place.text(path)
    assert place.run(*words, "--force")[0] == 2
    assert place.text(path) == before


def test_what_lacks_only_what_is_warned_of_is_refused_whole_or_forced(place):
    words = ["OPS", "Search was down", "--area", "monitoring", "--severity", "P3", "--title", "search_down",
             "--set", "impact.duration=10m", *WHEN]  # fmt: skip
    code, _, err = place.run(*words)
    assert code == 2
    assert "the section Metadata is missing (--set metadata.trigger=alert|" in err
    assert "--force writes it without" in err
    code, _, err = place.run(*words, "--set", "metadata.trigger=alert")
    assert (code, err) == (0, "")
    assert main(["lint", "--today", "2026-03-02", "--fail-on", "warning"]) == 0
    code, _, err = place.run(*words, "--force")
    assert code == 0
    assert "warning: the section Metadata is missing" in err


def test_an_incident_that_is_right_is_clean(place):
    words = ["OPS", "Search was down", "--area", "monitoring", "--severity", "P3", "--title", "search_down",
             "--set", "impact.duration=10m", "--set", "metadata.trigger=alert"]  # fmt: skip
    assert place.run(*words, *WHEN)[0] == 0
    assert main(["lint", "--today", "2026-03-02"]) == 0


# --- the editor --------------------------------------------------------------------------------


def editor(place, script: str) -> None:
    """An editor that runs a line of Python on `text`."""
    path = place.repository.path / "editor.py"
    path.write_text(
        f"import sys, pathlib\np = pathlib.Path(sys.argv[1])\ntext = p.read_text()\n{script}\np.write_text(text)\n"
    )
    place.monkeypatch.setenv("VISUAL", f"{sys.executable} {path}")


def kept(said: str) -> Path:
    return Path(re.search(r"kept in (\S+)", said)[1])


def test_an_entry_is_written_in_the_editor(place):
    editor(place, 'text = text.replace("### Summary\\n", "### Summary\\n\\nWatch the volume\\n")')
    code, out, err = place.run("LRN", "--edit", "--area", "infra", *WHEN)
    assert code == 0, err
    assert out.startswith("LRN-20260301-")
    assert "Watch the volume" in place.text()
    assert "from this line on" not in place.text()


@pytest.mark.parametrize("script", ["pass", 'text = ""', 'text = "\\n\\n"'])
def test_an_empty_or_unchanged_text_writes_nothing(place, script):
    editor(place, script)
    code, out, err = place.run("LRN", "--edit")
    assert (code, out) == (1, "")
    assert "nothing was written" in err
    assert place.text() == HEADER


@pytest.mark.parametrize(
    "script", ['text = "no entry"', "text = text + text", 'text = "x\\n" + text']
)
def test_a_text_that_is_not_one_entry_is_kept(place, script):
    editor(place, script.replace("text + text", 'text.split("<!--")[0] * 2'))
    code, _, err = place.run("LRN", "--edit")
    assert code == 2
    assert kept(err).is_file()
    kept(err).unlink()
    assert place.text() == HEADER


def test_without_an_editor_one_is_asked_for(place):
    for name in ("VISUAL", "EDITOR"):
        place.monkeypatch.delenv(name, raising=False)
    assert "set $VISUAL or $EDITOR" in place.run("LRN", "--edit")[2]
    place.monkeypatch.setenv("EDITOR", "/no/such/editor")
    assert place.run("LRN", "--edit")[0] == 3


# --- terminals, pipes and crowds ---------------------------------------------------------------


def test_a_person_is_asked_for_what_is_missing(place):
    code, said = typed(["FEAT"], ["csv_export\n", "docs\n", "Export as CSV\n", "Audits\n"])
    assert code == 0, said
    assert "area (frontend, backend" in said
    text = place.text(".learnings/FEATURE_REQUESTS.md")
    assert "] csv_export\n" in text
    assert "**Area**: docs" in text
    assert "Export as CSV" in text


@pytest.mark.parametrize("key", ["\x04", "\x03"], ids=["Ctrl-D", "Ctrl-C"])
def test_a_person_may_give_up_and_nothing_is_written(place, key):
    code, said = typed(["LRN"], [key])
    assert code == 130, said
    assert "nothing was written" in said
    assert place.text() == HEADER


@pytest.mark.parametrize("key", ["\x04", "\x03"], ids=["Ctrl-D", "Ctrl-C"])
@pytest.mark.parametrize(
    ("words", "keys"),
    [(["FEAT"], ["csv_export\n", "docs\n"]), (["FEAT", "--title", "csv_export"], ["docs\n"])],
    ids=["all was typed", "some was said by option"],
)
def test_what_was_typed_before_giving_up_is_kept_and_can_be_gone_on_with(place, words, keys, key):
    code, said = typed(words, [*keys, key])
    assert code == 130, said
    file = kept(said)
    assert f"go on with `learnings new FEAT --edit --from {file}`" in said
    assert "] csv_export" in file.read_text()
    assert "**Area**: docs" in file.read_text()
    path = place.repository.path / ".learnings/FEATURE_REQUESTS.md"
    assert not path.exists()
    text = file.read_text().replace(
        "### Requested Capability\n", "### Requested Capability\n\nCSV\n"
    )
    file.write_text(text)
    code, _, err = place.run("FEAT", "--from", str(file))
    assert code == 0, err
    assert "CSV" in path.read_text()
    file.unlink()


@pytest.mark.parametrize(
    ("keys", "code", "entries", "text"),
    [(["n\n"], 0, 2, "] best_practice"), (["u\n"], 0, 1, "Recurrence-Count: 2"), (["x\n", "a\n"], 130, 1, "")],
    ids=["new", "update", "abort"],
)  # fmt: skip
def test_a_person_decides_about_an_alike_entry(place, keys, code, entries, text):
    place.run("LRN", TEXT, *FULL, *WHEN)
    done, said = typed(["LRN", TEXT, *FULL], keys)
    assert done == code, said
    assert len(place.log().entries) == entries
    assert text in place.text()


def test_an_open_pipe_is_not_waited_for(place):
    reader, writer = os.pipe()
    words = [sys.executable, "-Im", "learnings", "new", "LRN", TEXT]
    done = subprocess.run(words, stdin=reader, capture_output=True, timeout=60, check=False)
    os.close(reader)
    os.close(writer)
    assert done.returncode == 0


def test_eight_at_once_lose_nothing_and_share_no_id(place):
    place.write(".learnings.toml", '[ids]\nstyle = "sequence"\n')
    words = [sys.executable, "-Im", "learnings", "new", "LRN", "--force", *WHEN]
    running = [
        subprocess.Popen([*words, f"writer {n} tells its own story"], stdout=subprocess.PIPE)
        for n in range(8)
    ]
    said = [item.communicate(timeout=120)[0].decode() for item in running]
    assert all(item.returncode == 0 for item in running)
    ids = sorted(entry.id for entry in place.log().entries)
    assert ids == [f"LRN-20260301-{n:03d}" for n in range(1, 9)]
    assert sorted(line.split(" ")[0] for line in said) == ids
    assert all(f"writer {n} tells" in place.text() for n in range(8))
