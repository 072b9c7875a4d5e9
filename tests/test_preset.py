"""Presets: which entry belongs to which, what a team may add, how bad a deviation is."""

from __future__ import annotations

from typing import Any

import pytest

from learnings import resource
from learnings.diagnostic import Severity
from learnings.entry import Entry
from learnings.errors import ConfigurationError
from learnings.markdown import parse
from learnings.preset import Presets, recognise

LRN = "## [LRN-20260301-001] best_practice\n**Status**: pending\n"
ERR = "## [ERR-20260301-001] build\n**Status**: pending\n"
OPS = "## [OPS-20260301-001] outage\n**Status**: pending\n"
SEC = "## [SEC-20260301-001] open_bucket\n**Status**: pending\n"
OWN = "## [CORR-20260301-001] wrong_unit\n**Status**: pending\n"
FOUR = "### ERR-20260301-001\n**Status**: pending\n**Context**: a\n**Content**: b\n**Action**: c\n"
WAL = "## WAL Entry — 2026-05-20 14:32\n**Operation**: apply\n**Status**: PENDING\n"
DAY = "## 2026-03-02 — what happened\n\ntext\n"
FILE = "# Pool\n\n### Issue Summary\n- **Date**: 2026-03-01T09:00:00Z\n- **Category**: issue\n"
FRONT = "---\ntype: error\nstatus: resolved\ndate: 2026-03-01\n---\n# Build broke\n\ntext\n"
AREA = "## [LRN-20260301-001] insight_of_mine\n**Status**: pending\n**Area**: {}\n"


def entry(
    text: str, path: str = ".learnings/LEARNINGS.md", presets: Presets | None = None, **more: Any
) -> Entry:
    log = parse(text.encode(), path)
    recognise(log, presets or Presets.load(), **more)
    return log.entries[0]


