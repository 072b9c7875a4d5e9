"""The branch of a promotion: as its entry is called, and never that of another entry."""

from __future__ import annotations

import pytest

from learnings.promotion.message import branch_of

SAID = {
    "an ID as most are": ("LRN-20260301-001", "learnings/promote-lrn-20260301-001"),
    "one of hyphens": ("LRN-20260301-A-B", "learnings/promote-lrn-20260301-a-b"),
    "small letters": ("lrn-20260301-a-b", "learnings/promote-lrn-20260301-a-b"),
    "an underscore": ("LRN-20260301-A_B", "learnings/promote-lrn-20260301-a-b-75fe3e94"),
    "no letter of ASCII": ("注文-注", "learnings/promote-9368c1a8"),
}


@pytest.mark.parametrize(("id", "branch"), SAID.values(), ids=list(SAID))
def test_what_it_is_called(id, branch):
    assert branch_of(id) == branch


APART = ["OPS-1-A-B", "OPS-1-A_B", "OPS-1-A__B", "OPS-1-A.B", "OPS-1-AB", "OPS-1-ÁB", "OPS-1-A--B",
         f"OPS-1-{'x' * 120}", f"OPS-1-{'x' * 121}"]  # fmt: skip


def test_no_two_entries_share_one():
    assert len({branch_of(name) for name in APART}) == len(APART)
