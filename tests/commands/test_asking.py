"""`learnings new` on a terminal: what is asked, asked again, shown, kept and gone on with."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from learnings.cli import main
from learnings.preset import Presets

from .terminal import typed

OPS = ".learnings/OPERATIONS_ISSUES.md"
TEXT = "Checkout answered with errors"


@pytest.fixture
def here(repository, monkeypatch, capsys):
    monkeypatch.chdir(repository.path)
    monkeypatch.setenv("HOME", str(repository.path))
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)

    def start(preset: str) -> Path:
        assert main(["init", "--preset", preset, "--scope", "local", "--mode", "track"]) == 0
        capsys.readouterr()
        return repository.path

    return start


def clean() -> None:
    assert main(["lint", "--fail-on", "warning"]) == 0


def test_what_an_answer_makes_necessary_is_asked_for_too(here):
    root = here("operations")
    answers = ["checkout_down", "p1", "incident_management", TEXT, "Nobody could pay", "alert",
               "- 09:00 alert", "The pool was too small", "- Alert on it (ana, 2099-01-01)"]  # fmt: skip
    code, said = typed(["OPS"], [f"{answer}\n" for answer in answers])
    assert code == 0, said
    asked = [
        word for word in ("severity (P1", "prevention:", "root cause:", "timeline:") if word in said
    ]
    assert len(asked) == 4, said
    assert "metadata: trigger (alert, " in said
    text = (root / OPS).read_text()
    assert "**Severity**: P1\n" in text
    clean()


def test_a_required_answer_that_is_empty_is_asked_again_with_the_reason(here):
    root = here("operations")
    answers = ["slow", "", "P9", "P3", "", "monitoring", TEXT, "", "Slow for all", ""]
    code, said = typed(["OPS"], [f"{answer}\n" for answer in answers])
    assert code == 0, said
    assert "`Area` is missing" in said
    assert "P9 is none of them" in said
    assert "`Severity` is missing" in said
    assert "the section Impact is missing" in said
    assert "Slow for all" in (root / OPS).read_text()


def test_bytes_that_are_no_text_are_asked_again(here):
    root = here("agent")
    keys = ["b\xe4d\n", "bad\n", "docs\n", "Export\n", "Audits\n"]
    code, said = typed(["FEAT"], [key.encode("latin-1") for key in keys])
    assert code == 0, said
    assert "the answer is no UTF-8 text" in said
    assert "] bad\n" in (root / ".learnings/FEATURE_REQUESTS.md").read_text()


def test_what_is_alike_is_shown_before_anything_is_asked(here):
    here("agent")
    main(["new", "FEAT", "Export the entries as CSV", "--area", "docs"])
    code, said = typed(["FEAT", "Export the entries as CSV"], ["u\n"])
    assert code == 0, said
    assert "This is known already" in said
    assert "area (" not in said
    assert "came up 2 times" in said


def test_who_wants_a_new_entry_all_the_same_is_asked_once(here):
    here("agent")
    main(["new", "FEAT", "Export the entries as CSV", "--area", "docs"])
    code, said = typed(["FEAT", "Export the entries as CSV"], ["n\n", "docs\n", "Audits\n"])
    assert code == 0, said
    assert said.count("This is known already") == 1


# What a person types for each preset, in the order of the questions.
TYPED = {
    "agent": ("LRN", ["insight", "infra", "Restart the worker", "It reads once", "Watch it"]),
    "operations": ("LRN", ["toil_accumulation", "runbooks", "Restart the worker", "It reads once",
                           "Watch it", "monitoring"]),
    "compact": ("ERR", ["EKS", "A node group cannot be renamed"]),
    "ops-knowledge": ("ops-knowledge", [
        "issue", "Pool exhausted", "HIGH", "45 minutes", "Writes failed", "production",
        "Ten connections", "Made it larger", "A test", "Test pools", "Watch it (ana, 2099-01-01)"]),
    "journal": ("journal-entry", ["The first thing"]),
    "domain:security": ("LRN", None),
}  # fmt: skip


@pytest.mark.parametrize("preset", TYPED)
def test_an_entry_of_each_preset_can_be_typed_and_lives_its_life(preset, here, capsys):
    here(preset)
    kind, answers = TYPED[preset]
    if answers is None:
        spec = Presets.load().preset(preset).kinds["learning"]
        answers = [spec.categories[0], spec.areas[0], "It is known", "So it is", "Do it"]
        answers += ["", "", ""]
    code, said = typed([kind], [f"{answer}\n" for answer in answers])
    assert code == 0, said
    name = re.search(r"([A-Z]{3,4}-\d{8}-\w+) in |((?:docs|\.learnings)/\S+\.md)\r?\n$", said)
    word = name[1] or name[2]
    if preset != "journal":
        assert main(["resolve", word, "--notes", "Verified: no error within a day"]) == 0
        assert main(["archive", word]) == 0
    capsys.readouterr()
    assert main(["lint", "--fail-on", "error"]) == 0


# --- what is refused in the end, or in the editor ----------------------------------------------


def editor(root: Path, monkeypatch, *scripts: str) -> None:
    """An editor that runs one line of Python after another on `text`, one each time."""
    path = root / "editor.py"
    lines = "\n".join(f"    if turn == {number}: {line}" for number, line in enumerate(scripts))
    path.write_text(
        "import sys, pathlib\np = pathlib.Path(sys.argv[1])\ncount = pathlib.Path(__file__ + '.n')\n"
        "turn = len(count.read_text()) if count.exists() else 0\ncount.write_text('x' * (turn + 1))\n"
        f"data = p.read_bytes()\ntext = data.decode()\nif True:\n{lines}\n"
        "p.write_bytes(text if isinstance(text, bytes) else text.encode())\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {path}")


def run(capsys, monkeypatch, *words: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    code = main(["new", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def kept(said: str) -> Path:
    return Path(re.search(r"kept in (\S+)", said)[1])


FILL = 'text = text.replace("### Summary\\n", "### Summary\\n\\nIt is down\\n")'
BAD = 'text = text.replace("**Area**:", "**Area**: nowhere")'
GOOD = ('text = text.replace("nowhere", "runbooks").replace("### Details\\n", "### Details\\n\\nSo.\\n")'
        '.replace("### Suggested Action\\n", "### Suggested Action\\n\\nDo.\\n")')  # fmt: skip


def test_what_the_editor_left_empty_is_left_out(here, capsys, monkeypatch):
    root = here("agent")
    editor(root, monkeypatch, FILL)
    code, _, err = run(capsys, monkeypatch, "LRN", "--edit", "--category", "insight")
    assert code == 0, err
    assert "is empty" not in err
    text = (root / ".learnings/LEARNINGS.md").read_text()
    assert "It is down" in text
    assert "### Details" not in text
    assert "**Area**" not in text.partition("## [")[2]


def test_a_refused_text_is_kept_and_can_be_gone_on_with(here, capsys, monkeypatch):
    root = here("operations")
    editor(root, monkeypatch, f"{FILL}; {BAD}", GOOD)
    words = ["LRN", "--edit", "--category", "toil_accumulation"]
    code, _, err = run(capsys, monkeypatch, *words)
    assert code == 2
    path = kept(err)
    assert f"go on with `learnings new LRN --edit --from {path}`" in err
    code, out, err = run(capsys, monkeypatch, "LRN", "--edit", "--from", str(path))
    path.unlink()
    assert code == 0, err
    assert out.startswith("LRN-")
    assert "It is down" in (root / ".learnings/LEARNINGS.md").read_text()


def test_a_kept_file_is_taken_as_it_is_without_an_editor(here, capsys, monkeypatch, tmp_path):
    root = here("agent")
    file = tmp_path / "kept.md"
    file.write_text(
        "## [LRN-20260301-B7K] insight\n\n**Status**: pending\n\n### Summary\n\nIt is down\n"
    )
    assert run(capsys, monkeypatch, "LRN", "--from", str(file))[0] == 0
    assert "LRN-20260301-B7K" in (root / ".learnings/LEARNINGS.md").read_text()
    assert run(capsys, monkeypatch, "LRN", "--from", "no-such.md")[0] == 2


def test_broken_bytes_from_an_editor_are_refused_and_kept(here, capsys, monkeypatch):
    root = here("agent")
    editor(root, monkeypatch, 'text = data.replace(b"### Summary", b"### Summary\\n\\nb\\xe4d")')
    before = (root / ".learnings/LEARNINGS.md").read_bytes()
    code, _, err = run(capsys, monkeypatch, "LRN", "--edit")
    assert code == 2
    assert "what the editor saved is no UTF-8 text" in err
    kept(err).unlink()
    assert (root / ".learnings/LEARNINGS.md").read_bytes() == before


def test_on_a_terminal_the_editor_is_offered_until_it_is_right(here, monkeypatch):
    root = here("operations")
    editor(root, monkeypatch, 'text = text.replace("nowhere", "runbooks")')
    words = ["LRN", TEXT, "--category", "toil_accumulation", "--details", "So.", "--action", "Do.",
             "--source", "monitoring", "--set", "status=nonsense", "--area", "runbooks"]  # fmt: skip
    code, said = typed(words, ["s\n"])
    assert code == 2, said
    path = kept(said.replace("\r\n", " "))
    assert TEXT in path.read_text()
    path.unlink()


def test_without_an_editor_what_was_answered_is_kept(here):
    here("operations")
    words = ["LRN", TEXT, "--category", "toil_accumulation", "--set", "status=nonsense"]
    code, said = typed(words, ["runbooks\n", "So.\n", "Do.\n", "monitoring\n"])
    assert code == 2, said
    path = kept(said.replace("\r\n", " "))
    text = path.read_text()
    path.unlink()
    assert all(word in text for word in (TEXT, "runbooks", "So.", "Do.", "- Source: monitoring"))


def test_a_locale_without_letters_changes_no_word(here):
    root = here("agent")
    environment = {**os.environ, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    words = [sys.executable, "-Im", "learnings", "new", "LRN", "Ümläute überall", "--area", "döcs"]
    words.remove("-Im")
    words.insert(1, "-m")
    done = subprocess.run(words, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Ümläute überall" in (root / ".learnings/LEARNINGS.md").read_text(encoding="utf-8")
    done = subprocess.run(
        [*words[:-3], b"b\xe4d"], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"TEXT: b\\udce4d is no UTF-8 text" in done.stderr
