"""What is read of the environment: which repository, which API, which token, what happened."""

from __future__ import annotations

import json

import pytest

from learnings.errors import RepositoryError, UsageError
from learnings.github.environment import environment
from learnings.github.event import Event, event

from .conftest import CANARY

REMOTES = [
    ("", "", "https://api.github.com"),
    ("https://github.com/acme/ops.git", "acme/ops", "https://api.github.com"),
    ("https://github.com/acme/ops", "acme/ops", "https://api.github.com"),
    ("https://x-access-token:t@github.com/acme/ops/", "acme/ops", "https://api.github.com"),
    ("git@github.com:acme/ops.git", "acme/ops", "https://api.github.com"),
    ("ssh://git@ssh.github.com:443/acme/ops.git", "acme/ops", "https://api.github.com"),
    ("git@git.acme.example:acme/op.s.git", "acme/op.s", "https://git.acme.example/api/v3"),
    ("https://acme.ghe.com/acme/ops", "acme/ops", "https://api.acme.ghe.com"),
    ("/srv/git/ops.git", "", "https://api.github.com"),
    ("file:///srv/acme/ops", "", "https://api.github.com"),
]


@pytest.mark.parametrize(("remote", "repository", "api"), REMOTES)
def test_the_remote_tells_the_repository(remote, repository, api):
    found = environment({}, remote)
    assert (found.repository, found.api) == (repository, api)


def test_a_workflow_tells_all():
    found = environment({
        "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "acme/ops", "GITHUB_TOKEN": f" {CANARY}\n",
        "GITHUB_API_URL": "https://ghes.example/api/v3/", "GITHUB_SERVER_URL": "https://ghes.example",
    })  # fmt: skip
    assert found.actions
    assert found.enterprise
    assert found.source == "GITHUB_TOKEN"
    assert found.kind == "the token of an app or a workflow"
    assert repr(found.client()) == "Client('https://ghes.example/api/v3', 'acme/ops')"
    assert CANARY not in repr(found)


TOKENS = [
    ("github.com", {"GITHUB_TOKEN": "a", "GH_TOKEN": "b"}, "GH_TOKEN"),
    ("github.com", {"GITHUB_TOKEN": "a", "GH_TOKEN": " "}, "GITHUB_TOKEN"),
    ("github.com", {"GH_ENTERPRISE_TOKEN": "a"}, ""),
    ("git.acme.example", {"GITHUB_TOKEN": "a"}, ""),
    ("git.acme.example", {"GITHUB_TOKEN": "a", "GH_ENTERPRISE_TOKEN": "b"}, "GH_ENTERPRISE_TOKEN"),
    ("acme.ghe.com", {"GITHUB_TOKEN": "a"}, "GITHUB_TOKEN"),
    ("github.com.evil.example", {"GITHUB_TOKEN": "a", "GH_TOKEN": "b"}, ""),
    ("evil-ghe.com", {"GITHUB_TOKEN": "a"}, ""),
]


@pytest.mark.parametrize(("host", "variables", "source"), TOKENS)
def test_a_token_goes_only_to_the_server_that_it_is_for(host, variables, source):
    assert environment(variables, f"https://{host}/acme/ops").source == source


@pytest.mark.parametrize(
    ("variables", "remote", "words"),
    [
        ({"GITHUB_TOKEN": "a"}, "", "GITHUB_REPOSITORY"),
        ({}, "https://github.com/a/b", "no token for github.com: set GITHUB_TOKEN"),
        ({}, "https://g.example/a/b", "no token for g.example: set GITHUB_ENTERPRISE_TOKEN"),
        ({}, "https://acme.ghe.com/a/b", "no token for acme.ghe.com: set GITHUB_TOKEN"),
        (
            {"GITHUB_API_URL": "https://g.example/api/v3"},
            "https://g.example/a/b",
            "set GITHUB_TOKEN",
        ),
    ],
)
def test_what_is_missing_is_said(variables, remote, words):
    with pytest.raises(UsageError, match=words):
        environment(variables, remote).client()


def happened(tmp_path, document, name="pull_request") -> Event:
    path = tmp_path / "event.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return event({"GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": str(path)})


def a_pull(head: object) -> dict[str, object]:
    base = {"ref": "main", "sha": "1" * 40, "repo": {"full_name": "acme/ops"}}
    return {"sender": {"login": "ada"},
            "pull_request": {"number": 7, "base": base,
                             "head": {"ref": "topic", "sha": "2" * 40, "repo": head}}}  # fmt: skip


@pytest.mark.parametrize(
    ("head", "fork"),
    [({"full_name": "acme/ops"}, False), ({"full_name": "eve/ops"}, True), (None, True)],
)
def test_a_pull_request_is_read(tmp_path, head, fork):
    assert happened(tmp_path, a_pull(head)) == Event(
        "pull_request", 7, "main", "1" * 40, "topic", "2" * 40, fork, "ada"
    )


def test_other_events_are_no_pull_requests(tmp_path):
    assert happened(tmp_path, {"schedule": "0 6 * * 1"}, "schedule") == Event("schedule")
    assert happened(tmp_path, "[]", "push") == Event("push")
    assert event({}) == Event("")


@pytest.mark.parametrize("document", ["", "{", "[" * 100_000])
def test_broken_events_are_said(tmp_path, document):
    with pytest.raises(RepositoryError, match="no JSON"):
        happened(tmp_path, document)


def test_missing_events_are_said(tmp_path):
    with pytest.raises(RepositoryError):
        event({"GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": str(tmp_path / "gone")})
