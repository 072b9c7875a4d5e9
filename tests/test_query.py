"""Which entries a query picks, in which order, and what is said of words that nothing has."""

from __future__ import annotations

import datetime as dt

import pytest

from learnings.errors import UsageError
from learnings.query import Query
from learnings.row import Row

TODAY = dt.date(2026, 3, 10)


def entry(id: str, **values: object) -> Row:
    blank = dict.fromkeys(Row._fields, "") | {
        "path": ".learnings/LEARNINGS.md", "archive": False, "line": 1, "begin": 0, "end": 0,
        "areas": [], "services": [], "tags": [],
    }  # fmt: skip
    return Row(**(blank | {"id": id} | values))  # type: ignore[arg-type]


ROWS = [
    entry("LRN-1", kind="learning", status="pending", phase="open", priority="high", line=5,
          logged="2026-03-01", areas=["git_sync", "infra"], pattern="pool.exhausted"),
    entry("LRN-2", kind="learning", status="wont_fix", phase="final", priority="low", line=9,
          logged="2026-03-08T10:00:00Z", services=["Order Router"], category="best_practice"),
    entry("ERR-3", kind="error", status="in_progress", phase="open", priority="critical", line=2,
          logged="2026-02-01", tags=["数据库"], path=".learnings/ERRORS.md"),
    entry("OPS-4", kind="operations-issue", severity="P1", priority="P1", line=7),
]  # fmt: skip


def picked(**asked: object) -> list[str]:
    wanted = {name: value for name, value in asked.items() if isinstance(value, tuple)}
    rest = {name: value for name, value in asked.items() if name not in wanted}
    return [row.id for row in Query(TODAY, wanted, **rest).pick(ROWS)]  # type: ignore[arg-type]


ALL = ["LRN-1", "LRN-2", "ERR-3", "OPS-4"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param({}, ALL, id="nothing is asked, all are given as they come"),
        pytest.param({"kind": ("learning",)}, ["LRN-1", "LRN-2"], id="a kind"),
        pytest.param({"kind": ("learning", "error")}, ALL[:3], id="one of two kinds"),
        pytest.param({"kind": ("learning",), "priority": ("low",)}, ["LRN-2"], id="both have to hold"),
        pytest.param({"status": ("open",)}, ["LRN-1", "ERR-3"], id="all open statuses"),
        pytest.param({"status": ("final",)}, ["LRN-2"], id="all final statuses"),
        pytest.param({"status": ("Wont-Fix",)}, ["LRN-2"], id="case and hyphens make no difference"),
        pytest.param({"severity": ("p1",)}, ["OPS-4"], id="a severity"),
        pytest.param({"area": ("git-*",)}, ["LRN-1"], id="a pattern, on one of several areas"),
        pytest.param({"service": ("order router",)}, ["LRN-2"], id="a service with a blank in its name"),
        pytest.param({"tag": ("数据*",)}, ["ERR-3"], id="a Chinese tag"),
        pytest.param({"pattern": ("pool.*",)}, ["LRN-1"], id="a pattern of Pattern-Keys"),
        pytest.param({"pattern": ("pool",)}, [], id="a part of a Pattern-Key is not it"),
        pytest.param({"id": ("lrn",)}, ["LRN-1", "LRN-2"], id="a part of an ID"),
        pytest.param({"id": ("*-3",)}, ["ERR-3"], id="a pattern of IDs"),
        pytest.param({"category": ("[",)}, [], id="half a pattern is a word"),
        pytest.param({"older": dt.timedelta(days=9)}, ["ERR-3"], id="more than nine days is not nine"),
        pytest.param({"older": dt.timedelta(days=8)}, ["LRN-1", "ERR-3"], id="nine is more than eight"),
        pytest.param({"newer": dt.timedelta(days=2)}, ["LRN-2"], id="two days is at most two"),
        pytest.param({"newer": dt.timedelta(days=1)}, [], id="two days is more than one"),
        pytest.param({"since": dt.date(2026, 3, 8)}, ["LRN-2"], id="since that very day"),
        pytest.param({"until": dt.date(2026, 2, 1)}, ["ERR-3"], id="until that very day"),
        pytest.param({"limit": 1}, ["LRN-1"], id="the first"),
        pytest.param({"reverse": True}, ALL[::-1], id="the other way round"),
        pytest.param({"sort": "date"}, ["LRN-2", "LRN-1", "ERR-3", "OPS-4"], id="the newest first, without a date last"),
        pytest.param({"sort": "date", "reverse": True}, ["ERR-3", "LRN-1", "LRN-2", "OPS-4"], id="the oldest first, without a date still last"),
        pytest.param({"sort": "priority"}, ["ERR-3", "LRN-1", "LRN-2", "OPS-4"], id="the most urgent first, foreign words last"),
        pytest.param({"sort": "id"}, ["ERR-3", "LRN-1", "LRN-2", "OPS-4"], id="by ID"),
        pytest.param({"sort": "path"}, ["ERR-3", "LRN-1", "OPS-4", "LRN-2"], id="by file and line"),
        pytest.param({"sort": "date", "limit": 1}, ["LRN-2"], id="it is sorted before it is cut"),
    ],
)  # fmt: skip
def test_a_query_picks_and_sorts(asked, expected):
    assert picked(**asked) == expected


def test_a_word_that_no_preset_and_no_entry_has_is_refused_with_the_nearest():
    query = Query(TODAY, {"status": ("pendign",)})
    with pytest.raises(UsageError, match="did you mean pending"):
        query.verify(lambda: ROWS, {"status": {"pending", "open"}})


def test_a_word_that_only_an_entry_has_is_taken():
    Query(TODAY, {"priority": ("p1",)}).verify(lambda: ROWS, {"priority": {"low"}})


def test_a_word_of_an_open_list_that_nothing_has_is_remarked_on():
    query = Query(TODAY, {"area": ("git_sink",)})
    assert query.nearest(ROWS) == "no entry has the area git_sink; did you mean git_sync?"
