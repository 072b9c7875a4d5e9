"""Wherever a value is planted, the scope that has to find it does, and never shows it."""

from __future__ import annotations

import pytest

from .planting import value

LOG = ".learnings/LEARNINGS.md"
NOTES = ".learnings/notes.txt"
ENTRY = """
## [{id}] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: high
**Status**: pending
**Area**: infra

### Summary
The disk of the build machine fills up within a week.

### Details
{text}

### Suggested Action
Empty it every night.

### Metadata
- Source: conversation

---
"""
PRIVATE = ("--select", "secrets,network,pii", "--format", "concise")


def entry(text: str, number: int = 1) -> str:
    return ENTRY.format(id=f"LRN-20260301-{number:03}", text=text)


def log(*texts: str) -> str:
    return "# Learnings\n" + "".join(entry(text, at) for at, text in enumerate(texts, 1))


def found(output: str) -> list[str]:
    """The lines of findings, without the closing one."""
    return [line for line in output.splitlines() if "planted-" in line]


# --- before a commit -------------------------------------------------------------------------


def test_what_is_staged_is_found_though_the_work_tree_has_it_no_more(here, run):
    here.stage(LOG, log(f"The key is {value()}."))
    here.write(LOG, log("The key is gone."))
    code, out = run("lint", "--staged", *PRIVATE)
    assert code == 1
    assert found(out)[0].startswith(f"{LOG}:14:12: error[secret]")
    assert value() not in out


def test_what_is_only_in_the_work_tree_is_no_matter_of_the_commit(here, run):
    here.stage(LOG, log("Nothing to hide."))
    here.write(LOG, log(f"The key is {value()}."))
    code, out = run("lint", "--staged", *PRIVATE)
    assert (code, found(out)) == (0, [])
    assert run("lint", *PRIVATE)[0] == 1


def test_an_entry_that_was_not_changed_is_not_judged_again(here, run):
    here.commit({LOG: log(f"The key is {value()}.")})
    here.stage(LOG, log(f"The key is {value()}.", "A second entry."))
    assert run("lint", "--staged", *PRIVATE)[0] == 0


BESIDE = [
    pytest.param(NOTES, id="notes"),
    pytest.param(".learnings/references/api.json", id="JSON in a folder below"),
    pytest.param(".learnings/README.md", id="Markdown that is no log"),
    pytest.param(".learnings/.evidence/dump", id="a hidden folder and no extension"),
    pytest.param("docs/ops-knowledge/run.sh", id="a script of the knowledge base"),
    pytest.param("services/api/.learnings/a.csv", id="logs of a part of the repository"),
]


@pytest.mark.parametrize("path", BESIDE)
def test_a_file_beside_the_logs_is_judged_staged_and_on_disk(here, run, path):
    here.stage(path, f"a line\nkey: {value()}\n")
    for words in (("--staged",), (), ("--changed=HEAD",)):
        code, out = run("lint", *words, *PRIVATE)
        assert code == 1, words
        assert found(out)[0].startswith(f"{path}:2:6: error[secret]")
        assert value() not in out


def test_a_file_elsewhere_is_none_of_our_business(here, run):
    here.stage("src/settings.py", f"KEY = '{value()}'\n")
    assert run("lint", "--staged", *PRIVATE)[0] == 0
    assert run("lint", *PRIVATE)[0] == 0


def test_files_beside_logs_that_the_settings_name_are_judged(here, run):
    here.write(".learnings.toml", 'logs = ["docs/incidents/*.md"]\n')
    here.stage("docs/incidents/one.md", log("Nothing."))
    here.stage("docs/incidents/evidence/one.log", value())
    for words in (("--staged",), ()):
        assert found(run("lint", *words, *PRIVATE)[1])[0].startswith("docs/incidents/evidence")


def test_what_is_excluded_is_not_looked_at(here, run):
    here.write(".learnings.toml", 'exclude = [".learnings/raw"]\n')
    here.stage(".learnings/raw/a.txt", value())
    assert run("lint", "--staged", *PRIVATE)[0] == 0
    assert run("lint", *PRIVATE)[0] == 0


def test_only_the_lines_that_a_change_adds_count_in_a_file_beside(here, run):
    here.commit({NOTES: f"old {value()}\n"})
    here.stage(NOTES, f"new {value(seed=2)}\nold {value()}\n")
    code, out = run("lint", "--staged", *PRIVATE)
    assert code == 1
    assert [line.split(" ")[0] for line in found(out)] == [f"{NOTES}:1:5:"]


def test_a_renamed_file_brings_nothing_new_and_an_edited_one_its_lines(here, run):
    text = f"old {value()}\n" + "a line that stays\n" * 20
    here.commit({NOTES: text})
    here.git("mv", NOTES, ".learnings/moved.txt")
    assert run("lint", "--staged", *PRIVATE)[0] == 0
    here.stage(".learnings/moved.txt", f"{text}new {value(seed=2)}\n")
    assert found(run("lint", "--staged", *PRIVATE)[1])[0].startswith(".learnings/moved.txt:22:5")


