"""The remote of the tests: real git over HTTP, with a login and a hook."""

from __future__ import annotations

import subprocess

import pygit2
import pytest

from .conftest import CANARY
from .remote import PROTECTED


@pytest.fixture
def work(build, fake, tmp_path):
    """A work tree with a commit on `main`, which the served repository has, and one on `topic`."""
    fake.root = tmp_path / "served"
    bare = build(f"served/{fake.repository}.git", "--bare")
    work = build()
    work.commit({"a": "one\n"})
    work.git("push", "--quiet", str(bare.path), "main")
    hook = bare.path / "hooks" / "pre-receive"
    hook.write_text(PROTECTED)
    hook.chmod(0o755)
    work.git("checkout", "--quiet", "-b", "topic")
    work.commit({"a": "two\n"})
    return work


def address(server, token: str = "") -> str:
    login = f"x-access-token:{token}@" if token else ""
    return server.url.replace("http://", f"http://{login}") + "/acme/ops.git"


class Answers(pygit2.RemoteCallbacks):
    """Logs in once, and keeps what the server says of each reference."""

    def __init__(self, token: str = CANARY) -> None:
        super().__init__()
        self.token = token
        self.asked = 0
        self.said: dict[str, str | None] = {}

    def credentials(self, url, username_from_url, allowed_types):
        self.asked += 1
        if self.asked > 1:
            raise pygit2.GitError("login refused")
        return pygit2.UserPass("x-access-token", self.token)

    def push_update_reference(self, refname, message):
        self.said[refname] = message


def push(work, server, ref: str, answers: Answers) -> Answers:
    remote = pygit2.Repository(str(work.path)).remotes.create_anonymous(address(server))
    remote.push([ref], callbacks=answers)
    return answers


def test_a_push_arrives_and_opens_the_way_for_a_pull_request(server, fake, client, work):
    answers = push(work, server, "refs/heads/topic", Answers())
    assert answers.said == {"refs/heads/topic": None}
    assert len(fake.branches["topic"]) == 2
    made = client.post("pulls", {"title": "x", "head": "topic", "base": "main"})
    assert made["head"]["sha"] == work.git("rev-parse", "topic")


def test_a_protected_branch_refuses_and_stays(server, fake, work):
    before = fake.branches["main"]
    answers = push(work, server, "refs/heads/topic:refs/heads/main", Answers())
    assert answers.said == {"refs/heads/main": "pre-receive hook declined"}
    assert fake.branches["main"] == before


def test_a_wrong_token_does_not_get_in(server, fake, work):
    with pytest.raises(pygit2.GitError, match="login refused"):
        push(work, server, "refs/heads/topic", Answers("ghs_" + "other" * 6))
    assert "topic" not in fake.branches


def test_the_git_program_finds_the_same(server, fake, work):
    work.git("push", "--quiet", address(server, CANARY), "topic")
    assert "topic" in fake.branches
    command = ["git", "-C", str(work.path), "push", address(server, CANARY), "topic:main"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode
    assert "Protected branch update failed" in done.stderr
    done = subprocess.run([*command[:-2], address(server, "no"), "topic"], capture_output=True,
                          text=True, check=False, env={"GIT_TERMINAL_PROMPT": "0", "PATH": "/usr/bin:/bin"})  # fmt: skip
    assert "Authentication failed" in done.stderr


def test_a_shallow_clone_pushes(server, fake, work, tmp_path):
    work.git("clone", "--quiet", "--depth=1", address(server, CANARY), str(tmp_path / "shallow"))
    shallow = type(work)(tmp_path / "shallow")
    # git itself keeps the address with the login that this test gave it.
    shallow.git("remote", "remove", "origin")
    shallow.git("checkout", "--quiet", "-b", "shallow")
    shallow.commit({"b": "three\n"})
    push(shallow, server, "refs/heads/shallow", Answers())
    assert len(fake.branches["shallow"]) == 2
