"""malformed-id: IDs that name nothing."""

from __future__ import annotations

import pytest

from .learning import learning
from .mending import mended

NAME = "malformed-id"


def entry(id: str) -> str:
    return learning(id=id)


SILENT = [
    "LRN-20260305-001",
    "LRN-2026-03-05-001",
    "LRN-20260305-A7B",
    "LRN-20260305-q7z",
    "LRN-20260305-0915",
    "LRN-20260305-091530-2",
    "LRN-20260305-RETRY_BUDGET",
    "LRN-20260305",
    "CORR-20260305-001",
    "ADR-001",
]


@pytest.mark.parametrize("id", SILENT)
def test_is_silent_about(lint, id):
    assert lint(entry(id), NAME) == []


def test_is_silent_about_placeholders_and_journals(lint):
    assert lint(entry("LRN-YYYYMMDD-XXX") + "\n## 2026-03-05\n\nThe runner hung.\n", NAME) == []


REPORTED = {
    "an empty suffix": ("LRN-20260305-", "has nothing behind the date"),
    "a day that does not exist": ("LRN-20260230-001", ": the calendar has no day 20260230"),
    "a month that does not exist": ("LRN-2026-13-01-001", ": the calendar has no day 2026-13-01"),
    "small letters": ("lrn-20260305-001", "has small letters in its prefix"),
    "one small letter": ("Lrn-20260305-001", "has small letters in its prefix"),
    "the number of a template": ("LRN-20260305-XXX", "has the placeholder of a template"),
    "another number of a template": ("LRN-20260305-NNN", "has the placeholder of a template"),
    "question marks for a number": ("LRN-20260305-???", "has the placeholder of a template"),
    "half a number": ("LRN-20260305-00X", "has the placeholder of a template"),
    "a number in angle brackets": ("LRN-20260305-<n>", "has the placeholder of a template"),
    "no date": ("LRN-001", "has no date"),
    "seven digits for a date": ("LRN-2026035-001", "has no date"),
}


@pytest.mark.parametrize(("id", "fault"), REPORTED.values(), ids=REPORTED)
def test_reports(lint, id, fault):
    between = "" if fault.startswith(":") else " "
    (line,) = lint(entry(id), NAME)
    assert line.startswith(f"LEARNINGS.md:1:5: error[malformed-id] {id}{between}{fault}")


def test_gives_an_empty_suffix_the_next_free_number():
    text = entry("LRN-20260305-007") + entry("LRN-20260305-") + entry("LRN-20260306-")
    after = entry("LRN-20260305-007") + entry("LRN-20260305-008") + entry("LRN-20260306-001")
    assert mended(NAME, text) == after
    assert mended(NAME, after) == after


def test_gives_two_empty_suffixes_two_numbers():
    text = entry("LRN-20260305-") * 2
    assert mended(NAME, text, safe=False) == entry("LRN-20260305-001") + entry("LRN-20260305-002")


def test_writes_the_prefix_in_capitals_and_leaves_the_suffix():
    assert mended(NAME, entry("lrn-20260305-q7z")) == entry("LRN-20260305-q7z")


def test_does_not_change_an_id_that_the_log_refers_to_unless_asked():
    text = entry("lrn-20260305-001") + learning("See Also: lrn-20260305-001", id="LRN-20260305-002")
    assert mended(NAME, text) == text
    assert mended(NAME, text, safe=False) != text


def test_holds_suffixes_to_a_pattern_of_the_configuration(lint):
    settings = {"checks": {"malformed-id": {"suffix": "[0-9]{3}"}}}
    text = entry("LRN-20260305-001") + entry("LRN-20260305-A7B")
    assert lint(text, NAME, settings=settings) == [
        "LEARNINGS.md:12:5: error[malformed-id] LRN-20260305-A7B: the suffix does not match"
        " [0-9]{3}"
    ]
