"""What is found behind the screen is what every detector finds on every line."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import pytest

from learnings import resource
from learnings.privacy import sieve
from learnings.privacy.borrowed import LEFT_OUT, PREFIX
from learnings.privacy.catalogue import catalogue
from learnings.privacy.engine import plugins_there
from learnings.privacy.finding import Finding
from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan
from learnings.privacy.screen import Screen, looked_for
from learnings.privacy.search import Search
from scripts.gates import plugin_gates

ROOT = Path(__file__).parents[2]
# Without the screen a long page takes seconds, and pages are much alike.
_LONG = 16_000
CORPUS = [
    *sorted((ROOT / "tests" / "corpus").glob("*.md")),
    *sorted(page for page in (ROOT / "docs").glob("*.md") if page.stat().st_size < _LONG),
]
DETECTORS = tuple(catalogue().values())
KNOWN = resource.load("gates.json")["looked_for"]
BARE = Search(DETECTORS, is_screened=False)
ENGINES = [name for name in ("re", "re2", "hyperscan") if importlib.util.find_spec(name)]
SEARCHES = {name: Search(DETECTORS, name, known=KNOWN) for name in ENGINES}
WRAPS = (
    "{}",
    "See ({}).",
    "**{}**",
    "| a | {} | b |",
    "`{}`",
    "> token: {},",
    "10:00:01 INFO x={}",
    "~~{}~~",
    "<{}>",
    "'{}'",
    'key = "{}"',
)


def log(seed: int, lines: int = 150) -> str:
    """Lines of a log with values of all recipes among them."""
    dice = random.Random(seed)
    recipes = [recipe for one in DETECTORS for recipe in (*one.recipes, *one.decoys)]
    words = [
        "the",
        "pool",
        "of",
        "db",
        "key",
        "secret",
        "token",
        "is",
        "was",
        "at",
        "10:32",
        "node-7",
        "'a'",
        "https://example.org/x",
    ]
    found = []
    for _ in range(lines):
        line = " ".join(dice.choices(words, k=dice.randrange(2, 12)))
        if dice.random() < 0.5:
            value = cook(dice.choice(recipes), dice)
            if dice.random() < 0.2:
                value = value.replace("_", r"\_")
            if dice.random() < 0.1:
                cut = dice.randrange(len(value))
                value = value[:cut] + dice.choice(["\n> ", "\n  ", "<br>", "\u200b"]) + value[cut:]
            line = f"{line} {dice.choice(WRAPS).format(value)} {dice.choice(words)}"
        found.append(line)
    return dice.choice(["\n", "\r\n"]).join(found)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_the_screen_changes_nothing_in_a_page(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    found = BARE.findings(text)
    assert scan(text) == found
    for name, search in SEARCHES.items():
        assert search.findings(text) == found, name


@pytest.mark.parametrize("seed", range(12))
def test_the_screen_changes_nothing_in_a_log(seed: int) -> None:
    text = log(seed)
    found: list[Finding] = BARE.findings(text)
    assert scan(text) == found
    for name, search in SEARCHES.items():
        assert search.findings(text) == found, name
    assert len(found) > 20


@pytest.mark.parametrize("seed", range(6))
def test_a_line_in_which_detect_secrets_finds_something_is_a_candidate(seed: int) -> None:
    plugins = {name: one for name, one in plugins_there().items() if name not in LEFT_OUT}
    screen = Screen([plugin_gates(one) for one in plugins.values()])
    asked = [one() for one in plugins.values()]
    lines = log(seed).splitlines()
    candidates = screen.candidates(lines)
    for number, line in enumerate(lines):
        for rank, plugin in enumerate(asked):
            if plugin.analyze_line("log.md", line, 1):
                assert rank in candidates.get(number, set()), (type(plugin).__name__, number)
                assert screen.passes(rank, line)


@pytest.mark.parametrize("name", catalogue())
def test_a_detector_finds_what_its_recipes_make_and_no_decoy(name: str) -> None:
    detector = catalogue()[name]
    for seed in range(4):
        for recipe in detector.recipes:
            assert scan(cook(recipe, random.Random(seed))), recipe
        for recipe in detector.decoys:
            text = cook(recipe, random.Random(seed))
            assert name not in [one.detector for one in scan(text)], recipe


def test_what_is_looked_for_was_written_for_the_gates_of_today() -> None:
    gates = {one for detector in DETECTORS for one in detector.gates}
    assert {one: looked_for(one) for one in gates} == {one: KNOWN[one] for one in gates}
    assert any(name.startswith(PREFIX) for name in catalogue())
    assert sieve.SHORT > 0
