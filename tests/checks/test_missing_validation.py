"""missing-validation: what is resolved was looked at afterwards."""

from __future__ import annotations

import pytest

from .actions import LOG, incident
from .knowledge import knowledge

NAME = "missing-validation"
RESOLUTION = "### Resolution\n- **Resolved**: 2026-03-05\n- **Notes**: "


def resolved(notes: str, more: str = "") -> str:
    return incident("None.", status="resolved", more=f"{RESOLUTION}{notes}\n{more}")


SILENT = {
    "an open incident": incident("None."),
    "an incident that will not be fixed": incident("None.", status="wont_fix"),
    "a section for it": resolved("Capped.", "\n### Validation\nThe graph went back.\n"),
    "a Chinese section for it": resolved("已扩容。", "\n### 验证\n连接数下降。\n"),
    "a field for it": resolved("Capped.\n- **Verified**: yes"),
    "a word of the notes": resolved("Capped, verified with a load test."),
    "a Chinese word of the notes": resolved("已扩容并验证。"),
    "a word elsewhere": resolved("Capped.", "\n### Mitigation\nTested on staging first.\n"),
    "a sentence over two lines": resolved("Capped; it has not\n  come back since."),
    "how things were afterwards": resolved("Error rate back at 0.1 % for a week."),
    "a row of the timeline after the fix": resolved(
        "Capped.", "\n### Timeline\n| 14:40 | Rolled back |\n| 14:50 | Recovery confirmed |\n"
    ),
    "a look at the fix in another section": resolved(
        "Capped.", "\n### Details\nThe fix was verified on staging.\n"
    ),
    "that it has not come back": resolved("Capped; it has not come back since."),
    "a learning": incident("None.", status="resolved", id="LRN-20260305-001"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME, path=LOG) == []


MISSING = {
    "a resolution without it": (resolved("Capped."), "14:5"),
    "a resolution that says the opposite": (resolved("Raised it to 50. Not verified yet."), "14:5"),
    "the opposite, over two lines": (resolved("Raised it to 50. Not\n  verified yet."), "14:5"),
    "what is still to be done": (resolved("Capped, to be confirmed."), "14:5"),
    "a section that says the opposite": (resolved("C.", "\n### Validation\nNone.\n"), "14:5"),
    "a field that says the opposite": (resolved("Capped.\n- **Verified**: no"), "14:5"),
    "a word about the fault": (
        resolved("Capped.", "\n### Root Cause\nConfirmed: the pool was too small.\n"),
        "14:5",
    ),
    "a row of the timeline before the fix": (
        resolved("C.", "\n### Timeline\n| 14:02 | Alert confirmed |\n| 14:40 | Restored |\n"),
        "14:5",
    ),
    "a roll-back to something": (resolved("Rolled back to 1.4."), "14:5"),
    "no resolution at all": (incident("None.", status="resolved"), "1:4"),
    "a word that only contains one": (resolved("Capped the untested batch."), "14:5"),
}


@pytest.mark.parametrize(("text", "place"), MISSING.values(), ids=MISSING)
def test_reports(lint, text, place):
    assert lint(text, NAME, path=LOG) == [
        f"OPERATIONS_ISSUES.md:{place}: note[{NAME}] OPS-20260305-001 is resolved, but does not"
        " say how that was verified"
    ]


def test_it_weighs_more_on_an_entry_that_the_change_touches(lint):
    [line] = lint(resolved("Capped."), NAME, path=LOG, before=incident("None."))
    assert f"warning[{NAME}]" in line


def file(*more: str, status: str = "resolved") -> str:
    text = knowledge().replace("- **Title**", f"- **Status**: {status}\n- **Title**")
    return text + "\n".join(("", *more)) + "\n"


PATH = "docs/ops-knowledge/issues/db/ops-learning-2026-03-05-14-30-00-issue-full-pool.md"


def test_a_file_of_the_knowledge_base_is_told_once_by_its_schema(lint):
    [line] = lint(file(), NAME, "missing-section", path=PATH, settings={"select": [NAME]})
    assert line.partition(": ")[2] == (
        f"warning[{NAME}] a resolved learning tells how the resolution was validated, and there is"
        " no Validation"
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(file(status="pending"), id="an open one"),
        pytest.param(knowledge(), id="one without a status"),
        pytest.param(file("### Validation", "- The graph went back"), id="one with the section"),
        pytest.param(
            file("### Resolution Steps", "1. Tested with a load"), id="one that says so elsewhere"
        ),
    ],
)
def test_a_file_of_the_knowledge_base_is_fine_if_it_is(lint, text):
    assert lint(text, NAME, path=PATH) == []
