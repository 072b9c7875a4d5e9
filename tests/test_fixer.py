"""Fixes as a whole: which are made, and what they may never do."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnings import registry
from learnings.diagnostic import Confidence, Diagnostic, Edit, Fix, Problem, Severity, Span
from learnings.discover import accepts, is_archive
from learnings.engine import Engine, Result
from learnings.entry import Log
from learnings.fixer import Outcome, mend, refusals
from learnings.markdown import parse
from learnings.proof import ordinal
from learnings.settings import defaults

from .checks.learning import learning
from .judge import Files
from .test_corpus import CORPUS, read

TODAY = dt.date(2026, 3, 5)
USUAL = ".learnings/LEARNINGS.md"


def logs_of(files: Mapping[str, bytes]) -> list[Log]:
    logs = []
    for path in sorted(files):
        if accepts(path, defaults()):
            logs.append(parse(files[path], path))
            logs[-1].is_archive = is_archive(path)
    return logs


def fixed(files: Mapping[str, bytes], *, unsafe: bool = False) -> Outcome[Result]:
    """What the fixer makes of the logs among the files, by the default settings."""

    def judge(logs: Sequence[Log]) -> Result:
        return Engine(settings=defaults(), today=TODAY, tree=Files(files)).run(logs)

    return mend(logs_of(files), judge, unsafe=unsafe)


def text(outcome: Outcome[Result]) -> str:
    (log,) = outcome.logs
    return log.text


def after(content: str, *, unsafe: bool = False) -> str:
    return text(fixed({USUAL: content.encode("utf-8", "surrogateescape")}, unsafe=unsafe))


# --- each fix, alone and beside others ---------------------------------------------------------

HEADER = "# Learnings\n\nWhat we keep.\n\n"
DETAILS = "\n### Details\nIt does.\n\n### Suggested Action\nWatch it.\n"


def entry(**given: str) -> str:
    area = given.pop("header", "**Area**: infra")
    found = learning(header=area, **given)
    return HEADER + found.replace("\n### Metadata", f"{DETAILS}\n### Metadata")


SAFE = {
    "nothing is wrong": (entry(), entry()),
    "a synonym": (entry(status="active"), entry(status="pending")),
    "an emoji": (entry(status="⏳ pending"), entry(status="pending")),
    "slashes in a date": (entry(logged="2026/3/5"), entry(logged="2026-03-05")),
    "a slip in a key": (
        entry().replace("**Priority**", "**Prioritty**"),
        entry(),
    ),
    "a slip in a value": (entry(header="**Area**: bakcend"), entry(header="**Area**: backend")),
    "an empty suffix": (entry(id="LRN-20260305-"), entry(id="LRN-20260305-001")),
    "a byte order mark": ("\ufeff" + entry(), entry()),
    "no line end at the end": (entry().rstrip(), entry()),
    "one line end of Windows": (entry().replace("low\n", "low\r\n"), entry()),
    "a suppression that ended": (
        entry(text="<!-- learnings: ignore[stale-entry] until=2026-01-01 -->\nIt reads."),
        entry(text="It reads."),
    ),
    "a suppression of nothing": (
        entry(text="<!-- learnings: ignore[future-date] -->\nIt reads."),
        entry(text="It reads."),
    ),
    "the same field twice": (entry(header="**Priority**: low\n**Area**: infra"), entry()),
    "several at once, in a file of Windows": (
        entry(status="✅ done", header="**Area**: bakcend", resolution="- **Resolved**: 2026-03-05T10:00:00Z").replace("\n", "\r\n").rstrip(),
        entry(status="resolved", header="**Area**: backend", resolution="- **Resolved**: 2026-03-05T10:00:00Z").replace("\n", "\r\n"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "wanted"), SAFE.values(), ids=SAFE)
def test_mends_safely(before, wanted):
    assert after(before) == wanted


UNSAFE = {
    "a status that is missing": (
        entry(status=""),
        entry().replace("**Status**: pending\n**Area**: infra", "**Status**: pending\n**Area**: infra"),
    ),
    "a section that is missing": (
        entry().replace("### Suggested Action\nWatch it.\n\n", ""),
        entry().replace("Watch it.", "Not recorded."),
    ),
    "the day and the text behind a status": (
        entry(status="resolved (2026-03-04) pinned it"),
        entry(status="resolved")
        + "\n### Resolution\n- **Resolved**: 2026-03-04\n- **Notes**: (2026-03-04) pinned it\n",
    ),
    "a duplicate ID that nothing refers to": (
        entry() + "\n" + entry(text="Another thing.").removeprefix(HEADER),
        entry() + "\n" + entry(id="LRN-20260305-002", text="Another thing.").removeprefix(HEADER),
    ),
    "a reference that is a slip away": (
        entry() + "- See Also: LRN-20260305-002, LRN-20260304-002\n\n"
        + entry(id="LRN-20260305-002", text="As LRN-20260305-001.").removeprefix(HEADER),
        entry() + "- See Also: LRN-20260305-002, LRN-20260305-002\n\n"
        + entry(id="LRN-20260305-002", text="As LRN-20260305-001.").removeprefix(HEADER),
    ),
    "a heading of an empty section": (
        entry() + "\n### Our Own\n\n",
        entry() + "\n",
    ),
    "a reference that is not answered": (
        entry() + "\n" + entry(id="LRN-20260304-001", logged="2026-03-04T09:00:00Z").removeprefix(HEADER) + "- See Also: LRN-20260305-001\n",
        entry() + "- See Also: LRN-20260304-001\n\n" + entry(id="LRN-20260304-001", logged="2026-03-04T09:00:00Z").removeprefix(HEADER) + "- See Also: LRN-20260305-001\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "wanted"), UNSAFE.values(), ids=UNSAFE)
def test_mends_only_if_asked_for_unsafe_fixes(before, wanted):
    assert after(before) == before
    assert after(before, unsafe=True) == wanted
    untried = fixed({USUAL: before.encode()}).untried
    assert untried
    assert all(not item.problem.fix.safe for item in untried if item.problem.fix)


DONE = "**Statuss**: done"
LOGGED = "**Logged**: 2026-03-05T09:00:00Z"
STATUS = "**Status**: pending"
# Each tells, in words that are not read, what a fix would fill in; or would come to mean more.
TWINS = {
    "a misspelt status": (STATUS, DONE),
    "a misspelt status that waits": (STATUS, "**Staus**: pending since March"),
    "two that may be the status": (STATUS, "**Statuss**: pending\n**Staus**: done"),
    "a status under another name": (STATUS, "**State**: closed"),
    "a status under a name of their own": (STATUS, "**Where we are**: done"),
    "a status without a colon": (STATUS, "**Status** done"),
    "a status with an equals sign": (STATUS, "Status = done"),
    "a status in Chinese without a colon": (STATUS, "状态 已解决"),
    "a word of a status alone": (STATUS, "✅ done"),
    "a misspelt date": (LOGGED, "**Loged**: 2026-03-01T10:00:00Z or so"),
    "a date that cannot be read": (LOGGED, "**Loged**: the day before"),
    "a date of another name": (LOGGED, "* **Date**: 2026年3月4日"),
    "a date without a colon": (LOGGED, "**Logged** 2026-03-01"),
    "a date under a name of their own": (LOGGED, "**Seen by us**: 2026-03-01"),
}


def filled_in(text: str) -> list[str]:
    """The lines that begin as a fix would write them."""
    known = ("**Status**: pending", "**Logged**: 2026-03-05")
    return [line for line in text.splitlines() if line in known]


@pytest.mark.parametrize(("old", "new"), TWINS.values(), ids=TWINS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_fills_in_nothing_where_there_is(old, new, newline):
    before = entry().replace(old, new)
    kept = filled_in(before)
    text = after(before.replace("\n", newline), unsafe=True).replace("\r\n", "\n")
    assert filled_in(text) == kept


MARKED = {
    "a box that is ticked": ("insight\n", "insight [x]\n"),
    "a tick in the heading": ("insight\n", "insight ✅\n"),
    "the word in the heading": ("insight\n", "insight (resolved)\n"),
    "a Resolution": ("### Metadata", "### Resolution\n- **Notes**: pinned\n\n### Metadata"),
    "a status among the metadata": ("- Source: error", "- Source: error\n- Outcome: solved"),
}


@pytest.mark.parametrize(("old", "new"), MARKED.values(), ids=MARKED)
def test_calls_nothing_pending_that_has(old, new):
    text = after(entry(status="").replace(old, new, 1), unsafe=True)
    assert "**Status**" not in text


def test_a_misspelt_section_is_not_added_a_second_time():
    before = entry().replace("### Suggested Action\nWatch it.", "### Sugested Acton\nWatch it.")
    assert "Not recorded." not in after(before, unsafe=True)


def test_a_name_and_its_value_are_mended_in_one_step():
    """Alone, the name would bring a word to light that is not as the list has it."""
    before = entry(status="✅ done", resolution="- **Resolved**: 2026-03-05T10:00:00Z")
    wanted = entry(status="resolved", resolution="- **Resolved**: 2026-03-05T10:00:00Z")
    assert after(before.replace("**Status**", "**Statuss**")) == wanted


HIDDEN = {
    "a word that nobody knows": ("**Priority**: low", "**Prioritty**: hihg"),
    "a status that waits for too long": (STATUS, "**Statuss**: pending"),
    "a status that asks for a Resolution": (STATUS, DONE),
}


@pytest.mark.parametrize(("old", "new"), HIDDEN.values(), ids=HIDDEN)
def test_a_name_stays_misspelt_where_it_hides(old, new):
    before = entry(id="LRN-20260101-001", logged="2026-01-01T09:00:00Z").replace(old, new)
    outcome = fixed({USUAL: before.encode()})
    assert text(outcome) == before
    assert [item.reason[:24] for item in outcome.dropped] == ["it would add a finding, "]


TWICE = {
    "a value whose twin is mended first": (
        "##[LRN-20260318-001] x\n**area** : infra  \n**Loged:** 04.03.2026  \n"
        "##[LRN-20260319-002] x\n## [LRN-20260319-] 1\n**Area**:fronend  \n"
        "- **Logged**: 2026-03-01T09:00:00+08:00  \n**STATUS** : Resolved on 2026-03-07 by ana\n"
    ),
    "a suppression that a fix leaves without work": (
        "# [LRN-20260313-001] one\n<!-- learnings: ignore[unknown-value] -->\n"
    ),
    "an ID without a number above a date": "## [LRN-20260315-] 1\n* **Date**: 2026年3月4日\n",
}


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("content", TWICE.values(), ids=TWICE)
def test_twice_is_once_for(content, unsafe):
    prove({USUAL: content.encode()}, unsafe)


def test_two_duplicates_and_an_empty_suffix_get_numbers_of_their_own():
    texts = ("One thing.", "Another thing.", "A third thing.")
    parts = [*(entry(text=text) for text in texts), entry(id="LRN-20260305-")]
    outcome = fixed({USUAL: (HEADER + "\n".join(part.removeprefix(HEADER) for part in parts)).encode()}, unsafe=True)  # fmt: skip
    ids = [item.id for item in outcome.logs[0].entries]
    assert sorted(ids) == [f"LRN-20260305-{number:03}" for number in range(1, 5)]


def test_a_duplicate_that_something_refers_to_keeps_its_id():
    before = entry() + "\n" + entry(text="As in LRN-20260305-001.").removeprefix(HEADER)
    assert "LRN-20260305-002" not in after(before, unsafe=True)


# --- what is refused ---------------------------------------------------------------------------

REFUSED = {
    "bytes that are not UTF-8": (entry(status="active").encode() + b"\xb0\xa1\n", "not UTF-8"),
    "a conflict": (
        entry(status="active").encode() + b"\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n",
        "merge conflict",
    ),
    "a NUL": (entry(status="active").encode() + b"\0", "not read whole"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_never_rewrites_a_file_with(data, reason):
    outcome = fixed({USUAL: data}, unsafe=True)
    assert outcome.logs[0].to_bytes() == data or outcome.logs[0].fault
    assert outcome.fixed == []
    assert reason in refusals(outcome.logs)[USUAL]


# --- fixes that are not what they should be ----------------------------------------------------


@dataclass
class Said:
    """What a made-up judge says."""

    diagnostics: list[Diagnostic] = field(default_factory=list)


def said(log: Log, at: str, text: str, check: str = "odd", subject: str = "word") -> Diagnostic:
    """A finding on a word of a log, with a fix that writes another; none for an empty text."""
    start = log.text.index(at)
    edit = Edit(start, start + len(at), text)
    line, column = log.place(start)
    fix = Fix(f"write {text}", (edit,)) if text else None
    problem = Problem(Span.at(line, column, len(at)), f"`{at}` is odd", subject, fix=fix)
    return Diagnostic(log.path, check, "structure", Severity.NOTE, Confidence.HIGH, problem)


TWO = "## [LRN-20260301-001] a\n\nfirst\n\n## [LRN-20260302-001] b\n\nsecond\n"


def run(judge, content: str = TWO) -> Outcome[Said]:
    return mend([parse(content.encode(), USUAL)], judge)


def test_a_fix_that_would_change_another_entry_is_left_out():
    def judge(logs: Sequence[Log]) -> Said:
        found = [said(logs[0], "first", "```")] if "first" in logs[0].text else []
        return Said(found + ([said(logs[0], "second", "2nd")] if "second" in logs[0].text else []))

    outcome = run(judge)
    assert outcome.logs[0].text == TWO.replace("second", "2nd")
    assert [item.reason for item in outcome.dropped] == ["it would change other entries"]


def test_a_fix_that_would_add_a_finding_is_left_out_and_the_others_are_made():
    def judge(logs: Sequence[Log]) -> Said:
        text = logs[0].text
        found = [said(logs[0], "first", "worse")] if "first" in text else []
        found += [said(logs[0], "worse", "", "bad", "else")] if "worse" in text else []
        return Said(found + ([said(logs[0], "second", "2nd")] if "second" in text else []))

    outcome = run(judge)
    assert outcome.logs[0].text == TWO.replace("second", "2nd")
    assert [item.reason for item in outcome.dropped] == [
        "it would add a finding, bad: `worse` is odd"
    ]


def test_a_fix_that_adds_a_finding_far_away_is_found_by_halving():
    def judge(logs: Sequence[Log]) -> Said:
        one, other = logs
        found = [said(one, word, word.upper()) for word in ("first", "second") if word in one.text]
        return Said(found + ([said(other, "third", "", "bad")] if "FIRST" in one.text else []))

    third = "## [LRN-20260303-001] c\n\nthird\n"
    outcome = mend([parse(TWO.encode(), USUAL), parse(third.encode(), "b.md")], judge)
    assert outcome.logs[0].text == TWO.replace("second", "SECOND")
    assert len(outcome.dropped) == 1


def test_a_fix_that_does_not_help_is_left_out():
    def judge(logs: Sequence[Log]) -> Said:
        return Said([said(logs[0], "first", "first, first")])

    outcome = run(judge)
    assert outcome.logs[0].text == TWO
    assert [item.reason for item in outcome.dropped] == ["it would not help"]


def test_two_fixes_that_undo_each_other_come_to_an_end():
    def judge(logs: Sequence[Log]) -> Said:
        text = logs[0].text
        word, other = ("first", "other") if "first" in text else ("other", "first")
        return Said([said(logs[0], word, other)])

    outcome = run(judge)
    assert outcome.logs[0].text == TWO
    assert {item.reason for item in outcome.dropped} == {
        "it does not settle: another fix undoes it"
    }


def test_two_fixes_of_one_place_are_made_one_after_the_other():
    def judge(logs: Sequence[Log]) -> Said:
        text = logs[0].text
        found = [said(logs[0], "first", "1st")] if "first" in text else []
        found += [said(logs[0], "first\n", "one\n", "even")] if "first" in text else []
        return Said(found)

    outcome = run(judge)
    assert outcome.logs[0].text == TWO.replace("first", "1st")
    assert len(outcome.fixed) == 1


def test_a_log_that_is_spared_stays():
    log = parse(TWO.encode(), USUAL)
    outcome = mend([log], lambda logs: Said([said(logs[0], "first", "1st")]), spared=[USUAL])
    assert outcome.logs == [log]


# --- promises ----------------------------------------------------------------------------------


def found_in(found: Result, logs: Sequence[Log]) -> Counter[tuple[str, int, str]]:
    """How many findings there are of each check and entry, notes included."""
    by_path = {log.path: log for log in logs}
    return Counter(
        (item.path, ordinal(by_path[item.path], item.span.line), item.check)
        for item in found.diagnostics
    )


def prove(files: Mapping[str, bytes], unsafe: bool) -> None:
    """Twice is once, nothing is added, and what is not touched stays byte for byte."""
    untouched = Engine(settings=defaults(), today=TODAY, tree=Files(files)).run(logs_of(files))
    first = fixed(files, unsafe=unsafe)
    assert len(first.verdict.diagnostics) <= len(untouched.diagnostics)
    errors = [
        sum(item.severity == Severity.ERROR for item in found.diagnostics)
        for found in (first.verdict, untouched)
    ]
    assert errors[0] <= errors[1]
    assert found_in(first.verdict, first.logs) - found_in(untouched, logs_of(files)) == Counter()
    mended = dict(files) | {log.path: log.to_bytes() for log in first.logs if not log.fault}
    second = fixed(mended, unsafe=unsafe)
    assert [log.text for log in second.logs] == [log.text for log in first.logs]
    if not first.fixed:
        assert mended == dict(files)
    for old, new in zip(logs_of(files), first.logs, strict=True):
        assert len(old.entries) == len(new.entries)
        named = {item.anchor for item in first.fixed}
        whole = any(len(item.problem.fix.edits) > 3 for item in first.fixed if item.problem.fix)
        if not whole and not unsafe:
            for one, other in zip(old.entries, new.entries, strict=True):
                if one.key not in named and other.key not in named:
                    was = old.body(one.start, one.end).rstrip()
                    assert new.body(other.start, other.end).rstrip() == was


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("path", CORPUS, ids=[path.stem for path in CORPUS])
def test_on_the_corpus_twice(path, unsafe):
    prove(read(path.read_text(encoding="utf-8")).files, unsafe)


@pytest.mark.parametrize("style", ["\r\n", "bom"], ids=["CR LF", "byte order mark"])
@pytest.mark.parametrize("path", CORPUS[::4], ids=[path.stem for path in CORPUS[::4]])
def test_on_the_corpus_in_another_dress(path, style):
    files = read(path.read_text(encoding="utf-8")).files
    if style == "bom":
        prove({name: b"\xef\xbb\xbf" + data for name, data in files.items()}, unsafe=False)
    else:
        dressed = {
            name: data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
            for name, data in files.items()
        }
        prove(dressed, unsafe=False)
        for log in fixed(dressed).logs:
            assert log.text.replace("\r\n", "").count("\n") == 0


STATUSES = st.sampled_from(
    ["pending", "active", "✅ done", "resolved (2026-03-01) — pinned", "", "solvd", "`open`"]
)
ENTRY = st.builds(
    lambda day, status, logged, area, key, level, bare, end, more: (
        learning(
            id=f"LRN-2026030{day}-{'' if bare == 2 else '001'}",
            status=status,
            logged=logged,
            header=area,
        )
        .replace("**Priority**", key)
        .replace("## [", f"{level} [", 1)
        .replace("[LRN", "LRN" if bare == 1 else "[LRN")
        + more
        + end
    ),
    day=st.integers(1, 3),
    status=STATUSES,
    logged=st.sampled_from(["2026-03-01T09:00:00Z", "2026/3/1", "2026-03-01", "yesterday"]),
    area=st.sampled_from(["", "**Area:** infra", "**Area**: bakcend", "**Area**：docs"]),
    key=st.sampled_from(["**Priority**", "**Prioritty**", "**Priority:**", "- **Priority**"]),
    level=st.sampled_from(["##", "##", "##", "###"]),
    bare=st.sampled_from([0, 0, 0, 1, 2]),
    end=st.sampled_from(["\n", "\n---\n\n", "", "\n***\n\n", "```\n"]),
    more=st.sampled_from(
        [
            "",
            "- See Also: LRN-20260302-001\n",
            "\n### Our Own\n",
            "\n### Sumary\nAgain.\n",
            "<!-- learnings: ignore[stale-entry] -->\n",
        ]
    ),
)
LOG = st.builds(
    lambda head, entries, newline, tail: (head + "".join(entries)).replace("\n", newline) + tail,
    head=st.sampled_from(["", "# Learnings\n\n", "\ufeff# Learnings\n\n"]),
    entries=st.lists(ENTRY, min_size=1, max_size=5),
    newline=st.sampled_from(["\n", "\r\n"]),
    tail=st.sampled_from(["", "\n", "end", "\r\n"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=LOG, unsafe=st.booleans())
def test_on_generated_logs_twice(content, unsafe):
    prove({USUAL: content.encode()}, unsafe)


HEADS = st.sampled_from(
    [
        "## [LRN-20260301-001] best_practice", "### [LRN-20260302-001] insight",
        "## LRN-20260303-002 insight", "##[LRN-20260301-001] x", "## [ERR-20260304-001] | tail",
        "## [lrn-20260305-001] low", "# [LRN-20260302-002] one", "## [LRN-20260303-] 1",
        "## [ ] [LRN-20260304-002] x",
    ]
)  # fmt: skip
FIELDS = st.builds(
    lambda form, pair: form.format(*pair),
    st.sampled_from(
        ["**{}**: {}", "**{}:** {}", "- **{}**: {}", "{}: {}", "**{}**：{}", "* **{}** : {}"]
    ),
    st.one_of(
        st.tuples(
            st.sampled_from(["Status", "status", "Staus", "状态", "Statuss"]),
            st.sampled_from(["pending", "✅ done", "solvd", "", "Resolved on 2026-03-01 by ana"]),
        ),
        st.tuples(
            st.sampled_from(["Logged", "Loged", "Date", "logged at"]),
            st.sampled_from(["2026-03-01T09:00:00Z", "2026/3/4", "04.03.2026", "2026年3月4日", ""]),
        ),
        st.tuples(
            st.sampled_from(["Priority", "Prioritty", "priority"]),
            st.sampled_from(["high", "P1", "hihg", "🔴 high", "medium (was low)"]),
        ),
        st.tuples(st.sampled_from(["Area", "区域"]), st.sampled_from(["infra", "fronend", "前端"])),
    ),
)
PARTS = st.sampled_from(
    [
        "### Summary\nText", "### Sumary\nText", "### Suggested Action\nDo it", "### Details\n",
        "### Resolution\n- **Resolved**: 2026/3/4", "### Metadata\n- See Also: LRN-20260301-001",
        "<!-- learnings: ignore[unknown-value] -->", "### Details\n```\n## [LRN-20260301-001] x\n```",
        "### Details\n```\nopen", "---", "text\n===", "### Metadata\n- Status: pending",
    ]
)  # fmt: skip
MUTATED = st.lists(
    st.builds(
        lambda head, fields, parts, gap: "\n".join([head, gap, *fields, "", *parts, "", ""]),
        HEADS, st.lists(FIELDS, max_size=4), st.lists(PARTS, max_size=3), st.sampled_from(["", " "]),
    ),
    min_size=1, max_size=4,
).map("".join)  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=MUTATED, newline=st.sampled_from(["\n", "\r\n"]), unsafe=st.booleans())
def test_on_logs_of_mutated_lines_twice(content, newline, unsafe):
    prove({USUAL: content.replace("\n", newline).encode()}, unsafe)


def test_a_check_offers_the_fixes_that_it_tells_of():
    checks = registry.checks()
    for path in CORPUS:
        files = read(path.read_text(encoding="utf-8")).files
        found = Engine(settings=defaults(), today=TODAY, tree=Files(files)).run(logs_of(files))
        for item in found.diagnostics:
            if item.problem.fix is not None:
                about = checks[item.check]
                assert about.fix if item.problem.fix.safe else about.unsafe_fix, item
