"""Every detector of secrets finds what its recipes make, finds no decoy, and takes linear time."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator

import pytest

from learnings.privacy.borrowed import PREFIX
from learnings.privacy.catalogue import catalogue
from learnings.privacy.detector import BlockDetector, Detector
from learnings.privacy.finding import Hit, Piece
from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan

SECRETS = {"secret", "private-key", "credential-in-url"}
ALL = [one for one in catalogue().values() if one.check in SECRETS]


def hits(detector: Detector | BlockDetector, text: str) -> list[Hit]:
    if isinstance(detector, BlockDetector):
        return [*detector.find(text)]
    return [*detector.find(Piece(text))]


def cases(field: str) -> Iterator[object]:
    for detector in ALL:
        for number, recipe in enumerate(getattr(detector, field), 1):
            yield pytest.param(detector, recipe, id=f"{detector.name} {field[:-1]} {number}")


@pytest.mark.parametrize(("detector", "recipe"), [*cases("recipes")])
def test_each_recipe_makes_a_value_that_is_found(detector, recipe):
    for seed in range(8):
        text = cook(recipe, random.Random(seed))
        assert hits(detector, text), f"seed {seed}"
        assert scan(text), f"seed {seed}"


@pytest.mark.parametrize(("detector", "recipe"), [*cases("recipes")])
def test_what_is_found_passes_the_gate(detector, recipe):
    text = cook(recipe, random.Random(1))
    assert any(re.search(gate, text, re.IGNORECASE) for gate in detector.gates)


@pytest.mark.parametrize(("detector", "recipe"), [*cases("decoys")])
def test_no_decoy_is_found(detector, recipe):
    for seed in range(8):
        assert not hits(detector, cook(recipe, random.Random(seed))), f"seed {seed}"


@pytest.mark.parametrize("detector", ALL, ids=lambda detector: detector.name)
def test_each_detector_has_recipes_and_decoys(detector):
    assert detector.recipes
    # What those of detect-secrets must not find is in the tests of the engine.
    assert detector.decoys or detector.name.startswith(PREFIX)
    assert detector.gates


@pytest.mark.parametrize("detector", ALL, ids=lambda detector: detector.name)
def test_gates_need_no_look_around_and_no_long_repeat(detector):
    for gate in detector.gates:
        re.compile(gate, re.IGNORECASE)
        assert not re.search(r"\(\?[=!<]|\\[1-9]|\(\?P|\(\?[aiLmsux]", gate)
        assert all(int(number) <= 300 for number in re.findall(r"[{,](\d+)\}", gate))


SEEDS = (
    "password: ",
    "key=",
    "eyJ-",
    "https://a:b@",
    "-----BEGIN PRIVATE KEY-----\n",
    "| a |\n",
    "sk-",
)


@pytest.mark.timing
@pytest.mark.parametrize("seed", SEEDS)
def test_no_detector_takes_more_than_linear_time(seed):
    for detector in ALL:
        long = _seconds(detector, seed * (16000 // len(seed)))
        # What is over at once needs nothing to be compared with.
        if long >= 0.2:
            assert long < 10 * _seconds(detector, seed * (4000 // len(seed))), detector.name


def _seconds(detector: Detector | BlockDetector, text: str) -> float:
    begin = time.perf_counter()
    hits(detector, text)
    return time.perf_counter() - begin
