"""Hostile words through every exit: wherever they come out, they are words and nothing acts.

`LEARNINGS_HOSTILE=100000` says how many; without it there are a thousand for each.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import random
import re
from collections.abc import Callable, Iterator, Sequence

import pytest

from learnings.commands.keeping_issues import _tell
from learnings.commands.requesting_pull import body, say
from learnings.github.answer import words as answered
from learnings.github.safe import plain, text
from learnings.github.section import Section, compose, find
from learnings.github.transport import Reply
from learnings.output import render
from learnings.output.escape import clip, visible
from learnings.promotion.deciding import Asked, Decision, _plan
from learnings.promotion.message import Told, branch_of, message_of
from learnings.promotion.plan import Plan
from learnings.promotion.target import Target
from learnings.review import Review, markdown
from learnings.review.model import Candidate, Item, Stale
from learnings.review.ticks import ticked

from ..output.conftest import _diagnostic as diagnostic
from ..output.conftest import _read as runner
from ..output.conftest import _report as report
from ..output.test_hostile import SMUGGLED, _harmless
from .test_safe import ACTING, GAP, HOSTILE, PLACES, RENDER, Seen

MANY = int(os.environ.get("LEARNINGS_HOSTILE", "1000"))
AT_ONCE = 50
TODAY = dt.date(2026, 3, 20)
PIECES = [
    *HOSTILE, *SMUGGLED, "[skip ci]", "[ci skip]", "***NO_CI***", "skip-checks: true",
    "Co-authored-by: Eve <eve@example.org>", "Signed-off-by: x", "Learnings-Entry: LRN-1",
    "<!-- learnings:act wont-fix LRN-20260301-001 stale -->", "<!-- learnings:end review -->",
    "- [x] <!-- learnings:all promote candidates -->", "<!-- learnings:cut stale LRN-1 -->",
    "${{ github.token }}", "$(id)", "`id`", "; rm -rf x", "../..", "refs/heads/main", "-x", "--",
    ".lock", "@{-1}", "EOF", "name<<EOF", " fix ", "fixes", " ",
]  # fmt: skip


def hostile(dice: random.Random) -> str:
    """Pieces that act somewhere, glued together, with any characters between them."""
    parts = dice.choices(PIECES, k=dice.randint(1, 5))
    if dice.random() < 0.3:
        parts.insert(dice.randrange(len(parts) + 1), chr(dice.randrange(0x110000)))
    return dice.choice(["", " "]).join(parts)


def quiet(words: str, patterns: Sequence[str] = ACTING) -> None:
    for pattern in patterns:
        assert not re.search(pattern, words, re.IGNORECASE), (pattern, words)


def item(number: int, words: str) -> Item:
    name = f"LRN-20260301-{number:03}"
    return Item(name, name, words, words, number, False, words, words, words, (words,), (words,),
                TODAY, (words,), True)  # fmt: skip


# --- the exits ----------------------------------------------------------------------------


def terminal(given: Sequence[str]) -> None:
    found = [diagnostic(words, path=words, hint=words, subject=words) for words in given]
    shown = dataclasses.replace(report(*found), source=lambda _path, _line: given[0])
    for name in ("text", "concise"):
        output = render(name, shown)
        assert runner(output) == []
        assert _harmless(output)


def annotation(given: Sequence[str]) -> None:
    for start in range(0, len(given), 10):
        part = given[start : start + 10]
        found = [diagnostic(words, path=words, at=(1, n, 1, n + 1)) for n, words in
                 enumerate(part, 1)]  # fmt: skip
        commands = runner(render("github", report(*found)))
        assert sorted((one.name, one.data, one.properties["file"]) for one in commands) == sorted(
            ("warning", clip(visible(words), 4_096), visible(words)) for words in part
        )


def sarif(given: Sequence[str]) -> None:
    output = render("sarif", report(*(diagnostic(words, path=words) for words in given)))
    assert _harmless(output)
    assert runner(output) == []
    results = json.loads(output)["runs"][0]["results"]
    assert len(results) == len(given)
    for one in results:
        uri = one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%:-]*", uri)


def summary(given: Sequence[str]) -> None:
    items = [item(number, words) for number, words in enumerate(given, 1)]
    stale = tuple(Stale(one, TODAY, "", 9, 7) for one in items[::2])
    worth = tuple(Candidate(one, 3, (one.caption,), one.caption, "") for one in items[1::2])
    made = markdown(Review(TODAY, TODAY, 1, stale=stale, candidates=worth, limit=len(given)))
    assert ticked(made) == []
    page = Seen(RENDER.render(made))
    assert {tag for tag, _ in page.tags} <= {"p", "ul", "li", "h3", "code", "strong", "sub"}
    assert not [attributes for _, attributes in page.tags if attributes]
    ours = re.compile(r" learnings:(?:act [a-z-]+ LRN-20260301-\d{3}|all [a-z-]+) [a-z]+ ")
    assert all(ours.fullmatch(comment) for comment in page.comments)
    quiet("\n".join(page.texts))


def issue(given: Sequence[str]) -> None:
    for at, words in enumerate(given):
        place = PLACES[at % (len(PLACES) - 1)]
        seen, usual = (
            Seen(RENDER.render(place.format(said))) for said in (text(words) or "x", "x")
        )
        assert seen.tags == usual.tags, words
        assert not seen.comments
        quiet("".join(seen.texts).replace("https://example.org/", ""))
    inner = "\n".join(f"- {text(words)}" for words in given)
    section = find(compose("review", Section("", inner, "", frozenset(), "")), "review")
    assert section is not None
    assert section.text == inner.strip()


def pull_request(given: Sequence[str]) -> None:
    for words in given:
        files = {"AGENTS.md": (None, words.encode("utf-8", "surrogateescape")
                               if not re.search("[\ud800-\udc7f\udd00-\udfff]", words) else b"x")}  # fmt: skip
        parts = (("Rule", words), ("Provenance", words))
        made = body(Plan("LRN-1", "agents", "AGENTS.md", words, files, "", "", "", parts))
        page = Seen(RENDER.render(made))
        assert [tag for tag, _ in page.tags] == ["p", "strong"] * 2 + ["pre", "code"], words
        assert not page.comments
        quiet(Seen(RENDER.render(made.split("\n\n```")[0])).texts[-1])
        assert find(made, "pull") is None
        title = plain(f"Promote LRN-1: {words}", 256)
        assert "\n" not in title
        quiet(title, (*ACTING[:3], ACTING[-1], r":(?=//)", r"\[skip ci\]"))


SKIPS = (
    r"\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\]",
    r"\*{3}NO_CI",
    r"skip-checks\s*:",
    r"-by\s*:",
)
IN_MESSAGES = (r"@[A-Za-z0-9]", r"#\d", r"\bGH-\d", r"://", *SKIPS)


def commit_message(given: Sequence[str]) -> None:
    target = Target("agents", "AGENTS.md")
    for words in given:
        made = message_of(
            Told("LRN-1", words, target, words, words, {}), "promote {id} {path} {line}"
        )
        first, empty, trailer, end = made.split("\n")
        assert (empty, trailer, end) == ("", "Learnings-Entry: LRN-1", "")
        quiet(first, IN_MESSAGES)
        assert _harmless(first)
        asked = Asked(1, (), 14)
        lines = _plan(asked, TODAY, (Decision("snooze", words),), {}).message.split("\n")
        assert lines[3:] == ["Learnings-Entry: review-1", ""]
        quiet(lines[0], IN_MESSAGES)


def branch(given: Sequence[str]) -> None:
    for words in given:
        assert re.fullmatch(r"learnings/promote-(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", branch_of(words))


def log(given: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    for words in given:
        _tell(words, words, words, (words,))
        say(words)
        reply = Reply(403, {}, json.dumps({"message": words, "errors": [words]}).encode())
        say(answered(reply))
    output = capsys.readouterr().out
    assert runner(output) == []
    assert _harmless(output)


EXITS: dict[str, Callable[..., None]] = {
    "terminal": terminal, "annotation": annotation, "summary": summary, "SARIF": sarif,
    "issue": issue, "pull request": pull_request, "commit message": commit_message,
    "branch name": branch, "log": log,
}  # fmt: skip


def chunks(seed: str) -> Iterator[list[str]]:
    dice = random.Random(seed)
    for start in range(0, MANY, AT_ONCE):
        yield [hostile(dice) for _ in range(min(AT_ONCE, MANY - start))]


@pytest.mark.parametrize("name", EXITS)
def test_hostile_words_act_nowhere(name, capsys):
    more = [capsys] if name == "log" else []
    for given in chunks(name):
        EXITS[name](given, *more)


def test_the_judges_find_what_acts():
    for words in ("@ada", "fixes #1", "GH-4", "https://a.b"):
        with pytest.raises(AssertionError):
            quiet(words)
    for words in ("[skip ci]", "***NO_CI", "skip-checks: true", "Signed-off-by: x"):
        with pytest.raises(AssertionError):
            quiet(words, IN_MESSAGES)
    assert not _harmless("\u202e")
    assert runner("::error::x")
    assert GAP not in "".join(ACTING)
