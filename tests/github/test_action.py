"""What a step of the Action says: all that the command line says, and why where it is refused."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main

from .ticking import A, B, tick
from .world import ID, founded

OWNERS = "* @nobodyhere @acme/ghost\n"


@pytest.fixture
def step(tmp_path, monkeypatch, capsys):
    """Runs the Action with inputs: code, log, errors, outputs, summary."""

    def run(**inputs: str) -> tuple[int, str, str, str]:
        given, told = tmp_path / "given", tmp_path / "told"
        given.write_text("")
        told.write_text("")
        payload = tmp_path / "payload.json"
        payload.write_text("{}")
        monkeypatch.setenv("GITHUB_EVENT_NAME", inputs.pop("event", "workflow_dispatch"))
        for name, path in (("GITHUB_OUTPUT", given), ("GITHUB_STEP_SUMMARY", told),
                           ("GITHUB_EVENT_PATH", payload), ("RUNNER_TEMP", tmp_path)):  # fmt: skip
            monkeypatch.setenv(name, str(path))
        for name, value in inputs.items():
            monkeypatch.setenv(f"INPUT_{name}", value)
        code = main(["action"])
        out, _ = capsys.readouterr()
        return code, out, given.read_text(), told.read_text()

    return run


@pytest.fixture
def world(server, fake, time, tmp_path, monkeypatch):
    from learnings.github.client import Client

    kept = Client.__init__.__kwdefaults__
    monkeypatch.setitem(kept, "clock", time)
    monkeypatch.setitem(kept, "sleep", time.sleep)
    made = founded(server, fake, tmp_path, monkeypatch)
    (made.clone / "CODEOWNERS").write_text(OWNERS)
    made.git("add", "-A")
    made.git("commit", "-qm", "owners")
    made.git("fetch", "-q", str(made.clone), "+main:main", at=made.bare)
    made.git("update-ref", "refs/remotes/origin/main", "main")
    return made


def test_what_was_done_before_one_failed_is_told_and_given(world, step):
    code, out, given, summary = step(MODE="promote", IDS=f"{ID} {A[:-1]}9")
    assert code == 2
    for told in (out, summary):
        assert f"{ID}: created" in told
    assert "pull-requests<<" in given
    assert f"pull/{world.fake.pulls()[0].number}\n" in given


def test_a_promotion_tells_remarks_token_and_checks_in_log_and_summary(world, step):
    code, out, _, summary = step(MODE="promote", IDS=ID)
    assert code == 0
    for told in (out, summary):
        assert "nobodyhere" in told
        assert "GITHUB_TOKEN is the token of an app or a workflow" in told
        assert "no checks start" in told


def test_a_promotion_tells_them_to_programs(world, capsys):
    assert main(["promote", ID, "--pr", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert "no checks start" in told["token"]
    assert "nobodyhere" in " ".join(told["promoted"][0]["remarks"])


def test_a_pull_request_names_its_file_once(world, fake):
    assert main(["promote", ID, "--to", "agents", "--pr"]) == 0
    body = fake.items[0].body
    assert "**Target**: AGENTS.md\n" in body
    assert main(["promote", ID, "--to", "runbook", "--pr", "--instead", "--dry-run"]) == 0


def test_a_tick_tells_them_too(reviewed, capsys):
    (reviewed.clone / "CODEOWNERS").write_text(OWNERS)
    reviewed.git("add", "-A")
    reviewed.git("commit", "-qm", "owners")
    reviewed.git("fetch", "-q", str(reviewed.clone), "+main:main", at=reviewed.bare)
    assert main(["review", "--github", "--today", "2026-03-20"]) == 0
    tick(reviewed, f"promote {A}")
    assert main(["review", "--github", "--act", "--today", "2026-03-20"]) == 0
    out = capsys.readouterr().out
    assert "nobodyhere" in out
    assert "no checks start" in out


def test_those_that_were_not_reached_are_named_beside_the_one_that_failed(world, step):
    missing, later = f"{A[:-1]}9", f"{A[:-1]}8"
    code, out, _, summary = step(MODE="promote", IDS=f"{ID} {missing} {later}")
    assert code == 2
    for told in (out, summary):
        assert f"{missing}: not promoted: " in told
        assert f"{later}: not reached" in told
    assert out.count("::error") == 1


def acts(reviewed, step) -> tuple[int, str, str]:
    """What the Action does on an edit of the issue: code, log, summary."""
    code, out, _, summary = step(MODE="promote", event="issues", ARGUMENTS="--today\n2026-03-20")
    return code, out, summary


def test_an_order_that_is_carried_out_is_said_with_its_issue_and_single_spaces(reviewed, step):
    assert main(["review", "--github", "--today", "2026-03-20"]) == 0
    tick(reviewed, f"promote {A}")
    code, out, summary = acts(reviewed, step)
    assert code == 0
    assert "::error" not in out
    for told in (out, summary):
        assert f"#1 promote {A}: created http" in told
        assert "  " not in told
        assert "no checks start" in told
    _, out, _ = acts(reviewed, step)
    assert f"#1 promote {A}: unchanged http" in out
    assert "no checks start" not in out
    assert "GITHUB_TOKEN is the token of" in out


def test_a_contradiction_is_annotated_once_with_its_verbs_and_its_issue(reviewed, step):
    assert main(["review", "--github", "--today", "2026-03-20"]) == 0
    for name in (A, B):
        tick(reviewed, f"resolve {name}", f"wont-fix {name}")
    code, out, summary = acts(reviewed, step)
    said = "its ticks in #1 contradict each other: leave wont-fix or resolve"
    assert code == 2
    (line,) = [line for line in out.splitlines() if line.startswith("::error")]
    assert line.endswith(f"#1 {A}, #1 {B}: refused: {said}")
    for name in (A, B):
        assert summary.count(f"#1 {name}: refused: {said}") == 1


REFUSED = {
    "a mode": ({"MODE": "nope"}, "the input mode is 'nope'"),
    "a number": ({"PULL_REQUESTS": "abc"}, "the input pull-requests"),
    "an ID": ({"MODE": "promote", "IDS": "--help"}, "the input ids"),
    "no ID": ({"MODE": "promote"}, "the input ids names no entry"),
    "a level": ({"MODE": "lint", "FAIL_ON": "nope", "BASE": "HEAD"}, "--fail-on"),
    "an entry": ({"MODE": "promote", "IDS": "LRN-20260301-999"}, "LRN-20260301-999"),
}


@pytest.mark.parametrize(("inputs", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_annotated_and_has_its_exit_code(inputs, said, world, step):
    code, out, outputs, _ = step(**inputs)
    assert code == 2
    (line,) = [line for line in out.splitlines() if line.startswith("::error")]
    assert said in line
    assert "exit-code<<" in outputs
    assert "\n2\n" in outputs


def test_a_line_with_a_secret_is_refused_and_not_shown(world, step):
    secret = "ghp_" + "k7Qw" * 9
    code, out, outputs, summary = step(MODE="promote", IDS=ID, LINE=f"Use {secret} always")
    assert code == 2
    assert "--line holds a secret" in out
    assert secret not in out + outputs + summary
    assert set(world.branches()) == {"main"}


@pytest.mark.parametrize("folder", ["out", "out/of/many", "."])
def test_a_folder_for_the_sarif_file_is_made_in_the_workspace(folder, world, step, monkeypatch):
    monkeypatch.setenv("GITHUB_WORKSPACE", str(world.clone))
    code, _, outputs, _ = step(MODE="lint", BASE="HEAD", SARIF=f"{folder}/x.sarif")
    assert code == 0
    assert "sarif<<" in outputs
    assert json.loads((world.clone / folder / "x.sarif").read_text())["runs"]


@pytest.mark.parametrize("folder", ["away/none", "../none"], ids=["behind a link", "above it"])
def test_no_folder_is_made_outside_of_the_workspace(folder, world, step, tmp_path):
    (tmp_path / "other").mkdir()
    (world.clone / "away").symlink_to(tmp_path / "other")
    code, out, _, _ = step(MODE="lint", BASE="HEAD", SARIF=f"{folder}/x.sarif")
    assert code == 2
    assert "::error title=learnings::cannot write" in out
    assert not (world.clone / folder).exists()


def test_counts_and_summary_are_there_where_the_sarif_file_cannot_be_written(world, step, tmp_path):
    code, out, outputs, summary = step(
        MODE="lint", BASE="HEAD", SARIF=str(tmp_path / "none" / "x.sarif")
    )
    assert code == 2
    assert "::error title=learnings::cannot write" in out
    assert "findings<<" in outputs
    assert "sarif<<" not in outputs
    assert summary
