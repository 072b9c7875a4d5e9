"""What a judged change knows of the past, asked on real repositories."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main
from learnings.collect import from_index
from learnings.collect_commits import from_changes, from_commit, from_revision
from learnings.git.series import between
from learnings.history.judged import Judged
from learnings.history.turns import turns
from learnings.schema import document_errors
from learnings.settings import load
from learnings.snapshot import repository_of

LOG = ".learnings/LEARNINGS.md"
OTHER = ".learnings/ERRORS.md"
ARCHIVE = ".learnings/archive/LEARNINGS.md"
HEAD = "# Learnings\n"


def entry(number: int, status: str = "pending", text: str = "") -> str:
    return (
        f"\n## [LRN-20260301-{number:03}] best_practice\n\n**Logged**: 2026-03-01T09:0{number % 10}:00Z\n"
        f"**Status**: {status}\n\n### Summary\n{text or f'Fact number {number} about the build machine.'}\n\n---\n"
    )


def log(*parts: str) -> str:
    return HEAD + "".join(parts)


@pytest.fixture
def here(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    return repository


def settings(here):
    return load(str(here.path))


def past(collection) -> Judged:
    assert isinstance(collection.history, Judged)
    return collection.history


def said(collection) -> list[str]:
    return [
        " ".join([item.kind, item.version.entry.id[-3:], *(part.name for part in item.fields)])
        for item in turns(past(collection))
    ]


def ids(versions) -> list[str]:
    return [version.entry.id[-3:] for version in versions]


TABLE = [
    pytest.param({LOG: log(entry(2), entry(1))}, [], id="moving an entry is no change"),
    pytest.param({LOG: log(entry(1), entry(2), entry(3))}, ["added 003"], id="an entry is appended"),
    pytest.param({LOG: log(entry(3), entry(1), entry(2))}, ["added 003"], id="an entry is put on top"),
    pytest.param(
        {LOG: log(entry(1, "resolved"), entry(2))}, ["edited 001 status"], id="a status moves"
    ),
    pytest.param(
        {LOG: log(entry(1), entry(2, text="Another fact.")) + "- more\n"},
        ["edited 002 summary"],
        id="the last entry grows",
    ),
    pytest.param({LOG: log(entry(1))}, ["lost 002"], id="an entry is gone"),
    pytest.param(
        {LOG: log(entry(1)), OTHER: log(entry(2))}, ["moved 002"], id="to another file"
    ),
    pytest.param(
        {LOG: log(entry(1)), ARCHIVE: log(entry(2, "resolved"))},
        ["archived 002 status"],
        id="resolved and archived at once",
    ),
    pytest.param(
        {LOG: log(entry(1), entry(9, text="Fact number 2 about the build machine.")
                  .replace("09:09", "09:02"))},
        ["edited 009 heading"],
        id="an entry gets another ID",
    ),
    pytest.param({LOG: log(entry(1), entry(2)).replace("\n", "\r\n")}, [], id="other line ends"),
    pytest.param({LOG: None, OTHER: log(entry(1), entry(2))}, ["moved 001", "moved 002"], id="a renamed log"),
    pytest.param({LOG: None}, ["lost 001", "lost 002"], id="a log is deleted"),
]  # fmt: skip


def change(here, files) -> None:
    for path, text in files.items():
        if text is None:
            here.git("rm", "-q", path)
        else:
            here.stage(path, text)


@pytest.mark.parametrize(("files", "expected"), TABLE)
def test_a_change_is_the_same_staged_committed_in_the_work_tree_and_in_a_branch(
    here, files, expected
):
    first = here.commit({LOG: log(entry(1), entry(2))})
    change(here, files)
    assert said(from_index(settings(here))) == expected
    assert said(from_changes(first, settings(here))) == expected
    here.commit()
    assert said(from_commit("HEAD", settings(here))) == expected
    assert said(from_revision("HEAD", first, settings(here))) == expected
    assert said(from_changes(first, settings(here))) == expected


def test_before_is_none_of_a_new_entry_and_itself_of_one_that_stayed(here):
    here.commit({LOG: log(entry(1))})
    here.stage(LOG, log(entry(1), entry(2)))
    found = from_index(settings(here))
    old, new = found.logs[0].entries
    assert ids(past(found).before(old)) == ["001"]
    assert past(found).before(new) == []
    assert past(found).lost() == []
    assert past(found).touches(LOG)
    assert not past(found).touches(OTHER)


def test_the_steps_of_a_branch_are_its_versions(here):
    base = here.commit({LOG: log(entry(1), entry(2))})
    for status in ("in_progress", "in_progress", "resolved"):
        here.commit({LOG: log(entry(1, status), entry(2))})
    here.write(LOG, log(entry(1, "promoted"), entry(2)))
    found = from_changes(base, settings(here))
    first, second = found.logs[0].entries
    steps = past(found).versions(first)
    assert [item.entry.field("status").raw for item in steps] == ["in_progress", "resolved"]
    assert steps[0].author == "ada@example.org"
    assert past(found).author(first) == "ada@example.org"
    committed = from_revision("HEAD", base, settings(here))
    steps = past(committed).versions(committed.logs[0].entries[0])
    assert [item.entry.field("status").raw for item in steps] == ["in_progress"]
    assert ids(past(found).versions(second)) in ([], ["002"])


def merge(here, ours: str, theirs: str, result: str | None) -> str:
    here.commit({LOG: log(entry(1), entry(2))})
    here.git("checkout", "-qb", "side")
    here.commit({LOG: theirs})
    here.git("checkout", "-q", "main")
    here.commit({LOG: ours})
    here.git("merge", "-q", "--no-commit", "--strategy=ours", "side")
    here.stage(LOG, result or ours)
    return result or ours


MERGES = [
    pytest.param(
        log(entry(1), entry(2), entry(3)), log(entry(1), entry(2), entry(4)),
        log(entry(1), entry(2), entry(3), entry(4)), [], id="both additions are kept",
    ),
    pytest.param(
        log(entry(1), entry(2), entry(3)), log(entry(1), entry(2), entry(4)),
        log(entry(1), entry(2), entry(3)), ["004"], id="theirs is lost",
    ),
    pytest.param(
        log(entry(1), entry(2), entry(3)), log(entry(1), entry(2), entry(4)),
        log(entry(1), entry(2), entry(4)), ["003"], id="ours is lost",
    ),
    pytest.param(
        log(entry(1)), log(entry(1), entry(2), entry(4)),
        log(entry(1), entry(4)), [], id="we removed one on purpose",
    ),
    pytest.param(
        log(entry(1), entry(2), entry(3)), log(entry(1)),
        log(entry(1), entry(3)), [], id="they removed one on purpose",
    ),
    pytest.param(
        log(entry(1), entry(2), entry(3)), log(entry(1), entry(2), entry(4)),
        log(entry(1), entry(3), entry(4)), ["002"], id="what both had is lost",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs", "result", "lost"), MERGES)
def test_a_merge_is_compared_with_both_sides_staged_and_committed(here, ours, theirs, result, lost):
    merge(here, ours, theirs, result)
    assert sorted(set(ids(past(from_index(settings(here))).lost()))) == lost
    here.git("commit", "-qm", "merged")
    found = from_commit("HEAD", settings(here), merge=True)
    assert sorted(set(ids(past(found).lost()))) == lost
    assert found.changes is not None
    assert found.changes.entries == set()


@pytest.mark.parametrize("kept", ["ours", "theirs"])
def test_a_merge_that_keeps_one_of_two_entries_with_one_id_is_reported_staged(here, capsys, kept):
    here.commit({LOG: log(entry(1))})
    here.git("switch", "-q", "-c", "side")
    here.commit({LOG: log(entry(1), entry(2, text="Kittens escaped from the basket."))})
    here.git("switch", "-q", "main")
    here.commit({LOG: log(entry(1), entry(2, text="Tokens expire within the hour."))})
    here.git("merge", "-q", "--no-commit", "--strategy=ours", "side")
    if kept == "theirs":
        here.git("checkout", "-q", "side", "--", LOG)
    assert main(["lint", "--staged", "--select", "lost-entry"]) == 1
    assert "the merge keeps one of two entries" in capsys.readouterr().out


def test_a_log_that_a_merge_leaves_alone_is_judged_by_what_the_other_side_had_of_it(here, capsys):
    counted = "- Recurrence-Count: {}\n"
    here.commit({LOG: log(entry(1)) + counted.format(2)})
    here.git("switch", "-q", "-c", "side")
    here.commit({LOG: log(entry(1)) + counted.format(5)})
    here.git("switch", "-q", "main")
    here.commit({LOG: log(entry(1, "nonsense")) + counted.format(2)})
    here.git("merge", "-q", "--no-commit", "--strategy=ours", "side")
    assert main(["lint", "--staged", "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [item["check"] for item in report["diagnostics"]] == ["count-went-back"]


def test_what_a_merge_on_a_branch_dropped_is_lost_in_the_branch(here):
    here.commit({LOG: log(entry(1))})
    here.git("switch", "-q", "-c", "side")
    here.commit({LOG: log(entry(1), entry(2))})
    here.git("switch", "-q", "main")
    here.git("merge", "-q", "--no-edit", "--strategy=ours", "side")
    assert ids(past(from_changes("HEAD~1", settings(here))).lost()) == ["002"]
    assert ids(past(from_revision("HEAD", "HEAD~1", settings(here))).lost()) == ["002"]
    here.commit({LOG: log(entry(1), entry(2))})
    assert ids(past(from_changes("HEAD~2", settings(here))).lost()) == []


def test_a_series_is_judged_commit_by_commit(here, capsys):
    here.commit({LOG: log(entry(1))})
    bad = here.commit({LOG: log(entry(1, "nonsense"))})
    here.commit({LOG: log(entry(1, "resolved"))})
    assert (
        main(["lint", "--range", "HEAD~2..HEAD", "--format", "json", "--select", "unknown-value"])
        == 1
    )
    report = json.loads(capsys.readouterr().out)
    assert [item["commit"] for item in report["diagnostics"]] == [bad]
    assert document_errors("report", report) == []
    assert main(["lint", "--rev", "HEAD", "--since", "HEAD~2", "--select", "unknown-value"]) == 0


RANGES = [
    pytest.param("main..topic", 2, id="two dots"),
    pytest.param("main...topic", 2, id="three dots"),
    pytest.param("main..", 2, id="up to HEAD"),
    pytest.param(f"{'0' * 40}..topic", 4, id="a new branch, and no remotes"),
    pytest.param(f"{'1' * 40}..topic", 4, id="a commit that was never fetched"),
    pytest.param(f"main..{'0' * 40}", 0, id="a deleted branch"),
    pytest.param("topic..topic", 0, id="nothing"),
    pytest.param("main..{tree}", 0, id="up to a folder, as a tag may name one"),
    pytest.param("{tree}..topic", 4, id="from a folder"),
]


@pytest.mark.parametrize(("text", "count"), RANGES)
def test_a_range_is_the_commits_that_its_end_has_and_its_beginning_lacks(here, text, count):
    here.commit({LOG: log(entry(1))})
    here.commit({LOG: log(entry(1), entry(2))})
    here.git("checkout", "-qb", "topic")
    here.commit({LOG: log(entry(1), entry(2), entry(3))})
    here.commit({"odd\nname:100644": "x"})
    text = text.replace("{tree}", here.git("rev-parse", "HEAD^{tree}"))
    assert len(between(repository_of(settings(here)), text)) == count


NEGATED = [
    ("lint", "--rev", "^HEAD"),
    ("lint", "--rev", "HEAD", "--since", "^HEAD"),
    ("lint", "--changed=^HEAD"),
    ("lint", "--range", "^HEAD..HEAD"),
    ("lint", "--range", "HEAD..^HEAD"),
    ("changed", "^HEAD"),
    ("changed", "--rev", "^HEAD"),
    ("history", "--rev", "^HEAD", "LRN-20260301-001"),
    ("log-stats", "--rev", "^HEAD"),
    ("scan", "--range", "^HEAD..HEAD"),
]


@pytest.mark.parametrize("words", NEGATED, ids=" ".join)
def test_what_a_commit_does_not_have_is_no_commit(here, capsys, words):
    here.commit({LOG: log(entry(1))})
    assert main(list(words)) == 2
    assert "'^HEAD' names no commit of" in capsys.readouterr().err


def test_a_new_branch_is_judged_against_what_the_remotes_have(here):
    here.commit({LOG: log(entry(1))})
    here.git("update-ref", "refs/remotes/origin/main", "HEAD")
    here.commit({LOG: log(entry(1), entry(2))})
    assert len(between(repository_of(settings(here)), f"{'0' * 40}..HEAD")) == 1


def test_changed_is_a_promise(here, capsys):
    here.commit({LOG: log(entry(1), entry(2))})
    here.write(LOG, log(entry(1, "resolved"), entry(3)))
    assert main(["changed", "HEAD", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert document_errors("changes", found) == []
    assert found["summary"] == {"added": 1, "edited": 1, "moved": 0, "archived": 0, "lost": 1}
    assert found["entries"][0]["fields"] == [
        {"name": "status", "before": "pending", "after": "resolved"}
    ]
    assert main(["changed", "HEAD"]) == 0
    out = capsys.readouterr().out
    assert "status: pending → resolved" in out
    assert out.endswith("3 entries: 1 added, 1 edited, 1 lost\n")
    here.commit({LOG: log(entry(1, "resolved"), entry(3))})
    assert main(["changed", "HEAD"]) == 0
    assert capsys.readouterr().out == "no entry changed\n"


BASES = [
    pytest.param([], "main", id="main, where there is nothing else"),
    pytest.param([("update-ref", "refs/remotes/origin/master", "main")], "origin/master", id="a remote's"),
    pytest.param(
        [("update-ref", "refs/remotes/origin/dev", "main"),
         ("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/dev")],
        "origin/HEAD", id="the main branch of the remote",
    ),
    pytest.param([("branch", "-q", "--set-upstream-to=main")], "@{upstream}", id="the upstream"),
]  # fmt: skip


@pytest.mark.parametrize(("setup", "expected"), BASES)
def test_the_base_that_nobody_names(here, setup, expected):
    from learnings.git.fork import default_base

    here.commit({LOG: log(entry(1))})
    here.git("checkout", "-qb", "topic")
    for words in setup:
        here.git(*words)
    found = default_base(repository_of(settings(here)))
    assert found.removeprefix("refs/heads/").removeprefix("refs/remotes/") == expected


def test_without_any_base_there_is_one_sentence(here, capsys):
    here.git("checkout", "-qb", "trunk")
    here.commit({LOG: log(entry(1))})
    assert main(["lint", "--changed"]) == 2
    assert "there is nothing to compare with" in capsys.readouterr().err


def test_an_ignored_log_is_no_change_and_an_untracked_one_is(here):
    here.commit({"a.md": "x\n"})
    here.write(LOG, log(entry(1)))
    assert said(from_changes("HEAD", settings(here))) == ["added 001"]
    here.write(".gitignore", ".learnings/\n")
    assert said(from_changes("HEAD", settings(here))) == []


def test_a_staged_addition_parses_nothing_old(here, monkeypatch):
    from learnings.history import sides

    here.commit({LOG: log(entry(1))})
    here.stage(LOG, log(entry(1), entry(2)))

    def never(*words):
        raise AssertionError("the old log was parsed")

    monkeypatch.setattr(sides, "log_of_bytes", never)
    found = from_index(settings(here))
    old, new = found.logs[0].entries
    assert (ids(past(found).before(old)), past(found).before(new), past(found).lost()) == (
        ["001"], [], [],
    )  # fmt: skip


def test_an_id_that_was_changed_by_hand_is_shown_with_the_old_one(here, capsys):
    here.commit({LOG: log(entry(1), entry(2))})
    here.write(LOG, log(entry(1), entry(2).replace("-002]", "-007]")))
    assert main(["changed", "HEAD"]) == 0
    assert "LRN-20260301-002 → LRN-20260301-007 " in capsys.readouterr().out