HERE = ".learnings/LEARNINGS.md"
RECOGNISED = [
    pytest.param(LRN, HERE, (), "agent", "learning", id="a learning is the agent's"),
    pytest.param(ERR, ".learnings/ERRORS.md", (), "agent", "error", id="so is an error"),
    pytest.param(OWN, HERE, (), "agent", "learning", id="an unknown prefix is what its file holds"),
    pytest.param(
        OWN, ".learnings/corrections.md", (), "agent", "note", id="in an unknown file it is a note"
    ),
    pytest.param(
        OPS, HERE, (), "operations", "operations-issue", id="an OPS entry is operations anywhere"
    ),
    pytest.param(SEC, HERE, (), "agent", "note", id="a domain's prefix may be one's own"),
    pytest.param(
        SEC,
        ".learnings/security/LEARNINGS.md",
        (),
        "domain:security",
        "issue",
        id="a domain's prefix in the domain's folder",
    ),
    pytest.param(
        SEC,
        ".learnings/SECURITY_INCIDENTS.md",
        (),
        "domain:security",
        "issue",
        id="a domain's prefix in the domain's issue file",
    ),
    pytest.param(
        SEC,
        HERE,
        ("SECURITY_INCIDENTS.md",),
        "domain:security",
        "issue",
        id="a domain's prefix beside the domain's issue file",
    ),
    pytest.param(
        LRN,
        ".learnings/operations/LEARNINGS.md",
        (),
        "operations",
        "learning",
        id="the folder names the preset",
    ),
    pytest.param(
        LRN,
        ".learnings/security/LEARNINGS.md",
        (),
        "domain:security",
        "learning",
        id="a domain's folder too",
    ),
    pytest.param(
        LRN,
        "operations/.learnings/LEARNINGS.md",
        (),
        "agent",
        "learning",
        id="a folder outside the log does not",
    ),
    pytest.param(
        ERR,
        ".learnings/operations/ERRORS.md",
        (),
        "operations",
        "error",
        id="an error in an operations folder",
    ),
    pytest.param(
        AREA.format("on_call"), HERE, (), "agent", "learning", id="one operations word alone"
    ),
    pytest.param(
        AREA.format("monitoring").replace("insight_of_mine", "workflow"),
        HERE,
        (),
        "agent",
        "learning",
        id="monitoring is anybody's area",
    ),
    pytest.param(
        AREA.format("on_call").replace("insight_of_mine", "sla_breach"),
        HERE,
        (),
        "operations",
        "learning",
        id="a category and an area of operations together",
    ),
    pytest.param(
        AREA.format("on_call") + OPS, HERE, (), "operations", "learning", id="an incident below"
    ),
    pytest.param(
        "# Log\n\nsla_breach | automation_gap\n\n" + AREA.format("on_call"),
        HERE,
        (),
        "operations",
        "learning",
        id="two categories of operations at the top of the log",
    ),
    pytest.param(
        "# Log\n\nsla_breach\n\n" + AREA.format("on_call"),
        HERE,
        (),
        "agent",
        "learning",
        id="one category at the top of the log is not enough",
    ),
    pytest.param(
        AREA.format("infra, on_call"), HERE, (), "agent", "learning", id="an agent's word beside it"
    ),
    pytest.param(AREA.format("git_sync"), HERE, (), "agent", "learning", id="a word of nobody's"),
    pytest.param(
        AREA.format("git_sync"),
        HERE,
        ("OPERATIONS_ISSUES.md",),
        "operations",
        "learning",
        id="a word of nobody's beside an issue file",
    ),
    pytest.param(
        LRN,
        HERE,
        ("OPERATIONS_ISSUES.md",),
        "agent",
        "learning",
        id="an agent's word beside an issue file",
    ),
    pytest.param(
        AREA.format("encryption"),
        HERE,
        ("SECURITY_INCIDENTS.md",),
        "domain:security",
        "learning",
        id="a domain's word beside its issue file",
    ),
    pytest.param(FOUR, ".learnings/ERRORS.md", (), "compact", "error", id="four lines are compact"),
    pytest.param(
        FOUR + "\n#### Metadata\n- Source: x\n",
        ".learnings/ERRORS.md",
        (),
        "agent",
        "error",
        id="four lines and a section are not",
    ),
    pytest.param(
        WAL, "memory/working-buffer.md", (), "compact", "wal-entry", id="a write-ahead entry"
    ),
    pytest.param(DAY, HERE, (), "journal", "journal-entry", id="a date heading"),
    pytest.param(
        FILE, "notes/pool.md", (), "ops-knowledge", "ops-knowledge", id="an issue summary"
    ),
    pytest.param(
        "# Pool\n\n## Context\ntext\n",
        "docs/ops-knowledge/issues/ops-learning-2026-03-01-09-00-00-issue-pool.md",
        (),
        "ops-knowledge",
        "ops-knowledge",
        id="a file named for the knowledge base",
    ),
    pytest.param(
        FRONT,
        ".learnings/errors/build.md",
        (),
        "agent",
        "error",
        id="front matter that names its type",
    ),
]


@pytest.mark.parametrize(("text", "path", "siblings", "preset", "kind"), RECOGNISED)
def test_recognise(text: str, path: str, siblings: tuple[str, ...], preset: str, kind: str) -> None:
    found = entry(text, path, siblings=siblings)
    assert (found.preset, found.kind) == (preset, kind)


def test_a_summary_is_the_issue_summary_of_the_knowledge_base() -> None:
    path = "docs/ops-knowledge/issues/ops-learning-2026-03-01-09-00-00-issue-pool.md"
    for title in ("Summary", "问题摘要", "Issue Summary"):
        found = entry(FILE.replace("Issue Summary", title), path)
        assert [section.name for section in found.sections] == ["issue summary"]


def test_dialects_mix_in_one_file() -> None:
    log = parse("\n".join((LRN, OPS, DAY, SEC)).encode(), HERE)
    recognise(log, Presets.load())
    assert [item.preset for item in log.entries] == [
        "agent",
        "operations",
        "journal",
        "agent",
    ]


