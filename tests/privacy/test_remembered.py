"""Passwords of words and a number with marks between, or of words with two groups of figures."""

from __future__ import annotations

import pytest

from learnings.diagnostic import Confidence
from learnings.privacy.scan import scan

WORD = "pass" + "word"
VARIABLE = f"DB_{WORD.upper()}"
LARGE = [mark.join(("Cobalt", "Heron", "41")) for mark in "-_."]
SMALL = ["-".join(("amber", "fjord", "39")), "-".join(("amber", "39", "fjord", "lamp"))]
TWICE = ["S3cure" + "88Orders", "Sw0rdfish" + "7Lamp"]
THINGS = [
    *("vault-prod-01", "db-primary-01", "web-frontend-02", "amber-fjord-01", "OPS-1234"),
    *("Postgres-Exporter-15", "Grafana-Agent-2", "rotated-in-2026", "Ingress-Controller-3"),
    *("Service-Account-2", "every-90-days", "two-factor-2", "Base64Sha256Hash", "sha256sum2"),
    *("payments-api-7", "Friday-March-13", "release-2026-04", "node.pool.3", "eu-west-1"),
]
SAID = [
    pytest.param(f"The root {WORD} is {{}}", id="a sentence"),
    pytest.param(f"The root {WORD} is {{}}.", id="a sentence that ends"),
    pytest.param(f"The {WORD} for db-01 was {{}} until today", id="of something"),
    pytest.param("Das Pass" + "wort ist {}", id="in German"),
    pytest.param("le mot de passe est {}", id="in French"),
]
LED = [
    pytest.param(f"It uses {WORD} {{}} for now", id="right behind the word"),
    pytest.param(f"We set the {WORD} to {{}}", id="what it was set to"),
]
GIVEN = [
    pytest.param("mysql -uroot -p{}", id="an option of a client"),
    pytest.param("ssh" + "pass -p {} ssh a@b", id="a program that is given it"),
    pytest.param(f'- name: {VARIABLE}\n  value: "{{}}"', id="below a name"),
    pytest.param(f"| host | {WORD} |\n|---|---|\n| a | {{}} |", id="the cell below"),
    pytest.param(f"**Root {WORD}**\n\n{{}}", id="below a label"),
]
PLACES = [
    f"The root {WORD} is in {SMALL[0]}",
    f"The {WORD} is {SMALL[0]}'s",
    f"We sent the {WORD} to {SMALL[0]}",
    f"the {WORD} is on {SMALL[0]}",
    f"the {WORD}: see OPS-1234",
    f"the {WORD} policy is {SMALL[0]}",
    f"{WORD} {SMALL[0]} was asked",
]


def _found(text: str) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in scan(text) if one.check == "secret"]


@pytest.mark.parametrize("text", [*SAID, *LED, *GIVEN])
def test_names_of_things_are_none(text: str) -> None:
    for thing in THINGS:
        assert _found(text.format(thing)) == [], thing


@pytest.mark.parametrize("text", PLACES)
def test_where_a_password_is_kept_is_none(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("text", [*SAID, *LED])
def test_what_a_sentence_says_is_found_with_less_confidence(text: str) -> None:
    start = text.index("{}")
    for value in [*LARGE, *(SMALL if text in [one.values[0] for one in SAID] else ())]:
        [found] = scan(text.format(value))
        assert (found.start, found.end) == (start, start + len(value)), value
        assert found.confidence is Confidence.LOW


@pytest.mark.parametrize("text", GIVEN)
def test_what_a_program_is_given_is_found(text: str) -> None:
    start = text.index("{}")
    for value in [*LARGE, *SMALL, *TWICE]:
        [found] = scan(text.format(value))
        assert (found.start, found.end) == (start, start + len(value)), value
        assert found.confidence is not Confidence.LOW
