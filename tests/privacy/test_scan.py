"""`learnings scan`: files, standard input, a range and the whole history; no value is shown."""

from __future__ import annotations

import io
import json

import jsonschema
import pytest

from learnings.schema import schema_for

from .planting import value

LOG = ".learnings/LEARNINGS.md"
NOTES = ".learnings/notes.txt"


class Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def lines(output: str) -> list[str]:
    return [line for line in output.splitlines() if "planted-" in line]


def documented(run, *words):
    """The JSON document, which the schema describes and no value is in."""
    code, out = run("scan", *words, "--format", "json")
    for seed in range(1, 5):
        assert value(seed=seed) not in out
    found = json.loads(out)
    jsonschema.validate(found, schema_for("scan"))
    return code, found


# --- files -----------------------------------------------------------------------------------


def test_without_paths_the_logs_and_the_files_beside_them_are_looked_at(here, run):
    here.write(LOG, f"# Learnings\n\nkey {value()}\n")
    here.write(NOTES, f"key {value(seed=2)}\n")
    here.write("src/a.py", f"key {value(seed=3)}\n")
    code, out = run("scan")
    assert code == 1
    assert [line.partition(": ")[0] for line in lines(out)] == [f"{LOG}:3:5", f"{NOTES}:1:5"]
    assert "2 sensitive values in 2 files; rotate the secrets" in out


def test_any_file_and_folder_can_be_named(here, run):
    here.write("src/a.py", f"\nkey = '{value()}'\n")
    here.write("src/lib/b.md", f"key {value(seed=2)}\n")
    assert len(lines(run("scan", "src")[1])) == 2
    assert lines(run("scan", "src/a.py")[1])[0].startswith("src/a.py:2:8: secret[planted-token]")


def test_standard_input_is_looked_at(here, run, monkeypatch):
    monkeypatch.setattr("sys.stdin", Stdin(f"one\nkey {value()}\n".encode()))
    code, out = run("scan", "-")
    assert code == 1
    assert lines(out)[0].startswith("<stdin>:2:5: secret[planted-token]")
    assert value() not in out


def test_nothing_found_is_exit_code_0(here, run):
    here.write(NOTES, "harmless\n")
    assert run("scan") == (0, "nothing found in 1 file\n")


UNREAD = [
    pytest.param(b"a\0b", "NUL", 1, id="NUL"),
    pytest.param(b"caf\xe9", "not UTF-8", 1, id="Latin-1"),
    pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "no text", 0, id="a picture"),
    pytest.param(b"x" * 2_000_000, "limit", 1, id="too large"),
]


@pytest.mark.parametrize(("data", "words", "expected"), UNREAD)
def test_what_cannot_be_read_is_told(here, run, data, words, expected):
    here.write(".learnings.toml", "max-file-size = 1_500_000\n")
    here.write("dump", data)
    code, out = run("scan", "dump")
    assert code == expected
    assert words in out
    code, found = documented(run, "dump")
    assert code == expected
    assert len(found["unread"]) == expected


PACKED = [
    pytest.param(b"\x89PNG\r\n\x1a\n\0\0\xff%s\0", id="a picture"),
    pytest.param(b"\x1f\x8b\x08\n\xff\n%s", id="an archive"),
    pytest.param(b"%%PDF-1.4\n\xe2\xe3\n%s\n", id="a PDF file"),
    pytest.param(b"PK\x03\x04\0\xff\n\n\xfe\0%s\xff", id="a token between other bytes"),
]


@pytest.mark.parametrize("data", PACKED)
def test_what_is_printed_plainly_in_no_text_is_searched(here, run, data):
    here.write(".learnings/dump", data % f" {value()} ".encode())
    code, out = run("scan")
    assert code == 1
    assert out.startswith(f".learnings/dump:{data[: data.index(b'%s')].count(10) + 1}:")
    assert "secret[planted-token]" in out
    assert "no text" in out
    assert value() not in out


def test_utf_16_is_searched_all_the_same(here, run):
    here.write("dump", f"key {value()}".encode("utf-16"))
    code, out = run("scan", "dump")
    assert code == 1
    assert len(lines(out)) == 1


def test_the_name_of_a_file_is_looked_at_and_hidden(here, run):
    here.write(f"src/{value()}.txt", value(seed=2))
    code, out = run("scan", "src")
    assert code == 1
    assert len(lines(out)) == 2
    assert value() not in out
    assert "src/[REDACTED:token].txt:1:5: secret[planted-token] in the name of the file" in out


