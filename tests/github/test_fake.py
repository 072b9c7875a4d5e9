"""What the fake believes of GitHub beyond the description of its API: a test for each belief."""

from __future__ import annotations

import json

import pytest

from learnings.errors import RemoteError
from learnings.github.faults import Refused

from .conftest import BOT, CANARY
from .fake import Token
from .judge import description, of_answer, of_request, sample

HEAD = "topic"


@pytest.fixture(autouse=True)
def branch(fake):
    fake.branches[HEAD] = ["1" * 40]


def pull(client, **more):
    return client.post("pulls", {"title": "x", "head": HEAD, "base": "main", **more})


def refused(said: str, status: int = 422):
    return pytest.raises(Refused, match=rf"\({status}\).*{said}")


class TestJudge:
    @pytest.mark.parametrize(
        ("path", "data"),
        [
            ("issues", b'{"body": "x"}'),
            ("issues", b'{"title": "x", "body": 1}'),
            ("issues", b'{"title": "x", "labels": "a"}'),
            ("issues", b'{"title": "x", "milestone": []}'),
            ("pulls", b'{"head": "x"}'),
            ("issues/1/labels", b'{"labels": [1]}'),
            ("pulls/1/requested_reviewers", b'{"reviewers": "ada"}'),
        ],
    )
    def test_finds_faults_in_requests(self, path, data):
        assert of_request("POST", f"/repos/a/b/{path}", (), data)

    @pytest.mark.parametrize(
        "query", [("state", "gone"), ("per_page", "many"), ("direction", "up")]
    )
    def test_finds_faults_in_queries(self, query):
        assert of_request("GET", "/repos/a/b/issues", (query,), b"")

    def test_lets_a_milestone_be_nothing(self):
        assert not of_request("PATCH", "/repos/a/b/issues/1", (), b'{"milestone": null}')

    def test_finds_faults_in_answers(self):
        good = sample("issue")
        for name in ("number", "title", "user", "state"):
            bad = {key: value for key, value in good.items() if key != name}
            assert of_answer("GET", "/repos/a/b/issues/1", 200, json.dumps(bad).encode())
        assert not of_answer("GET", "/repos/a/b/issues/1", 200, json.dumps(good).encode())

    def test_says_whose_description_it_is(self):
        about = description()["info"]
        assert about["license"]["name"] == "MIT"
        assert about["x-licence-text"].startswith("MIT License Copyright")

    def test_notices_calls_that_github_does_not_have(self, server, client):
        with refused("none", 404):
            client.get("learnings")
        assert server.violations.pop().endswith("GitHub has no such operation")


class TestNumbers:
    def test_are_one_series(self, client):
        assert client.post("issues", {"title": "x"})["number"] == 1
        assert pull(client)["number"] == 2
        assert client.post("issues", {"title": "x"})["number"] == 3

    def test_of_pull_requests_are_issues_too(self, client):
        pull(client)
        assert client.get("issues/1")["pull_request"]
        with refused("Not Found", 404):
            client.get("pulls/2")


class TestPulls:
    def test_are_made_once_for_a_head_and_a_base(self, client):
        pull(client)
        with refused("A pull request already exists for acme:topic"):
            pull(client)

    def test_may_follow_a_closed_one(self, client):
        pull(client)
        client.patch("pulls/1", {"state": "closed"})
        assert pull(client)["number"] == 2

    def test_need_commits(self, fake, client):
        fake.branches[HEAD] = []
        with refused("No commits between main and topic"):
            pull(client)

    @pytest.mark.parametrize("side", ["head", "base"])
    def test_need_branches(self, client, side):
        with refused(f"PullRequest {side} invalid"):
            pull(client, **{side: "gone"})

    def test_of_a_deleted_branch_stay_closed(self, fake, client):
        pull(client)
        client.patch("pulls/1", {"state": "closed"})
        del fake.branches[HEAD]
        with refused("The branch was deleted"):
            client.patch("pulls/1", {"state": "open"})

    def test_are_not_for_every_workflow(self, fake, connect):
        fake.actions_may_open = False
        fake.tokens["ghp_person"] = Token("ada")
        with refused("Actions is not permitted", 403):
            pull(connect())
        assert pull(connect(token="ghp_person"))["number"] == 1

    def test_are_not_reviewed_by_strangers_or_their_author(self, fake, connect):
        fake.tokens["ghp_person"] = Token("ada")
        client = connect(token="ghp_person")
        pull(client)
        for name, said in (("ada", "pull request author"), ("eve", "not a collaborator")):
            with refused(said):
                client.post("pulls/1/requested_reviewers", {"reviewers": [name]})


class TestTexts:
    @pytest.mark.parametrize(("size", "fits"), [(65_536, True), (65_537, False)])
    def test_have_a_limit(self, client, size, fits):
        if fits:
            client.post("issues", {"title": "x", "body": "x" * size})
        else:
            with refused("body is too long"):
                client.post("issues", {"title": "x", "body": "x" * size})

    def test_titles_have_one_too(self, client):
        with refused("title is too long"):
            client.post("issues", {"title": "x" * 257})


class TestLabels:
    def test_are_made_when_an_issue_names_them(self, client):
        client.post("issues", {"title": "x", "labels": ["new", "BUG"]})
        assert [label["name"] for label in client.get("labels")] == ["bug", "new"]
        assert [label["name"] for label in client.get("issues/1/labels")] == ["new", "bug"]

    def test_are_made_once(self, client):
        with refused("Label name already_exists"):
            client.post("labels", {"name": "Bug"})


class TestLists:
    def test_come_in_pages_that_name_the_next(self, server, fake, client):
        for number in range(5):
            fake.person("ada", f"{number}", "")
        assert len(list(client.pages("issues", {"per_page": 2}))) == 5
        assert len(server.calls) == 3

    def test_know_who_made_what_in_which_order(self, fake, client):
        fake.person("ada", "one", "")
        client.post("issues", {"title": "two"})
        client.post("issues", {"title": "three"})
        found = client.get("issues", {"creator": BOT, "sort": "created", "direction": "asc"})
        assert [issue["title"] for issue in found] == ["two", "three"]

    def test_of_a_search_are_late(self, fake, client):
        client.post("issues", {"title": "disk", "body": ""})
        assert client.get("/search/issues", {"q": "disk"})["total_count"] == 0
        fake.indexed = 1
        assert client.get("/search/issues", {"q": "disk"})["total_count"] == 1


class TestTokens:
    def test_unknown_ones_are_refused(self, connect):
        with refused("Bad credentials", 401):
            connect(token="x").get("issues")

    @pytest.mark.parametrize("path", ["issues", "labels"])
    def test_that_only_read_do_not_write(self, fake, client, path):
        fake.tokens[CANARY] = Token(BOT, app=True, permissions=frozenset())
        assert isinstance(client.get(path), list)
        with refused("not accessible by integration", 403):
            client.post(path, {"title": "x", "name": "x"})

    def test_of_apps_do_not_tell_whose_they_are(self, client):
        with refused("not accessible by integration", 403):
            client.get("/user")

    def test_of_people_do(self, fake, connect):
        fake.tokens["ghp_person"] = Token("ada")
        assert connect(token="ghp_person").get("/user")["login"] == "ada"


def test_issues_can_be_switched_off(fake, client):
    fake.has_issues = False
    with refused("disabled", 410):
        client.post("issues", {"title": "x"})


def test_what_is_not_this_repository_is_not_there(connect):
    with pytest.raises(RemoteError, match="Not Found"):
        connect(repository="acme/else").get("issues")
