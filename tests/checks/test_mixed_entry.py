"""mixed-entry: what was said of one entry does not end up in another."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main

from .learning import LOG, change, learning

NAME = "mixed-entry"
ERRORS = ".learnings/ERRORS.md"
ID, NEW = "LRN-20260305-001", "LRN-20260305-K7B"
OTHER = "LRN-20260305-002"
DISK = "The disk of the build machine was full."
TOKEN = "A token of the registry ran out overnight."
CRON = "Jobs run twice when the clocks go back."
FIXED = "- **Resolved**: 2026-03-07T09:00:00Z\n- **Notes**: a nightly job empties the cache"


def pair(*texts: str) -> str:
    return "".join(
        learning(id=f"LRN-20260305-{number:03}", text=text)
        for number, text in enumerate(texts, start=1)
    )


SILENT = {
    "nothing changed": (pair(DISK, TOKEN), pair(DISK, TOKEN)),
    "an entry that was reworded": (pair(DISK, TOKEN.replace("ran out", "expired")),
                                   pair(DISK, TOKEN)),
    "two entries that swapped their places": (
        learning(id=OTHER, text=TOKEN) + learning(text=DISK), pair(DISK, TOKEN)),
    "what is said of several entries": (
        pair(DISK, DISK, DISK), pair(DISK, DISK, TOKEN)),
    "another text that takes in what a second entry says": (
        pair(DISK, f"{TOKEN}\n{DISK}"), pair(DISK, TOKEN)),
    "one resolution for two entries": (
        learning(text=DISK, status="resolved", resolution=FIXED)
        + learning(id=OTHER, text=TOKEN, status="resolved", resolution=FIXED),
        learning(text=DISK, status="resolved", resolution=FIXED) + learning(id=OTHER, text=TOKEN)),
    "a new entry that repeats another": (
        pair(DISK, TOKEN, TOKEN), pair(DISK, TOKEN)),
}  # fmt: skip


@pytest.mark.parametrize("states", SILENT.values(), ids=SILENT)
def test_is_silent_about(states):
    assert change(NAME, *states) == []


def test_is_silent_where_no_change_is_judged(lint):
    assert lint(pair(DISK, TOKEN), NAME) == []


def test_the_text_of_another_entry_in_the_place_of_its_own():
    old = pair(f"{CRON}\n{TOKEN}", DISK)
    [found] = change(NAME, pair(f"{CRON}\n{TOKEN}", TOKEN), old)
    assert found.message == f"{OTHER} has what was said of {ID}: `{TOKEN[:-3]}…`"
    assert found.span.line == 20


@pytest.fixture
def merged(repository, monkeypatch, capsys):
    """What lint says of a merge that was committed or staged with that content."""
    monkeypatch.chdir(repository.path)

    def judge(base, ours, theirs, now, *, staged=False):
        repository.commit(base)
        repository.git("checkout", "-qb", "topic")
        repository.commit(theirs)
        repository.git("checkout", "-q", "main")
        repository.commit(ours)
        repository.git("merge", "-q", "--no-commit", "--strategy=ours", "topic")
        for path, text in now.items():
            repository.stage(path, text)
        if not staged:
            repository.git("commit", "-qm", "merged")
        how = ["--staged"] if staged else ["--range", "HEAD^1..HEAD"]
        main(["lint", *how, "--select", NAME, "--format", "json"])
        found = json.loads(capsys.readouterr().out)["diagnostics"]
        return [(item["path"], item["message"]) for item in found]

    return judge


EPSILON = learning(text=CRON)
GAMMA = learning(f"Former IDs: {ID}", id=NEW, text=DISK)
FIXED_GAMMA = learning(text=DISK, status="resolved", resolution=FIXED)
STARTED = {LOG: "# Learnings\n\n" + learning(id=OTHER, text=TOKEN)}


def log(*entries: str) -> dict[str, str]:
    return {LOG: STARTED[LOG] + "".join(entries)}


@pytest.mark.parametrize("staged", [False, True], ids=["committed", "staged"])
def test_a_resolution_that_a_merge_by_ids_gave_to_another_entry(merged, staged):
    wrong = learning(text=CRON, status="resolved", resolution=FIXED)
    base = log(learning(text=DISK))
    [(path, message), *_] = merged(
        base, log(EPSILON, GAMMA), log(FIXED_GAMMA), log(wrong, GAMMA), staged=staged
    )
    assert path == LOG
    assert message.startswith(f"{ID} has what was said of {NEW}: ")


def test_a_merge_that_puts_it_where_it_belongs(merged):
    right = learning(f"Former IDs: {ID}", id=NEW, text=DISK, status="resolved", resolution=FIXED)
    base = log(learning(text=DISK))
    assert merged(base, log(EPSILON, GAMMA), log(FIXED_GAMMA), log(EPSILON, right)) == []


def test_a_reference_to_an_entry_that_has_its_former_id_again(merged):
    pointing = {ERRORS: "# Errors\n\n" + learning(f"See Also: {ID}", id="ERR-20260305-001")}
    base = log(learning(text=DISK))
    ours = log(learning(f"Former IDs: {ID}", id=NEW, text=DISK))
    now = log(learning(f"Former IDs: {ID}, {NEW}", text=DISK)) | pointing
    assert merged(base, ours, base | pointing, now) == []


def test_a_reference_in_another_log_that_means_another_entry_now(merged):
    pointing = {ERRORS: "# Errors\n\n" + learning(f"See Also: {ID}", id="ERR-20260305-001")}
    theirs = log(learning(text=DISK)) | pointing
    [(path, message)] = merged(STARTED, log(EPSILON), theirs, log(EPSILON, GAMMA) | pointing)
    assert (path, message) == (ERRORS, f"{ID} is another entry here than where this was written")


def test_a_reference_that_follows(merged):
    pointing = {ERRORS: "# Errors\n\n" + learning(f"See Also: {ID}", id="ERR-20260305-001")}
    right = {ERRORS: pointing[ERRORS].replace(f"Also: {ID}", f"Also: {NEW}")}
    theirs = log(learning(text=DISK)) | pointing
    assert merged(STARTED, log(EPSILON), theirs, log(EPSILON, GAMMA) | right) == []


def test_a_reference_of_ours_to_ours(merged):
    pointing = {ERRORS: "# Errors\n\n" + learning(f"See Also: {ID}", id="ERR-20260305-001")}
    now = log(EPSILON, GAMMA) | pointing
    assert merged(STARTED, log(EPSILON) | pointing, log(learning(text=DISK)), now) == []
