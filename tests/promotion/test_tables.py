"""Rows of tables: each goes into its table, below what a formatter made of its header."""

from __future__ import annotations

import time

import pytest

from learnings.cli import main
from learnings.promotion.target import targets
from learnings.promotion.trace import stands
from learnings.settings import defaults

from .test_asked import BOTH, TWIN, here
from .test_promote import AGENT, ID, LOG

__all__ = ["here"]
THIRD = "LRN-20260301-003"
FILES = {"backlog": "docs/automation-backlog.md", "capacity": "docs/capacity-model.md"}


@pytest.fixture
def three(here):
    here.commit({LOG: BOTH + AGENT.replace(ID, THIRD).split("---\n\n", 1)[1]})
    return here


def rows(text: str) -> list[list[str]]:
    """The IDs of the rows of each table, as a reader of Markdown sees them."""
    from mistletoe import Document
    from mistletoe.block_token import Table

    return [[row.children[0].children[0].content for row in item.children]
            for item in Document(text).children if isinstance(item, Table)]  # fmt: skip


def padded(text: str) -> str:
    return text.replace("| Entry |", "| Entry            |").replace(
        "| --- |", "| :--------------- |", 1
    )


def bare(text: str) -> str:
    """Without pipes at the ends of header and delimiters, which Markdown does not ask for."""
    return "".join(line.strip("| \n") + "\n" if line.startswith(("| Entry", "| ---")) else line
                   for line in text.splitlines(keepends=True))  # fmt: skip


def tight(text: str) -> str:
    return text.replace("|\n\n<!--", "|\n<!--")


def headless(text: str) -> str:
    return "".join(
        line for line in text.splitlines(True) if not line.startswith(("| Entry", "| ---"))
    )


SHAPES = {"as it was": lambda text: text, "padded": padded, "without pipes at its ends": bare,
          "without a gap": tight}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("target", FILES)
def test_a_row_joins_the_table_after_a_retirement_too(target, shape, three):
    path = three.path / FILES[target]
    for name in (ID, TWIN):
        assert main(["promote", name, "--to", target]) == 0
        path.write_text(shape(path.read_text()))
    assert rows(path.read_text()) == [[ID, TWIN]]
    assert main(["retire", TWIN, "--reason", "x"]) == 0
    path.write_text(shape(path.read_text()))
    assert main(["promote", THIRD, "--to", target]) == 0
    assert rows(path.read_text()) == [[ID, THIRD]]
    for name in (ID, THIRD):
        assert main(["retire", name, "--reason", "x"]) == 0
    assert main(["promote", TWIN, "--to", target, "--again"]) == 0
    assert rows(path.read_text()) == [[TWIN]]
    assert path.read_text().count("learnings: retired ") == 3


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_row_that_is_ranked_goes_below_the_header(shape, three):
    path = three.path / FILES["backlog"]
    assert (
        main(["promote", ID, "--to", "backlog", "--set", "effort=9 d", "--set", "saves=9 h a year"])
        == 0
    )
    path.write_text(shape(path.read_text()))
    assert (
        main(
            [
                "promote",
                TWIN,
                "--to",
                "backlog",
                "--set",
                "effort=1 d",
                "--set",
                "saves=99 h a year",
            ]
        )
        == 0
    )
    assert main(["promote", THIRD, "--to", "backlog"]) == 0
    assert rows(path.read_text()) == [[TWIN, ID, THIRD]]


def test_a_table_that_somebody_took_out_is_put_back(three):
    path = three.path / FILES["capacity"]
    assert main(["promote", ID, "--to", "capacity"]) == 0
    assert main(["retire", ID, "--reason", "x"]) == 0
    path.write_text(headless(path.read_text()))
    assert main(["promote", TWIN, "--to", "capacity"]) == 0
    assert rows(path.read_text()) == [[TWIN]]


@pytest.mark.parametrize(
    "line", ["| a | b |\n| - | - |\n", "|" * 50 + "\n", f"| {ID} |\n", "| -" * 9 + "\n"]
)
def test_many_lines_take_no_longer_than_they_are(line):
    known = targets(defaults())
    begin = time.process_time()
    stands(line * 1000, known["backlog"], list(known.values()), ID, "x")
    first, begin = time.process_time() - begin, time.process_time()
    stands(line * 2000, known["backlog"], list(known.values()), ID, "x")
    assert time.process_time() - begin < 4 * first + 0.5
