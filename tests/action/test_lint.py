"""The Action lints what an event changes, as GitHub's runner would run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import HERE, LOG, SIN, SOUND, entry, log, needs_node, rendered

pytestmark = needs_node

BAD = entry(3, "A new one without a known status.", status="strange")
GOOD = entry(4, "A new one that is sound.")
WORKFLOW = rendered("lint")


def with_depth(depth: int, ref: str = "") -> str:
    given = f"          fetch-depth: {depth}\n" + (f"          ref: {ref}\n" if ref else "")
    return WORKFLOW.replace("        with:\n", f"        with:\n{given}", 1)


def errors(job) -> list[str]:
    return [line for line in job.annotations() if line.startswith("::error")]


def test_a_pull_request_that_is_sound_passes_and_its_old_sins_wait(world):
    job = world.on_pull(WORKFLOW, world.pull(2, {LOG: log(SOUND, SIN, GOOD)}))
    assert job.conclusion == "success", job.text
    assert errors(job) == []
    assert job.outputs["exit-code"] == "0"
    assert job.outputs["errors"] == "0"
    assert job.told["permissions"] == {"contents": "read", "pull-requests": "read"}


def test_a_new_sin_is_annotated_summed_up_and_written_as_sarif(world):
    job = world.on_pull(WORKFLOW, world.pull(2, {LOG: log(SOUND, SIN, BAD)}))
    assert job.conclusion == "failure"
    (line,) = errors(job)
    assert line.startswith(f"::error file={LOG},line=")
    assert "unknown-value" in line
    assert job.last["code"] == 1
    assert {name: job.outputs[name] for name in ("exit-code", "errors", "files")} == {
        "exit-code": "1", "errors": "1", "files": "1",
    }  # fmt: skip
    sarif = json.loads(Path(job.outputs["sarif"]).read_text())
    assert [item["ruleId"] for item in sarif["runs"][0]["results"]] == ["unknown-value"]
    assert json.loads(Path(job.outputs["report"]).read_text())["summary"]["errors"] == 1
    assert f"/acme/ops/blob/{world.bare('rev-parse', 'refs/pull/2/merge')}/" in job.last["summary"]
    assert "`unknown-value`" in job.last["summary"]


@pytest.mark.parametrize("depth", [1, 2, 3, 0])
def test_at_any_depth_the_same_is_found(world, depth):
    other = "docs/ops-knowledge/x.md"
    payload = world.pull(2, {"a.txt": "a", other: "# x\n", LOG: log(SOUND, SIN, BAD)})
    job = world.on_pull(with_depth(depth), payload)
    assert [line.partition("::error ")[2][:60] for line in errors(job)] == [
        f"file={LOG},line=51,endLine=51,col=13,endColumn=20,title=unknown-value"[:60]
    ], job.text


@pytest.mark.parametrize("depth", [1, 0])
def test_a_checkout_of_the_head_instead_of_the_merge_is_judged_alike(world, depth):
    payload = world.pull(2, {"a.txt": "a", LOG: log(SOUND, SIN, BAD)})
    for number in range(3):
        world.work.commit({f"main-{number}.txt": ""}, "meanwhile")
    world.publish()
    payload["pull_request"]["base"]["sha"] = world.work.git("rev-parse", "main")
    head = payload["pull_request"]["head"]["sha"]
    job = world.on_pull(with_depth(depth, head), payload, sha=head)
    assert len(errors(job)) == 1, job.text
    assert "unknown-value" in errors(job)[0]


def test_a_checkout_that_keeps_its_login_is_judged_alike(world):
    workflow = WORKFLOW.replace("persist-credentials: false", "persist-credentials: true")
    job = world.on_pull(workflow, world.pull(2, {LOG: log(SOUND, SIN, BAD)}))
    assert len(errors(job)) == 1, job.text


def test_an_id_that_another_pull_request_takes_is_reported(world):
    world.pull(2, {LOG: log(SOUND, SIN, entry(7, "Tokens of the registry expire overnight."))})
    payload = world.pull(3, {LOG: log(SOUND, SIN, entry(7, "A queue has no dead letters."))})
    job = world.on_pull(WORKFLOW, payload)
    (line,) = errors(job)
    assert "title=id-collision" in line
    assert "pull/2/head" in line


def test_an_id_that_the_base_takes_meanwhile_is_reported(world):
    payload = world.pull(2, {LOG: log(SOUND, SIN, entry(7, "A queue has no dead letters."))})
    world.work.commit({LOG: log(SOUND, SIN, entry(7, "Tokens expire overnight."))}, "meanwhile")
    world.publish()
    (line,) = errors(world.on_pull(WORKFLOW, payload))
    assert "title=id-collision" in line
    assert "origin/main" in line


def test_other_pull_requests_that_cannot_be_read_are_a_notice_and_no_failure(world):
    payload = world.pull(2, {LOG: log(SOUND, SIN, GOOD)})
    world.server.faults = {1: "echo"}
    job = world.on_pull(WORKFLOW, payload)
    assert job.conclusion == "success", job.text
    (line,) = [line for line in job.annotations() if line.startswith("::notice")]
    assert "other pull requests were not looked at: GitHub" in line


def test_one_pull_request_without_its_commits_hides_no_other(world):
    world.pull(2, {LOG: log(SOUND, SIN, entry(7, "Tokens of the registry expire overnight."))})
    world.pull(3, {"3.txt": ""})
    payload = world.pull(4, {LOG: log(SOUND, SIN, entry(7, "A queue has no dead letters."))})
    world.bare("update-ref", "-d", "refs/pull/3/head")
    job = world.on_pull(WORKFLOW, payload)
    (line,) = errors(job)
    assert "pull/2/head" in line
    (line,) = [line for line in job.annotations() if line.startswith("::notice")]
    assert line.endswith("were not looked at: #3")


def test_how_many_are_looked_at_is_said(world):
    for number in (2, 3):
        world.pull(number, {f"{number}.txt": ""})
    payload = world.pull(4, {LOG: log(SOUND, SIN, GOOD)})
    for most, said in (("1", "of 2 other pull requests the 1 that changed last"), ("0", "")):
        given = f"mode: lint\n          pull-requests: {most}"
        job = world.on_pull(WORKFLOW.replace("mode: lint", given), payload)
        notices = [line for line in job.annotations() if line.startswith("::notice")]
        assert len(notices) == bool(said)
        assert said in "".join(notices)


def test_it_does_not_run_with_the_rights_of_the_base(world):
    workflow = WORKFLOW.replace("pull_request:", "pull_request_target:")
    payload = world.pull(2, {LOG: log(SOUND, SIN, BAD)})
    job = world.run(workflow, "pull_request_target", payload)
    assert job.last["code"] == 2
    assert "let it start on pull_request" in job.text


@pytest.mark.parametrize("depth", [1, 2, 0])
def test_the_commits_on_the_way_are_known_at_any_depth(world, depth):
    """From resolved to wont_fix there is no move, but there is one by way of pending."""
    was, way, now = (log(entry(1, "The disk of the build machine fills up.", status))
                     for status in ("resolved", "pending", "wont_fix"))  # fmt: skip
    world.work.commit({LOG: was})
    world.publish()
    job = world.on_pull(with_depth(depth), world.pull(2, {LOG: way}, {LOG: now}))
    assert "1 file" in job.text
    assert "illegal-transition" not in job.text
    job = world.on_pull(with_depth(depth), world.pull(3, {LOG: now}))
    assert "illegal-transition" in job.text


def test_a_push_is_judged_from_where_the_branch_was(world):
    before = world.work.git("rev-parse", "main")
    world.work.commit({LOG: log(SOUND, SIN, BAD)}, "one")
    world.work.commit({"other.txt": ""}, "two")
    world.publish()
    payload = {"before": before, "repository": {"default_branch": "main"}}
    job = world.run(WORKFLOW, "push", payload)
    assert len(errors(job)) == 1, job.text


@pytest.mark.parametrize("before", ["0" * 40, "f" * 40], ids=["new", "unknown"])
def test_the_first_push_of_a_branch_is_judged_from_the_main_branch(world, before):
    world.work.git("checkout", "--quiet", "-b", "topic")
    world.work.commit({LOG: log(SOUND, SIN, BAD)}, "one")
    world.publish()
    payload = {"before": before, "repository": {"default_branch": "main"}}
    everywhere = WORKFLOW.replace("branches: [main]", 'branches: ["**"]')
    job = world.run(everywhere, "push", payload, ref="refs/heads/topic")
    assert len(errors(job)) == 1, job.text


def test_the_first_push_of_a_repository_is_judged_as_a_whole(world):
    payload = {"before": "0" * 40, "repository": {"default_branch": "main"}}
    job = world.run(WORKFLOW, "push", payload)
    assert len(errors(job)) == 1, job.text


def test_nothing_of_a_title_an_input_or_a_log_runs(world):
    hostile = entry(5, "::error::x $(touch pwned) `touch pwned` ##[error]y ${{ github.token }}")
    payload = world.pull(2, {LOG: log(SOUND, SIN, hostile, BAD)})
    arguments = 'arguments: "--show=note\\n--preset=$(touch pwned)"'
    job = world.on_pull(
        WORKFLOW.replace("mode: lint", f"mode: lint\n          {arguments}"), payload
    )
    assert job.last["code"] == 2
    assert "$(touch pwned)" in job.text
    assert not list(world.path.rglob("pwned"))
    assert not list(HERE.rglob("pwned"))


def test_what_fails_is_as_the_input_says(world):
    workflow = WORKFLOW.replace("mode: lint", "mode: lint\n          fail-on: never")
    job = world.on_pull(workflow, world.pull(2, {LOG: log(SOUND, SIN, BAD)}))
    assert (job.conclusion, job.outputs["errors"]) == ("success", "1")
    workflow = WORKFLOW.replace("mode: lint", "mode: lint\n          scope: all")
    job = world.on_pull(workflow, world.pull(3, {LOG: log(SOUND, SIN, GOOD)}))
    assert (job.conclusion, job.outputs["errors"]) == ("failure", "1")


def test_a_wrong_input_is_named(world):
    job = world.on_pull(WORKFLOW.replace("mode: lint", "mode: lnit"), world.pull(2, {"a": ""}))
    assert job.last["code"] == 2
    assert "the input mode is 'lnit': write one of lint, review, promote" in job.text
