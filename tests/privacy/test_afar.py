"""What is told of a text without a pattern: no less than the patterns find."""

from __future__ import annotations

import random
import re

import pytest

from learnings.privacy import afar, counted, signs
from learnings.privacy.catalogue import catalogue
from learnings.privacy.gate import choices, parsed, solid_of

PIECES = (
    *(
        "\n",
        "\n",
        "\n- ",
        "\n> ",
        "\r\n",
        "\n// ",
        "\n2026-03-01 ERROR ",
        "\n| ",
        " ",
        "\\\n",
        "<br>",
    ),
    *('"', "'", "`", '" + "', "' .\n '", '" \\\n b"', "` || `", '"\n  "', "**", "\\", "&amp;"),
    *(
        "a1b2c3d4e5f6",
        "ABCDEFGHIJ",
        "tokenValueOf",
        "word",
        "x_y",
        "https://x.y",
        "-",
        "[.]",
        "(dot)",
    ),
    *(
        "%41",
        "=3D",
        "=2b",
        "\u200b",
        "\t",
        "**b",
        "a**",
        "<b>",
        "4111 1111",
        "12-34-5678",
        "123-45-",
    ),
    *("at", "[at]", "( at )", "@", "dot", "aa:bb:cc:", "dd:ee:ff", "1a2b.", "123456789012", "6789"),
)
SOLID = (
    (r"[0-9a-z]{6}\.[0-9a-z]{16}", 16),
    (r"ap[0-9a-f][0-9a-z]{8}", 11),
    (r"[0-9]{3}-[0-9]{2}-[0-9]{4}", 11),
    (r"[^\x00-\x2c\x2e\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f]{23}\.x", 23),
    (r"\d{4}\w{4}", 8),
    (r"[a-z ]{9}", 0),
    (r"[^a-z]{9}k", 1),
    (r"\W{3}", 0),
)


def texts(seed: int) -> list[str]:
    dice = random.Random(seed)
    return ["".join(dice.choices(PIECES, k=dice.randrange(2, 12))) for _ in range(3000)]


@pytest.mark.parametrize("seed", range(2))
def test_nothing_that_the_patterns_of_signs_find_is_passed(seed: int) -> None:
    found = [0, 0, 0]
    for text in texts(seed):
        is_odd = signs.odd(text)
        is_long = any(map(signs.is_long, signs.chains(text)))
        is_percent = bool(signs.PERCENT.search(text) or signs.QUOTED.search(text))
        assert afar.may_be_odd(text) or not is_odd, text
        assert bool(list(signs.odd_places(text))) == is_odd, text
        assert afar.may_go_on(text) or not is_long, text
        assert afar.is_percent(text) == is_percent, text
        runs = [run[0].rstrip("=") for run in signs.BASE64.finditer(text)]
        assert list(afar.base64(text)) == runs, text
        found = [
            count + one for count, one in zip(found, (is_odd, is_long, is_percent), strict=True)
        ]
    assert min(found) > 100


@pytest.mark.parametrize("name", ["us-ssn", "payment-card", "email-address", "mac-address"])
def test_no_number_or_address_that_a_gate_lets_pass_is_passed(name: str) -> None:
    detector = catalogue()[name]
    judge = getattr(counted, detector.least)
    gates = [re.compile(gate, re.IGNORECASE) for gate in detector.gates]
    lines = [line for text in texts(7) for line in text.splitlines()]
    found = [line for line in lines if any(gate.search(line) for gate in gates)]
    assert all(map(judge, found))
    assert not all(map(judge, lines))


@pytest.mark.parametrize(("pattern", "expected"), SOLID)
def test_how_many_letters_figures_and_hyphens_a_pattern_matches_in_a_row(
    pattern: str, expected: int
) -> None:
    assert solid_of(list(parsed(pattern))) == expected
    assert max(map(solid_of, choices(pattern))) == expected


@pytest.mark.parametrize(
    "line", ["", "passed at 2026-03-01T09:00:00Z (p99 3 ms)", "12-34-56, 1.2.3"]
)
def test_a_time_is_no_number(line: str) -> None:
    for judge in (counted.carded, counted.dashed, counted.accounted, counted.hardware):
        assert not judge(line)
