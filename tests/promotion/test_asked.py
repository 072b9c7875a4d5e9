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
        "needs service",
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


# --- days beyond the calendar --------------------------------------------------------------------

BEYOND = {
    "a rule that is looked at in an age": (
        "[promotion.targets.agents]\nreview-days = 3000000\n", ["promote", ID, "--dry-run"],
        "promotion.targets.agents.review-days",
    ),
    "a target of a team": (
        '[promotion.targets.mine]\npath = "docs/x.md"\nreview-days = 99999999\n',
        ["promote", ID, "--to", "mine"], "promotion.targets.mine.review-days",
    ),
    "the end of the calendar": (
        "", ["promote", ID, "--today", "9999-12-30"], "promotion.targets.agents.review-days",
    ),
    "a snooze for an age": (
        "[review]\nsnooze-days = 3000000\n", ["review", "--today", "2026-03-20"],
        "review.snooze-days",
    ),
    "a rule's days for an age": (
        "[review]\nrule-days = 99999999\n", ["review"], "review.rule-days",
    ),
    "a snooze at the end of the calendar": (
        "", ["snooze", ID, "--today", "9999-12-30"], "review.snooze-days",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "said"), BEYOND.values(), ids=BEYOND)
def test_days_beyond_the_calendar_are_refused_by_their_setting(text, words, said, here, capsys):
    here.write(".learnings.toml", text)
    before = state(here)
    assert main(words) == 2
    assert said in capsys.readouterr().err
    assert state(here) == before


@pytest.mark.parametrize("days", ["0", "36500"])
def test_days_within_a_century_are_taken(days, here):
    here.write(".learnings.toml", f"[promotion.targets.agents]\nreview-days = {days}\n")
    assert main(["promote", ID, "--today", "2026-03-10"]) == 0


# --- files that act, and settings that cannot be --------------------------------------------------

ACTING = {
    "attributes of git": (".gitattributes", "tells git what to do"),
    "attributes in a folder, in capitals": ("docs/.GitAttributes", "tells git what to do"),
    "submodules": (".gitmodules", "tells git what to do"),
    "an action": ("action.yml", "is an action"),
    "an action of others": ("tools/x/action.yaml", "is an action"),
    "owners": (".github/CODEOWNERS", "who has to agree"),
    "a workflow": (".github/workflows/x.yml", "is a workflow file"),
}


@pytest.mark.parametrize(("path", "said"), ACTING.values(), ids=ACTING)
@pytest.mark.parametrize("how", ["--dry-run", "--commit"])
def test_nothing_is_promoted_into_a_file_that_acts(path, said, how, here, capsys):
    here.write(".learnings.toml", f'[promotion.targets.mine]\npath = "{path}"\n')
    before = state(here)
    assert main(["promote", ID, "--to", "mine", how]) == 3
    assert said in capsys.readouterr().err
    assert state(here) == before


@pytest.mark.parametrize(
    "path", [LOG, LOG.replace("LEARNINGS", "Learnings"), ".learnings/ERRORS.md"]
)
def test_nothing_is_promoted_into_a_log(path, here, capsys):
    other = AGENT.replace(ID, "ERR-20260301-001").replace("best_practice", "build")
    here.commit({".learnings/ERRORS.md": other})
    here.write(".learnings.toml", f'[promotion.targets.mine]\npath = "{path}"\n')
    before = state(here)
    assert main(["promote", ID, "--to", "mine"]) == 2
    assert "is a log, which holds entries and no rules" in capsys.readouterr().err
    assert state(here) == before


FORMS = {
    "a heading": ("section", "Rules", 0),
    "a mark behind a heading": ("template", "- {line} ({id}) {#mark} {{ x }}", 0),
    "a heading of two lines": ("section", "# R\\nZ", 2),
    "a heading of nothing": ("section", " ", 2),
    "a title of two lines": ("title", "R\\nZ", 2),
    "an open brace": ("template", "- {line ({id})", 2),
    "a part of a name": ("template", "- {line.__class__} ({id})", 2),
    "a form": ("template", "- {line!r} ({id})", 2),
    "a path with an open brace": ("path", "docs/{area.md", 2),
    "a header with an open brace": ("header", "# {title", 2),
}  # fmt: skip


@pytest.mark.parametrize(("key", "value", "code"), FORMS.values(), ids=FORMS)
def test_what_no_target_can_be_is_refused_by_its_setting(key, value, code, here, capsys):
    given = {"path": "docs/x.md"} | {key: value}
    rows = "".join(f'{name} = "{text}"\n' for name, text in given.items())
    here.write(".learnings.toml", f"[promotion.targets.mine]\n{rows}")
    assert main(["promote", ID, "--to", "mine", "--dry-run"]) == code
    if code:
        assert f"promotion.targets.mine.{key}" in capsys.readouterr().err


# --- values that say nothing, and what is said of what was done ------------------------------------

WORTH = {
    "days": (["effort=2d"], "2 days", 0), "hours": (["effort=4 hours"], "0.5 days", 0),
    "a range": (["effort=1-3 d"], "1–3 days", 0), "a word": (["effort=Simple"], "0.5–2 days", 0),
    "hours a week": (["saves=2h per week"], "104 hours a year", 0),
    "minutes": (["saves=30 min a day"], "182.5 hours a year", 0),
    "less than nothing": (["effort=-3d"], "effort=-3d: write a time", 2),
    "a number with a power": (["effort=1e9999d"], "effort=1e9999d: write", 2),
    "an age": (["effort=99999999999999999999999d"], "write a time", 2),
    "the wrong way round": (["effort=5-2d"], "write a time", 2),
    "words": (["effort=much"], "write a time", 2),
    "nothing": (["effort="], "write a time", 2),
    "no hours": (["saves=a lot"], "saves=a lot: write hours", 2),
    "none": (["saves=0h/week"], "write hours", 2),
    "what costs": (["saves=-4h a week"], "write hours", 2),
    "code": (["saves=|x| <b> @ada"], "write hours", 2),
}  # fmt: skip


@pytest.mark.parametrize(("values", "said", "code"), WORTH.values(), ids=WORTH)
def test_effort_and_savings_are_times_or_refused(values, said, code, here, capsys):
    words = [word for value in values for word in ("--set", value)]
    assert main(["promote", ID, "--to", "backlog", *words, "--dry-run"]) == code
    out, err = capsys.readouterr()
    assert said in (err if code else out)


def test_a_retired_rule_is_called_by_its_own_words(here, capsys):
    assert main(["promote", ID, "--line", "Use a disk for the cache (a large one)"]) == 0
    here.git("commit", "-aqm", "rule")
    capsys.readouterr()
    assert main([*RETIRE, "--commit"]) == 0
    assert "Use a disk for the cache (a large one)" in capsys.readouterr().out
    assert here.git("log", "-1", "--format=%s") == (
        f"docs(memory): retire {ID} — Use a disk for the cache (a large one)"
    )


def test_a_comment_of_yaml_holds_the_line_as_it_is(here):
    words = ["--to", "slo", "--set", "service=billing", "--set", "objective=99 %"]
    assert main(["promote", ID, *words, "--line", "Keep a <b> & c | d -- e"]) == 2
    assert main(["promote", ID, *words, "--line", "Keep 5 < 6 & c | d -- e"]) == 0
    (path,) = (here.path / "slo").iterdir()
    assert path.read_text().startswith(f"# From {ID}: Keep 5 < 6 & c | d -- e\n")
