"""What `promote` and `retire` say: in the form that was asked for, with the way out."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main

from .test_asked import GUIDE, RETIRE, here, state
from .test_promote import ID, LOG, SLO

__all__ = ["here"]

# --- as JSON ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", [[], ["--commit"]], ids=["as files", "as a commit"])
@pytest.mark.parametrize("words", [["promote", ID], RETIRE], ids=["promoted", "retired"])
def test_a_dry_run_is_a_document_where_one_is_asked_for(words, how, here, capsys):
    if words is RETIRE:
        assert main(["promote", ID, "--commit"]) == 0
    before, head = state(here), here.git("rev-parse", "HEAD")
    capsys.readouterr()
    assert main([*words, *how, "--format", "json", "--dry-run"]) == 0
    told = json.loads(capsys.readouterr().out)
    (row,) = told["promoted"]
    assert told["dry_run"] is True
    assert (row["id"], row["path"], row["changed"]) == (ID, "AGENTS.md", True)
    assert row["files"] == [LOG, "AGENTS.md"]
    assert row["commit"] is None
    assert (state(here), here.git("rev-parse", "HEAD")) == (before, head)
    assert main([*words, *how, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["dry_run"] is False


# --- what is there already ---------------------------------------------------------------------------

OWNED = '[promotion.targets.mine]\npath = "docs/x.md"\ntemplate = "* {line} ({id}, {owner})"\n'
AGAIN = {
    "an objective": ("", ["--to", "slo"], SLO),
    "a value of a team": (OWNED, ["--to", "mine"], ["--set", "owner=ada"]),
    "a name in the path": (GUIDE, ["--to", "guide"], ["--set", "service=billing"]),
}  # fmt: skip


@pytest.mark.parametrize("how", [[], ["--commit"]], ids=["as files", "as a commit"])
@pytest.mark.parametrize(("text", "to", "values"), AGAIN.values(), ids=AGAIN)
def test_what_was_given_once_is_not_asked_for_again(text, to, values, how, here, capsys):
    here.write(".learnings.toml", text)
    assert main(["promote", ID, *to, *values, *how]) == 0
    before = state(here)
    capsys.readouterr()
    assert main(["promote", ID, *to, *how]) == 0
    assert "already" in capsys.readouterr().out
    assert state(here) == before


# --- the way out -------------------------------------------------------------------------------------


def test_a_rule_of_a_target_that_is_gone_is_told_with_what_to_do(here, capsys):
    here.write(".learnings.toml", GUIDE)
    assert main(["promote", ID, "--to", "guide", "--set", "service=billing"]) == 0
    here.write(".learnings.toml", "")
    before = state(here)
    assert main(RETIRE) == 2
    err = capsys.readouterr().err
    assert f"{ID} is promoted to docs/billing.md, which is the file of no target: add one" in err
    assert "--to" not in err
    assert state(here) == before


PLACES = {
    "a template": ('path = "docs/x.md"\ntemplate = "* {line} ({id}, {owner})"', 7),
    "a header": ('header = "# {owner}"\npath = "docs/x.md"', 6),
    "a path": ('title = "Mine"\npath = "docs/{owner}.md"', 7),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "line"), PLACES.values(), ids=PLACES)
def test_a_name_that_nobody_knows_is_told_by_its_line(lines, line, here, capsys):
    here.write(
        ".learnings.toml", f"[review]\nsnooze-days = 14\n\n\n[promotion.targets.mine]\n{lines}\n"
    )
    assert main(["promote", ID, "--to", "mine"]) == 2
    said = capsys.readouterr().err
    assert f".learnings.toml:{line}: a template names {{owner}}, which no entry has" in said


# --- rules -------------------------------------------------------------------------------------------

LINES = {
    "a command in code": ("Run `npm test` before you push", 0),
    "words of emphasis": ("Never push to main!", 0),
    "an import": ("Read !include other.md first", 2),
    "an import as the whole": ("!import foo bar", 2),
    "a command that is run when it is read": ("Use !`date` always", 2),
}  # fmt: skip


@pytest.mark.parametrize(("line", "code"), LINES.values(), ids=LINES)
def test_a_rule_holds_nothing_that_is_run_or_read_with_it(line, code, here):
    assert main(["promote", ID, "--line", line, "--dry-run"]) == code
