"""What is asked of `promote` and `retire`: nothing is ignored, made up or written twice."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main

from .test_promote import AGENT, ID, LOG, RULES

TWIN = "LRN-20260301-002"
BOTH = AGENT + AGENT.replace(ID, TWIN).split("---\n\n", 1)[1]
NO_ID = '[promotion.targets.guide]\npath = "docs/guide.md"\ntemplate = "* {line}"\n'
GUIDE = '[promotion.targets.guide]\npath = "docs/{service}.md"\n'
MINE = f'{GUIDE}template = "* {{line}} ({{id}}, {{owner}})"\n'


@pytest.fixture
def here(repository, monkeypatch):
    repository.commit({LOG: AGENT, "AGENTS.md": RULES})
    monkeypatch.chdir(repository.path)
    return repository


def state(here) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in here.path.rglob("*")
            if path.is_file() and ".git" not in path.parts}  # fmt: skip


RETIRE = ["retire", ID, "--reason", "old"]
REFUSED = {
    "an option of pull requests": (["promote", ID, "--draft"], "--draft belongs to --pr"),
    "another with a commit": (["promote", ID, "--commit", "--label", "x"], "--label belongs to"),
    "a branch": (["promote", ID, "--base", "main"], "--base belongs to --pr"),
    "a remote": (["promote", ID, "--remote", "origin"], "--remote belongs to --pr"),
    "another file instead": (["promote", ID, "--instead"], "--instead belongs to --pr"),
    "one of retire": ([*RETIRE, "--reopen"], "--reopen belongs to --pr"),
    "someone to review": ([*RETIRE, "--reviewer", "ada"], "--reviewer belongs to --pr"),
    "an empty line": (["promote", ID, "--line", ""], "--line says nothing"),
    "an empty target": (["promote", ID, "--to", " "], "--to says nothing"),
    "an empty reason": (["retire", ID, "--reason", " "], "--reason says nothing"),
    "a value that no template has": (
        ["promote", ID, "--to", "backlog", "--set", "bogus=1"],
        "--set bogus: Automation backlog does not use that; use effort or saves",
    ),
    "a value of another target": (
        ["promote", ID, "--set", "effort=2d"], "--set effort: AGENTS.md does not use that",
    ),
    "the line as a value": (["promote", ID, "--set", "line=Sleep"], "said with --line"),
    "the ID as a value": (["promote", ID, "--to", "adr", "--set", "id=X-1"], "--set id: Decision"),
    "a definition without a service": (
        ["promote", ID, "--to", "slo", "--set", "objective=99 %"],
        "needs service: say it with --set service=VALUE",
    ),
    "a service that is no name": (
        ["promote", ID, "--to", "slo", "--set", "objective=99 %", "--set", "service=注文"],
        "service=注文 makes no name: write it in letters or digits of ASCII",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_difference_or_says_nothing_is_refused(words, said, here, capsys):
    before = state(here)
    assert main(words) == 2
    assert said in capsys.readouterr().err
    assert state(here) == before


def test_values_that_the_template_uses_are_taken(here):
    words = ["--set", "effort=2d", "--set", "saves=40 hours a year"]
    assert main(["promote", ID, "--to", "backlog", *words]) == 0
    assert f"| {ID} | Empty the cache every night | 2 days | 40 hours a year |" in (
        here.path / "docs/automation-backlog.md").read_text()  # fmt: skip


def test_a_topic_that_is_given_is_the_title_too(here):
    assert main(["promote", ID, "--to", "references", "--set", "topic=Disk space"]) == 0
    assert (here.path / "references/disk-space.md").read_text().startswith("# Disk space\n")


# --- targets of a team ---------------------------------------------------------------------------


def test_a_template_that_names_no_entry_is_refused_before_anything_is_written(here, capsys):
    here.write(".learnings.toml", NO_ID)
    before = state(here)
    for words in (["promote", ID, "--to", "guide"], ["promote", ID], ["candidates"]):
        assert main(words) == 2
        said = capsys.readouterr().err
        assert said.startswith("learnings: .learnings.toml:3: promotion.targets.guide.template ")
        assert 'add {id} to it, as in "- {line} ({id})"' in said
    assert state(here) == before


@pytest.mark.parametrize("words", [[], ["--set", "service=注文"]], ids=["not told", "no letters"])
def test_a_path_is_never_made_up(words, here, capsys):
    here.write(".learnings.toml", GUIDE)
    before = state(here)
    assert main(["promote", ID, "--to", "guide", *words]) == 2
    assert "docs/{service}.md: say it with --set service=VALUE" in capsys.readouterr().err
    assert state(here) == before


def test_a_path_takes_what_is_given(here):
    here.write(".learnings.toml", GUIDE)
    assert main(["promote", ID, "--to", "guide", "--set", "service=Billing API"]) == 0
    assert ID in (here.path / "docs/billing-api.md").read_text()


def test_a_name_of_a_team_is_asked_for_and_taken(here, capsys):
    here.write(".learnings.toml", MINE)
    words = ["promote", ID, "--to", "guide", "--set", "service=billing"]
    assert main(words) == 2
    said = capsys.readouterr().err
    assert "{owner}, which no entry has: say it with --set owner=VALUE" in said
    assert main([*words, "--set", "owner=ada"]) == 0
    assert f"({ID}, ada)" in (here.path / "docs/billing.md").read_text()


# --- never twice ---------------------------------------------------------------------------------


@pytest.mark.parametrize("how", [[], ["--commit"]], ids=["in the files", "as a commit"])
def test_a_rule_of_two_entries_stands_there_once(how, here, capsys):
    here.commit({LOG: BOTH})
    assert main(["promote", ID, *how]) == 0
    before = state(here)
    assert main(["promote", TWIN, *how]) == 2
    said = capsys.readouterr().err
    assert "AGENTS.md has that rule already, in line 8: write LRN-20260301-002 behind it" in said
    assert state(here) == before
    assert main(["promote", TWIN, "--line", "Give the cache a limit", *how]) == 0
    assert (here.path / "AGENTS.md").read_text().count("Empty the cache every night") == 1


def test_a_rule_that_a_person_wrote_is_not_written_again_and_counts_once_it_is_named(here, capsys):
    rules = RULES.replace("- Be kind.", "* **Empty** the cache, every night.")
    here.write("AGENTS.md", rules)
    assert main(["promote", ID]) == 2
    assert "in line 5" in capsys.readouterr().err
    here.write("AGENTS.md", rules.replace("night.", f"night ({ID})."))
    assert main(["promote", ID]) == 0
    assert (here.path / "AGENTS.md").read_text().count("cache") == 1
    assert "**Promoted**: AGENTS.md" in (here.path / LOG).read_text()


def test_a_rule_that_is_retired_or_only_a_part_of_another_is_none(here):
    here.commit({LOG: BOTH})
    here.write("AGENTS.md", f"{RULES}\n- Empty the cache every night and day.\n")
    assert main(["promote", ID]) == 0
    assert main(RETIRE) == 0
    assert main(["promote", TWIN]) == 0


# --- retired -------------------------------------------------------------------------------------


def test_all_files_of_a_retired_rule_are_named_the_second_time_too(here, capsys):
    for target in ("agents", "claude"):
        assert main(["promote", ID, "--to", target]) == 0
    capsys.readouterr()
    assert main(RETIRE) == 0
    said = capsys.readouterr().out
    assert said == f"{ID} retired from AGENTS.md and CLAUDE.md: Empty the cache every night\n"
    assert main(RETIRE) == 0
    assert capsys.readouterr().out == f"{ID} is retired from AGENTS.md and CLAUDE.md already\n"
    assert main([*RETIRE, "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["promoted"]
    assert (row["target"], row["path"]) == ("agents", "AGENTS.md")
    assert (row["paths"], row["changed"]) == (["AGENTS.md", "CLAUDE.md"], False)


def test_a_retired_rule_whose_file_is_gone_is_retired_all_the_same(here, capsys):
    assert main(["promote", ID]) == 0
    assert main(RETIRE) == 0
    (here.path / "AGENTS.md").unlink()
    capsys.readouterr()
    assert main(RETIRE) == 0
    assert capsys.readouterr().out == f"{ID} is retired already\n"


def test_a_nested_file_is_found_again(here, capsys):
    here.commit({".learnings/AGENTS.md": RULES})
    assert main(["promote", ID, "--commit"]) == 0
    assert main([*RETIRE, "--commit"]) == 0
    capsys.readouterr()
    assert main([*RETIRE, "--commit"]) == 0
    assert capsys.readouterr().out == f"{ID} is retired from .learnings/AGENTS.md already\n"
