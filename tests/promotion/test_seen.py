"""What the capacity model says was seen: what an entry observed, not what it wishes or warns of."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .test_asked import here
from .test_promote import AGENT, ID, LOG

__all__ = ["here"]
FACT, DO = "Nobody had looked at it.", "### Suggested Action"
SEEN = {
    "nothing": ("", "", "not told"),
    "what is to be verified": ("### Verification\ndf shows less than 50%.\n\n", "", "not told"),
    "what is to be done": ("### Prevention\nAlert at 80 % of the disk.\n\n", "", "not told"),
    "what is to be accepted": ("### Acceptance Criteria\n- It stays at 40 %\n\n", "", "not told"),
    "what a threshold is": ("", "**Threshold**: 80 %\n", "not told"),
    "a bound in the facts": ("### Impact\nIt should stay below 70 %.\n\n", "", "not told"),
    "a comment": ("<!-- 99 % -->\n\n", "", "not told"),
    "a fact": ("### Impact\nThe disk was at 91.5 %, above the limit of 80 %.\n\n", "", "91.5 %"),
    "a fact behind a bound": ("### Impact\nThe limit is 80 %. It reached 95%.\n\n", "", "95 %"),
    "a fact before a wish": (
        "### Impact\nIt is at 12 %.\n\n### Verification\nBelow 50%.\n\n", "", "12 %",
    ),
    "a field": ("### Impact\n50 % of all\n\n", "**Error Budget Consumed**: 40%\n", "40 %"),
    "a share of a promise": ("### Impact\n- **SLO Impact**: consumed 40 % of it\n\n", "", "40 %"),
    "a section of one's own": ("### Metrics\nDisk at 88 %\n\n", "", "88 %"),
}  # fmt: skip


@pytest.mark.parametrize(("told", "field", "seen"), SEEN.values(), ids=SEEN)
def test_the_capacity_model_says_what_was_seen(told, field, seen, here):
    log = AGENT.replace(DO, f"{told}{DO}").replace("**Area**", f"{field}**Area**")
    here.write(LOG, log)
    assert main(["promote", ID, "--to", "capacity"]) == 0
    row = (here.path / "docs/capacity-model.md").read_text().split(f"| {ID} |")[1].split("\n")[0]
    assert row.split(" | ")[2] == seen


def test_the_line_that_sums_it_up_is_a_fact_too(here):
    here.write(LOG, AGENT.replace("A disk filled up.", "A disk is at 97 %."))
    assert main(["promote", ID, "--to", "capacity"]) == 0
    assert "| 97 % |" in (here.path / "docs/capacity-model.md").read_text()
