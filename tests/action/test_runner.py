"""The runner of these tests refuses what GitHub refuses."""

from __future__ import annotations

import pytest

from .conftest import BOT, LOG, OWN, PIN, READER, entry, log, needs_node, rendered

pytestmark = needs_node

WORTH = entry(1, "The disk fills up.", status="resolved", more="- Recurrence-Count: 4\n")
ASK = "    permissions:\n      contents: write # the branches of promotions\n      issues: write # the issue that was ticked\n      pull-requests: write # the pull requests of promotions\n"  # fmt: skip
PUSH = {"repository": {"default_branch": "main"}}


def on(filters: str) -> str:
    return (
        f"on:\n  push:\n{filters}permissions: {{}}\njobs:\n  one:\n    runs-on: x\n"
        "    steps:\n      - run: 'true'\n"
    )


@pytest.mark.parametrize(
    ("filters", "ref", "runs"),
    [
        ("", "refs/heads/topic", True),
        ("", "refs/tags/v1", True),
        ("    branches: [main]\n", "refs/heads/main", True),
        ("    branches: [main]\n", "refs/heads/topic", False),
        ("    branches: [main]\n", "refs/tags/main", False),
        ("    branches: ['r/*']\n", "refs/heads/r/1", True),
        ("    branches: ['r/*']\n", "refs/heads/r/1/2", False),
        ("    branches: ['**', '!r/**']\n", "refs/heads/r/1/2", False),
        ("    branches-ignore: [main]\n", "refs/heads/topic", True),
        ("    branches-ignore: [main]\n", "refs/heads/main", False),
        ("    tags: ['v*']\n", "refs/tags/v1.2", True),
        ("    tags: ['v*']\n", "refs/heads/v1.2", False),
    ],
)
def test_a_push_starts_what_names_its_branch_or_tag(world, filters, ref, runs):
    (job,) = world.jobs(on(filters), "push", PUSH, ref=ref, sha="0" * 40)
    assert job["conclusion"] == ("success" if runs else "not triggered")


@pytest.mark.parametrize(("base", "runs"), [("main", True), ("old", False)])
def test_a_pull_request_starts_what_names_its_base(world, base, runs):
    workflow = on("    branches: [main]\n").replace("push", "pull_request")
    payload = {"action": "opened", "pull_request": {"base": {"ref": base}}}
    (job,) = world.jobs(workflow, "pull_request", payload)
    assert (job["conclusion"] == "success") == runs


def test_a_push_to_another_branch_does_not_start_the_workflow_that_is_written(world):
    given = {"ref": "refs/heads/topic", "sha": "0" * 40}
    (job,) = world.jobs(rendered("lint"), "push", PUSH, **given)
    assert job["conclusion"] == "not triggered"


@pytest.mark.parametrize(
    ("rights", "lacks"),
    [
        (" {}", ["contents: read", "pull-requests: read"]),
        (" read-all", []),
        ("\n      contents: write", ["pull-requests: read"]),
    ],
    ids=["none", "all to read", "more of one and none of another"],
)
def test_who_calls_gives_no_rights_that_it_does_not_have(world, rights, lacks):
    workflow = (
        f"on: push\npermissions: {{}}\njobs:\n  ours:\n    permissions:{rights}\n"
        f"    uses: {OWN}/.github/workflows/lint.yml@{PIN}\n"
    )
    jobs = world.jobs(workflow, "push", PUSH)
    assert (jobs[0]["conclusion"] == "startup failure") == bool(lacks)
    said = "".join(jobs[0].get("errors", []))
    assert all(f"'{lack}'" in said for lack in lacks)


@pytest.mark.parametrize(
    ("rights", "said"),
    [
        ("contents: read\n      pull-requests: write", "403"),
        ("contents: write\n      pull-requests: read", "pull_requests=write"),
    ],
    ids=["a branch", "a pull request"],
)
def test_what_a_job_has_no_right_to_is_refused_to_its_token(world, rights, said):
    world.work.commit({LOG: log(WORTH), "AGENTS.md": "# Rules\n"})
    world.publish()
    workflow = rendered("promote").replace(ASK, f"    permissions:\n      {rights}\n")
    assert workflow != rendered("promote")
    job = world.run(workflow, "workflow_dispatch", {}, inputs={"ids": "LRN-20260301-001"})
    assert job.last["code"] == 4, job.text
    assert said in job.text
    assert world.server.fake.pulls() == []
    assert world.server.fake.tokens[READER].login == BOT


def test_a_folder_that_is_not_there_fails_the_step(world):
    job = world.run(rendered("review") + "          working-directory: nowhere\n", "schedule", {})
    assert job.conclusion == "failure"
    assert "working directory" in job.text
