"""Redaction of what the real detectors find: clean after once, the same after twice, still read."""

from __future__ import annotations

import os
import random

import hypothesis
import pytest
from hypothesis import strategies as st

from learnings.beside import text_beside
from learnings.diagnostic import Confidence
from learnings.exposure import findings
from learnings.markdown import parse
from learnings.privacy.catalogue import catalogue
from learnings.privacy.detector import Organisation
from learnings.privacy.finding import Finding
from learnings.privacy.mask import blotted
from learnings.privacy.recipe import cook
from learnings.privacy.redaction import PLAIN, Redactor, is_redacted, redacted
from learnings.privacy.sameness import said
from learnings.redacting import redact, shape

OURS = Organisation(public_addresses=True, hosts=("widgets.example",))
FRAMES = {
    "a sentence": "The worker logged {} when it started.",
    "a table": "| when | what |\n| --- | --- |\n| first | {} |\n| then | nothing |",
    "inline code": "It was `{}`, they said.",
    "a fence": "```text\n{}\nafter\n```",
    "a list": "- {}\n- more",
    "a quotation": "> {}\n> more",
    "before a link": "{}(x) and {}[y] and **{}**.",
    "a title": "",
}
RECIPES = [
    (name, recipe) for name, detector in catalogue(OURS).items() for recipe in detector.recipes
]


def log_of(recipe, frame, seed, end="\n"):
    text = cook(recipe, random.Random(seed))
    lines = text.split("\n")
    mark = "> " if frame == "a quotation" else ""
    body = FRAMES[frame].replace("{}", f"\n{mark}".join(lines))
    title = text if frame == "a title" and len(lines) == 1 else "best_practice"
    entry = f"""\
## [LRN-20260305-001] {title}

**Logged**: 2026-03-05T09:00:00Z
**Priority**: medium
**Status**: pending
**Area**: infra

### Summary
{body}

### Metadata
- Source: error

---

## [LRN-20260305-002] best_practice

**Logged**: 2026-03-05T09:00:00Z
**Status**: pending

### Summary
Nothing.
"""
    return parse(entry.replace("\n", end).encode(), ".learnings/LEARNINGS.md")


def look(log):
    return findings(log, OURS)


# Each example in two of the frames, so that each detector meets most; LEARNINGS_FRAMES=all for all.
def frames_of(at: int) -> list[str]:
    frames = list(FRAMES)
    if os.environ.get("LEARNINGS_FRAMES") == "all":
        return frames
    return [frames[at % len(frames)], frames[(at + 3) % len(frames)]]


CASES = [
    pytest.param(name, recipe, frame, id=f"{name}-{at}-{frame}")
    for at, (name, recipe) in enumerate(RECIPES)
    for frame in frames_of(at)
]


@pytest.mark.parametrize(("name", "recipe", "frame"), CASES)
def test_every_example_is_clean_after_one_redaction(name, recipe, frame):
    log = log_of(recipe, frame, name)
    done = redact(log, look)
    assert done.left == [], done.reason
    if "PuTTY" not in log.text:  # in a list its lines are read as fields
        assert shape(done.log) == shape(log)
    assert [entry.start for entry in done.log.entries][:1] == [1]
    assert done.log.entries[0].id == "LRN-20260305-001"
    again = redact(done.log, look)
    assert again.log.text == done.log.text
    assert again.replaced == []


@hypothesis.given(
    st.lists(
        st.tuples(st.sampled_from(RECIPES), st.sampled_from(list(FRAMES)), st.integers(0, 999)),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["\n", "\r\n"]),
)
@hypothesis.settings(max_examples=60)
def test_so_are_several_together_and_all_other_text_stays(rows, end):
    parts = [log_of(recipe, frame, seed, end).text for (_, recipe), frame, seed in rows]
    text = end.join(part.replace("-00", f"-{at}0") for at, part in enumerate(parts))
    log = parse(text.encode(), ".learnings/LEARNINGS.md")
    done = redact(log, look)
    assert done.left == [], done.reason
    assert len(done.log.entries) == len(log.entries)
    assert redact(done.log, look).log.text == done.log.text
    kept = [line for line in log.text.split(end) if line.startswith(("**", "### Meta", "- Source"))]
    assert [line for line in done.log.text.split(end) if line in kept] == kept
    assert ("\r" in done.log.text) == (end == "\r\n")


