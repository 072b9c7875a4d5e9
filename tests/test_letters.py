"""The pairs of letters: made of counts that are kept, and still those of what people write here."""

from __future__ import annotations

import random
import string

import pytest

from learnings import resource
from learnings.privacy.secrets.worth import letter_score
from scripts import letters

PAIRS = resource.load("letter-pairs.json")["pairs"]


def mean(counts: list[list[int]], rows: list[list[float]]) -> float:
    pairs = [
        (n, row[at]) for line, row in zip(counts, rows, strict=True) for at, n in enumerate(line)
    ]
    return sum(n * worth for n, worth in pairs) / sum(n for n, _ in pairs)


@pytest.mark.parametrize("row", PAIRS, ids=string.ascii_lowercase)
def test_what_may_follow_a_letter_adds_up_to_one(row):
    assert len(row) == 26
    assert sum(2**worth for worth in row) == pytest.approx(1, abs=0.1)


def test_the_counts_that_are_kept_make_the_table_and_no_page_does(tmp_path):
    assert letters.table(letters.kept()) == resource.text("letter-pairs.json")
    (tmp_path / "page.md").write_text("Zzyzx `qqqq` and <zz>\n\n```\nqq\n```\n")
    counts = letters.counted(tmp_path)
    assert sum(map(sum, counts)) == len("Zzyzx") - 1 + len("and") - 1
    assert counts[25][25] == 1


@pytest.mark.parametrize(
    "word", ["certificate", "deployment", "rollback", "throughput", "checkout"]
)
def test_a_word_scores_higher_than_any_shuffle_of_its_letters_on_average(word):
    shuffled = [letter_score("".join(random.Random(n).sample(word, len(word)))) for n in range(40)]
    assert letter_score(word) > -5.0
    assert letter_score(word) > sum(shuffled) / len(shuffled) + 0.5


def test_the_pages_of_today_are_as_likely_as_those_that_were_counted():
    today = letters.counted(letters.ROOT / "docs")
    assert mean(today, PAIRS) == pytest.approx(mean(letters.kept(), PAIRS), abs=0.1)
