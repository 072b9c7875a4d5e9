"""What is sensitive in a log comes neither to GitHub nor into a document of others."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .world import ID, LOG, founded

TOKEN = "ghp_" + "k7Qw" * 9
ADDRESS = ".".join(("10", "31", "7", "44"))
VALUES = (TOKEN, ADDRESS, "gerda.weiss" + "@" + "kunde-nord.de")
LEAKY = (
    LOG.replace("A disk filled up.", f"A disk filled up, {VALUES[2]} said so.")
    .replace("every night.", f"every night on {ADDRESS}.")
    .replace("Nobody had looked", f"With the token {TOKEN} nobody had looked")
    .replace("- Source: error", f"- Source: error\n- Recurrence-Count: 4\n- Pattern-Key: {TOKEN}")
)


@pytest.fixture
def world(server, fake, time, tmp_path, monkeypatch):
    from learnings.github.client import Client

    kept = Client.__init__.__kwdefaults__
    monkeypatch.setitem(kept, "clock", time)
    monkeypatch.setitem(kept, "sleep", time.sleep)
    return founded(server, fake, tmp_path, monkeypatch, log=LEAKY)


def assert_clean(world, capsys) -> str:
    """All that left, and none of the values in it."""
    out, err = capsys.readouterr()
    told = [f"{item.title}\n{item.body}" for item in [*world.fake.issues(), *world.fake.pulls()]]
    for branch in world.branches():
        told += [branch, world.git("log", "--format=%B", f"main..{branch}", at=world.bare)]
        others = (":(exclude).learnings",)
        told.append(world.git("diff", "main", branch, "--", ".", *others, at=world.bare))
    text = "\n".join([out, err, *told])
    assert [value for value in VALUES if value.lower() in text.lower()] == []
    assert "[REDACTED:" in text
    return text


@pytest.mark.parametrize("line", [(), ("--line", f"Empty the cache on {ADDRESS}")])
@pytest.mark.parametrize("target", ["agents", "runbook"])
def test_a_promotion_holds_no_value(world, capsys, target, line):
    words = ["promote", ID, "--to", target, *(line if target == "agents" else ()), "--pr"]
    assert main(words) == 0
    assert_clean(world, capsys)


@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_a_review_shows_no_value(world, capsys, form):
    assert main(["review", "--today", "2026-03-20", "--format", form]) == 0
    assert_clean(world, capsys)


def test_the_issue_of_a_review_holds_no_value_and_is_written_once(world, capsys):
    words = ["review", "--github", "--today", "2026-03-20"]
    assert main(words) == 0
    assert_clean(world, capsys)
    kept = [item.body for item in world.fake.issues()]
    assert main(words) == 0
    assert [item.body for item in world.fake.issues()] == kept


def test_what_hooks_noted_is_shown_without_values(world, capsys):
    other = TOKEN[:-8] + "Zx3" * 3
    noted = f"[2026-03-02T10:00:00Z] login with {other} failed\n"
    (world.clone / ".learnings" / ".pending-errors.log").write_text(noted)
    assert main(["review", "--today", "2026-03-20"]) == 0
    text = assert_clean(world, capsys)
    assert other not in text
    assert "login with [REDACTED:" in text


HANDLE = "@" + "grace"
SAID = {
    "nobody": ("Nobody had looked", "Nobody had looked"),
    "its owner": ("Nobody had looked", f"{HANDLE} had looked"),
}  # fmt: skip


@pytest.mark.parametrize("words", SAID.values(), ids=SAID)
def test_the_owner_of_an_entry_is_named_whoever_the_entry_names(words, world):
    (world.clone / "CODEOWNERS").write_text(f"* {HANDLE} @acme/sre\n")
    (world.clone / ".learnings/LEARNINGS.md").write_text(LOG.replace(*words))
    assert main(["review", "--github", "--today", "2026-03-20"]) == 0
    (issue,) = world.fake.issues()
    assert "@&#8203;grace, @&#8203;acme/sre" in issue.body
    assert HANDLE not in issue.body
