"""What is an order and what only tells something, by the first words of an English line."""

from __future__ import annotations

import time

import pytest

from learnings.promotion.order import tells

ORDERS = (
    "Be careful", "Be prepared for a failover", "Cache the results", "Cache failed lookups",
    "Alert on queues that were idle", "Alert on disks", "Service the hosts", "Disk-check hosts first",
    "Disk-check the hosts that were moved", "Use signed images", "Deploy images signed by the CI",
    "Keep secrets encrypted at rest", "Keep images signed", "Retry failed jobs", "Get started early",
    "Delete branches merged into main", "Rotate keys shared with vendors", "Log failed logins",
    "Ensure backups are tested", "Check the disk is mounted", "Verify TLS is on", "Test backups are whole",
    "Make sure the cache is warm", "Never assume a host is up", "Use is for None", "Use `is` for None",
    "Seed the database", "Embed the font", "Process queued jobs in order", "Focus shared effort there",
    "Secrets need rotation", "Kubernetes: pin the version that was tested", "Scale down", "Back up",
    "When the disk is full, empty it", "If it was red, run it again", "Log requests the proxy has sent",
    "Do what was agreed", "Don't trust what is cached", "Slow down", "Address reviewed comments",
    "Have backups tested each month", "Remove unused flags", "Treat expired tokens as stolen",
    "Release in small steps", "Shut down", "Pin actions used in workflows", "毎晩キャッシュを空にする",
    "Let the host that is full drain", "Never", "Roll back what was released", "Feed the queue",
)  # fmt: skip
TOLD = {
    "Disk 2 filled up": "filled", "Database connections were exhausted": "were",
    "Payments failed for 40 minutes": "failed", "Nobody looked": "looked", "Alerts are noisy": "are",
    "Users complained about latency": "complained", "Cache was full": "was", "Service down": "down",
    "Kubernetes evicted the pods": "evicted", "Deploy deleted the table": "deleted",
    "Test was flaky": "was", "Alert wasn’t sent": "wasn't", "Deploy failed.": "failed",
    "Release pipeline deleted the table": "deleted", "Retry pool size was 5": "was",
    "Host has no disk": "has", "Disk filled up": "filled", "API unavailable": "unavailable",
}  # fmt: skip


@pytest.mark.parametrize("line", ORDERS)
def test_what_may_be_an_order_is_one(line):
    assert tells(line) == ""


@pytest.mark.parametrize(("line", "word"), TOLD.items(), ids=TOLD)
def test_what_tells_something_is_known_by_its_verb(line, word):
    assert tells(line) == word


def test_a_long_line_is_judged_by_its_first_words():
    def spent(count: int) -> float:
        start = time.perf_counter()
        tells("disk " * count)
        return time.perf_counter() - start

    assert min(spent(20_000) for _ in range(3)) < 40 * min(spent(2_000) for _ in range(3)) + 0.01
