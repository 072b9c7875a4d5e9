"""What is said of a rate: against sums by hand, at the borders, and in words."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from math import comb

import pytest

from learnings.review.rate import at_least, rate, rounded, sentence

TODAY = dt.date(2026, 3, 10)
SINCE = TODAY - dt.timedelta(days=29)


def ago(*days: int) -> list[dt.date]:
    return [TODAY - dt.timedelta(days=count) for count in days]


def exact(hits: int, tries: int, share: Fraction) -> float:
    terms = (comb(tries, k) * share**k * (1 - share) ** (tries - k) for k in range(hits, tries + 1))
    return float(sum(terms))


@pytest.mark.parametrize(("hits", "tries"), [(0, 5), (1, 1), (3, 10), (10, 10), (7, 40), (60, 300)])
def test_the_probability_is_the_exact_sum(hits, tries):
    assert at_least(hits, tries, 30 / 400) == pytest.approx(
        exact(hits, tries, Fraction(30, 400)), rel=1e-9
    )


CASES = {
    "three events are too few": ([1, 2, 3], 400, "unknown", None),
    "logs of a month reach not far enough": ([1, 2, 3, 4, 25], 31, "unknown", None),
    "one a month is a constant rate": ([5, 35, 65, 95, 125, 155], 180, "constant", 0.66),
    "all of late is more": ([1, 2, 3, 4, 300], 365, "more", 0.0),
    "none of late is a constant rate": ([100, 200, 300, 350], 365, "constant", 1.0),
}


@pytest.mark.parametrize(("days", "began", "verdict", "chance"), CASES.values(), ids=CASES.keys())
def test_the_verdict(days, began, verdict, chance):
    found = rate(ago(*days), ago(began)[0], SINCE, TODAY)
    assert found.verdict == verdict
    assert (found.chance is None) == (chance is None)
    if chance is not None:
        assert found.chance == pytest.approx(chance, abs=0.01)
    assert found.window == 30
    assert found.events == len(days)


def test_a_day_to_come_does_not_count():
    found = rate(
        [TODAY + dt.timedelta(days=1), *ago(1, 50, 90, 150, 250)], ago(300)[0], SINCE, TODAY
    )
    assert found.events == 5


def test_the_words_name_n_the_window_and_the_test():
    found = rate(ago(5, 35, 65, 95, 125, 155), ago(179)[0], SINCE, TODAY)
    assert sentence(found) == (
        "1 of 6 in the last 30 days: a constant rate explains it (P(so many or more) ≈ 0.7; "
        "exact binomial test, n = 6 since 2025-09-12)"
    )
    few = rate(ago(1, 2), ago(179)[0], SINCE, TODAY)
    assert sentence(few).endswith("too few to tell a change of the rate (n = 2)")
    today = rate([TODAY, *ago(1, 2)], ago(179)[0], TODAY, TODAY)
    assert sentence(today).startswith("1 of 3 in the last 1 day: ")
    short = rate(ago(1, 2, 3, 4), ago(10)[0], SINCE, TODAY)
    assert sentence(short).endswith("do not reach back far enough to tell a change of the rate")


ROUNDED = {
    1.0: "≈ 1",
    0.97: "≈ 1",
    0.66: "≈ 0.7",
    0.034: "≈ 0.03",
    0.0061: "≈ 0.006",
    1e-9: "< 0.001",
}


@pytest.mark.parametrize(("chance", "shown"), ROUNDED.items())
def test_a_chance_has_one_digit(chance, shown):
    assert rounded(chance) == shown
