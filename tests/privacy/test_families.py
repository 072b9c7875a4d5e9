"""Each detector of addresses, accounts and people finds its recipes, and quickly."""

from __future__ import annotations

import random
import re
import time

import pytest

from learnings.privacy.detector import BlockDetector, Detector
from learnings.privacy.finding import Hit, Piece
from learnings.privacy.network import network
from learnings.privacy.personal import personal
from learnings.privacy.recipe import cook
from tests.privacy.values import WORLD

DETECTORS = [*network(WORLD), *personal(WORLD)]
LINES = [detector for detector in DETECTORS if isinstance(detector, Detector)]
NAMES = [detector.name for detector in DETECTORS]


def found(detector: Detector | BlockDetector, text: str) -> list[Hit]:
    if isinstance(detector, BlockDetector):
        return list(detector.find(text))
    return list(detector.find(Piece(text)))


def opens(detector: Detector | BlockDetector, text: str) -> bool:
    return any(
        re.search(gate, line, re.IGNORECASE)
        for gate in detector.gates
        for line in text.splitlines()
    )


@pytest.mark.parametrize("detector", DETECTORS, ids=NAMES)
def test_what_is_made_by_its_recipes_is_found(detector: Detector | BlockDetector) -> None:
    dice = random.Random(f"recipes of {detector.name}")
    assert detector.recipes
    for recipe in detector.recipes:
        for _ in range(50):
            text = cook(recipe, dice)
            hits = found(detector, text)
            assert hits, recipe
            assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
            assert opens(detector, text), recipe


@pytest.mark.parametrize("detector", DETECTORS, ids=NAMES)
def test_its_decoys_are_left_alone(detector: Detector | BlockDetector) -> None:
    dice = random.Random(f"decoys of {detector.name}")
    assert detector.decoys
    for recipe in detector.decoys:
        for _ in range(50):
            assert not found(detector, cook(recipe, dice)), recipe


@pytest.mark.parametrize("detector", DETECTORS, ids=NAMES)
def test_it_says_what_it_finds_and_where_that_is_written(
    detector: Detector | BlockDetector,
) -> None:
    assert detector.title
    assert detector.source
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", detector.name)


def test_no_two_detectors_share_a_name() -> None:
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("detector", LINES, ids=[detector.name for detector in LINES])
def test_its_gates_hold_nothing_that_an_engine_refuses(detector: Detector) -> None:
    for gate in detector.gates:
        re.compile(gate)
        assert not re.search(r"\(\?", gate), gate
        assert not re.search(r"\\[1-9]", gate), gate


@pytest.mark.parametrize("detector", LINES, ids=[detector.name for detector in LINES])
def test_a_line_of_another_detector_opens_its_gate_if_it_finds_something(
    detector: Detector,
) -> None:
    dice = random.Random(5)
    for other in LINES:
        for recipe in other.recipes + other.decoys:
            text = cook(recipe, dice)
            assert not found(detector, text) or opens(detector, text), recipe


# What makes a careless pattern go back and forth: its own pieces, again and again.
UNITS = (
    *("10.", "10.0.0.5", "1", "a", "a.", "a-", "a@", "@a", "@a.", "a@a.", "-", " ", ".", ":", "/"),
    *("fe80:", "aa:", "ff-", "a_", "/home/a", "~a", "+1", "+1 2", "phone ", "phone number is "),
    *("4111 ", "4", "account ", "account id ", "cc ", "cc A", "owner: Aa Bb", "Aa ", "Mr. Aa "),
    *("projects/a", "ssh a", "web-prod-", "a.internal", ".local", "s3://a", "arn:aws:", "tenant "),
    *("[at] ", "a [at] a [dot] ", "card ", "iban DE89", "`@", "\\", "%2Fhome%2F", "C:\\Users\\a "),
    *("a'", "Aa-", "de de ", "prod-a", "1-", "12 ", "12-", "電話", "'", '"a ', "gcp project ", "="),
)


def cost(detector: Detector, text: str, tries: int = 3) -> float:
    best = 9.0
    for _ in range(tries):
        begin = time.perf_counter()
        found(detector, text)
        best = min(best, time.perf_counter() - begin)
    return best


@pytest.mark.timing
@pytest.mark.parametrize("detector", LINES, ids=[detector.name for detector in LINES])
def test_twice_the_text_takes_about_twice_the_time(detector: Detector) -> None:
    slow = []
    for unit in UNITS:
        small, large = unit * (8_000 // len(unit)), unit * (32_000 // len(unit))
        # What is over at once cannot tell.
        if cost(detector, large, tries=1) <= 0.2:
            continue
        once, more = cost(detector, small), cost(detector, large)
        # Four times the text: 4 if linear, 16 if quadratic.
        if more > 0.2 and more > 9 * once:
            slow.append((unit, once, more))
    assert not slow
