"""Likeness: what the thresholds are worth on labelled pairs, and that it stays quick."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from learnings.markdown import parse
from learnings.similarity import (
    ALIKE,
    RELATED,
    TWIN,
    Corpus,
    keys_of,
    named,
    terms_of,
)
from learnings.terms import Terms, terms

DATA = json.loads((Path(__file__).parent / "data" / "similar-entries.json").read_text("utf-8"))
GUIDE = Path(__file__).resolve().parent.parent / "docs" / "authoring.md"


class Worth(NamedTuple):
    pairs: int
    precision: float
    recall: float


def document(text: str) -> Terms:
    title, summary, details = text.split(" | ")
    return terms(f"{title} {summary}", details)


def pairs(half: str) -> list[tuple[bool, str, str]]:
    found = []
    for row in DATA[half]["threes"]:
        found += [(True, row["a"], row["b"]), (False, row["a"], row["c"])]
        found += [(False, row["b"], row["c"])]
    found += [(False, one, other) for one, other in DATA[half]["templates"]]
    later = DATA[half]["pairs"]
    return found + [
        (label == "same", *pair) for label in ("same", "other") for pair in later[label]
    ]


def worth(half: str, threshold: float) -> Worth:
    """Precision and recall on the pairs of a half, whose texts are the corpus."""
    labelled = pairs(half)
    texts = dict.fromkeys(text for _, one, other in labelled for text in (one, other))
    corpus = Corpus(map(document, texts))
    said = [(same, corpus.score(document(one), document(other)) >= threshold)
            for same, one, other in labelled]  # fmt: skip
    right = sum(same and yes for same, yes in said)
    claimed = sum(yes for _, yes in said)
    return Worth(len(said), right / max(claimed, 1), right / sum(same for same, _ in said))


def test_there_are_enough_pairs_and_none_is_in_both_halves():
    chosen, held = pairs("chosen"), pairs("held")
    assert len(chosen) + len(held) >= 190
    assert not {text for row in chosen for text in row[1:]} & {
        text for row in held for text in row[1:]
    }


@pytest.mark.parametrize(("name", "threshold"), [("asked about", ALIKE), ("duplicate", TWIN)])
@pytest.mark.parametrize("half", ["chosen", "held"])
def test_the_guide_says_what_a_threshold_is_worth(half, name, threshold):
    found = worth(half, threshold)
    row = (
        f"| {name} | {threshold:g} | {half} | {found.pairs} "
        f"| {found.precision:.2f} | {found.recall:.2f} |"
    )
    assert row in GUIDE.read_text("utf-8"), row


def test_what_is_asked_about_is_right_more_often_than_not_on_pairs_of_no_choice():
    found = worth("held", ALIKE)
    assert found.precision > 0.7
    assert found.recall > 0.75


SAME = {
    "another ending": ("migrations failed", "the migration fails"),
    "the case": ("ECONNREFUSED at startup", "econnrefused at startup"),
    "a number": ("pool of 20 exhausted", "pool of 50 exhausted"),
    "words of a name in one": ("db_subnet_group", "db subnet group"),
    "neighbouring signs": ("缓存穿透", "缓存穿透"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_terms_are_the_same_but_for(one, other):
    assert terms(one).head == terms(other).head


def test_an_id_a_date_and_a_hash_are_no_terms():
    assert terms("LRN-20260301-001 2026-03-01T09:00:00Z 4f3a9c1d the of").head <= {"01t09", "00z"}


def test_the_score_lies_between_0_and_1_and_is_that_of_nothing_for_nothing():
    corpus = Corpus([terms("the pool ran dry"), terms("")])
    whole = terms("the pool ran dry of connections", "all sessions were idle")
    assert corpus.score(whole, whole) == pytest.approx(1.0)
    assert corpus.score(terms(""), whole) == 0.0
    assert corpus.nearest(terms(""), 5) == []
    assert Corpus().nearest(whole, 5) == []


def test_a_text_of_one_word_is_not_taken_for_a_part_of_everything():
    corpus = Corpus(document(text) for _, one, other in pairs("chosen") for text in (one, other))
    assert all(item.score < ALIKE for item in corpus.nearest(terms("database"), 50, 0.0))


def test_the_nearest_come_first_and_unlike_ones_not_at_all():
    texts = [
        "tls certificate of the gateway expired",
        "gateway certificate expired",
        "disk is full",
    ]
    found = Corpus(map(terms, texts)).nearest(terms("the certificate of the gateway expired"), 5)
    assert [item.number for item in found] == [1, 0]
    assert all(item.score >= RELATED for item in found)


def test_the_text_of_an_entry_is_its_heading_summary_and_details_but_not_its_form():
    log = parse(
        b"## [LRN-20260301-001] correction\n\n**Logged**: 2026-03-01\n**Area**: frontend\n\n"
        b"### Summary\nCertificates expire\n\n### Details\nThe volume is missing\n\n"
        b"### Metadata\n- Source: conversation\n- Pattern-Key: tls.renewal, n/a\n"
        b"- See Also: LRN-20260228-001\n",
        ".learnings/LEARNINGS.md",
    )
    entry = log.entries[0]
    found = terms_of(entry, log)
    assert terms("certificate expire tls renewal").head <= found.head
    assert terms("volume").head <= found.whole - found.head
    assert not terms("frontend conversation").head & found.whole
    assert not terms("volume").head & terms_of(entry, log, deep=False).whole
    assert named(entry, log) == {"LRN-20260228-001"}
    assert keys_of(entry) == {"tls.renewal"}


def test_twins_are_found_in_a_crowd_of_equal_entries():
    crowd = [terms("nightly export of the ledger timed out again on replica")] * 300
    found = list(Corpus([*crowd, terms("printer out of paper")]).twins())
    assert [(number, other) for _, number, other in found] == [(n, n - 1) for n in range(1, 300)]


def test_twins_take_time_in_proportion_to_the_entries():
    import time

    def seconds(count: int) -> float:
        corpus = Corpus(terms(f"word{n * 7919 % 4001}x other{n * 104729 % 3989}y thing{n}z place{n % 977}q")
                        for n in range(count))  # fmt: skip
        start = time.process_time()
        list(corpus.twins())
        return time.process_time() - start

    small, large = min(seconds(2000) for _ in range(3)), min(seconds(16000) for _ in range(3))
    assert large < max(small * 8 * 4, 0.2)


OTHER = {
    "numbers": ("Weekly report: 12 incidents | Week 10, MTTR 40", "Weekly report: 9 incidents | Week 11, MTTR 35"),
    "versions": ("Upgraded Postgres to 14.2 on all nodes | done", "Upgraded Postgres to 14.3 on all nodes | done"),
    "months": ("Restore test of January passed | ok", "Restore test of February passed | ok"),
    "months in Chinese": ("三月可用性周报 | 故障 2 起", "四月可用性周报 | 故障 3 起"),
    "causes": (
        "Kafka lag grew because one partition was hot | Orders late",
        "Kafka lag grew because the group was rebalancing | Orders late",
    ),
    "causes in the details": (
        "Kafka lag of orders grew | One partition was hot",
        "Kafka lag of orders grew | The group was rebalancing",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_texts_are_no_duplicates_for_their(one, other):
    first, second = (terms(*text.split(" | ")) for text in (one, other))
    corpus = Corpus([first, second, *(terms(f"thing{n} place{n}") for n in range(20))])
    assert RELATED <= corpus.score(first, second) < TWIN
    assert corpus.score(first, second) == corpus.score(second, first)


def test_the_same_numbers_are_no_series():
    text = terms("Weekly report: 12 incidents of the week 10 in the region of Oslo")
    again = terms("Weekly reports: 12 incidents in week 10, region of Oslo")
    assert Corpus([text, again]).score(text, again) > TWIN


@pytest.mark.parametrize(
    ("one", "other"),
    [("the cert expired", "the certificate ran out"), ("k8s config", "kubernetes configuration")],
)
def test_words_that_mean_the_same_are_one_term(one, other):
    assert terms(one).head == terms(other).head
