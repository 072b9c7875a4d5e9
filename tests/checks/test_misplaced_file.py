"""misplaced-file: the folders of a knowledge base."""

from __future__ import annotations

import pytest

from .knowledge import NAME, ROOT, knowledge
from .learning import learning

CHECK = "misplaced-file"

SILENT = {
    "an issue of its service": (knowledge(), f"{ROOT}/issues/db/{NAME}"),
    "one of several services, written otherwise": (
        knowledge(services="Memory Service, db"),
        f"{ROOT}/issues/memory-service/{NAME}",
    ),
    "an issue of no service": (knowledge(), f"{ROOT}/issues/{NAME}"),
    "a sub-folder of the category": (
        knowledge("performance"),
        f"{ROOT}/performance/benchmarks/{NAME}",
    ),
    "a deployment": (knowledge("deployment"), f"{ROOT}/procedures/deployments/{NAME}"),
    "a knowledge base in a sub-folder": (knowledge(), f"ops/{ROOT}/issues/db/{NAME}"),
    "an archived issue": (knowledge(), f"{ROOT}/archive/issues/db/{NAME}"),
    "an issue archived below its folder": (knowledge(), f"{ROOT}/issues/db/archive/{NAME}"),
    "a file elsewhere": (knowledge(), f"notes/{NAME}"),
    "a category that is not one": (knowledge("storage"), f"{ROOT}/issues/db/{NAME}"),
    "an archive": (knowledge(), f"{ROOT}/archive/issues/db/{NAME}"),
    "a log": (learning(), ".learnings/LEARNINGS.md"),
}


@pytest.mark.parametrize(("text", "path"), SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text, path):
    assert lint(text, CHECK, path=path) == []


REPORTED = {
    "the folder of another category": (
        knowledge(),
        "performance",
        "5:17",
        "the category is `issue`, but the file lies in performance/",
    ),
    "a folder that only begins alike": (
        knowledge(),
        "issues-old",
        "5:17",
        "the category is `issue`, but the file lies in issues-old/",
    ),
    "a part of the procedures that is not its own": (
        knowledge("recovery"),
        "procedures/deployments",
        "5:17",
        "the category is `recovery`, but the file lies in procedures/deployments/",
    ),
    "another service": (
        knowledge(),
        "issues/cache",
        "9:25",
        "the file lies in the folder of `cache`, which is not among its services",
    ),
}


@pytest.mark.parametrize(("text", "folder", "place", "message"), REPORTED.values(), ids=REPORTED)
def test_reports(lint, text, folder, place, message):
    (line,) = lint(text, CHECK, path=f"{ROOT}/{folder}/{NAME}")
    assert line == f"{NAME}:{place}: warning[misplaced-file] {message}"


def test_reports_a_file_that_was_never_filed(lint):
    (line,) = lint(knowledge(), CHECK, path=f"{ROOT}/{NAME}")
    assert line.endswith("the category is `issue`, but the file lies in no folder")
