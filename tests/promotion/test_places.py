"""Which file an entry goes into: one that it can name, and the one that it stands in already."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .test_asked import RETIRE, TWIN, here, state
from .test_promote import AGENT, ID, LOG

__all__ = ["here"]

# --- names of files --------------------------------------------------------------------------------

NAMES = {
    "a space": "docs/our rules.md", "spaces in a folder": "docs/the team/our own rules.md",
    "brackets": "docs/rules (new).md", "other signs": "docs/Règles & more.md",
    "words like those of a retired rule": "docs/retired rules.md",
}  # fmt: skip


@pytest.mark.parametrize("path", NAMES.values(), ids=NAMES)
def test_a_file_is_named_whatever_signs_its_name_has(path, here, capsys):
    here.write(".learnings.toml", f'[promotion.targets.mine]\npath = "{path}"\n')
    for _ in range(2):
        assert main(["promote", ID, "--to", "mine"]) == 0
    assert (here.path / LOG).read_text().count(path) == 1
    here.git("add", "-A")
    capsys.readouterr()
    assert main(["lint"]) == 0
    assert "no problems" in capsys.readouterr().out
    assert main(RETIRE) == 0
    assert "(retired " in (here.path / LOG).read_text()


COMMAS = {
    "a comma": "docs/a, b.md", "a comma without a space": "docs/a,b.md",
    "a comma beside a name": "docs/{area},x.md", "a backtick": "docs/`a`.md",
}  # fmt: skip


@pytest.mark.parametrize("path", COMMAS.values(), ids=COMMAS)
def test_a_target_whose_file_no_entry_could_name_is_refused_in_the_settings(path, here, capsys):
    here.write(".learnings.toml", f'[promotion.targets.mine]\npath = "{path}"\n')
    before = state(here)
    assert main(["promote", ID, "--to", "mine"]) == 2
    assert "promotion.targets.mine.path" in capsys.readouterr().err
    assert state(here) == before


UNNAMED = {
    "a comma": ("docs/runbooks/a, b.md", "since `,` means something else"),
    "a backtick": ("docs/runbooks/a`b.md", "since ``` means something else"),
    "the words of a retired rule": ("docs/runbooks/a (retired x).md", "since `(retired ` means"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "said"), UNNAMED.values(), ids=UNNAMED)
def test_a_file_that_no_entry_could_name_is_refused(path, said, here, capsys):
    before = state(here)
    assert main(["promote", ID, "--to", path]) == 2
    assert said in capsys.readouterr().err
    assert state(here) == before


# --- where it stands -------------------------------------------------------------------------------

GUIDE = '[promotion.targets.guide]\npath = "docs/{service}.md"\n'
RETITLED = ("A disk filled up.", "The build disk filled up.")
EDITS = {
    "nothing": ("runbook", [], ("", "")), "the title of a runbook": ("runbook", [], RETITLED),
    "the title of a postmortem": ("postmortem", [], RETITLED),
    "the day of a postmortem": ("postmortem", [], ("2026-03-01T09", "2026-03-02T09")),
    "the title of a decision": ("adr", [], RETITLED),
    "the title of an objective": (
        "slo", ["--set", "objective=99 %", "--set", "service=billing"], RETITLED),
    "the area of a guide": ("references", [], ("**Area**: docs", "**Area**: tests")),
}  # fmt: skip


def files(here) -> list[str]:
    return sorted(path for path in state(here) if not path.endswith("LEARNINGS.md"))


def edit(here, old: str, new: str) -> None:
    text = (here.path / LOG).read_text()
    here.commit({LOG: text.replace(old, new) if old else text})


@pytest.mark.parametrize(("target", "words", "change"), EDITS.values(), ids=EDITS)
def test_an_entry_that_was_edited_gets_no_second_file(target, words, change, here, capsys):
    assert main(["promote", ID, "--to", target, *words]) == 0
    before = files(here)
    here.git("add", "-A")
    edit(here, *change)
    capsys.readouterr()
    assert main(["promote", ID, "--to", target, *words]) == 0
    assert "already" in capsys.readouterr().out
    assert files(here) == before


def test_a_document_that_was_renamed_is_the_document_still(here):
    assert main(["promote", ID, "--to", "runbook", "--commit"]) == 0
    here.git("mv", "docs/runbooks/a-disk-filled-up.md", "docs/runbooks/disk.md")
    here.commit()
    assert main(["promote", ID, "--to", "runbook"]) == 0
    assert [path.name for path in (here.path / "docs/runbooks").iterdir()] == ["disk.md"]


@pytest.mark.parametrize("target", ["runbook", "adr"])
def test_a_link_beside_it_is_no_hindrance(target, here):
    folder = here.path / {"runbook": "docs/runbooks", "adr": "docs/decisions"}[target]
    folder.mkdir(parents=True)
    (folder / "0001-x.md").symlink_to(here.path / "AGENTS.md")
    here.commit()
    assert main(["promote", ID, "--to", target]) == 0
    assert len(list(folder.iterdir())) == 2


def test_another_entry_has_a_file_of_its_own(here):
    here.commit({LOG: AGENT + AGENT.replace(ID, TWIN).replace(*RETITLED).split("---\n\n", 1)[1]})
    assert main(["promote", ID, TWIN, "--to", "runbook"]) == 0
    assert len(list((here.path / "docs/runbooks").iterdir())) == 2


def test_a_name_that_is_given_is_a_second_place(here):
    here.write(".learnings.toml", GUIDE)
    for service in ("billing", "orders", "orders"):
        assert main(["promote", ID, "--to", "guide", "--set", f"service={service}"]) == 0
    assert {path.name for path in (here.path / "docs").iterdir()} == {"billing.md", "orders.md"}
    assert "docs/billing.md, docs/orders.md\n" in (here.path / LOG).read_text()


def test_a_retired_document_does_not_come_back_under_another_name(here, capsys):
    assert main(["promote", ID, "--to", "runbook", "--commit"]) == 0
    assert main([*RETIRE, "--commit"]) == 0
    edit(here, *RETITLED)
    before = state(here)
    assert main(["promote", ID, "--to", "runbook"]) == 2
    assert "was retired from docs/runbooks/a-disk-filled-up.md" in capsys.readouterr().err
    assert state(here) == before
    assert main(["promote", ID, "--to", "runbook", "--again"]) == 0
    (path,) = (here.path / "docs/runbooks").iterdir()
    assert f"The build disk filled up. ({ID})" in path.read_text()


# --- what goes when it is retired ------------------------------------------------------------------

STEPS = "### Timeline\n- 09:00 alert fired\n- 09:12 pool empty\n\n### Metadata"
LEFT = {
    "a runbook whose entry was reworded": ("runbook", "", "disk filled up."),
    "the steps of a postmortem": ("postmortem", STEPS, "alert fired"),
    "the rest of a postmortem": ("postmortem", STEPS, "disk filled up."),
}  # fmt: skip


@pytest.mark.parametrize(("target", "more", "gone"), LEFT.values(), ids=LEFT)
def test_nothing_of_a_retired_entry_is_left(target, more, gone, here):
    if more:
        edit(here, "### Metadata", more)
    assert main(["promote", ID, "--to", target, "--commit"]) == 0
    (path,) = (here.path / "docs").rglob("*.md")
    assert gone in path.read_text()
    edit(here, *RETITLED)
    assert main([*RETIRE, "--commit"]) == 0
    text = path.read_text()
    assert gone not in text
    assert "Nothing is told" in text
    assert text.count(ID) == text.count(f"retired {ID}") == 1


def test_words_of_a_person_at_the_top_of_a_runbook_stay(here):
    assert main(["promote", ID, "--to", "runbook", "--commit"]) == 0
    path = here.path / "docs/runbooks/a-disk-filled-up.md"
    path.write_text(path.read_text().replace("\n## Detect", "\nCall the team first.\n\n## Detect"))
    assert main(RETIRE) == 0
    assert "\n\nCall the team first.\n\n## Detect" in path.read_text()