def test_a_file_that_comes_into_the_folder_is_new_there(here, run):
    here.commit({"src/notes.txt": f"old {value()}\n"})
    here.write(".learnings/keep.txt", "")
    here.git("mv", "src/notes.txt", NOTES)
    assert run("lint", "--staged", *PRIVATE)[0] == 1


def test_the_name_of_a_file_is_looked_at_and_hidden(here, run):
    here.stage(f".learnings/{value()}.txt", "harmless\n")
    code, out = run("lint", "--staged", *PRIVATE)
    assert code == 1
    assert "in the name of the file" in out
    assert value() not in out


NO_TEXT = [
    pytest.param(b"a\x00b", "nul", 1, id="NUL"),
    pytest.param(b"caf\xe9", "not UTF-8", 1, id="Latin-1"),
    pytest.param("key".encode("utf-16"), "UTF-16", 1, id="UTF-16"),
    pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "", 0, id="a picture is no text"),
    pytest.param(b"GIF89a is how it begins", "", 0, id="text that begins as a picture is text"),
    pytest.param(b"x" * 2_000_000, "limit", 1, id="a file that is too large"),
]


@pytest.mark.parametrize(("data", "words", "expected"), NO_TEXT)
def test_what_cannot_be_read_is_a_finding_and_never_skipped(here, run, data, words, expected):
    here.write(".learnings.toml", "max-file-size = 1_500_000\n")
    here.stage(".learnings/evidence.dat", data)
    select = ("--select", "secrets", "--select", "unreadable-text", "--format", "concise")
    for scope in (("--staged",), ()):
        code, out = run("lint", *scope, *select)
        assert code == expected, out
        assert words.casefold() in out.casefold()


def test_a_text_that_only_begins_like_a_picture_is_searched(here, run):
    here.stage(".learnings/evidence.dat", f"GIF89a {value()}")
    assert run("lint", "--staged", *PRIVATE)[0] == 1


def test_what_is_printed_plainly_in_a_picture_is_searched(here, run):
    here.stage(".learnings/a.png", b"\x89PNG\r\n\x1a\n\0\xff " + f" {value()} ".encode())
    for scope in (("--staged",), ()):
        code, out = run("lint", *scope, *PRIVATE)
        assert code == 1
        assert found(out)[0].startswith(".learnings/a.png:3:")
        assert value() not in out


def test_values_of_other_groups_fail_by_the_settings(here, run):
    here.stage(NOTES, value("private-address"))
    here.write(".learnings.toml", '[severity]\nprivate-address = "error"\n')
    assert run("lint", "--staged", *PRIVATE)[0] == 1
    here.write(".learnings.toml", '[severity]\nprivate-address = "note"\n')
    assert run("lint", "--staged", *PRIVATE)[0] == 0


def test_other_checks_ask_nothing_of_files_beside(here, run):
    here.stage(".learnings/TEMPLATE.md", log("x").replace("pending", "nonsense"))
    code, out = run("lint", "--staged", "--format", "concise")
    assert (code, ".learnings/TEMPLATE.md" in out) == (0, False)


# --- before a push ---------------------------------------------------------------------------


def test_what_a_later_commit_took_out_is_found_where_it_came_in_once(here, run):
    base = here.git("rev-parse", "HEAD")
    first = here.commit({LOG: log(f"The key is {value()}."), NOTES: value(seed=2)})
    here.commit({LOG: log(f"The key is {value()}, says Ada."), NOTES: f"x\n{value(seed=2)}"})
    here.commit({LOG: log("The key is gone."), NOTES: "gone"})
    code, out = run("lint", "--range", f"{base}..HEAD", *PRIVATE)
    assert code == 1
    assert len(found(out)) == 2
    assert all(f"(commit {first[:12]})" in line for line in found(out))
    assert value() not in out
    assert value(seed=2) not in out


def test_another_value_in_the_same_entry_is_another_finding(here, run):
    base = here.git("rev-parse", "HEAD")
    here.commit({LOG: log(f"The key is {value()}.")})
    second = here.commit({LOG: log(f"The key is {value(seed=2)}.")})
    lines = found(run("lint", "--range", f"{base}..HEAD", *PRIVATE)[1])
    assert len(lines) == 2
    assert second[:12] in lines[1]


def test_a_file_that_came_and_went_within_the_push_is_found(here, run):
    base = here.git("rev-parse", "HEAD")
    here.commit({NOTES: value()})
    here.git("rm", "--quiet", NOTES)
    here.commit()
    assert len(found(run("lint", "--range", f"{base}..HEAD", *PRIVATE)[1])) == 1


