"""What settings and values cannot be, and files that nothing is promoted into."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .test_asked import RETIRE, here, state
from .test_promote import AGENT, ID, LOG

__all__ = ["here"]

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