def found(text, value, kind="ip"):
    start = text.index(value)
    return Finding(start, start + len(value), "x", "private-address", kind)


def test_a_pseudonym_is_the_same_for_the_same_value_and_the_same_salt():
    one, other = Redactor(b"0" * 16, frozenset(["ip"])), Redactor(b"1" * 16, frozenset(["ip"]))
    assert one.pseudonym("ip", "A") == one.pseudonym("ip", "a") != one.pseudonym("host", "a")
    assert one.pseudonym("ip", "a") != other.pseudonym("ip", "a")
    assert one.pseudonym("ip", "a").isalpha()


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("x [REDACTED:ip] y", "[REDACTED:ip]", True),
        ("x [REDACTED:ip:2] y", "REDACTED:ip:2", True),
        ("x=[REDACTED:ip]; y", "[REDACTED:ip];", True),
        ("x [REDACTED:ip] y", "x", False),
        ("x [REDACTED:ip]-something-more y", "[REDACTED:ip]-something-more", False),
    ],
)
def test_what_a_placeholder_stands_for_is_no_value(text, value, expected):
    assert is_redacted(text, found(text, value)) is expected


def test_findings_that_meet_are_replaced_together():
    text = "abcdef"
    items = [Finding(0, 4, "x", "secret", "key"), Finding(2, 6, "y", "secret", "token")]
    assert redacted(text, PLAIN.replacements(text, items)) == "[REDACTED:key]"


TOKEN = cook("gh{}p_{w*36}", random.Random(4))
KEY = cook(
    "-----BEGIN RSA PRI{}VATE KEY-----\n{b*64}\n{b*64}\n{b*20}==\n-----END RSA PRI{}VATE KEY-----",
    random.Random(4),
)
PASSWORD = cook("{w*7}7x!Q", random.Random(4))


def summary_of(body):
    log = parse(
        log_of("", "a sentence", 1)
        .text.replace("The worker logged  when it started.", body)
        .encode(),
        ".learnings/LEARNINGS.md",
    )
    done = redact(log, look)
    assert done.left == []
    return done.log.text.partition("### Summary\n")[2].partition("\n\n### Meta")[0]


@pytest.mark.parametrize(
    "written",
    [
        TOKEN[:9] + "\u200b" + TOKEN[9:],
        TOKEN[:9] + "&#8203;" + TOKEN[9:],
        TOKEN.replace("_", "\\_"),
        TOKEN.replace("_", "&#95;"),
    ],
    ids=["with a space of no width", "with an entity of one", "escaped", "with an entity"],
)
def test_a_value_has_one_number_however_it_is_written(written):
    assert summary_of(f"{TOKEN} and {written} end") == (
        "[REDACTED:token:1] and [REDACTED:token:1] end"
    )


def test_so_has_one_that_is_broken_over_lines_which_all_stay():
    body = f"{TOKEN}\n\n> a {TOKEN[:20]}\n> {TOKEN[20:]} z"
    assert summary_of(body) == "[REDACTED:token:1]\n\n> a [REDACTED:token:1]\n>  z"


@pytest.mark.parametrize(
    ("check", "values"),
    [
        ("person-name", ("Anna Müller", "ANNA  MÜLLER", "Müller, Anna", "anna müller")),
        ("internal-host", ("db01.corp", "DB01.corp")),
        ("email-address", ("anna@acme.io", "Anna@Acme.io")),
        ("private-address", ("10.1.2.3", "10[.]1[.]2[.]3", "10(.)1(.)2(.)3")),
    ],
)
def test_so_has_who_or_what_is_written_in_another_way(check, values):
    assert len({said(value, check) for value in values}) == 1
    assert said("Api", "secret") != said("API", "secret")


