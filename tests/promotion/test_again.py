"""A document of steps after a retirement, and when the entry is promoted to it again."""

from __future__ import annotations

import re

import pytest

from learnings.cli import main

from .test_asked import TWIN, here
from .test_promote import ID, LOG
from .test_tables import three

__all__ = ["here", "three"]
FOLDERS = {"runbook": "docs/runbooks", "postmortem": "docs/postmortems"}


def only(here, target: str):
    (path,) = (here.path / FOLDERS[target]).iterdir()
    return path


def plain(text: str) -> str:
    """A text without its tombstone and the gap below that."""
    return re.sub(r"<!-- learnings: retired .* -->\n\n?", "", text)


@pytest.mark.parametrize("target", FOLDERS)
def test_a_retired_document_says_what_a_new_one_says_that_is_told_nothing(target, here):
    assert main(["promote", ID, "--to", target]) == 0
    path = only(here, target)
    made = path.read_text()
    assert main(["retire", ID, "--reason", "x"]) == 0
    text = path.read_text()
    assert "\n\n\n" not in text
    assert not re.search(r"^##[^\n]*\n+(?=##|\Z)", text, re.MULTILINE), "no heading is left alone"
    assert "A disk filled up.\n" not in text, "no words of the entry are left without their source"
    assert main(["promote", ID, "--to", target, "--again"]) == 0
    assert plain(path.read_text()) == made
    assert main(["retire", ID, "--reason", "y"]) == 0
    assert plain(path.read_text()) == plain(text)


def test_what_people_wrote_between_stays(here):
    assert main(["promote", ID, "--to", "runbook"]) == 0
    path = only(here, "runbook")
    path.write_text(path.read_text().replace("## Resolve\n", "## Resolve\n\nAsk storage first.\n")
                    .replace("## Detect", "A word of ours.\n\n## Detect"))  # fmt: skip
    assert main(["retire", ID, "--reason", "x"]) == 0
    text = path.read_text()
    assert "## Resolve\n\nAsk storage first.\n" in text
    assert "A word of ours." in text
    assert "Nothing is told of what helps for good." not in text


def test_steps_of_another_entry_stay_when_one_is_retired(three):
    assert main(["promote", ID, "--to", "runbook"]) == 0
    path = only(three, "runbook")
    name = str(path.relative_to(three.path))
    assert main(["promote", TWIN, "--to", name]) == 0
    assert main(["retire", ID, "--reason", "x"]) == 0
    text = path.read_text()
    assert f"1. Empty the cache every night. ({TWIN})" in text
    assert text.count("Nothing is told of what helps for good.") == 0


def test_what_a_postmortem_says_without_its_entry_is_not_said_twice(three):
    log = three.path / LOG
    log.write_text(
        log.read_text().replace("### Details", "### Timeline\n- 09:00 Alert\n\n### Details", 1)
    )
    for again in ([], ["--again"]):
        assert main(["promote", ID, "--to", "postmortem", *again]) == 0
        assert only(three, "postmortem").read_text().count("09:00") == 1
        assert main(["retire", ID, "--reason", "x"]) == 0
