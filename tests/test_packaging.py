"""What a user installs: the wheel, built from the sdist, holds everything and runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {"checks": "checks", "hooks": "hooks", "schemas": "schemas"}
LEFT_OUT = shutil.ignore_patterns(
    ".git",
    ".venv",
    "node_modules",
    "*.egg-info",
    "build",
    "dist",
    "__pycache__",
    ".*_cache",
    ".hypothesis",
)


def run(*words: object, cwd: Path) -> str:
    """What a program prints; its failure fails the test."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an sdist and a wheel that was built from it; the tree is left as it was."""
    tree = tmp_path_factory.mktemp("source") / "learnings"
    shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", out, tree, cwd=out)
    return out


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment that holds the wheel and what it needs."""
    place = tmp_path_factory.mktemp("fresh") / "environment"
    # A pip of its own would take longer to get there than all the rest.
    run(sys.executable, "-m", "venv", "--without-pip", place, cwd=place.parent)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    run(
        sys.executable, "-m", "pip", "--python", programs / "python", "install", "--quiet",
        "--disable-pip-version-check", wheel, cwd=place,
    )  # fmt: skip
    return programs


def expected_modules() -> set[str]:
    """Every module of the tree, by the path it has in the wheel."""
    found = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "learnings").rglob("*.py")
        if "__pycache__" not in file.parts
    }
    for folder in FOLDERS:
        files = (ROOT / folder).rglob("*.py")
        found |= {f"learnings/{file.relative_to(ROOT).as_posix()}" for file in files}
    return found


def test_the_wheel_holds_every_module_of_the_tree_and_no_other(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {name for name in names if name.endswith(".py")} == expected_modules()


def test_the_wheel_has_one_top_level_name(wheel):
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"learnings"}


def test_the_wheel_holds_schemas_presets_the_licence_and_the_mark_of_types(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    data = {f"learnings/{file.relative_to(ROOT)}" for file in (ROOT / "schemas").rglob("*.json")}
    assert data
    assert data <= names
    assert "learnings/py.typed" in names
    assert any(name.endswith("/LICENSE") for name in names)


SDIST = [
    ".ci/run", ".pre-commit-config.yaml", ".pre-commit-hooks.yaml", "CHANGELOG.md",
    "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "SECURITY.md", "pyproject.toml",
    "scripts/generate.py", "tests/conftest.py",
]  # fmt: skip


def test_the_sdist_holds_what_is_needed_to_test_and_to_build_again(built):
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert sorted(set(SDIST) - names) == []
    for folder in ("tests", "docs", "changelog.d", "bench"):
        files = {
            file.relative_to(ROOT).as_posix()
            for pattern in ("*.py", "*.md", "*.json")
            for file in (ROOT / folder).rglob(pattern)
            if not {"__pycache__", ".hypothesis", "node_modules"} & set(file.parts)
        }
        assert sorted(files - names) == []


def test_every_folder_of_the_core_is_named_in_pyproject():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = set(settings["tool"]["setuptools"]["packages"])
    folders = {
        ".".join(file.parent.relative_to(ROOT).parts)
        for file in (ROOT / "learnings").rglob("__init__.py")
    }
    assert named == folders | {f"learnings.{folder}" for folder in FOLDERS}


LOG = """# Learnings

## [LRN-20260301-001] best_practice
## [LRN-20260301-001] best_practice
"""


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    """A folder with a log in which an ID occurs twice."""
    (tmp_path / ".learnings").mkdir()
    (tmp_path / ".learnings" / "LEARNINGS.md").write_text(LOG)
    return tmp_path


@pytest.mark.parametrize("way", ["script", "module"])
def test_the_installed_program_finds_a_fault(installed, logs, way):
    python = installed / "python"
    program = [installed / "learnings"] if way == "script" else [python, "-P", "-m", "learnings"]
    done = subprocess.run([*program, "lint"], cwd=logs, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "duplicate-id" in done.stdout


def test_the_installed_program_knows_its_version(installed, wheel, tmp_path):
    version = run(installed / "learnings", "--version", cwd=tmp_path).split()[-1]
    assert wheel.name.startswith(f"learnings-{version}-")


def test_the_installed_hook_runs(installed, logs):
    run("git", "init", "--quiet", cwd=logs)
    done = subprocess.run(
        [installed / "learnings-hook"], cwd=logs, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "duplicate-id" in done.stdout


def test_a_folder_of_the_same_name_is_not_taken_for_the_package(installed, logs):
    (logs / "learnings").mkdir()
    (logs / "learnings" / "notes.md").write_text("text\n")
    assert "learnings" in run(installed / "python", "-m", "learnings", "--version", cwd=logs)
