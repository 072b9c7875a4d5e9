"""A repository on a fake GitHub, its events, and what the jobs of a workflow make of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from ..github.conftest import BOT, CANARY, _server, server  # noqa: F401
from ..github.fake import Token

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules" / "@actions" / "workflow-parser"
READER = "ghs_" + "reader" * 6
APP = "ghs_" + "anapp" * 7
OWN = "acme/learnings"
PIN = "0123456789" * 4

needs_node = pytest.mark.skipif(
    shutil.which("node") is None or not PACKAGES.is_dir(),
    reason="needs Node and GitHub's parser: `npm ci` in tests/action (`make tests/action/node_modules`)",
)

LOG = ".learnings/LEARNINGS.md"


def entry(number: int, summary: str, status: str = "pending", more: str = "") -> str:
    """An entry of March 2026; sound, if its status is one."""
    return (
        f"## [LRN-20260301-{number:03}] best_practice\n\n**Logged**: 2026-03-01T09:00:00Z\n"
        f"**Priority**: high\n**Status**: {status}\n**Area**: infra\n\n### Summary\n{summary}\n\n"
        "### Details\nThe cache is never emptied.\n\n### Suggested Action\nEmpty it every night.\n\n"
        f"### Metadata\n- Source: conversation\n{more}\n---\n\n"
    )


def log(*entries: str) -> str:
    return "# Learnings\n\n---\n\n" + "".join(entries)


SOUND = entry(1, "The disk of the build machine fills up.")
SIN = entry(2, "An old sin that nobody touches.", status="whatever")


@dataclass
class Job:
    """What became of a job: its steps, the lines that annotate, what the Action gave back."""

    told: dict[str, Any]

    @property
    def conclusion(self) -> str:
        return str(self.told["conclusion"])

    @property
    def last(self) -> dict[str, Any]:
        """The step in which the command ran."""
        return next(step for step in self.told["steps"] if step["name"] == "Run learnings")

    @property
    def outputs(self) -> dict[str, str]:
        """What the Action gave to the workflow, by its own names."""
        return dict(self.told["steps"][-1]["outputs"])

    @property
    def text(self) -> str:
        """Every line of the log of every step."""
        return "\n".join(step["log"] for step in self.told["steps"])

    def annotations(self) -> list[str]:
        return [line for line in self.text.splitlines() if line.startswith("::")]


@dataclass
class World:
    """A GitHub with the repository acme/ops, and a runner for its workflows."""

    server: Any
    path: Path
    work: Any
    node: Any
    runs: list[str] = field(default_factory=list)

    def publish(self, **references: str) -> None:
        """Let the repository on GitHub be what the work tree has, and more references."""
        bare = self.server.fake.bare
        if not bare.exists():
            bare.mkdir(parents=True)
            subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", bare], check=True)
            for name in ("http.receivepack", "uploadpack.allowAnySHA1InWant"):
                subprocess.run(["git", "-C", bare, "config", name, "true"], check=True)
        named = [f"+{commit}:{name}" for name, commit in references.items()]
        self.work.git("push", "--quiet", "--force", str(bare), "refs/heads/*:refs/heads/*", *named)

    def pull(
        self, number: int, files: dict[str, str], then: dict[str, str] | None = None
    ) -> dict[str, Any]:
        """Open a pull request, a commit for each file; the payload of its event."""
        base, steps = "main", [*files.items(), *(then or {}).items()]
        start = self.work.git("rev-parse", base)
        self.work.git("checkout", "--quiet", "--detach", base)
        for path, content in steps:
            head = self.work.commit({path: content}, f"change {path}")
        self.work.git("checkout", "--quiet", "--detach", base)
        self.work.git("merge", "--quiet", "--no-ff", "-m", "Merge", head)
        merge = self.work.git("rev-parse", "HEAD")
        self.work.git("checkout", "--quiet", base)
        names = {f"refs/pull/{number}/head": head, f"refs/pull/{number}/merge": merge}
        self.publish(**names)
        fake = self.server.fake
        while len(fake.items) < number - 1:
            fake.person("ada", "an issue", "")
        fake.person("ada", "a change", "", head=f"topic-{number}", base="main", commit=head)
        repository = {"full_name": "acme/ops", "default_branch": "main"}
        return {
            "action": "opened", "number": number, "repository": repository,
            "sender": {"login": "ada", "type": "User"},
            "pull_request": {
                "number": number, "commits": len(steps), "title": "$(touch pwned) `touch pwned`",
                "head": {"ref": f"topic-{number}", "sha": head, "repo": {"full_name": "eve/ops"}},
                "base": {"ref": "main", "sha": start, "repo": repository},
            },
        }  # fmt: skip

    def on_pull(self, workflow: str, payload: dict[str, Any], **more: Any) -> Job:
        """Run the workflow for a pull request, as a fork's: the token can only read."""
        number = payload["number"]
        merge = self.bare("rev-parse", f"refs/pull/{number}/merge")
        given = {"token": READER, "ref": f"refs/pull/{number}/merge", "sha": merge} | more
        return self.run(workflow, "pull_request", payload, **given)

    def bare(self, *words: str) -> str:
        done = subprocess.run(
            ["git", "-C", self.server.fake.bare, *words], capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def run(self, workflow: str, event: str, payload: dict[str, Any], **more: Any) -> Job:
        """Run the first job of a workflow, given as text, that an event starts."""
        jobs = self.jobs(workflow, event, payload, **more)
        return Job(next((job for job in jobs if job.get("steps")), jobs[0]))

    def jobs(
        self, workflow: str, event: str, payload: dict[str, Any], *, token: str = CANARY,
        ref: str = "refs/heads/main", sha: str = "", inputs: dict[str, Any] | None = None,
        installed: bool = True, app: str = "",
    ) -> list[dict[str, Any]]:  # fmt: skip
        """What became of every job."""
        place = self.path / f"run-{len(self.runs)}"
        temp = place / "temp"
        temp.mkdir(parents=True)
        workspace = place / "ops"
        (place / "workflow.yml").write_text(workflow)
        if installed:
            for path in (ROOT, workspace / ".learnings-action"):
                pretend_installed(temp, path)
        address = self.server.url.removesuffix(self.server.fake.base)
        asked = {
            "workflow": str(place / "workflow.yml"), "root": str(ROOT), "own": OWN,
            "workspace": str(workspace), "temp": str(temp), "inputs": inputs or {},
            "secrets": {"GITHUB_TOKEN": token, "APP": app}, "app": app, "environment": environment(place),
            "job": {"status": "success", "workflow_repository": OWN, "workflow_sha": PIN},
            "github": {
                "event_name": event, "event": payload, "repository": "acme/ops", "ref": ref,
                "repository_owner": "acme", "sha": sha or self.bare("rev-parse", ref),
                "actor": "ada", "server_url": address, "api_url": self.server.url, "token": token,
                "base_ref": "", "head_ref": "", "run_id": "1",
            },
        }  # fmt: skip
        said = self._played(asked, token)
        self.runs.append(said)
        jobs = list(json.loads(said))
        assert not any(job["conclusion"] == "broken" for job in jobs), said
        return jobs

    def _played(self, asked: dict[str, Any], token: str) -> str:
        """What the runner says in the end; each job's token may do what the job has a right to."""
        tokens = self.server.fake.tokens
        whole = tokens[token]
        said = self._answered(asked)
        while said.startswith("{"):
            tokens[token] = whole.narrowed(json.loads(said)["granted"])
            said = self._answered({})
        tokens[token] = whole
        return said

    def _answered(self, document: dict[str, Any]) -> str:
        self.node.stdin.write(json.dumps(document) + "\n")
        self.node.stdin.flush()
        return str(self.node.stdout.readline())


def pretend_installed(temp: Path, action: Path) -> None:
    """What the step that installs would leave, with the installation that is tested."""
    summed = subprocess.run(["cksum"], input=str(action).encode(), capture_output=True, check=True)
    place = temp / f"learnings-{summed.stdout.split()[0].decode()}"
    (place / "bin").mkdir(parents=True)
    program = place / "bin" / "python"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    program.chmod(0o755)
    (place / "complete").write_text("")


def environment(home: Path) -> dict[str, str]:
    """The environment of a runner: nothing of this one but where programs are."""
    kept = ("PATH", "LANG", "LC_ALL", "SSL_CERT_FILE")
    same = {name: os.environ[name] for name in kept if name in os.environ}
    same |= {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    return same | {"HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}


@pytest.fixture(scope="session")
def node() -> Iterator[Any]:
    """The runner: one process for all tests, since GitHub's parser takes a while to load."""
    words = ["node", "--no-warnings", str(HERE / "executor.mjs")]
    process = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE
    )
    with process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def world(server, build, node, tmp_path: Path) -> Iterator[World]:  # noqa: F811
    """The repository with one sound entry and an old sin; no token in anything that is said."""
    server.fake.root = tmp_path / "github"
    server.fake.tokens[READER] = Token(BOT, app=True, permissions=frozenset())
    server.fake.tokens[APP] = Token("my-app[bot]", app=True)
    work = build("work")
    work.commit({LOG: log(SOUND, SIN)})
    made = World(server, tmp_path, work, node)
    made.publish()
    yield made
    files = [path for path in tmp_path.glob("run-*/temp/*") if path.is_file()]
    for said in (*made.runs, *(path.read_text(errors="replace") for path in files)):
        assert CANARY not in said
        assert READER not in said
        assert APP not in said


def rendered(name: str, action: str = f"{OWN}@{PIN}") -> str:
    """A workflow as `learnings install github` writes it."""
    from learnings.workflow.files import Values, rendered

    return rendered(name, Values(action=action))


Written = Callable[[str], str]
