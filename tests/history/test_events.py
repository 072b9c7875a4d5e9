"""What commits did to entries: the walk over real repositories, and what is asked of it."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from learnings.git import find_repository
from learnings.history.events import Walk
from learnings.history.facts import Facts, Reader, is_addition
from learnings.history.stays import stays
from learnings.history.timeline import earlier, status_days
from learnings.markdown import parse
from learnings.past import Version
from learnings.settings import load

LOG, ARCHIVE = ".learnings/LEARNINGS.md", ".learnings/archive/LEARNINGS.md"
TODAY = dt.date(2026, 4, 1)


def entry(number: int, status: str = "pending", text: str = "It waits.") -> str:
    return (
        f"## [LRN-20260301-{number:03}] insight\n\n**Logged**: 2026-03-01T09:00:00Z\n"
        f"**Priority**: low\n**Status**: {status}\n\n### Summary\n{text}\n\n"
    )


ONE, TWO, THREE = entry(1), entry(2), entry(3)
HEAD = "# Log\n\n"


def walked(repository, *revs, **options):
    """What is told of each commit: its subject, the ID, the word, the statuses."""
    found = find_repository(str(repository.path))
    told = []
    for event in Walk(found, load(str(repository.path)), **options).events(*(revs or ("HEAD",))):
        statuses = [place.facts.status for place in (event.before, event.after) if place]
        words = " > ".join(dict.fromkeys(statuses))
        told.append(f"{event.commit.subject}: {event.id[-3:]} {event.word} {words}")
    return told


def at(day: str) -> dict[str, str]:
    return {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}


COURSES = {
    "an entry that is added, edited and removed": (
        [{LOG: HEAD + ONE}, {LOG: HEAD + entry(1, "resolved")}, {LOG: HEAD}],
        ["0: 001 added pending", "1: 001 edited pending > resolved", "2: 001 removed resolved"],
    ),
    "two entries of one file, one of them edited": (
        [{LOG: HEAD + ONE + TWO}, {LOG: HEAD + ONE + entry(2, text="It waits long.")}],
        ["0: 001 added pending", "0: 002 added pending", "1: 002 edited pending"],
    ),
    "an entry that another one is put before is not edited": (
        [{LOG: HEAD + ONE}, {LOG: HEAD + TWO + ONE}],
        ["0: 001 added pending", "1: 002 added pending"],
    ),
    "line ends and trailing blanks are no edit": (
        [{LOG: HEAD + ONE}, {LOG: (HEAD + ONE).replace("\n", "\r\n").replace("low", "low  ")}],
        ["0: 001 added pending"],
    ),
    "an entry that is archived and taken back": (
        [{LOG: HEAD + ONE}, {LOG: HEAD, ARCHIVE: HEAD + ONE}, {LOG: HEAD + ONE, ARCHIVE: HEAD}],
        ["0: 001 added pending", "1: 001 archived pending", "2: 001 restored pending"],
    ),
    "an entry that moves to another log": (
        [{LOG: HEAD + ONE}, {LOG: HEAD, ".learnings/NOTES.md": HEAD + ONE}],
        ["0: 001 added pending", "1: 001 moved pending"],
    ),
    "a file that is no log": ([{"README.md": ONE}], []),
    "an entry inside a comment is none until the comment goes": (
        [{LOG: HEAD + "<!--\n" + ONE + "-->\n"}, {LOG: HEAD + ONE}],
        ["1: 001 added pending"],
    ),
}


@pytest.mark.parametrize(("commits", "told"), COURSES.values(), ids=COURSES)
def test_tells_what_each_commit_did(repository, commits, told):
    for number, files in enumerate(commits):
        repository.commit(files, str(number))
    assert walked(repository) == told


def test_a_log_that_is_deleted_takes_its_entries_along(repository):
    repository.commit({LOG: ONE}, "0")
    repository.git("rm", "-q", LOG)
    repository.commit(message="1")
    assert walked(repository)[-1] == "1: 001 removed pending"


def test_a_merge_does_what_no_side_did(repository):
    repository.commit({LOG: HEAD + ONE + TWO + THREE}, "base")
    repository.git("checkout", "-qb", "side")
    repository.commit({LOG: HEAD + ONE + TWO + entry(3, "resolved")}, "side")
    repository.git("checkout", "-q", "main")
    repository.commit({LOG: HEAD + entry(1, "resolved") + TWO + THREE}, "main")
    repository.git("merge", "-q", "--no-commit", "--no-ff", "side")
    repository.stage(
        LOG, HEAD + entry(1, "resolved") + entry(2, "in_progress") + entry(3, "resolved")
    )
    repository.commit(message="merge")
    assert sorted(walked(repository)[3:]) == [
        "main: 001 edited pending > resolved",
        "merge: 002 edited pending > in_progress",
        "side: 003 edited pending > resolved",
    ]


def test_a_series_is_told_alone(repository):
    base = repository.commit({LOG: HEAD + ONE}, "0")
    repository.commit({LOG: HEAD + ONE + TWO}, "1")
    assert walked(repository, "HEAD", f"^{base}") == ["1: 002 added pending"]


def test_names_with_line_breaks_and_other_letters_are_read(repository):
    repository.commit({".learnings/a\nb – 日志.md": ONE}, "0")
    repository.commit({".learnings/a\nb – 日志.md": entry(1, "resolved")}, "1")
    assert walked(repository)[-1] == "1: 001 edited pending > resolved"


def test_a_repository_with_longer_object_ids_is_read(build):
    repository = build("long", "--object-format=sha256")
    repository.commit({LOG: ONE}, "0")
    assert walked(repository) == ["0: 001 added pending"]


def test_what_only_adds_is_passed_over_where_edits_are_asked_for(repository):
    repository.commit({LOG: HEAD + ONE}, "0")
    repository.commit({LOG: HEAD + ONE + TWO}, "1")
    repository.commit({LOG: HEAD + entry(1, "resolved") + TWO}, "2")
    assert walked(repository, skip=lambda old, new: not old or is_addition(old, new)) == [
        "2: 001 edited pending > resolved"
    ]


# --- what is near a difference is read as all of it would be ------------------------------------

LINES = [
    "", "", "---", "```", "<!--", "-->", "### Summary", "## 2026-03-01", "# Title", "text",
    "**Status**: resolved", "**Status**: in_progress", "## [LRN-20260302-001] other",
    "## [LRN-20260302-002] more", "- a", "## [LRN-YYYYMMDD-XXX] template",
]  # fmt: skip


def _differing(old: list[Facts], new: list[Facts]) -> dict[str, tuple[str, str]]:
    sides = [{item.id: item for item in reversed(side)} for side in (old, new)]
    return {
        name: tuple(side[name].status if name in side else "-" for side in sides)
        for name in {*sides[0], *sides[1]}
        if name not in sides[0]
        or name not in sides[1]
        or sides[0][name].digest != sides[1][name].digest
    }


def test_reading_what_differs_gives_what_reading_all_gives(tmp_path):
    reader, source = Reader(load(str(tmp_path))), random.Random(20260301)
    near = 0
    for _ in range(400):
        old = HEAD + "".join(entry(number) for number in range(1, source.randint(3, 9)))
        lines = old.split("\n")
        for _ in range(source.randint(1, 3)):
            place = source.randrange(len(lines))
            lines[place : place + source.randint(0, 3)] = source.choices(
                LINES, k=source.randint(0, 2)
            )
        new = "\n".join(lines)
        part = reader.differing(LOG, old, new)
        whole = reader.facts(LOG, old), reader.facts(LOG, new)
        names = [item.id for side in whole for item in side]
        if max(map([i.id for i in whole[1]].count, names), default=0) > 1:
            continue  # which of two of one ID is meant cannot be told
        near += len(part[0]) < len(whole[0])
        assert _differing(*part) == _differing(*whole)
    assert near > 100


# --- since when, and who had it before ------------------------------------------------------------


def since(repository, number, status, today=TODAY):
    found = find_repository(str(repository.path))
    log = parse(entry(number, status).encode(), LOG)
    asked = Version(log, log.entries[0])
    return status_days(found, load(str(repository.path)), "HEAD", today)(asked, status)


def test_a_status_stands_since_the_commit_that_changed_it(repository):
    repository.commit({LOG: HEAD + ONE + TWO})
    repository.stage(LOG, HEAD + entry(1, "in_progress") + TWO)
    repository.git("commit", "-qm", "start", **at("2026-03-10"))
    repository.stage(LOG, HEAD + entry(1, "in_progress", "More.") + TWO)
    repository.git("commit", "-qm", "edit", **at("2026-03-20"))
    assert since(repository, 1, "in_progress") == dt.date(2026, 3, 10)
    assert since(repository, 2, "pending") is None
    assert since(repository, 1, "resolved") == TODAY, "not committed yet"


def test_a_shallow_clone_does_not_know(repository, tmp_path):
    repository.commit({LOG: HEAD + ONE})
    repository.commit({LOG: HEAD + entry(1, "in_progress")})
    repository.git("clone", "-q", "--depth=1", f"file://{repository.path}", str(tmp_path / "thin"))
    found = find_repository(str(tmp_path / "thin"))
    log = parse(ONE.encode(), LOG)
    asked = Version(log, log.entries[0])
    assert status_days(found, load(str(tmp_path / "thin")), "HEAD", TODAY)(asked, "pending") is None
    assert earlier(found, load(str(tmp_path / "thin")), ["HEAD"])("LRN-20260301-001") is None


def test_the_last_owner_of_an_id_is_known_when_it_is_gone(repository):
    repository.commit({LOG: HEAD + ONE + TWO})
    gone = repository.commit({LOG: HEAD + TWO})
    owner = earlier(find_repository(str(repository.path)), load(str(repository.path)), ["HEAD"])
    assert owner("LRN-20260301-002") is None
    assert owner("LRN-20260301-009") is None
    found = owner("lrn-20260301-001")
    assert found is not None
    assert (found.entry.id, found.where) == ("LRN-20260301-001", gone)


# --- two entries that had one ID ------------------------------------------------------------------

SAME, MOVED = "LRN-20260301-001", "LRN-20260301-K7B"
FORMER = f"\n### Metadata\n- Former IDs: {SAME}\n\n"
TOKEN, DISK = "The token of the registry runs out", "The disk of the build machine is full"


def collision(repository):
    """Two branches take one ID; the incoming entry, which has moved on, gets another."""

    def commit(text: str, day: str) -> None:
        repository.stage(LOG, HEAD + text)
        repository.git("commit", "-qm", day, **at(day))

    commit("", "2026-03-01")
    repository.git("checkout", "-qb", "topic")
    commit(entry(1, text=TOKEN), "2026-03-02")
    commit(entry(1, "in_progress", TOKEN), "2026-03-12")
    repository.git("checkout", "-q", "main")
    commit(entry(1, text=DISK), "2026-03-03")
    return commit


def incoming(status: str = "in_progress") -> str:
    return entry(1, status, TOKEN).replace(SAME, MOVED) + FORMER


def merged(repository, text: str, day: str) -> None:
    repository.git("merge", "-q", "--no-commit", "--strategy=ours", "topic")
    repository.stage(LOG, HEAD + text)
    repository.git("commit", "-qm", "merge", **at(day))


def ask(repository, text: str, status: str) -> dt.date | None:
    log = parse(text.encode(), LOG)
    found = find_repository(str(repository.path))
    since = status_days(found, load(str(repository.path)), "HEAD", TODAY)
    return since(Version(log, log.entries[0]), status)


def durations(repository) -> dict[str, tuple[list[float], list[float]]]:
    found = find_repository(str(repository.path))
    events = Walk(found, load(str(repository.path))).events("HEAD")
    now = dt.datetime(2026, 3, 31, 12, tzinfo=dt.timezone.utc)
    return {
        status: ([round(day, 1) for day in item.ended], sorted(round(day, 1) for day in item.going))
        for status, item in stays(events, now).items()
    }


def by_driver(repository, commit):
    merged(repository, entry(1, text=DISK) + incoming(), "2026-03-14")


def by_lines_and_then_by_hand(repository, commit):
    merged(repository, entry(1, text=DISK) + entry(1, "in_progress", TOKEN), "2026-03-14")
    commit(entry(1, text=DISK) + incoming(), "2026-03-16")


def into_the_other_branch(repository, commit):
    repository.git("checkout", "-q", "topic")
    repository.git("merge", "-q", "--no-commit", "--strategy=ours", "main")
    repository.stage(
        LOG,
        HEAD + entry(1, "in_progress", TOKEN) + entry(1, text=DISK).replace(SAME, MOVED) + FORMER,
    )
    repository.git("commit", "-qm", "merge", **at("2026-03-14"))


@pytest.mark.parametrize("join", (by_driver, by_lines_and_then_by_hand, into_the_other_branch))
def test_the_times_of_two_entries_that_had_one_id_do_not_mix(repository, join):
    commit = collision(repository)
    join(repository, commit)
    kept = SAME if join is not into_the_other_branch else MOVED
    token = incoming() if kept == SAME else entry(1, "in_progress", TOKEN)
    disk = (
        entry(1, text=DISK) if kept == SAME else entry(1, text=DISK).replace(SAME, MOVED) + FORMER
    )
    assert ask(repository, token, "in_progress") == dt.date(2026, 3, 12)
    assert ask(repository, disk, "pending") is None
    assert durations(repository) == {"pending": ([11.5], [30.5]), "in_progress": ([], [19.0])}


def test_after_a_collision_each_entry_goes_on_by_itself(repository):
    commit = collision(repository)
    by_driver(repository, commit)
    commit(entry(1, "resolved", DISK) + incoming(), "2026-03-20")
    commit(entry(1, "resolved", DISK) + incoming("resolved"), "2026-03-24")
    assert ask(repository, entry(1, "resolved", DISK), "resolved") == dt.date(2026, 3, 20)
    assert ask(repository, incoming("resolved"), "resolved") == dt.date(2026, 3, 24)
    assert durations(repository) == {
        "pending": ([11.5, 19.5], []),
        "in_progress": ([12.0], []),
        "resolved": ([], [7.0, 11.0]),
    }


def test_an_edit_that_is_not_committed_is_one_of_the_entry_that_has_the_id_now(repository):
    commit = collision(repository)
    by_driver(repository, commit)
    assert ask(repository, entry(1, "pending", "All is new."), "pending") is None
    assert ask(repository, incoming("resolved"), "resolved") == TODAY


def test_a_status_that_a_merge_left_behind_was_none_of_it(repository):
    repository.commit({LOG: HEAD + ONE})
    repository.git("checkout", "-qb", "topic")
    repository.stage(LOG, HEAD + entry(1, "in_progress"))
    repository.git("commit", "-qm", "topic", **at("2026-03-12"))
    repository.git("checkout", "-q", "main")
    repository.stage(LOG, HEAD + entry(1, "resolved"))
    repository.git("commit", "-qm", "main", **at("2026-03-10"))
    merged(repository, entry(1, "resolved"), "2026-03-14")
    assert ask(repository, entry(1, "resolved"), "resolved") == dt.date(2026, 3, 10)