def test_it_is_said_what_to_look_for(here, run):
    here.write(NOTES, f"{value()} {value('private-address')} {value('email-address')}\n")
    assert len(lines(run("scan")[1])) == 3
    assert len(lines(run("scan", "--select", "network,email-address")[1])) == 2


USAGE = [
    pytest.param(["--history", "--range", "A..B"], id="all and a part"),
    pytest.param(["--history", "src"], id="the history of a path"),
    pytest.param(["nowhere"], id="no such file"),
    pytest.param(["--select", "duplicate-id"], id="a check of something else"),
    pytest.param(["--range", "HEAD"], id="no range"),
]


@pytest.mark.parametrize("words", USAGE)
def test_wrong_usage_is_exit_code_2(here, run, words):
    assert run("scan", *words)[0] == 2


def test_outside_a_repository_there_is_no_history(tmp_path, run, monkeypatch, planted):
    monkeypatch.chdir(tmp_path)
    assert run("scan", "--history")[0] == 3


# --- the past --------------------------------------------------------------------------------


def test_each_value_is_told_once_with_the_commit_that_brought_it(here, run):
    first = here.commit({LOG: f"# Learnings\n\nkey {value()}\n"})
    here.commit({LOG: f"# Learnings\n\nmore\n\nkey {value()}\n"})
    here.commit({LOG: "# Learnings\n", NOTES: f"moved: {value()}\n"})
    code, found = documented(run, "--history")
    assert code == 1
    (item,) = found["findings"]
    assert (item["path"], item["line"], item["commit"]) == (LOG, 3, first)
    assert item["when"] == "2026-03-01T09:00:00+00:00"
    assert item["in_head"] == [{"path": NOTES, "line": 1}]
    assert found["summary"] == {"findings": 1, "files": 4, "commits": 4}


def test_what_is_gone_is_not_in_head(here, run):
    here.commit({NOTES: value()})
    here.git("rm", "--quiet", NOTES)
    here.commit()
    assert documented(run, "--history")[1]["findings"][0]["in_head"] == []


def test_other_branches_and_the_messages_of_commits_and_tags_count(here, run):
    here.git("checkout", "--quiet", "-b", "topic")
    here.commit({NOTES: value()})
    here.git("checkout", "--quiet", "main")
    here.commit({"src/a.py": "1"}, f"Mend it\n\nToken: {value(seed=2)}")
    here.git("tag", "-a", "v1", "-m", f"release {value(seed=3)}")
    found = documented(run, "--history")[1]["findings"]
    assert sorted(item["where"] for item in found) == ["file", "message", "tag"]


def test_a_renamed_file_and_a_merge_tell_nothing_twice(here, run):
    base = here.git("rev-parse", "HEAD")
    here.commit({NOTES: value()})
    here.git("mv", NOTES, ".learnings/b.txt")
    here.commit()
    here.git("checkout", "--quiet", "-b", "topic", base)
    here.commit({".learnings/c.txt": "harmless"})
    here.git("merge", "--quiet", "--no-ff", "--no-commit", "main")
    merge = here.commit({".learnings/c.txt": value(seed=2)}, "merge")
    found = documented(run, "--history")[1]["findings"]
    assert [item["path"] for item in found] == [NOTES, ".learnings/c.txt"]
    assert found[1]["commit"] == merge


def test_a_value_that_was_there_before_the_range_was_not_brought_by_it(here, run):
    here.commit({NOTES: f"old {value()}\n"})
    base = here.git("rev-parse", "HEAD")
    second = here.commit({NOTES: f"new {value(seed=2)}\nand {value()}\n"})
    here.commit({NOTES: "gone\n"})
    found = documented(run, "--range", f"{base}..HEAD")[1]["findings"]
    assert [(item["commit"], item["line"]) for item in found] == [(second, 1)]


def test_files_elsewhere_are_not_part_of_it(here, run):
    here.commit({"src/a.py": value()})
    assert run("scan", "--history")[0] == 0


def test_a_repository_without_commits_has_nothing(repository, run, monkeypatch, planted):
    monkeypatch.chdir(repository.path)
    assert run("scan", "--history") == (0, "nothing found in 0 files\n")