PUT_TOGETHER = [
    pytest.param("x = '{0}' + '{1}'", "x = '{}'", id="two literals"),
    pytest.param('x = "{0}" "{1}";', 'x = "{}";', id="two literals beside each other"),
    pytest.param('x = ("{0}"\n  "{1}")', 'x = ("{}")', id="literals on two lines"),
    pytest.param("// {0}\n// {1} z", "// {}\n//  z", id="a comment"),
    pytest.param("# {0}\n# {1} z\n", "# {}\n#  z\n", id="a comment of a script"),
    pytest.param("# {0}\n# {1}\n", "# {}\n#\n", id="a comment of a script that ends with it"),
    pytest.param(
        "2026-03-01 INFO {0}\n2026-03-01 INFO {1} z",
        "2026-03-01 INFO {}\n2026-03-01 INFO  z",
        id="lines of a log",
    ),
]


@pytest.mark.parametrize(("body", "left"), PUT_TOGETHER)
def test_so_has_one_that_is_in_parts_of_which_none_is_left(body, left):
    said = summary_of(f"{TOKEN}\n\n```text\n{body.format(TOKEN[:20], TOKEN[20:])}\n```")
    token = "[REDACTED:token:1]"
    assert said == f"{token}\n\n```text\n{left.format(token)}\n```"


def test_so_has_a_private_key_in_a_quotation_and_on_one_line():
    quoted, escaped = "> " + KEY.replace("\n", "\n> "), KEY.replace("\n", "\\n")
    said = summary_of(f'{KEY}\n\n{quoted}\n\n"{escaped}"')
    assert said.count("[REDACTED:private-key:1]") == 3
    assert "REDACTED:private-key:2" not in said


def test_so_has_a_password_in_an_address_and_in_a_table():
    said = summary_of(
        f"postgres://app:{PASSWORD}@db.example.com/x\n\n"
        f"| host | password |\n|---|---|\n| a | {PASSWORD} |"
    )
    assert said.count("[REDACTED:password:1]") == 2


def test_what_stands_before_a_value_is_kept():
    assert summary_of(f"Pattern-Key: deploy.{TOKEN}") == "Pattern-Key: deploy.[REDACTED:token]"
    assert summary_of(f"creds are admin/{PASSWORD} there") == (
        "creds are admin/[REDACTED:password] there"
    )


ESCAPED = "\\u0167" + TOKEN[1:]
LATE = [
    pytest.param(
        f'{{"password":"{PASSWORD}"}}\n', '{"password":"[REDACTED:password]"}\n', id="one"
    ),
    pytest.param(
        f'{{"password":"{PASSWORD}","note":"{ESCAPED}"}}\n',
        '{"password":"[REDACTED:password:1]","note":"[REDACTED:password:2]"}\n',
        id="one is found when the other is gone",
    ),
    pytest.param(
        f'{{"password":"{PASSWORD}","note":"{ESCAPED}"}}\n{{"password":"{PASSWORD}Q"}}\n',
        '{"password":"[REDACTED:password:1]","note":"[REDACTED:password:2]"}\n'
        '{"password":"[REDACTED:password:3]"}\n',
        id="so is one between two others",
    ),
]


@pytest.mark.parametrize(("old", "new"), LATE)
def test_what_is_found_late_is_counted_and_hidden_in_its_place(old, new):
    def sure(log):
        return [item for item in look(log) if item.confidence is not Confidence.LOW]

    done = redact(text_beside(".learnings/a.json", old.encode(), "file"), sure)
    assert (done.log.text, done.left) == (new, [])
    shown = blotted(old, done.found)
    assert len(shown) == len(old)
    assert not any(value[1:-1] in shown for value in (TOKEN, PASSWORD))
    assert len(done.replaced) == new.count("[REDACTED")
