"""id-collision: no other branch gives the same ID to another entry."""

from __future__ import annotations

import pytest

from .learning import change, learning

NAME = "id-collision"
ID = "LRN-20260305-001"
HEAD = "# Learnings\n\n"
WORKER = learning(text="Restart the worker after a change of its configuration.")
DISK = learning(text="Empty the cache of the build machine every night.")
DONE = learning(
    text="Restart the worker after a change of its configuration.",
    status="resolved",
    resolution="- **Notes**: It watches the file.",
)
SILENT = {
    "no other branch": (HEAD + WORKER, HEAD, {}),
    "a branch that does not have the ID": (HEAD + WORKER, HEAD, {"side": HEAD}),
    "an entry that was cherry-picked": (HEAD + WORKER, HEAD, {"side": WORKER}),
    "one that was cherry-picked and resolved": (HEAD + WORKER, HEAD, {"side": DONE}),
    "one that stands in another place there": (
        HEAD + WORKER,
        HEAD,
        {"side": f"- \n\n{WORKER}---\n"},
    ),
    "an entry that was there before the change": (HEAD + WORKER, WORKER, {"side": DISK}),
    "an ID that is only named there": (
        HEAD + WORKER,
        HEAD,
        {"side": learning(f"See Also: {ID}", id="LRN-20260305-009")},
    ),
}


@pytest.mark.parametrize(("now", "before", "branches"), SILENT.values(), ids=SILENT)
def test_is_silent_about(now, before, branches):
    assert change(NAME, now, before, branches=branches) == []


def test_is_silent_where_no_change_is_judged(lint):
    assert lint(WORKER, NAME) == []


@pytest.mark.parametrize("hour", ["09", "11"])
def test_reports_two_entries_of_one_template(hour):
    more = "\n\n### Details\nFound by the nightly run, see the channel of the team on call.\n"
    first = learning(id="LRN-20260301-001", text="The worker is stale." + more)
    mine = learning(text="Delta dns broke." + more)
    theirs = learning(text="Kittens escaped." + more, logged=f"2026-03-05T{hour}:00:00Z")
    [found] = change(NAME, first + mine, first, branches={"side": first + theirs})
    assert found.message == f"{ID} is taken by another entry on `side`"


def test_reports_two_entries_that_share_all_but_their_summary():
    more = (
        "\n\n### Details\nFound by the nightly run of the monitoring, see the dashboard.\n"
        "\n### Suggested Action\nFix the configuration of the service that failed.\n"
    )
    mine = learning(text="TLS certificate expires each night." + more)
    theirs = learning(text="Cron skips jobs when clocks change." + more)
    [found] = change(NAME, HEAD + mine, HEAD, branches={"side": HEAD + theirs})
    assert found.message == f"{ID} is taken by another entry on `side`"


FAULTS = {
    "one branch": ({"origin/disk": DISK}, f"{ID} is taken by another entry on `origin/disk`"),
    "several branches": (
        {"disk": DISK, "same": WORKER, "pull/7/head": DISK, "pull/8/head": DISK},
        f"{ID} is taken by another entry on `disk` and 2 more",
    ),
    "the ID in small letters": (
        {"disk": DISK.replace(ID, ID.lower())},
        f"{ID} is taken by another entry on `disk`",
    ),
}


@pytest.mark.parametrize(("branches", "message"), FAULTS.values(), ids=FAULTS)
def test_reports(branches, message):
    [found] = change(NAME, HEAD + WORKER, HEAD, branches=branches)
    assert (found.message, found.subject) == (message, "id")
    assert found.hint == (
        "that is `Empty the cache of the build machine ev…`; "
        f"`learnings renumber {ID}` finds a free number"
    )
