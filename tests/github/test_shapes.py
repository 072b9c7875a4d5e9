"""Answers that are JSON and yet not what was asked for: a sentence, never a traceback."""

from __future__ import annotations

import pytest

from learnings.errors import RemoteError
from learnings.github.issues import keep_issue
from learnings.github.item import Issue, Request
from learnings.github.pulls import ensure_pull

WRONG = [None, [], {}, "x", 3, {"number": "x"}, {"number": 1, "html_url": "x", "title": "x", "state": "open",
         "labels": [None], "head": None, "user": 3}]  # fmt: skip


@pytest.mark.parametrize("document", WRONG, ids=str)
def test_what_is_no_issue_or_pull_request_is_said(document):
    with pytest.raises(RemoteError, match="no issue"):
        Issue.read(document)
    with pytest.raises(RemoteError, match="no pull request"):
        Request.read(document)


def test_null_bodies_are_empty(fake, client):
    fake.person("github-actions[bot]", "x", None)
    kept = keep_issue(client, marker="x", title="x", body="y", dry_run=True)
    assert kept.did == "created"


def test_a_write_that_is_answered_with_nothing_is_no_issue(fake, client, monkeypatch):
    monkeypatch.setattr(client, "post", lambda path, body: None)
    with pytest.raises(RemoteError, match="no issue"):
        keep_issue(client, marker="x", title="x", body="y", dry_run=False)
    fake.branches["topic"] = ["1" * 40]
    with pytest.raises(RemoteError, match="is not there: run again"):
        ensure_pull(client, head="topic", base="main", title="x", body="y")


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ('<https://evil.example/issues?page=2>; rel="next"', "another host"),
        ('<{origin}/repos/acme/ops/issues?per_page=1>; rel="next"', "more than 100 pages"),
    ],
)
def test_pages_do_not_lead_away_or_for_ever(fake, client, monkeypatch, link, words):
    fake.person("ada", "x", "")
    page = fake._page
    fake._page = lambda *given: (page(*given)[0], {"Link": link})
    with pytest.raises(RemoteError, match=words):
        list(client.pages("issues"))


def test_a_circle_of_redirects_has_an_end(server, fake, client):
    fake.was = "acme/ops"
    fake.repository = "acme/ops/x"
    with pytest.raises(RemoteError, match="redirects in a circle"):
        client.get("issues")
