"""`learnings lint` as a person calls it: scopes, options, outputs, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from learnings.cli import main

GOOD = """\
# Learnings

## [LRN-20260301-001] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: medium
**Status**: pending
**Area**: infra

### Summary
Restart the worker after a change of its configuration

### Details
It reads the file once, when it starts.

### Suggested Action
Watch the file.

### Metadata
- Source: error
"""
BAD = GOOD.replace("pending", "finished maybe")
SECOND = GOOD.partition("\n\n")[2].replace("-001", "-002")
LOG = ".learnings/LEARNINGS.md"
TODAY = "--today=2026-03-03"


@pytest.fixture
def here(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    return repository


def lint(*words: str) -> int:
    return main(["lint", TODAY, *words])


def test_a_clean_log_gives_0_and_one_line(here, capsys):
    here.write(LOG, GOOD)
    assert lint() == 0
    assert capsys.readouterr().out == "no problems in 1 file (1 entry)\n"


def test_a_finding_gives_1_with_place_source_and_hint(here, capsys):
    here.write(LOG, BAD)
    assert lint() == 1
    out = capsys.readouterr().out
    assert f"{LOG}:7:13: error[unknown-value]" in out
    assert "7 | **Status**: finished maybe" in out
    assert "1 error" in out


def test_no_log_at_all_gives_0(here, capsys):
    assert lint() == 0
    assert capsys.readouterr().out == "no problems in 0 files (0 entries)\n"


@pytest.mark.parametrize(
    ("level", "code"), (("error", 1), ("warning", 1), ("note", 1), ("never", 0))
)
def test_fail_on_an_error(here, level, code):
    here.write(LOG, BAD)
    assert lint("--fail-on", level) == code


@pytest.mark.parametrize(
    ("words", "sentence"),
    (
        (("--select", "no-such-check"), "there is no check or group 'no-such-check'"),
        (("--ignore", "duplicate-ids"), "did you mean duplicate-id"),
        (("missing.md",), "there is no missing.md"),
        (("--rev", "nowhere"), "nowhere"),
        (("--since", "HEAD"), "--since goes with --rev"),
        (("--staged", LOG), "--staged judges the index"),
        (("--today", "tomorrow"), "write YYYY-MM-DD"),
        (("--rev", ""), "it is empty"),
        (("--rev", "HEAD", "--since="), "it is empty"),
        (("--output", ""), "it is empty"),
        (("--select", ","), "it names no check"),
        (("--ignore", ""), "it names no check"),
        (("",), "a path is empty"),
        (("--stagd",), "did you mean --staged?"),
        (("--fromat=json",), "did you mean --format?"),
        (("-odd.md",), "if it is a path, write ./-odd.md"),
        (("--format", "xml"), "invalid choice"),
        (("--write-baseline",), "--write-baseline needs a file"),
        (("--output", LOG), "is one of the logs"),
        (("--baseline", "none.json"), "there is no baseline none.json"),
        (("--preset", "opperations"), "operations"),
    ),
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage_gives_2_and_one_sentence(here, capsys, words, sentence):
    here.write(LOG, GOOD)
    here.write("-odd.md", GOOD)
    here.commit()
    assert lint(*words) == 2
    error = capsys.readouterr().err
    assert sentence in error
    assert "Traceback" not in error


def test_outside_a_repository_staged_gives_3(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert lint("--staged") == 3
    assert "no git repository" in capsys.readouterr().err


def test_a_named_file_alone_is_judged_but_references_see_all_logs(here, capsys):
    here.write(LOG, GOOD.replace("- Source: error", "- See Also: ERR-20260302-001"))
    error = SECOND.replace("LRN-20260301-002] best_practice", "ERR-20260302-001] boom")
    here.write(".learnings/ERRORS.md", error.replace("pending", "odd"))
    assert lint(LOG) == 0
    assert "1 file (1 entry)" in capsys.readouterr().out


def test_staged_judges_what_is_staged_and_not_the_work_tree(here, capsys):
    here.commit({LOG: GOOD})
    here.stage(LOG, GOOD + "\n" + SECOND.replace("pending", "odd"))
    here.write(LOG, GOOD + "\n" + SECOND)
    assert lint("--staged") == 1
    assert "`Status`" in capsys.readouterr().out
    here.write(LOG, GOOD + "\n" + SECOND.replace("pending", "odd"))
    here.stage(LOG, GOOD + "\n" + SECOND)
    here.write(LOG, BAD)
    assert lint("--staged") == 0


def test_staged_leaves_old_sins_alone(here):
    here.commit({LOG: BAD})
    here.stage(LOG, BAD + "\n" + SECOND)
    assert lint("--staged") == 0
    assert lint("--staged", "--scope", "all") == 1
    assert lint() == 1


def test_staged_sees_a_collision_of_a_new_entry_with_an_old_one(here, capsys):
    here.commit({LOG: GOOD, ".learnings/archive/2025.md": SECOND})
    here.stage(LOG, GOOD + "\n" + SECOND.replace("Restart", "Stop"))
    assert lint("--staged") == 1
    assert "duplicate-id" in capsys.readouterr().out


def test_a_word_that_old_entries_share_is_no_slip_in_a_new_one(here, capsys):
    own = "**Area**: bakcend"
    here.commit({LOG: GOOD.replace("**Area**: infra", own)})
    here.stage(
        LOG, GOOD.replace("**Area**: infra", own) + "\n" + SECOND.replace("**Area**: infra", own)
    )
    assert lint("--staged", "--show", "note") == 0
    assert "misspelt-value" not in capsys.readouterr().out
    here.stage(LOG, GOOD + "\n" + SECOND.replace("**Area**: infra", own))
    assert lint("--staged", "--show", "note") == 0
    assert "misspelt-value" in capsys.readouterr().out


def test_moving_an_old_entry_is_no_change(here):
    here.commit({LOG: BAD + "\n" + SECOND})
    head, _, body = BAD.partition("\n\n")
    here.stage(LOG, f"{head}\n\n{SECOND}\n{body}")
    assert lint("--staged") == 0


def test_a_revision_is_judged_as_it_was(here):
    first = here.commit({LOG: BAD})
    here.commit({LOG: GOOD})
    assert lint("--rev", first) == 1
    assert lint("--rev", "HEAD") == 0


def test_since_limits_to_what_changed(here):
    first = here.commit({LOG: BAD})
    here.commit({LOG: BAD + "\n" + SECOND})
    assert lint("--rev", "HEAD") == 1
    assert lint("--rev", "HEAD", "--since", first) == 0


def test_the_index_of_a_partial_commit_is_honoured(here):
    """`git commit FILE` and `git commit -a` hand the hook another index (GIT_INDEX_FILE)."""
    here.commit({LOG: GOOD, "other.txt": "a"})
    hook = here.path / ".git" / "hooks" / "pre-commit"
    hook.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m learnings lint --staged {TODAY}\n")
    hook.chmod(0o755)
    here.write(LOG, GOOD + "\n" + SECOND.replace("pending", "odd"))
    done = subprocess.run(
        ["git", "commit", "-a", "-m", "x"],
        cwd=here.path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "unknown-value" in done.stdout + done.stderr
    here.write("other.txt", "b")
    here.git("commit", "-m", "x", "other.txt")


def test_a_baseline_hides_what_is_known_and_only_shrinks(here, capsys):
    here.write(LOG, BAD)
    assert lint("--baseline", "known.json", "--write-baseline") == 0
    assert lint("--baseline", "known.json") == 0
    assert "in the baseline" in capsys.readouterr().out
    here.write(LOG, "intro\n\n" + BAD + "\n" + SECOND.replace("pending", "odd"))
    assert lint("--baseline", "known.json") == 1
    assert lint("--baseline", "known.json", "--write-baseline") == 0
    assert lint("--baseline", "known.json") == 1
    assert lint("--baseline", "known.json", "--write-baseline", "--grow-baseline") == 0
    assert lint("--baseline", "known.json") == 0
    here.write(LOG, GOOD)
    assert lint("--baseline", "known.json", "--write-baseline") == 0
    assert json.loads((here.path / "known.json").read_text())["findings"] == {}


def test_a_baseline_of_one_file_keeps_what_is_known_of_others(here):
    here.write(LOG, BAD)
    here.write(".learnings/ERRORS.md", BAD.replace("LRN-", "ERR-"))
    assert lint("--baseline", "known.json", "--write-baseline") == 0
    here.write(LOG, GOOD)
    assert lint(LOG, "--baseline", "known.json", "--write-baseline") == 0
    assert lint("--baseline", "known.json") == 0


def test_json_is_the_promise(here, capsys):
    here.write(LOG, BAD)
    assert lint("--format", "json") == 1
    report = json.loads(capsys.readouterr().out)
    assert report["version"] == 1
    found = next(item for item in report["diagnostics"] if item["check"] == "unknown-value")
    assert set(found) == {
        *("path", "line", "column", "end_line", "end_column", "check", "group", "severity"),
        *("confidence", "message", "hint", "entry", "fingerprint", "fixable"),
    }
    assert (found["path"], found["line"], found["column"], found["entry"]) == (
        LOG,
        7,
        13,
        "LRN-20260301-001",
    )
    assert set(report["summary"]) == {
        *("files", "entries", "errors", "warnings", "notes", "suppressed", "baselined"),
    }


@pytest.mark.parametrize("name", ("text", "concise", "json", "sarif", "github", "gitlab", "junit"))
def test_every_format_can_be_written_to_a_file(here, capsys, name):
    here.write(LOG, BAD)
    assert lint("--format", name, "--output", "report") == 1
    assert capsys.readouterr().out == ""
    assert "unknown-value" in (here.path / "report").read_text(encoding="utf-8")


def test_a_suppression_counts_and_an_unused_one_is_reported(here, capsys):
    comment = '<!-- learnings: ignore[unknown-value] reason="imported" -->'
    here.write(LOG, BAD.replace("best_practice\n", f"best_practice\n{comment}\n"))
    assert lint() == 0
    assert "1 suppressed" in capsys.readouterr().out
    here.write(LOG, GOOD.replace("best_practice\n", f"best_practice\n{comment}\n"))
    assert lint() == 0
    assert "unused-suppression" in capsys.readouterr().out


def test_the_nearest_configuration_judges_a_log(here, capsys):
    here.write(LOG, BAD)
    here.write("sub/.learnings/LEARNINGS.md", BAD.replace("-001", "-003"))
    here.write("sub/.learnings.toml", 'severity = { unknown-value = "off" }\n')
    assert lint("--format", "concise") == 1
    out = capsys.readouterr().out
    assert f"{LOG}:7" in out
    assert "sub/" not in out


def test_a_wrong_configuration_gives_2_with_file_line_and_suggestion(here, capsys):
    here.write(".learnings.toml", "\nfail-onn = 'error'\n")
    assert lint() == 2
    assert ".learnings.toml:2: " in capsys.readouterr().err


def test_colour_only_where_it_is_asked_for(here, capsys, monkeypatch):
    here.write(LOG, BAD)
    lint()
    assert "\x1b[" not in capsys.readouterr().out
    lint("--color", "always")
    assert "\x1b[" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    lint()
    assert "\x1b[" not in capsys.readouterr().out


def test_statistics_count_by_check(here, capsys):
    here.write(LOG, BAD)
    lint("--statistics")
    assert "unknown-value" in capsys.readouterr().out


def test_a_bug_in_a_check_is_named_and_gives_70(here, capsys, monkeypatch):
    from dataclasses import replace

    from learnings import registry

    def broken(log, context):
        raise KeyError("secret text of the log")
        yield

    found = dict(registry.checks())
    found["duplicate-id"] = replace(found["duplicate-id"], run=broken)
    monkeypatch.setattr(registry, "checks", lambda: found)
    here.write(LOG, GOOD)
    assert lint() == 70
    error = capsys.readouterr().err
    assert "the check duplicate-id failed" in error
    assert "secret text" not in error


def test_an_empty_baseline_is_none(here, capsys):
    here.write(".learnings.toml", 'baseline = "none.json"\n')
    here.write(LOG, GOOD)
    assert lint() == 2
    assert lint("--baseline", "") == 0


@pytest.mark.parametrize(
    ("words", "code"),
    (
        (("config", "nofile"), 2),
        (("config", ".learnings/nofile.md"), 2),
        (("config", ""), 2),
        (("config",), 0),
        (("config", LOG), 0),
        (("config", ".learnings"), 0),
    ),
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_config_is_asked_about_what_there_is(here, capsys, words, code):
    here.write(LOG, GOOD)
    assert main(list(words)) == code
    error = capsys.readouterr().err
    assert error == ("" if code == 0 else f"learnings: there is no {words[1]}\n")


@pytest.mark.parametrize("command", ("config", "where", "list", "lint"))
def test_every_command_refuses_an_unknown_name(here, capsys, command):
    here.write(".learnings.toml", "\nselect = ['agein']\n")
    assert main([command]) == 2
    assert ".learnings.toml:2: select: there is no check or group agein" in capsys.readouterr().err


DATES = GOOD.replace("- Source: error", "- First-Seen: {0}\n- Last-Seen: {0}")


@pytest.mark.parametrize("today", ("0001-01-01", "2026-03-03", "9999-12-31"))
@pytest.mark.parametrize("logged", ("0001-01-01", "9999-12-31"))
@pytest.mark.parametrize("seen", ("0001-01-01", "9999-12-31"))
def test_the_calendar_may_end(here, capsys, today, logged, seen):
    here.write(LOG, DATES.format(seen).replace("2026-03-01T09:00:00Z", logged))
    resolved = SECOND.replace("pending", "resolved").replace("2026-03-01T09:00:00Z", logged)
    here.write(".learnings/ERRORS.md", f"{resolved}\n### Resolution\n- **Resolved**: {seen}\n")
    assert main(["lint", f"--today={today}"]) in (0, 1)
    assert "please report" not in capsys.readouterr().err


def test_a_commit_of_other_files_reads_no_log(here, monkeypatch, capsys):
    here.commit({LOG: BAD})
    here.stage("billing.py", "pass")
    monkeypatch.setattr("learnings.git.repository.Repository.read_many", None)
    assert lint("--staged") == 0
    assert capsys.readouterr().out == "no problems in 0 files (0 entries)\n"


@pytest.mark.parametrize("words", [("--scope", "all"), ("--or-all",)])
def test_all_logs_are_judged_where_that_is_asked_for(here, words):
    here.commit({LOG: BAD})
    here.stage("billing.py", "pass")
    assert lint("--staged", *words) == 1


def test_a_report_on_what_is_staged_is_never_written_over_a_log(here):
    here.commit({LOG: BAD})
    here.stage("billing.py", "pass")
    assert lint("--staged", "--output", LOG) == 2
    assert (here.path / LOG).read_text() == BAD