def test_every_preset_is_whole() -> None:
    presets = Presets.load()
    for name in presets.names():
        preset = presets.preset(name)
        assert preset.name == name
        assert preset.title
        assert preset.description
        for kind in preset.kinds.values():
            assert resource.load(f"{kind.schema}.schema.json")
        for spec in preset.files.values():
            assert spec.kind in preset.kinds
            assert spec.header.startswith("# ")
            assert "{" not in spec.header


def test_the_index_says_what_the_presets_say() -> None:
    presets = Presets.load()
    shared = {"LRN", "ERR", "FEAT"}
    prefixes, files, folders = {}, {}, {}
    for name in presets.names():
        preset = presets.preset(name)
        prefixes.update(
            {
                item: name
                for kind in preset.kinds.values()
                for item in kind.prefixes
                if item not in shared
            }
        )
        usual = {"LEARNINGS.md", "ERRORS.md", "FEATURE_REQUESTS.md"}
        files.update({file: name for file in preset.files if file not in usual})
        folders.update({folder: name for folder in preset.folders if "/" not in folder})
    index = resource.load("presets/index.json")
    assert (index["prefixes"], index["files"], index["folders"]) == (prefixes, files, folders)


def test_there_are_nineteen_domains_with_lists_of_their_own() -> None:
    presets = Presets.load()
    domains = [presets.preset(name) for name in presets.names() if name.startswith("domain:")]
    assert len(domains) == 19
    for domain in domains:
        assert 6 <= len(domain.kinds["learning"].categories) <= 8
        assert 6 <= len(domain.areas) <= 10
        assert domain.areas_closed
        assert domain.kinds["issue"].prefixes


# What a team may define.

OURS = {
    "extends": "agent",
    "areas": {"values": ["billing", "search"], "closed": True},
    "lifecycle": {"add_statuses": ["parked"], "moves": {"pending": ["parked", "resolved"]}},
    "synonyms": {"status": {"shelved": "parked"}},
    "aliases": {"fields": {"area": ["Team"]}},
    "kinds": {
        "learning": {
            "add_prefixes": ["CORR"],
            "add_fields": [{"name": "Team Lead", "required": True}],
        },
        "decision": {"prefixes": ["ADR"], "schema": "learning", "title": "Decision"},
    },
    "folders": ["ours"],
    "files": {"DECISIONS.md": {"kind": "decision", "header": "# Decisions\n"}},
    "severities": {"missing-field:area": "error"},
}


def test_a_team_extends_a_preset() -> None:
    presets = Presets.load({"ours": OURS})
    preset = presets.preset("ours")
    learning = preset.kinds["learning"]
    assert learning.prefixes == ("LRN", "CORR")
    assert [field.name for field in learning.fields][-1] == "team lead"
    assert learning.areas == ("billing", "search")
    assert "parked" in learning.lifecycle.statuses
    assert not learning.lifecycle.allows("pending", "promoted")
    assert learning.synonyms["status"]["shelved"] == "parked"
    assert learning.synonyms["status"]["active"] == "pending"
    assert presets.preset("agent").areas_closed is False


TEAM = [
    pytest.param(LRN, HERE, "agent", id="what everybody uses stays the agent's"),
    pytest.param(OWN, HERE, "ours", id="a prefix of the team's"),
    pytest.param(
        "## [ADR-20260301-001] use_sql\n**Status**: pending\n",
        ".learnings/DECISIONS.md",
        "ours",
        id="a kind of the team's",
    ),
    pytest.param(LRN, ".learnings/ours/LEARNINGS.md", "ours", id="a folder of the team's"),
]


@pytest.mark.parametrize(("text", "path", "preset"), TEAM)
def test_a_teams_preset_is_recognised(text: str, path: str, preset: str) -> None:
    assert entry(text, path, Presets.load({"ours": OURS})).preset == preset


