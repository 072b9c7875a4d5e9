"""What a merge makes that none of its sides had; octopus merges and amended commits."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main

LOG = ".learnings/LEARNINGS.md"
OTHER = ".learnings/OTHER.md"
HEAD = "# Learnings\n"
ZONES = "Reports mix the zones of two offices."
TLS = "Certificates expire in the night."
CRON = "Jobs run twice when clocks go back."


def entry(number: int, text: str = "") -> str:
    return (
        f"\n## [LRN-20260301-{number:03}] best_practice\n\n**Logged**: 2026-03-01T09:0{number}:00Z\n"
        "**Priority**: low\n**Status**: pending\n**Area**: infra\n\n### Summary\n"
        f"{text or f'Fact number {number} about the build machine.'}\n\n### Details\nMore.\n\n"
        "### Suggested Action\nWatch it.\n\n### Metadata\n- Source: error\n\n---\n"
    )


BOTH = HEAD + entry(1) + entry(2)


@pytest.fixture
def here(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    return repository


def fork(here, base, ours, theirs) -> None:
    """Two branches, `main` and `side`; main is checked out."""
    here.commit(base)
    here.git("switch", "-q", "-c", "side")
    here.commit(theirs)
    here.git("switch", "-q", "main")
    here.commit(ours)


def said(capsys, *words: str) -> list[str]:
    main(["lint", *words, "--select", "duplicate-id", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    return [f"{item['path']}:{item['entry'][-3:]}" for item in found]


AT_BASE = {LOG: BOTH, OTHER: HEAD + entry(3)}
BROUGHT_TOGETHER = {
    "two logs that each take one ID": (
        AT_BASE, {LOG: BOTH + entry(5, TLS)}, {OTHER: HEAD + entry(3) + entry(5, CRON)}, 1),
    "the two ends of one log": (
        AT_BASE, {LOG: HEAD + entry(5, TLS) + entry(1) + entry(2)}, {LOG: BOTH + entry(5, CRON)}, 1),
    "a copy in another log": (
        AT_BASE, {LOG: BOTH + entry(5, TLS)}, {OTHER: HEAD + entry(3) + entry(5, TLS)}, 1),
    "a log that one side adds": (
        {LOG: BOTH}, {LOG: BOTH + entry(5, TLS)}, {OTHER: HEAD + entry(5, CRON)}, 1),
    "IDs that differ": (
        AT_BASE, {LOG: BOTH + entry(5, TLS)}, {OTHER: HEAD + entry(3) + entry(6, CRON)}, 0),
    "a duplicate that was there before the sides parted": (
        {LOG: BOTH, OTHER: HEAD + entry(1, CRON)},
        {LOG: BOTH + entry(5, TLS)}, {OTHER: HEAD + entry(1, CRON) + entry(6)}, 0),
    "a duplicate that one side has made alone": (
        AT_BASE, {LOG: BOTH + entry(5, TLS)}, {OTHER: HEAD + entry(3) + entry(1, CRON)}, 0),
}  # fmt: skip


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "count"), BROUGHT_TOGETHER.values(), ids=BROUGHT_TOGETHER
)
def test_a_merge_is_told_of_the_duplicates_that_it_makes(here, capsys, base, ours, theirs, count):
    fork(here, base, ours, theirs)
    here.git("merge", "-q", "--no-commit", "side")
    assert len(said(capsys, "--staged")) == count
    here.git("commit", "-qm", "merged")
    for words in (["--merged"], ["--rev", "HEAD", "--scope", "changed"]):
        assert len(said(capsys, *words)) == count
    made_alone = "OTHER.md" in str(said(capsys, "--range", "HEAD^2~1..HEAD^2"))
    assert len(said(capsys, "--range", "HEAD~1..HEAD")) == count + made_alone


def test_an_octopus_merge_is_told_of_each_of_its_sides(here, capsys):
    here.commit({LOG: BOTH})
    for name, text in (("tls", TLS), ("cron", CRON), ("zones", ZONES)):
        here.git("switch", "-q", "-c", name, "main")
        here.commit({f".learnings/{name}.md": HEAD + entry(5, text)})
    here.git("switch", "-q", "main")
    here.git("merge", "-q", "-m", "merged", "tls", "cron", "zones")
    assert len(said(capsys, "--merged")) == 2


def test_an_amended_commit_is_compared_with_the_one_that_it_replaces_until_it_is_made(here):
    here.commit({LOG: BOTH})
    here.commit({LOG: BOTH + entry(5, TLS)})
    here.stage(LOG, BOTH + entry(6, CRON))
    lost = ["--select", "lost-entry"]
    assert main(["lint", "--staged", *lost]) == 1
    here.git("commit", "-q", "--amend", "-m", "amended")
    assert main(["lint", "--rev", "HEAD", "--scope", "changed", *lost]) == 0
    assert main(["lint", "--range", "HEAD~1..HEAD", *lost]) == 0


def test_a_commit_that_is_taken_back_first_is_compared_with_its_parent(here):
    here.commit({LOG: BOTH})
    here.commit({LOG: BOTH + entry(5, TLS)})
    here.git("reset", "-q", "--soft", "HEAD~1")
    here.stage(LOG, BOTH + entry(6, CRON))
    assert main(["lint", "--staged", "--select", "lost-entry"]) == 0


def renumbered(suffix: str) -> str:
    text = entry(1).replace("-001]", f"-{suffix}]")
    return text.replace("Source: error", "Source: error\n- Former IDs: LRN-20260301-001")


FORGOTTEN = {
    "ours": (HEAD + renumbered("BBB") + entry(2), HEAD + renumbered("AAA") + entry(2), "ours", "AAA"),
    "theirs": (HEAD + renumbered("BBB") + entry(2), HEAD + renumbered("AAA") + entry(2), "theirs", "BBB"),
    "the ID that it had": (BOTH.replace("low", "high", 1), HEAD + renumbered("AAA") + entry(2), "ours", "AAA"),
}  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs", "kept", "lost"), FORGOTTEN.values(), ids=FORGOTTEN)
def test_a_merge_that_forgets_an_id_which_a_side_gave_is_told(
    here, capsys, ours, theirs, kept, lost
):
    fork(here, {LOG: BOTH}, {LOG: ours}, {LOG: theirs})
    here.git("merge", "-q", "--no-commit", "--strategy=ours", "side")
    here.stage(LOG, ours if kept == "ours" else theirs)
    asked = ["--select", "rewritten-entry", "--format", "concise"]
    assert main(["lint", "--staged", *asked]) == 1
    assert f"LRN-20260301-{lost} is " in capsys.readouterr().out
    here.git("commit", "-qm", "merged")
    assert main(["lint", "--merged", *asked]) == 1
    assert f"LRN-20260301-{lost} is " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("number", "expected"), [(5, ["duplicate-id"]), (7, [])], ids=["not settled", "settled"]
)
def test_what_a_series_merges_no_longer_collides_with_its_earlier_commits(
    here, capsys, number, expected
):
    fork(here, AT_BASE, {LOG: BOTH + entry(5, TLS)}, {OTHER: HEAD + entry(3) + entry(5, CRON)})
    asked = ["--select", "id-collision,duplicate-id", "--format", "json"]
    assert main(["lint", "--range", "side..main", *asked]) == 1
    capsys.readouterr()
    here.git("merge", "-q", "--no-commit", "side")
    here.stage(LOG, BOTH + entry(number, TLS))
    here.git("commit", "-q", "-m", "merged")
    main(["lint", "--range", "side..main", *asked])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [item["check"] for item in found] == expected
