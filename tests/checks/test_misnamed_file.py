"""misnamed-file: the names of the files of a knowledge base."""

from __future__ import annotations

import pytest

from .knowledge import NAME, ROOT, knowledge
from .learning import learning, problems

CHECK = "misnamed-file"

SILENT = {
    "the name of the template": (knowledge(), f"{ROOT}/issues/db/{NAME}"),
    "a file elsewhere": (knowledge(), "notes/full-pool.md"),
    "a file without an entry": ("# How we file\n\nBy category.\n", f"{ROOT}/how.md"),
    "a log": (learning(), ".learnings/LEARNINGS.md"),
    "a category that is not one": (knowledge("storage"), f"{ROOT}/issues/db/{NAME}"),
}


@pytest.mark.parametrize(("text", "path"), SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text, path):
    assert lint(text, CHECK, path=path) == []


FORM = "ops-learning-YYYY-MM-DD-HH-MM-SS-category-few-words.md"
REPORTED = {
    "no grammar at all": ("full_pool.md", f"the file is named `full_pool.md`, not {FORM}"),
    "no time": (
        "ops-learning-2026-03-05-issue-full.md",
        f"the file is named `ops-learning-2026-03-05-issue-full.md`, not {FORM}",
    ),
    "capitals": (
        NAME.replace("full", "Full"),
        f"the file is named `ops-learning-2026-03-05-14-30-00-issue-…`, not {FORM}",
    ),
    "an hour that does not exist": (
        NAME.replace("14-30", "24-30"),
        "the name of the file has no real time: 2026-03-05-24-30-00",
    ),
    "a day that does not exist": (
        NAME.replace("03-05", "02-30"),
        "the name of the file has no real time: 2026-02-30-14-30-00",
    ),
    "a category that is not one": (
        NAME.replace("issue", "deploy"),
        "the name of the file has the category `deploy`, which is not one",
    ),
    "another category than inside": (
        NAME.replace("issue", "recovery"),
        "the file is named as `recovery`, but its category is `issue`",
    ),
}


@pytest.mark.parametrize(("name", "message"), REPORTED.values(), ids=REPORTED)
def test_reports(lint, name, message):
    (line,) = lint(knowledge(), CHECK, path=f"{ROOT}/issues/db/{name}")
    assert line == f"{name}:1:3: warning[misnamed-file] {message}"


HINTS = {
    "the name that the entry gives": (knowledge(), f"name it {NAME}"),
    "a name in plain letters": (
        knowledge(title="Über-full Pool, again: 10 of 10 connections"),
        "name it ops-learning-2026-03-05-14-30-00-issue-uber-full-pool-again-10-of.md",
    ),
    "no name where there is no category": (
        knowledge("storage"),
        "name it after its date, its category and its title",
    ),
}


@pytest.mark.parametrize(("text", "hint"), HINTS.values(), ids=HINTS)
def test_offers(text, hint):
    (problem,) = problems(CHECK, {f"{ROOT}/issues/db/x.md": text})
    assert problem.hint == hint