def test_a_teams_default_is_the_preset_of_all_that_it_knows() -> None:
    presets = Presets.load({"ours": OURS}, default="ours")
    assert entry(LRN, HERE, presets).preset == "ours"
    assert entry(OPS, HERE, presets).preset == "operations"
    assert entry(LRN, HERE, Presets.load({"ours": OURS}), default="ours").preset == "ours"


def test_a_teams_alias_is_the_name_of_the_field() -> None:
    presets = Presets.load({"ours": OURS}, default="ours")
    found = entry("## [LRN-20260301-001] x\n**Team**: billing\n", HERE, presets)
    assert [field.name for field in found.fields] == ["area"]


def test_a_team_changes_a_built_in_preset() -> None:
    presets = Presets.load({"agent": {"areas": {"add_values": ["billing"]}}})
    assert presets.preset("agent").areas[-2:] == ("config", "billing")


WRONG = [
    pytest.param(
        {"ours": {"extends": "agnet"}},
        "there is no preset 'agnet'; did you mean 'agent'?",
        id="extends a slip",
    ),
    pytest.param(
        {"ours": {"extends": "yours"}, "yours": {"extends": "ours"}},
        "the preset 'ours' extends itself",
        id="extends itself in a circle",
    ),
    pytest.param(
        {"ours": {"extend": "agent"}},
        "presets.ours.extend: unknown key `extend`; did you mean `extends`?",
        id="an unknown key",
    ),
    pytest.param(
        {"ours": {"areas": {"values": "billing"}}},
        "presets.ours.areas.values: must be a list",
        id="a word for a list",
    ),
    pytest.param(
        {"ours": {"severities": {"missing-field": "fatal"}}},
        "presets.ours.severities.missing-field: must be `error`, `warning`, `note` or"
        " `off` or be a table",
        id="an unknown severity",
    ),
]


@pytest.mark.parametrize(("definitions", "message"), WRONG)
def test_a_wrong_definition_is_named(definitions: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Presets.load(definitions)
    assert str(caught.value) == message


def test_an_unknown_default_is_named() -> None:
    with pytest.raises(ConfigurationError, match="did you mean 'operations'"):
        Presets.load(default="operation")


# How bad a deviation is.

SEVERITIES = [
    pytest.param(
        LRN,
        "missing-field",
        "status",
        True,
        Severity.ERROR,
        id="agent: no status on a changed entry",
    ),
    pytest.param(
        LRN,
        "missing-field",
        "status",
        False,
        Severity.WARNING,
        id="agent: no status on an old entry",
    ),
    pytest.param(LRN, "missing-field", "area", True, Severity.NOTE, id="agent: no area"),
    pytest.param(
        LRN,
        "missing-section",
        "details",
        False,
        Severity.NOTE,
        id="agent: an old entry without details",
    ),
    pytest.param(
        LRN, "unknown-value", "status", False, Severity.ERROR, id="agent: an unknown status"
    ),
    pytest.param(LRN, "duplicate-id", "", True, None, id="a check that the preset does not name"),
    pytest.param(OPS, "missing-field", "area", False, Severity.ERROR, id="operations: no area"),
    pytest.param(
        OPS, "missing-section", "metadata", True, Severity.WARNING, id="operations: no metadata"
    ),
    pytest.param(DAY, "missing-field", "status", True, "off", id="journal: nothing is missing"),
]


@pytest.mark.parametrize(("text", "check", "subject", "changed", "severity"), SEVERITIES)
def test_severity(text: str, check: str, subject: str, changed: bool, severity: object) -> None:
    presets = Presets.load()
    assert presets.severity(entry(text).preset, check, subject, changed) == severity


def test_a_finding_without_an_entry_is_judged_by_the_default() -> None:
    assert Presets.load().severity("", "missing-field", "area") == Severity.NOTE
    assert (
        Presets.load(default="operations").severity("", "missing-field", "area") == Severity.ERROR
    )