MESSAGES = [
    pytest.param("Mend it with {}", 1, id="in the subject"),
    pytest.param("Mend it\n\nThe key was {}.", 1, id="in the body"),
    pytest.param("Mend it\n\nReviewed-by: Bo\nToken: {}", 1, id="in a trailer"),
    pytest.param("Mend it\n\nSigned-off-by: Ada <ada@example.org>", 0, id="nowhere"),
]


@pytest.mark.parametrize(("message", "expected"), MESSAGES)
def test_the_messages_of_a_push_are_judged(here, run, message, expected):
    base = here.git("rev-parse", "HEAD")
    here.commit({"src/a.py": "1"}, message.format(value()))
    here.commit({"src/a.py": "2"})
    code, out = run("lint", "--range", f"{base}..HEAD", *PRIVATE)
    assert (code, len(found(out))) == (expected, expected)
    assert value() not in out


def test_a_message_is_to_be_rewritten_and_a_tag_made_anew(here, run):
    base = here.git("rev-parse", "HEAD")
    here.commit({"src/a.py": "1"}, f"It was {value()}")
    here.git("tag", "-a", "v1", "-m", f"release {value(seed=2)}")
    code, out = run("lint", "--range", f"{base}..v1", *PRIVATE[:2])
    assert code == 1
    assert "git commit --amend" in out
    assert "git tag --force" in out
    assert out.endswith("2 errors in 2 messages\n")
    assert "fixable" not in out
    assert "learnings redact" not in out


@pytest.mark.parametrize("name", ["link", "LEARNINGS.md", "evidence/deep"])
def test_what_a_link_says_is_judged_wherever_it_is_committed(here, run, name):
    base = here.git("rev-parse", "HEAD")
    path = here.path / ".learnings" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(value())
    here.git("add", ".")
    scopes = [("lint",), ("lint", "--staged"), ("lint", "--changed")]
    for words in scopes:
        code, out = run(*words, *PRIVATE)
        assert code == 1, words
        assert found(out)[0].startswith(f".learnings/{name}:1:1: error[secret]")
    here.commit(message="a link")
    for words in (("lint", "--range", f"{base}..HEAD"), ("lint", "--since", base, "--rev", "HEAD")):
        code, out = run(*words, *PRIVATE)
        assert code == 1, words
    for words in (("scan",), ("scan", "--history"), ("redact",)):
        code, out = run(*words)
        assert (code, value() in out) == (1, False), words
    assert path.readlink().name == value()


def test_a_link_to_a_neighbour_is_no_finding(here, run):
    here.write(".learnings/notes.txt", "nothing\n")
    (here.path / ".learnings" / "link").symlink_to("notes.txt")
    (here.path / ".learnings" / "lost").symlink_to("gone.txt")
    assert run("lint", *PRIVATE)[0] == 0
    assert run("scan")[0] == 0


def test_a_merge_is_judged_for_what_no_side_had(here, run):
    base = here.git("rev-parse", "HEAD")
    here.commit({NOTES: "one\n"})
    here.git("checkout", "--quiet", "-b", "topic", base)
    side = here.commit({".learnings/b.txt": value()})
    here.git("checkout", "--quiet", "main")
    here.git("merge", "--quiet", "--no-ff", "--no-commit", "topic")
    merge = here.commit({NOTES: f"one\n{value(seed=2)}\n"}, "merge")
    lines = found(run("lint", "--range", f"{base}..HEAD", *PRIVATE)[1])
    assert sorted(line[-13:-1] for line in lines) == sorted((side[:12], merge[:12]))
    assert found(run("lint", "--merged", *PRIVATE)[1]) == [
        line.partition(" (commit")[0] for line in lines if merge[:12] in line
    ]


def test_the_message_of_a_tag_that_is_pushed_is_judged(here, run, monkeypatch):
    import io

    head = here.git("rev-parse", "HEAD")
    here.git("tag", "-a", "v1", "-m", f"release {value()}")
    oid = here.git("rev-parse", "v1")
    words = f"refs/tags/v1 {oid} refs/tags/v1 {'0' * 40}\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(words))
    here.git("update-ref", "refs/remotes/origin/main", head)
    code, out = run("lint", "--pushed", *PRIVATE)
    assert code == 1
    assert found(out)[0].startswith("TAG_EDITMSG:1:9")


def test_a_shallow_clone_says_what_it_lacks_and_judges_what_it_has(here, run, build, monkeypatch):
    here.commit({NOTES: "one\n"})
    here.commit({NOTES: value()})
    here.commit({NOTES: "gone\n"})
    shallow = here.path.parent / "shallow"
    here.git("clone", "--quiet", "--depth=2", f"file://{here.path}", str(shallow))
    monkeypatch.chdir(shallow)
    assert run("lint", "--range", "HEAD~1..HEAD", *PRIVATE)[0] == 0
    code, out = run("lint", "--range", f"{'0' * 40}..HEAD", *PRIVATE)
    assert code in (0, 3)
    code, out = run("scan", "--history")
    assert code == 1
    assert "the clone is shallow" in out
