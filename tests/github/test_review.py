"""`learnings review --github`: one issue, whose boxes and whose closing people can rely on."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main
from learnings.github import client as clients
from learnings.github.section import find
from learnings.review import Action
from learnings.review.ticks import ticked

from .conftest import BOT, CANARY
from .fake import Token

ENTRY = """## [LRN-20260101-00{number}] best_practice

**Logged**: 2026-01-01T09:00:00Z
**Priority**: high
**Status**: pending
**Area**: infra

### Summary
{summary}

### Metadata
- Source: conversation

---

"""
HOSTILE = "Fixes #1, says @ada: <img src=x> https://github.com/acme/ops/issues/1 | GH-2"


@pytest.fixture
def logs(build, server, monkeypatch):
    """A repository with an entry that waits, and the environment of a workflow."""
    repository = build()
    repository.commit(
        {".learnings/LEARNINGS.md": "# Learnings\n\n" + entry(1, "The disk fills up.")}
    )
    monkeypatch.chdir(repository.path)
    monkeypatch.setenv("GITHUB_API_URL", server.url)
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/ops")
    monkeypatch.setenv("GITHUB_TOKEN", CANARY)
    monkeypatch.setattr(clients, "APART", 0.0)
    return repository


def entry(number: int, summary: str) -> str:
    return ENTRY.format(number=number, summary=summary)


def add(logs, number: int, summary: str) -> None:
    path = logs.path / ".learnings" / "LEARNINGS.md"
    path.write_text(path.read_text() + entry(number, summary))


def recur(logs) -> str:
    """Three entries of one pattern are logged; the text of the log before."""
    path = logs.path / ".learnings" / "LEARNINGS.md"
    before = path.read_text()
    keyed = "".join(entry(number, "The disk fills up.") for number in (2, 3, 4))
    keyed = keyed.replace("2026-01-01T", "2026-03-01T")
    path.write_text(
        before + keyed.replace("conversation", "conversation\n- Pattern-Key: disk.full")
    )
    return before


def review(capsys, *options: str, day: str = "2026-03-10") -> str:
    assert main(["review", "--github", "--today", day, *options]) == 0
    out, err = capsys.readouterr()
    assert CANARY not in out + err
    return out


def section(fake) -> str:
    return find(fake.items[0].body, "review").text


def test_it_is_made_once_and_told(server, fake, logs, capsys):
    assert review(capsys, "--label", "learnings") == (
        "Learnings to look at https://github.com/acme/ops/issues/1: created\n"
    )
    assert fake.items[0].labels == ["learnings"]
    assert "LRN-20260101-001" in section(fake)
    assert "https://github.com/acme/ops/blob/HEAD/.learnings/LEARNINGS.md" in section(fake).replace(
        server.url, "https://github.com"
    )
    server.calls.clear()
    assert "unchanged" in review(capsys)
    assert "unchanged" in review(capsys, day="2026-03-11")
    assert server.wrote() == []


def test_an_issue_of_another_login_is_left_alone_and_told(fake, logs, capsys, monkeypatch):
    app = "ghs_" + "canary" * 6 + "App"
    fake.tokens[app] = Token("my-app[bot]", app=True)
    review(capsys)
    before = fake.items[0].body
    monkeypatch.setenv("GITHUB_TOKEN", app)
    for options in (("--dry-run",), ()):
        assert main(["review", "--github", "--today", "2026-03-10", *options]) == 0
        out = capsys.readouterr().out
        assert "#1, by github-actions[bot], is there for the same and is left alone" in out
        assert "--bot my-app[bot]" in out
    assert len(fake.items) == 2
    assert fake.items[0].body == before


def test_a_label_that_is_a_secret_is_refused_and_not_shown(fake, logs, capsys):
    secret = "ghp_" + "k7Qw" * 9
    assert main(["review", "--github", "--today", "2026-03-10", "--label", secret]) == 2
    out, err = capsys.readouterr()
    assert "--label holds a secret" in err
    assert secret not in out + err
    assert fake.items == []


def test_a_dry_run_says_what_a_run_does(server, fake, logs, capsys):
    assert "would be created" in review(capsys, "--dry-run")
    assert fake.items == []
    review(capsys)
    add(logs, 2, "Another one.")
    assert "would be updated" in review(capsys, "--dry-run")
    assert "LRN-20260101-002" not in section(fake)


def test_ticks_survive_a_new_review(fake, logs, capsys):
    review(capsys)
    box = "- [ ] <!-- learnings:act resolve LRN-20260101-001 stale -->"
    assert box in fake.items[0].body
    fake.items[0].body = fake.items[0].body.replace(box, box.replace("[ ]", "[x]"))
    fake.items[0].editor = "ada"
    add(logs, 2, "Another one.")
    assert ": updated" in review(capsys)
    assert "LRN-20260101-002" in section(fake)
    assert ticked(section(fake)) == [Action("resolve", "LRN-20260101-001")]


def test_closed_it_stays_closed_until_there_is_something_new(fake, logs, capsys):
    review(capsys)
    fake.items[0].state = "closed"
    assert ": left closed" in review(capsys)
    add(logs, 2, "Another one.")
    assert "there is something new" in review(capsys)
    assert [item.state for item in fake.items] == ["open"]


def test_hostile_entries_stay_words(fake, logs, capsys):
    add(logs, 2, HOSTILE)
    review(capsys)
    assert fake.items[0].login == BOT
    for acting in (" #1", "@ada", "<img", "://github.com/acme/ops/issues/1", "GH-2"):
        assert acting not in section(fake)


def test_without_anything_to_say_none_is_made(fake, logs, capsys):
    (logs.path / ".learnings" / "LEARNINGS.md").write_text("# Learnings\n")
    assert "nothing to say" in review(capsys)
    assert fake.items == []


def test_groups_have_issues_of_their_own_as_many_as_a_run_may_write(fake, logs, capsys):
    recur(logs)
    out = json.loads(review(capsys, "--groups", "--most", "1", "--format", "json"))
    assert [row["did"] for row in out["issues"]] == ["created"] + ["postponed"] * (
        len(out["issues"]) - 1
    )
    review(capsys, "--groups")
    assert len(fake.items) == len(out["issues"]) == 2


def test_a_group_that_no_longer_recurs_is_told_once_and_not_closed(server, fake, logs, capsys):
    path = logs.path / ".learnings" / "LEARNINGS.md"
    before = recur(logs)
    after = path.read_text()
    review(capsys, "--groups")
    [group] = fake.items[1:]
    group.body += "\n\nMine."
    known = find(group.body, marker_of(group)).known
    path.write_text(before)
    assert "Keeps coming up" not in review(capsys)  # only with --groups
    assert "would be updated" in review(capsys, "--groups", "--dry-run").splitlines()[-1]
    assert review(capsys, "--groups").endswith(f"/issues/{group.number}: updated\n")
    assert "no longer keep coming up" in group.body
    assert group.body.endswith("Mine.")
    assert group.state == "open"
    assert find(group.body, marker_of(group)).known == known
    server.calls.clear()
    assert review(capsys, "--groups", day="2026-03-11").endswith(": unchanged\n")
    assert server.wrote() == []
    path.write_text(after)
    review(capsys, "--groups")
    assert "no longer keep coming up" not in group.body
    assert len(fake.items) == 2


def test_the_end_of_a_group_waits_for_the_next_run_like_any_write(fake, logs, capsys):
    path = logs.path / ".learnings" / "LEARNINGS.md"
    before = recur(logs)
    review(capsys, "--groups")
    path.write_text(before)
    assert (
        review(capsys, "--groups", "--most", "1")
        .splitlines()[-1]
        .endswith("left for the next run: too many writes for this one")
    )
    assert "no longer" not in fake.items[1].body


def test_the_end_of_a_group_is_not_told_in_the_midst_of_a_merge(fake, logs, capsys):
    path = logs.path / ".learnings" / "LEARNINGS.md"
    before = recur(logs)
    review(capsys, "--groups")
    path.write_text(f"{before}<<<<<<< ours\n=======\n{entry(5, 'Another.')}>>>>>>> theirs\n")
    review(capsys, "--groups")
    assert "no longer" not in fake.items[1].body


def marker_of(item) -> str:
    return item.body.partition("learnings:begin ")[2].partition(" ")[0]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--dry-run"], "--dry-run belongs to --github"),
        (["--groups"], "--groups belongs to --github"),
        (["--github", "--base", "main"], "--base belongs to --act"),
        (["--github", "--format", "html"], "leave one of them out"),
        (["--github", "--services", "checkout"], "--services shows a part of the review"),
        (["--github", "--severity", "P1"], "--severity shows a part of the review"),
        (["--github", "--since", "2026-01-01"], "--since shows a part of the review"),
        (["--github", ".learnings/LEARNINGS.md"], "PATH shows a part of the review"),
    ],
)
def test_what_means_nothing_is_refused(logs, capsys, options, words):
    assert main(["review", *options]) == 2
    assert words in capsys.readouterr().err


def test_a_fault_of_github_is_a_sentence_and_4(server, fake, logs, capsys):
    fake.has_issues = False
    assert main(["review", "--github"]) == 4
    err = capsys.readouterr().err
    assert "Issues has been disabled" in err
    assert "Traceback" not in err


def test_without_a_token_it_says_which(logs, capsys, monkeypatch):
    monkeypatch.delenv("GITHUB_TOKEN")
    monkeypatch.delenv("GITHUB_API_URL")
    assert main(["review", "--github"]) == 2
    assert "no token for github.com: set GITHUB_TOKEN" in capsys.readouterr().err


def test_the_remote_tells_the_repository(server, fake, logs, capsys, monkeypatch):
    monkeypatch.delenv("GITHUB_REPOSITORY")
    logs.git("remote", "add", "origin", "git@github.com:acme/ops.git")
    assert ": created" in review(capsys)
