"""What looks like a value from afar: everything that a detector finds does."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnings.privacy import across, least
from learnings.privacy.catalogue import catalogue
from learnings.privacy.detector import BlockDetector
from learnings.privacy.finding import Piece
from learnings.privacy.glance import is_clean
from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan
from learnings.privacy.search import Search
from learnings.privacy.secrets.command import _NAMES
from learnings.privacy.secrets.judge import is_credential
from learnings.privacy.secrets.words import GATES, WORDS, Strength

from .spelling import spellings

NAMES = [name for name, one in catalogue().items() if one.least]
SIGNS = "abcXYZ0179 \t.:=/-_!@#%&*()[]{}<>\"'`|,;~\\äßÉ密码：is to of"
SILENT = (
    "The key was made of the path alone, so that one tenant saw the page of another.",
    "- Pattern-Key: capacity_issue.checkout",
    "The job stops with `401 Unauthorized: token expired`; `GITHUB_TOKEN` is not enough.",
    "commit 3f9c2ab81de04417b5c6a9f01d2e7788aa41bc90 passed at 2026-03-01T09:00:00Z",
    "exit code 137, passed in 3 ms",
)
values = st.text(st.sampled_from("abcdeXYZqwxj0179.:=/-_!@#%+~äé"), min_size=4, max_size=50)

SPELT = [
    pytest.param(family, word, id=f"{family}: {word}")
    for family, pattern in WORDS.items()
    for word in spellings(pattern.pattern)
]
GATED = [
    pytest.param(family, text, id=f"{family}: {text}")
    for family, gates in GATES.items()
    for gate in gates
    for text in spellings(gate)
    if WORDS[family].search(text)
]


@pytest.mark.parametrize(("family", "word"), SPELT)
def test_a_word_that_announces_a_credential_opens_its_gate(family: str, word: str) -> None:
    assert any(re.search(gate, f"{word}: x", re.IGNORECASE) for gate in GATES[family])


@pytest.mark.parametrize(("family", "word"), [*SPELT, *GATED])
def test_what_stands_behind_any_such_word_is_looked_at(family: str, word: str) -> None:
    value = cook("Zr{}9{w*24}", random.Random(9))
    for announced in (f"{word}: {value}", f"{word.upper()} {value}"):
        for rest in ("was set", "was set, and the password with the key was not"):
            assert least.OF_LINE[f"after_{family}"](f"{announced} {rest}"), announced


NAMED = sorted({name for name in spellings(_NAMES) if len(name) > 1})
PASSWORD = cook("Zr{}9{w*8}x!", random.Random(4))
BESIDE = ("{} / {}", "{}/{}", "`{}` / `{}`", "{}: `{}`", "{}, ({}", "{} and `{}`", "{}|a/b/{}")
PATHS = (
    "The rollout reads deploy/charts/web-2.1/values.yaml, and deploy/k8s/db-1/app.yaml.",
    "- Related Files: `deploy/k8s/web2/app.yaml`, deploy/k8s/db-1.d/x.yaml",
    "- `deploy/k8s/web2/app.yaml` has it.",
    "root/cause/2026-03-01.md",
)


@pytest.mark.parametrize("name", NAMED)
def test_what_stands_beside_any_name_is_looked_at(name: str) -> None:
    detector = catalogue()["name-and-password"]
    for form in BESIDE:
        for value in (PASSWORD, f"etc/conf.d/{PASSWORD[:8]}7"):
            line = f"Asked {form.format(name, value)} it."
            said = [Piece(line), Piece(line.replace("`", " "), "shown")]
            assert least.pair(line) or not any(any(detector.find(one)) for one in said), line


@pytest.mark.parametrize("line", PATHS)
def test_a_path_beside_a_name_looks_like_no_password(line: str) -> None:
    assert not least.pair(line)


NO_PAIRS = (
    "scaled by hand with `kubectl -n cart scale deploy/cart-service --replicas=7`",
    "**Blast Radius**: login-web and its callers, about 3894 users",
    "root cause: the pool of db-01x7 was full",
    "user-facing errors rose to 4312, and ops-team2 was called",
)


@pytest.mark.parametrize("line", NO_PAIRS)
def test_a_figure_elsewhere_in_the_line_makes_no_pair(line: str) -> None:
    assert least.password(line)
    assert not least.pair(line)


# A word announces nothing in another sentence, and a part of another word nothing at all.
OPEN = (
    ("so the password for the database is", True),
    ("We rotated the token `X9kmmm77Qz`. And", True),
    ("We rotated the token. The first responder had", False),
    ("We rotated the token. It is a key for", True),
    ("We rotated the token.", False),
    ("Nothing was lost at", False),
    ("It shows the whole path of one failing request in shipping", False),
    ("the PAT of the bot is", True),
    ("two sids were left, and the pin", True),
    ("the sigs", True),
    ("signing was patched inside", False),
)


# Only a block holds an excerpt.
TIMED = 15 * "09:00:01 step done\n"
EXCERPTS = (
    (f"```\n{TIMED}```\n", True),
    (f"{TIMED}```\nls\n```\n", False),
    (f"```\nls\n```\n{TIMED[:-1]}", True),
    (f"> - ~~~log\n{TIMED}", True),
    (f"```\n{TIMED[:95]}~~~\n{TIMED[95:]}```\n", True),
    (f"```\r\n{TIMED}```\r\n".replace("\n", "\r"), True),
    (f"{TIMED}{TIMED}", False),
)


# Two words may be a name if none of them is in no name.
PEOPLE = (
    ("owner: Platform Team", False),
    ("**Owner**: Site Reliability, reviewed by Release Management", False),
    ("owner: Platform Anna Brown", True),
    ("**Owner**: Anna Brown Team", True),
    ("owner: Anna B. Team", True),
    ("owner: Anna van Team", True),
    ("spoke with Dr Brown", True),
)


JUDGED = [
    (condition, *row)
    for condition, rows in (
        (across.opens, OPEN),
        (across.excerpt, EXCERPTS),
        (least.person, PEOPLE),
    )
    for row in rows
]


@pytest.mark.parametrize(("condition", "text", "expected"), JUDGED)
def test_a_condition_is_true_of_what_may_hold_a_value(
    condition: Callable[[str], bool], text: str, expected: bool
) -> None:
    assert condition(text) is expected


def test_whoever_is_credited_looks_like_a_name() -> None:
    words = ("Anna", "Brown", "Team", "Owner", "B.", "van", "Dr.", "Herr", "and", "Lead", "O'Brien")
    for some in itertools.product(words, repeat=3):
        line = f"**Owner**: {' '.join(some)}, it"
        assert least.person(line) or not any(catalogue()["credited-person"].find(Piece(line)))


@given(values, st.sampled_from(Strength), st.booleans(), st.booleans())
def test_what_is_a_credential_looks_like_one(
    value: str, strength: Strength, is_near: bool, is_quoted: bool
) -> None:
    if not is_credential(value, strength, is_near=is_near, is_quoted=is_quoted):
        return
    written = f'"{value}"' if is_quoted else value
    is_password = strength in (Strength.PASSWORD, Strength.CODE)
    for line in (written, f"the {written} was", f"x={written}" if is_near else written):
        assert (least.password if is_password else least.secret)(line), line
        if is_password and is_near:
            assert least.flag(line), line


@pytest.mark.parametrize("name", NAMES)
def test_what_a_detector_finds_looks_like_something(name: str) -> None:
    detector = catalogue()[name]
    dice = random.Random(3)
    recipes = [one for other in catalogue().values() for one in (*other.recipes, *other.decoys)]
    for _ in range(1500):
        line = cook(dice.choice(detector.recipes if dice.random() < 0.3 else recipes), dice)
        for _ in range(dice.randrange(3)):
            at = dice.randrange(len(line) + 1)
            line = (
                line[:at]
                + dice.choice([*SIGNS, " is ", ": ", '"'])
                + line[at + dice.randrange(2) :]
            )
        if isinstance(detector, BlockDetector):
            # So it looks at all lines, and not at those alone that have what they need at least.
            found = bool(Search([detector], is_screened=False).findings(line))
            rows = line.split("\n")
        else:
            rows = [line.replace("\n", " ")]
            found = any(detector.find(Piece(rows[0])))
        if found:
            judge = across.OF_TEXT.get(detector.least)
            assert judge(line) if judge else any(map(least.OF_LINE[detector.least], rows)), line


@pytest.mark.parametrize("seed", range(8))
def test_a_text_that_passes_has_no_finding(seed: int) -> None:
    dice = random.Random(seed)
    recipes = [one for other in catalogue().values() for one in (*other.recipes, *other.decoys)]
    for _ in range(150):
        line = cook(dice.choice(recipes), dice)
        at = dice.randrange(len(line) + 1)
        line = line[:at] + dice.choice(SIGNS) + line[at + dice.randrange(2) :]
        text = f"The key is here.\n\n{line}\n\nThe password was set.\n"
        passes = is_clean([(text, None)], ("secrets", "network", "pii"))
        assert not passes or not scan(text), text


@pytest.mark.parametrize("line", SILENT)
def test_prose_looks_like_nothing(line: str) -> None:
    small = line.lower()
    families = [
        name for name, gates in GATES.items() if any(re.search(one, small) for one in gates)
    ]
    for name in (*(f"after_{name}" for name in families), "header", "quoted", "random"):
        assert not least.OF_LINE[name](line), name
