"""What is remembered of lines changes no finding, whatever was looked at before."""

from __future__ import annotations

import random

import pytest

from learnings import resource
from learnings.privacy import triage
from learnings.privacy.borrowed import DATA
from learnings.privacy.catalogue import catalogue
from learnings.privacy.finding import Finding
from learnings.privacy.recipe import cook
from learnings.privacy.search import Search

DETECTORS = tuple(catalogue().values())
KNOWN = resource.load(DATA)["looked_for"]


def search() -> Search:
    return Search(DETECTORS, known=KNOWN)


def texts(seed: int) -> list[str]:
    """Texts of few lines, of which some stand in several of them."""
    dice = random.Random(seed)
    recipes = [one for other in DETECTORS for one in (*other.recipes, *other.decoys)]
    lines = [line for _ in range(40) for line in cook(dice.choice(recipes), dice).split("\n")]
    lines += ["", "The password was set to", "> and it is", "the token is", "```"]
    end = dice.choice(("\n", "\r\n", "\r"))
    return [end.join(dice.choices(lines, k=dice.randrange(1, 9))) for _ in range(30)]


@pytest.mark.parametrize("seed", range(6))
def test_what_was_looked_at_before_changes_nothing(seed: int) -> None:
    some = texts(seed)
    alone = {text: search().findings(text) for text in some}
    one = search()
    for text in (*some, *reversed(some)):
        assert one.findings(text) == alone[text], text


@pytest.mark.parametrize("seed", range(3))
def test_lines_are_forgotten_when_there_are_too_many(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = texts(seed)
    expected = [search().findings(text) for text in some]
    monkeypatch.setattr(triage, "_MOST", 400)
    one = search()
    assert [one.findings(text) for text in some] == expected


def test_a_line_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    one = search()
    candidates = one._screen.candidates

    def counted(lines: list[str]) -> dict[int, frozenset[int]]:
        asked.extend(lines)
        return candidates(lines)

    monkeypatch.setattr(one._screen, "candidates", counted)
    found: list[list[Finding]] = [one.findings("a\nb\na\n"), one.findings("b\nc"), one.findings("")]
    assert found == [[], [], []]
    assert sorted(asked) == ["", "a", "b", "c"]


def test_a_look_that_was_broken_off_is_taken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    text = cook("the root password was set to {w*9}7x!", random.Random(2))
    one = search()
    with monkeypatch.context() as patch:
        patch.setattr(one._screen, "candidates", _broken)
        with pytest.raises(KeyboardInterrupt):
            one.findings(text)
    assert one.findings(text) == search().findings(text) != []


def _broken(lines: list[str]) -> dict[int, frozenset[int]]:
    raise KeyboardInterrupt
