"""`retire` of what people moved by hand: it never says of a rule that stands that it is gone."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .test_asked import RETIRE, TWIN, here, state
from .test_promote import ID, LOG, SLO

__all__ = ["here"]
HEAD = "| Entry | Service | Projection | Seen | Trigger |\n| --- | --- | --- | --- | --- |\n"
INDEX = "| ID | Title | Status | Priority | Logged |\n| --- | --- | --- | --- | --- |\n"


def same(text: str) -> str:
    return text


def bare(text: str) -> str:
    return "".join(line for line in text.splitlines(True) if not line.startswith("<!--"))


def aligned(text: str) -> str:
    return bare(text).replace("| ", "|    ").replace(" |", "     |").replace(" --- ", " :------ ")


def renamed(text: str) -> str:
    return bare(text).replace("| Entry |", "| Eintrag |").replace("| What |", "| Was |").replace(
        "| Projection |", "| Prognose |")  # fmt: skip


def alone(text: str) -> str:
    return "# Notes\n\n" + next(
        line for line in text.splitlines(True) if line.startswith(f"| {ID}")
    )


# --- silent ----------------------------------------------------------------------------------------

QUIET = {
    "a mention in words": f"As {ID} says, disks fill up.\n",
    "a table of states": f"| Lesson | State |\n| --- | --- |\n| {ID} | done |\n",
    "a table of as many columns": f"{INDEX}| {ID} | A disk | pending | high | today |\n",
    "an index": f"{INDEX}| [{ID}](../x.md) | Empty the cache every night | pending | high | x |\n",
    "the row of another entry": f"{HEAD}| {TWIN} | x | Empty the cache every night | x | x |\n",
    "a tombstone": f"{HEAD}\n<!-- learnings: retired {ID} on 2026-03-02 -->\n",
}  # fmt: skip


@pytest.mark.parametrize("target", ["backlog", "capacity"])
@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_what_only_speaks_of_an_entry_keeps_nobody_from_retiring(text, target, here):
    assert main(["promote", ID, "--to", target]) == 0
    (path,) = (here.path / "docs").iterdir()
    path.unlink()
    here.commit({"notes/a.md": f"# Notes\n\n{text}", LOG: (here.path / LOG).read_text()})
    assert main(RETIRE) == 0


OTHERS = {
    "adr": ("docs/decisions/0002-x.md", f"# X\n\nFrom {TWIN}, logged today. See {ID}.\n"),
    "slo": ("slo/x.yaml", f"# From {TWIN}: x\n# like {ID}\nkind: SLO\n"),
}  # fmt: skip


@pytest.mark.parametrize(("target", "other"), OTHERS.items(), ids=OTHERS)
def test_a_document_of_another_entry_is_none_of_this_one(target, other, here):
    assert main(["promote", ID, "--to", target, *(SLO if target == "slo" else [])]) == 0
    next((here.path / other[0]).parent.iterdir()).unlink()
    here.commit({other[0]: other[1], LOG: (here.path / LOG).read_text()})
    assert main(RETIRE) == 0


# --- found -----------------------------------------------------------------------------------------

SHAPES = {
    "as it was": same, "without its markers": bare, "aligned by a formatter": aligned,
    "with other columns above": renamed, "as a row alone": alone,
}  # fmt: skip


@pytest.mark.parametrize(("target", "how"), [("backlog", []), ("capacity", ["--commit"])])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_row_that_was_moved_with_its_file_is_not_said_to_be_gone(
    shape, target, how, here, capsys
):
    assert main(["promote", ID, "--to", target, "--commit"]) == 0
    (path,) = (here.path / "docs").iterdir()
    here.git("rm", "-q", "--cached", f"docs/{path.name}")
    moved = shape(path.read_text())
    path.unlink()
    here.commit({"notes/bl.md": moved})
    before = state(here)
    assert main([*RETIRE, *how]) == 2
    assert "but notes/bl.md holds its rule: put" in capsys.readouterr().err
    assert state(here) == before


@pytest.mark.parametrize("shape", [bare, alone], ids=["with its header", "alone"])
def test_a_row_in_a_file_of_another_target_without_markers_is_not_said_to_be_gone(
    shape, here, capsys
):
    assert main(["promote", ID, "--to", "backlog", "--commit"]) == 0
    path = here.path / "docs/automation-backlog.md"
    moved = shape(path.read_text())
    here.commit({"docs/automation-backlog.md": "# Backlog\n", "docs/capacity-model.md": moved})
    assert main(RETIRE) == 2
    assert "but docs/capacity-model.md holds its rule" in capsys.readouterr().err


OWN = '[promotion.targets.guide]\npath = "docs/guide.md"\ntemplate = "%s"\n'
LINES = {
    "words behind it": "* {line} ({id}, {date})", "words before it": "* {line}, says {id}",
    "a table": "| {line} | {id} |",
}  # fmt: skip


@pytest.mark.parametrize("template", LINES.values(), ids=LINES)
def test_a_line_of_a_team_that_was_moved_is_not_said_to_be_gone(template, here, capsys):
    here.write(".learnings.toml", OWN % template)
    assert main(["promote", ID, "--to", "guide"]) == 0
    (here.path / "notes").mkdir()
    (here.path / "notes/a.md").write_text(bare((here.path / "docs/guide.md").read_text()))
    (here.path / "docs/guide.md").unlink()
    here.git("add", "-A")
    assert main(RETIRE) == 2
    assert "but notes/a.md holds its rule" in capsys.readouterr().err


PLACES = {
    "a decision by another name": ("adr", "docs/decisions/0007-x.md", same),
    "a decision in another folder": ("adr", "docs/adr/x.md", same),
    "a definition by another name": ("slo", "slo/z.yaml", same),
    "a definition in another folder, its quotes gone": (
        "slo", "ops/z.yml", lambda text: text.split("\n", 1)[1].replace('"', ""),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("target", "place", "shape"), PLACES.values(), ids=PLACES)
def test_a_document_that_was_moved_is_ended_by_hand(target, place, shape, here, capsys):
    assert main(["promote", ID, "--to", target, "--commit", *(SLO if target == "slo" else [])]) == 0
    old = here.git("show", "--name-only", "--format=", "HEAD").split("\n")[-1]
    text = shape((here.path / old).read_text())
    here.git("rm", "-q", old)
    here.commit({place: text})
    assert main(RETIRE) == 2
    assert f"{place} holds nothing but {ID}: end or remove it by hand" in capsys.readouterr().err
    here.git("rm", "-q", place)
    here.commit()
    assert main(RETIRE) == 0
