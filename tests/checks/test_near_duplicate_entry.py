"""near-duplicate-entry: what is told twice is told as one."""

from __future__ import annotations

import pytest

NAME = "near-duplicate-entry"
POOL = "The pool of checkout ran out of connections\n\n### Details\nThe export held all sessions."
AGAIN = (
    "Checkout's pool ran out of connections\n\n### Details\nAll sessions were held by the export."
)
OTHER = "The certificate of the gateway expired\n\n### Details\nIts volume was not mounted."


def entry(number: int, text: str, *metadata: str, status: str = "pending", head: str = "") -> str:
    meta = "\n".join(f"- {line}" for line in metadata)
    return (
        f"## [LRN-2026030{number}-001] best_practice\n\n**Logged**: 2026-03-0{number}T09:00:00Z\n"
        f"**Status**: {status}\n{head}\n### Summary\n{text}\n"
        + (f"\n### Metadata\n{meta}\n" if meta else "")
        + "\n---\n\n"
    )


SILENT = {
    "one entry": entry(1, POOL),
    "no entry": "# Learnings\n",
    "two problems": entry(1, POOL) + entry(2, OTHER),
    "a twin that is named": entry(1, POOL) + entry(2, AGAIN, "See Also: LRN-20260301-001"),
    "a twin that names it": entry(1, POOL, "See Also: LRN-20260302-001") + entry(2, AGAIN),
    "a common key": entry(1, POOL, "Pattern-Key: pool.dry") + entry(2, AGAIN, "Pattern-Key: Pool.Dry"),
    "a sample": "".join(
        f"### LRN-2026030{n}-001\n**Status**: {status}\n**Context**: the export\n"
        "**Content**: The pool of checkout ran out of connections\n\n"
        for n, status in ((1, "pending"), (2, "example"))
    ),
    "the same ID twice, which is another fault": entry(1, POOL) + entry(1, POOL),
    "two entries of one template": entry(1, "Tool failed") + entry(2, "Tool failed"),
    "heads alike in the preset of machines": entry(1, POOL.split("\n")[0] + "\n\n### Details\nA batch held idle sessions for an hour.")
    + entry(2, AGAIN.split("\n")[0] + "\n\n### Details\nA deployment doubled the pods of search."),
}  # fmt: skip


@pytest.mark.parametrize("log", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, log):
    assert lint(log, NAME) == []


def test_the_later_of_two_names_the_earlier(lint):
    said = [
        "LEARNINGS.md:14:4: note[near-duplicate-entry] LRN-20260302-001 tells nearly the same as "
        "LRN-20260301-001"
    ]
    assert lint(entry(1, POOL) + entry(2, AGAIN), NAME) == said


def test_the_later_of_two_is_told_wherever_it_stands(lint):
    found = lint(entry(2, AGAIN) + entry(1, POOL), NAME)
    assert [line.split(" ")[0] for line in found] == ["LEARNINGS.md:1:4:"]


def test_a_change_that_adds_one_is_warned(lint):
    found = lint(entry(1, POOL) + entry(2, AGAIN), NAME, before=entry(1, POOL))
    assert [line.split(" ")[1] for line in found] == ["warning[near-duplicate-entry]"]


def test_a_change_elsewhere_is_not(lint):
    old = entry(1, POOL) + entry(2, AGAIN)
    assert lint(old + entry(3, OTHER), NAME, before=old) == []


def test_archives_are_compared_and_not_reported(lint):
    logs = {
        ".learnings/archive/LEARNINGS.md": entry(1, POOL),
        ".learnings/LEARNINGS.md": entry(2, AGAIN),
    }
    assert [line.split(":")[0] for line in lint(logs, NAME)] == [".learnings/LEARNINGS.md"]
    assert lint({".learnings/archive/LEARNINGS.md": entry(1, POOL) + entry(2, AGAIN)}, NAME) == []


def test_the_option_says_how_alike_is_too_alike(lint):
    log = SILENT["heads alike in the preset of machines"]
    assert len(lint(log, NAME, settings={"checks": {NAME: {"percent": 30}}})) == 1
    two = entry(1, POOL) + entry(2, AGAIN + " Twice in one evening.")
    assert lint(two, NAME, settings={"checks": {NAME: {"percent": 100}}}) == []


def test_chinese_entries_are_compared_by_pairs_of_signs(lint):
    one = entry(1, "热点缓存键同时过期导致数据库连接耗尽，需要加随机时间")
    two = entry(2, "热点缓存键同时过期，导致数据库连接耗尽，加随机时间")
    assert len(lint(one + two, NAME)) == 1
    assert lint(one + entry(2, "网关证书过期导致服务中断"), NAME) == []
