"""Defects that were planted are found, and where none was planted nothing is an error."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from learnings.diagnostic import Diagnostic

from .judge import judge

ROOT = Path(__file__).parent.parent
TODAY = dt.date(2024, 3, 1)
WRONG_VALUE = {"unknown-value", "noncanonical-value"}
# The checks of which one has to report the defect. What is not here is silent on purpose: it is
# a matter of form (blanks, separators) or of privacy.
FOUND_BY: Mapping[str, set[str]] = {
    "missing_logged": {"missing-field"},
    "missing_priority": {"missing-field"},
    "missing_status": {"missing-field"},
    "missing_area": {"missing-field"},
    "missing_summary": {"missing-section"},
    "missing_metadata": {"missing-section"},
    "bad_priority": WRONG_VALUE,
    "bad_status": WRONG_VALUE,
    "bad_area": WRONG_VALUE,
    "bad_category": WRONG_VALUE,
    "bad_logged": {"malformed-value", "noncanonical-value"},
    "id_date_mismatch": {"id-date-mismatch"},
    "duplicate_id": {"duplicate-id"},
    "lower_case_id": {"malformed-id"},
    "dangling_see_also": {"broken-reference"},
    "see_also_self": {"self-reference"},
    "first_after_last": {"seen-out-of-order"},
    "recurrence_not_a_number": {"malformed-value"},
    "empty_summary": {"empty-section"},
    "section_twice": {"duplicate-section"},
    "field_twice": {"repeated-field"},
    "resolved_without_resolution": {"missing-resolution"},
    "resolution_but_pending": {"status-conflict"},
    "unclosed_fence": {"unparsed-region"},
    "placeholder_left": {"placeholder-text"},
    "future_date": {"future-date"},
}
# Only learnings have a category for a title, and a request may do without metadata.
ONLY_LEARNINGS = {"bad_category"}
NOT_REQUESTS = {"missing_metadata"}


@dataclass(slots=True)
class Planted:
    """A corpus: what is known of its entries, and what was said of it."""

    truth: list[dict[str, Any]]
    diagnostics: list[Diagnostic]


def plant(folder: Path, share: float) -> Planted:
    words = [sys.executable, "-m", "bench.corpus", "tree", "--entries", "1000", "--files", "6"]
    words += ["--defects", str(share), "--out", str(folder), "--truth", str(folder / "truth")]
    subprocess.run(words, cwd=ROOT, check=True)
    truth = [json.loads(line) for line in (folder / "truth").read_text().splitlines()]
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.md")}
    return Planted(truth, judge(files, TODAY).diagnostics)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return plant(tmp_path_factory.mktemp("planted"), 0.5)


@pytest.mark.parametrize("defect", FOUND_BY)
def test_each_planted_defect_is_found(planted: Planted, defect: str) -> None:
    said: dict[tuple[str, str], set[str]] = {}
    for each in planted.diagnostics:
        said.setdefault((each.path, each.entry), set()).add(each.check)
        # Of two entries with one ID the later one is told, in whichever file it is.
        for place in each.problem.related:
            said.setdefault((place.path, each.entry), set()).add(each.check)
    cases = [line for line in planted.truth if line["defect"] == defect and _has(line)]
    missed = [
        line
        for line in cases
        if not said.get((line["file"], line["shown"]), set()) & FOUND_BY[defect]
    ]
    assert cases
    assert missed == []


def test_nothing_is_wrong_where_no_defect_was_planted(tmp_path: Path) -> None:
    said = {(each.severity, each.check) for each in plant(tmp_path, 0).diagnostics}
    assert said <= {
        # The writer draws durations, severities and priorities each by itself.
        ("warning", "duration-mismatch"),
        # It gives entries their Pattern-Keys, counts, links and deadlines by chance as well.
        ("warning", "overdue-action"),
        ("warning", "priority-not-raised"),
        ("warning", "recurrence-mismatch"),
        ("warning", "unlinked-recurrence"),
        ("warning", "severity-priority-mismatch"),
        ("note", "came-back"),
        ("note", "near-duplicate-entry"),
        ("note", "one-way-reference"),
        ("warning", "recurring-pattern"),
        ("warning", "stale-entry"),
    }


def _has(line: dict[str, Any]) -> bool:
    defect, prefix = line["defect"], line["id"].partition("-")[0]
    if defect in ONLY_LEARNINGS:
        return bool(prefix == "LRN")
    return defect not in NOT_REQUESTS or bool(prefix != "FEAT")
