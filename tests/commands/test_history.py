"""`history` and `log-stats`: what they print, what they promise, what they refuse."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main
from learnings.history.stays import spread

LOG, ARCHIVE = ".learnings/LEARNINGS.md", ".learnings/archive/LEARNINGS.md"


def entry(status="pending", priority="low", name="LRN-20260301-001", more=""):
    return (
        f"## [{name}] insight\n\n**Logged**: 2026-03-01T00:00:00Z\n**Priority**: {priority}\n"
        f"**Status**: {status}\n\n### Summary\nThe pool \x1b[31mis empty\n{more}"
    )


def on(day):
    return {"GIT_AUTHOR_DATE": f"{day}T00:00:00Z", "GIT_COMMITTER_DATE": f"{day}T00:00:00Z"}


@pytest.fixture
def history(repository, monkeypatch):
    monkeypatch.chdir(repository.path)

    def commit(day, files):
        for path, text in files.items():
            repository.stage(path, text)
        repository.git("commit", "-qm", f"On {day}", **on(day))

    commit("2026-03-02", {LOG: entry()})
    commit("2026-03-05", {LOG: entry("in_progress", "high")})
    commit(
        "2026-03-09", {LOG: entry("resolved", "high", more="\n### Resolution\n- Notes: raised\n")}
    )
    return commit


def lines(capsys, *words):
    code = main(list(words))
    captured = capsys.readouterr()
    return code, captured.out.splitlines(), captured.err


def test_history_shows_who_did_what_and_when(history, capsys):
    code, out, _ = lines(capsys, "history", "lrn-20260301-001")
    assert code == 0
    told = [line.partition("Z  ")[0] + "|" + line.split("  ", 3)[-1].strip() for line in out]
    assert told == [
        "2026-03-02 00:00|added to .learnings/LEARNINGS.md as pending",
        "2026-03-05 00:00|Priority: low → high; Status: pending → in_progress",
        "2026-03-09 00:00|Status: in_progress → resolved; Resolution.Notes added: raised",
    ]


def test_two_entries_that_had_one_id_have_each_their_own_history(repository, monkeypatch, capsys):
    monkeypatch.chdir(repository.path)
    name, new = "LRN-20260301-001", "LRN-20260301-K7B"
    cron = entry(name=name).replace("The pool", "The clock of the timer")
    moved = entry(name=new, more=f"\n### Metadata\n- Former IDs: {name}\n")
    repository.commit({LOG: "# Log\n\n"})
    repository.git("checkout", "-qb", "topic")
    repository.commit({LOG: f"# Log\n\n{entry(name=name)}"})
    repository.git("checkout", "-q", "main")
    repository.commit({LOG: f"# Log\n\n{cron}"})
    repository.git("merge", "-q", "--no-commit", "--strategy=ours", "topic")
    repository.commit({LOG: f"# Log\n\n{cron}\n{moved}"})
    repository.commit({LOG: f"# Log\n\n{cron.replace('low', 'high')}\n{moved}"})
    told = [line.split("  ", 3)[-1].strip() for line in lines(capsys, "history", name)[1]]
    assert told == ["added to .learnings/LEARNINGS.md as pending", "Priority: low → high"]
    told = [line.split("  ", 3)[-1].strip() for line in lines(capsys, "history", new)[1]]
    assert told == [
        "added to .learnings/LEARNINGS.md as pending",
        f"renumbered from {name} to {new}; ID: {name} → {new}; Metadata.Former IDs added: {name}",
    ]


def test_the_rule_below_an_entry_is_in_none_of_its_sections(repository, monkeypatch, capsys):
    monkeypatch.chdir(repository.path)
    repository.commit({LOG: entry() + "\n---\n"})
    repository.commit({LOG: entry(more="\n### Resolution\n- Notes: raised\n") + "\n---\n"})
    _, out, _ = lines(capsys, "history", "LRN-20260301-001")
    assert out[-1].endswith("Ada  Resolution.Notes added: raised")


def test_history_follows_an_entry_into_the_archive_and_shows_what_is_not_committed(
    history, capsys, repository
):
    history("2026-03-10", {LOG: "# Log\n", ARCHIVE: entry("resolved", "high")})
    repository.write(ARCHIVE, entry("resolved", "critical"))
    _, out, _ = lines(capsys, "history", "LRN-20260301-001")
    assert out[-2].endswith(f"archived from {LOG} to {ARCHIVE}; Resolution.Notes removed")
    assert out[-1].split() == ["not", "committed", "Priority:", "high", "→", "critical"]


OLD = "LRN-20260301-001"
NEW = "LRN-20260301-B7K"


def archived(place):
    place.write(LOG, "# Log\n")
    place.write(ARCHIVE, entry("resolved", "high", more="\n### Resolution\n- Notes: raised\n"))


def renumbered(place):
    more = f"\n### Metadata\n- Former IDs: {OLD}\n\n### Resolution\n- Notes: raised\n"
    place.write(LOG, entry("resolved", "high", name=NEW, more=more))


def by_hand(place):
    text = (place.path / LOG).read_text()
    place.write(LOG, text.replace(OLD, NEW))


UNCOMMITTED = {
    "a log that is moved": (
        lambda place: place.git("mv", LOG, ".learnings/B.md"), OLD,
        f"moved from {LOG} to .learnings/B.md", "moved",
    ),
    "a log that is moved without git": (
        lambda place: (place.path / LOG).rename(place.path / ".learnings" / "B.md"), OLD,
        f"moved from {LOG} to .learnings/B.md", "moved",
    ),
    "a log that is moved to where none is looked for": (
        lambda place: place.git("mv", LOG, "notes.md"), OLD, f"no more in {LOG}", "removed",
    ),
    "an entry that is archived": (
        archived, OLD, f"archived from {LOG} to {ARCHIVE}", "archived",
    ),
    "an entry that is archived, and staged": (
        lambda place: (archived(place), place.git("add", "-A")), OLD,
        f"archived from {LOG} to {ARCHIVE}", "archived",
    ),
    "an entry that is gone": (
        lambda place: place.write(LOG, "# Log\n"), OLD, f"no more in {LOG}", "removed",
    ),
    "another ID, asked for by the former one": (
        renumbered, OLD,
        f"renumbered from {OLD} to {NEW}; ID: {OLD} → {NEW}; Metadata.Former IDs added: {OLD}",
        "renumbered",
    ),
    "another ID, asked for by the new one": (
        renumbered, NEW,
        f"renumbered from {OLD} to {NEW}; ID: {OLD} → {NEW}; Metadata.Former IDs added: {OLD}",
        "renumbered",
    ),
    "another ID, written by hand": (
        by_hand, NEW, f"renumbered from {OLD} to {NEW}; ID: {OLD} → {NEW}", "renumbered",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UNCOMMITTED.values(), ids=UNCOMMITTED)
def test_what_is_not_committed_is_followed_too(history, repository, capsys, case):
    change, name, expected, word = case
    change(repository)
    _, out, _ = lines(capsys, "history", name)
    assert len(out) == 4
    assert out[-1].removeprefix("not committed").strip() == expected
    _, out, _ = lines(capsys, "history", name, "--format", "json")
    last = json.loads("\n".join(out))["changes"][-1]
    assert (last["commit"], last["what"]) == (None, word)
    assert last["id"] == (NEW if word == "renumbered" else OLD)
    assert lines(capsys, "history", name, "--rev", "HEAD~1")[0] == (2 if name == NEW else 0)


def test_history_follows_the_ids_that_an_entry_had_before(history, capsys):
    new = entry(name="LRN-20260301-002", more="\n### Metadata\n- Former IDs: LRN-20260301-001\n")
    history("2026-03-10", {LOG: new})
    _, out, _ = lines(capsys, "history", "LRN-20260301-002")
    assert len(out) == 4
    assert "renumbered from LRN-20260301-001 to LRN-20260301-002" in out[-1]


def test_history_as_json_has_every_field(history, capsys):
    _, out, _ = lines(capsys, "history", "LRN-20260301-001", "--format", "json")
    document = json.loads("\n".join(out))
    assert (document["version"], document["id"], document["shallow"]) == (
        1,
        "LRN-20260301-001",
        False,
    )
    assert [change["what"] for change in document["changes"]] == ["added", "edited", "edited"]
    assert document["changes"][1]["fields"] == [
        {"name": "Priority", "old": "low", "new": "high"},
        {"name": "Status", "old": "pending", "new": "in_progress"},
    ]


def test_history_of_an_id_that_no_commit_holds(history, capsys):
    code, _, said = lines(capsys, "history", "LRN-20260301-009")
    assert code == 2
    assert "no commit holds an entry with the ID LRN-20260301-009" in said


@pytest.mark.parametrize("command", [("history", "LRN-20260301-001"), ("log-stats",)])
def test_without_a_repository_or_a_commit_there_is_no_history(
    command, tmp_path, monkeypatch, capsys, build
):
    (tmp_path / "plain").mkdir()
    monkeypatch.chdir(tmp_path / "plain")
    code, _, said = lines(capsys, *command)
    assert (code, said) == (3, "learnings: this is no git repository, so there is no history\n")
    monkeypatch.chdir(build("unborn").path)
    code, _, said = lines(capsys, *command)
    assert code == 3
    assert "has no commit yet" in said


def test_nothing_that_acts_reaches_the_terminal(history, capsys, repository):
    repository.stage(LOG, entry("resolved", "a\x1b[2Jb"))
    repository.git("commit", "-qm", "x", GIT_AUTHOR_NAME="A\x1b[31mna")
    _, out, _ = lines(capsys, "history", "LRN-20260301-001")
    assert "\x1b" not in "\n".join(out)


def test_log_stats_counts_what_has_ended_and_what_has_not(history, capsys):
    _, out, _ = lines(capsys, "log-stats", "--today", "2026-03-19", "--format", "json")
    found = json.loads("\n".join(out))["statuses"]
    none = {"n": 0, "p10": None, "median": None, "p90": None}
    assert found["pending"] == {"ended": {"n": 1, "p10": 4, "median": 4, "p90": 4}, "going": none}
    assert found["in_progress"]["ended"]["median"] == 4
    assert found["resolved"]["ended"] == none
    assert found["resolved"]["going"]["n"] == 1
    assert found["resolved"]["going"]["median"] == pytest.approx(10.999, abs=0.001)


def test_log_stats_for_people(history, capsys):
    code, out, _ = lines(capsys, "log-stats", "--today", "2026-03-19")
    assert code == 0
    assert out[0].split() == ["status", "ended", "10", "%", "median", "90", "%", "still", "median",
                              "so", "far"]  # fmt: skip
    assert [line.split()[0] for line in out[1:]] == ["in_progress", "pending", "resolved"]


def test_log_stats_of_a_kind_that_nothing_has(history, capsys):
    code, out, said = lines(capsys, "log-stats", "--kind", "error")
    assert (code, out) == (0, [])
    assert "no commit holds an entry with a status" in said


def test_log_stats_refuses_a_shallow_clone(history, repository, tmp_path, monkeypatch, capsys):
    repository.git("clone", "-q", "--depth=1", f"file://{repository.path}", str(tmp_path / "thin"))
    monkeypatch.chdir(tmp_path / "thin")
    code, _, said = lines(capsys, "log-stats")
    assert code == 3
    assert "git fetch --unshallow" in said
    code, out, said = lines(capsys, "history", "LRN-20260301-001")
    assert (code, len(out)) == (0, 1)
    assert "the clone is shallow" in said


@pytest.mark.parametrize(
    ("days", "quantiles"),
    [
        ([], None),
        ([3.0], (3.0, 3.0, 3.0)),
        ([0.0, 10.0], (1.0, 5.0, 9.0)),
        ([1.0, 2.0, 3.0], (1.2, 2.0, 2.8)),
    ],
    ids=["of nothing", "of one", "of two", "of three"],
)
def test_quantiles(days, quantiles):
    assert spread(days) == (pytest.approx(quantiles) if quantiles else None)


def test_a_new_id_cuts_nothing_off(history, capsys, repository):
    new = entry("in_progress", "high", name="LRN-20260301-K7B",
                more="\n### Metadata\n- Former IDs: LRN-20260301-001\n")  # fmt: skip
    history("2026-03-10", {LOG: entry("in_progress", "high")})
    history("2026-03-20", {LOG: new})
    for name in ("LRN-20260301-001", "LRN-20260301-K7B"):
        _, out, _ = lines(capsys, "history", name)
        assert len(out) == 5
        assert "renumbered from LRN-20260301-001 to LRN-20260301-K7B" in out[-1]
    _, out, _ = lines(capsys, "log-stats", "--today", "2026-03-30", "--format", "json")
    found = json.loads("\n".join(out))["statuses"]
    assert (found["pending"]["ended"]["n"], found["pending"]["ended"]["median"]) == (1, 4)
    assert found["in_progress"]["going"]["median"] == pytest.approx(20.999, abs=0.001)
    _, out, _ = lines(capsys, "lint", "--today", "2026-03-21", "--select", "stale-entry")
    assert "stale-entry" not in "\n".join(out)


def test_what_is_hidden_is_not_gone(history, capsys, repository, tmp_path, monkeypatch):
    repository.git("clone", "-q", "--bare", str(repository.path), str(tmp_path / "bare.git"))
    repository.git("sparse-checkout", "set", "--cone", "docs")
    for place in (repository.path, tmp_path / "bare.git"):
        monkeypatch.chdir(place)
        code, out, _ = lines(capsys, "history", "LRN-20260301-001")
        assert (code, len(out)) == (0, 3)


def test_the_edge_of_a_shallow_clone_added_nothing(
    history, capsys, repository, tmp_path, monkeypatch
):
    repository.git("clone", "-q", "--depth=1", f"file://{repository.path}", str(tmp_path / "thin"))
    monkeypatch.chdir(tmp_path / "thin")
    _, out, _ = lines(capsys, "history", "LRN-20260301-001")
    assert out[0].endswith(f"there already, in {LOG}")
    _, out, _ = lines(capsys, "history", "LRN-20260301-001", "--format", "json")
    assert json.loads("\n".join(out))["changes"][0]["what"] == "present"
