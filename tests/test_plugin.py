"""Checks of other packages: found, run, configured, and named when they are at fault."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PLUGIN = Path(__file__).resolve().parent / "plugin"
PROGRAM = Path(sys.executable).with_name("learnings")
GROUP = "learnings.checks"
LOG = """# Learnings

## [LRN-20260301-001] insight

**Logged**: 2026-03-01T09:00:00Z
**Priority**: high
**Status**: pending
**Area**: infra

### Summary
A careless colleague deleted the bucket.

### Details
```text
stupid: not found
```

### Suggested Action
Ask before a bucket is deleted.
"""
FINDING = ".learnings/LEARNINGS.md:11:3: warning[blaming-word] `careless` blames somebody"


class Site:
    """A folder of packages as an installer leaves it, and a repository with a log."""

    def __init__(self, folder: Path, repository) -> None:
        self.folder = folder
        self.repository = repository

    def install(self) -> None:
        """The example package, by its own pyproject.toml."""
        shutil.copytree(PLUGIN / "house_rules", self.folder / "house_rules")
        project = tomllib.loads((PLUGIN / "pyproject.toml").read_text())["project"]
        self.register(project["name"], project["entry-points"][GROUP])

    def register(self, package: str, points: dict[str, str]) -> None:
        info = self.folder / f"{package.replace('-', '_')}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        lines = [f"[{GROUP}]", *(f"{name} = {place}" for name, place in points.items())]
        (info / "entry_points.txt").write_text("\n".join(lines) + "\n")

    def module(self, name: str, text: str) -> None:
        (self.folder / f"{name}.py").write_text(text)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PROGRAM, *words],
            cwd=self.repository.path, env=os.environ | {"PYTHONPATH": str(self.folder)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def lint(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.run("lint", "--today", "2026-03-03", "--format", "concise", *words)


@pytest.fixture
def site(tmp_path: Path, repository) -> Site:
    repository.write(".learnings/LEARNINGS.md", LOG)
    folder = tmp_path / "site"
    folder.mkdir()
    return Site(folder, repository)


@pytest.fixture
def installed(site: Site) -> Site:
    site.install()
    return site


def test_without_the_package_nothing_is_known_of_its_check(site):
    assert site.lint().stdout == ""
    done = site.lint("--select", "blaming-word")
    assert done.returncode == 2
    assert "blaming-word" in done.stderr


def test_a_check_of_another_package_runs_like_one_of_ours(installed):
    done = installed.lint()
    assert (done.stdout, done.stderr, done.returncode) == (FINDING + "\n", "", 0)


def test_the_documentation_shows_the_package_and_what_it_finds(installed):
    page = (PLUGIN.parent.parent / "docs" / "writing-checks.md").read_text(encoding="utf-8")
    for path in ("pyproject.toml", "house_rules/blaming_word.py"):
        assert (PLUGIN / path).read_text(encoding="utf-8") in page
    assert installed.run("lint", "--today", "2026-03-03").stdout in page


def test_it_is_listed_and_explained(installed):
    assert "  blaming-word " in installed.run("checks").stdout
    page = installed.run("explain", "blaming-word").stdout
    assert page.startswith("# blaming-word\n\nA learning blames somebody.\n")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["--ignore", "blaming-word"], id="its name is ignored"),
        pytest.param(["--ignore", "structure"], id="its group is ignored"),
        pytest.param(["--select", "identity"], id="another group is selected"),
        pytest.param(["--confidence", "high"], id="more confidence is asked for"),
    ],
)
def test_it_is_silent_if(words, installed):
    done = installed.lint(*words)
    assert (done.stdout, done.returncode) == ("", 0)


def test_settings_reach_it(installed):
    installed.repository.write(
        ".learnings.toml",
        'severity = { blaming-word = "error" }\n[checks.blaming-word]\nwords = ["deleted"]\n',
    )
    done = installed.lint()
    assert done.returncode == 1
    assert "error[blaming-word] `deleted` blames somebody" in done.stdout
    assert "careless" not in done.stdout


def test_a_comment_silences_it(installed):
    comment = '<!-- learnings: ignore[blaming-word] reason="a quotation" -->'
    installed.repository.write(
        ".learnings/LEARNINGS.md", LOG.replace("\n### Summary", f"\n{comment}\n\n### Summary")
    )
    assert installed.lint().stdout == ""


def test_a_baseline_takes_it_in(installed):
    written = installed.run(
        "lint", "--today", "2026-03-03", "--baseline", "known.json", "--write-baseline"
    )
    assert written.returncode == 0, written.stderr
    assert installed.lint("--baseline", "known.json").stdout == ""


# --- packages that are at fault --------------------------------------------------------------

MODULE = '''"""It fails."""
from learnings.check import define
from learnings.diagnostic import Severity

@define(group="structure", severity=Severity.NOTE)
def check(log, context):
    {body}
'''
RAISING = MODULE.format(body="raise KeyError(log.text)")

FAULTS = [
    pytest.param({"duplicate-id": "house_rules.blaming_word:check"}, "", 2,
                 ["other", "duplicate-id", "in use"], id="it takes the name of a check of ours"),
    pytest.param({"structure": "house_rules.blaming_word:check"}, "", 2,
                 ["other", "structure", "in use"], id="it takes the name of a group"),
    pytest.param({"blaming-word": "house_rules.blaming_word:check"}, "", 2,
                 ["blaming-word", "in use"], id="it takes the name of another package's check"),
    pytest.param({"lost": "no_such_module:check"}, "", 2,
                 ["other", "lost", "cannot be loaded", "no_such_module"],
                 id="its module is not there"),
    pytest.param({"lost": "faulty:nothing"}, RAISING, 2,
                 ["other", "lost", "cannot be loaded"], id="its check is not there"),
    pytest.param({"broken": "faulty:check"}, "raise SystemExit(0)\n", 2,
                 ["other", "broken", "cannot be loaded"], id="its module ends the program"),
    pytest.param({"plain": "faulty:define"}, RAISING, 2,
                 ["other", "faulty:define", "is no check"], id="what it offers is no check"),
    pytest.param({"fault": "faulty:check"}, RAISING, 70,
                 ["the check fault failed", ".learnings/LEARNINGS.md", "KeyError"],
                 id="it raises: the check and the file are named"),
    pytest.param({"fault": "faulty:check"}, MODULE.format(body="return 5"), 70,
                 ["the check fault failed", ".learnings/LEARNINGS.md"],
                 id="it gives what is no list of problems"),
    pytest.param({"fault": "faulty:check"}, MODULE.format(body="yield 5"), 70,
                 ["the check fault failed", ".learnings/LEARNINGS.md"],
                 id="it yields what is no problem"),
]  # fmt: skip


@pytest.mark.parametrize(("points", "module", "code", "words"), FAULTS)
def test_a_faulty_package_is_named(points, module, code, words, installed):
    installed.module("faulty", module)
    installed.register("other", points)
    done = installed.lint()
    assert done.returncode == code, done.stdout + done.stderr
    for word in words:
        assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_what_a_faulty_check_read_is_not_repeated(installed):
    installed.module("faulty", RAISING)
    installed.register("other", {"fault": "faulty:check"})
    assert "bucket" not in installed.lint().stderr


def test_a_faulty_check_that_is_not_wanted_is_no_obstacle(installed):
    installed.module("faulty", RAISING)
    installed.register("other", {"fault": "faulty:check"})
    done = installed.lint("--ignore", "fault")
    assert (done.stdout, done.stderr, done.returncode) == (FINDING + "\n", "", 0)
