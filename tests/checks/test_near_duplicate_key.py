"""near-duplicate-key: one pattern has one key."""

from __future__ import annotations

from importlib import import_module

import pytest

from learnings import registry

from .key_pairs import LATER, ONE_KEY, PUT_ASIDE, TUNED, TWO_KEYS
from .learning import learning, problems

NAME = "near-duplicate-key"


def text(*keys: str) -> str:
    return "".join(
        learning(f"Pattern-Key: {key}", id=f"LRN-202603{at:02}-001", logged=f"2026-03-{at:02}")
        for at, key in enumerate(keys, 1)
    )


SILENT = {
    "one key": text("pool.exhausted"),
    "the same key": text("pool.exhausted", "pool.exhausted"),
    "the same key in back-ticks": text("pool.exhausted", "`pool.exhausted`"),
    "no key": text("none", "n/a"),
    "another number": text("api.v1", "api.v2", "api.v12"),
    "another short word": text("cpu.full", "gpu.full"),
    "another ending": text("job.parser", "job.parsed"),
    "another first letter": text("token.encode", "token.decode"),
    "two words of the language": text("worker.polling", "worker.pooling"),
    "two keys of one entry": text("pool.exhausted, worker.stale"),
    "what leads to what": text("client.to.server", "server.to.client"),
    "other words of Chinese": text("连接池.耗尽", "连接池.泄漏"),
}


@pytest.mark.parametrize("log", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, log):
    assert lint(log, NAME) == []


ALIKE = {
    "a plural": ("pool.exhausted", "pools.exhausted"),
    "an irregular plural": ("dependency.old", "dependencies.old"),
    "a letter": ("connection.leak", "conection.leak"),
    "two letters of a long word": ("certificate.old", "certifcaet.old"),
    "letters that changed places": ("worker.restrat", "worker.restart"),
    "another order": ("full.disk", "disk.full"),
    "other separators": ("pool.too_small", "pool_too-small"),
    "case": ("pool.Exhausted", "pool.exhausted"),
    "one word for two": ("roll_back.failed", "rollback.failed"),
    "capitals for separators": ("worker.stale_config", "worker.staleConfig"),
}


@pytest.mark.parametrize(("first", "second"), ALIKE.values(), ids=ALIKE)
def test_reports(lint, first, second):
    assert lint(text(first, second), NAME) == [
        f"LEARNINGS.md:22:16: note[{NAME}] the key `{second}` is likely `{first}`, the key of"
        " an entry"
    ]


def test_the_key_of_fewer_entries_is_the_slip(lint):
    [line] = lint(text("pools.exhausted", "pool.exhausted", "pool.exhausted"), NAME)
    assert line.endswith("`pools.exhausted` is likely `pool.exhausted`, the key of 2 entries")


def test_the_fingerprint_is_that_of_the_key():
    assert [item.subject for item in problems(NAME, text("a.pool_full", "a.Pools_Full"))] == [
        "a.pools full"
    ]


def test_an_archive_knows_keys_and_is_not_judged():
    archive, log = ".learnings/archive/2026.md", ".learnings/LEARNINGS.md"
    first, second = text("pool.exhausted"), text("pools.exhausted").replace("0301", "0302")
    assert [item.path for item in problems(NAME, {archive: first, log: second})] == [log]


keys = import_module("learnings.checks._keys")


def found(pairs: list[tuple[str, str]]) -> int:
    """How many of the pairs the check takes for one key."""
    return sum(len(problems(NAME, text(*pair))) for pair in pairs)


def test_there_are_enough_labelled_pairs():
    assert len(ONE_KEY) + len(TWO_KEYS) >= 80
    assert len({*ONE_KEY, *TWO_KEYS, *LATER[0], *LATER[1]}) == 160


SCORES = {
    "those it was chosen on": (TUNED, (26, 26, 0, 27)),
    "those put aside": (PUT_ASIDE, (26, 26, 0, 27)),
    "those written later": (LATER, (20, 24, 3, 30)),
}


@pytest.mark.parametrize(("pairs", "score"), SCORES.values(), ids=SCORES)
def test_precision_and_recall_on_the_pairs(pairs, score):
    one, two = pairs
    assert (found(one), len(one), found(two), len(two)) == score


def test_the_page_tells_the_scores():
    page = " ".join(registry.checks()[NAME].page.split())
    (right, of, wrong, others), (later, of_later, wrong_later, more) = (
        SCORES[name][1] for name in ("those put aside", "those written later")
    )
    assert f"On {of + others} pairs of keys put aside" in page
    assert f"it found {right} of {of} and was right {right} times of {right + wrong}" in page
    assert f"On {of_later + more} that were written" in page
    assert f"{later} of {of_later} and was right {later} times of {later + wrong_later}" in page


def test_what_are_alike_leave_a_common_trace():
    for pair in (*ONE_KEY, *TWO_KEYS, *LATER[0], *LATER[1]):
        one, other = map(keys.take_apart, pair)
        if keys.are_alike(one, other) and pair[0] != pair[1]:
            assert {*keys.traces(one)} & {*keys.traces(other)}, pair
        assert keys.are_alike(one, other) == keys.are_alike(other, one)
