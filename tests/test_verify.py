"""Names in a configuration: what nobody knows is refused with file, line and a near miss."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnings import registry, resource, settings
from learnings.errors import ConfigurationError
from learnings.preset import Presets
from learnings.verify import TELLING, verified

OURS = '[presets.ours]\nextends = "agent"\n'
LIFE = '[presets.ours.lifecycle]\nadd_statuses = ["parked"]\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


def judged(root: Path, text: str) -> Presets:
    (root / ".learnings.toml").write_text(text, encoding="utf-8")
    return verified(settings.load(str(root)))


KNOWN = [
    pytest.param("", id="nothing is set"),
    pytest.param(
        'select = ["ageing", "schema"]\nignore = ["duplicate-id"]', id="checks and groups"
    ),
    pytest.param('[checks.stale-entry.days]\n"pending:critical" = 1', id="status and priority"),
    pytest.param("[checks.stale-entry.days]\ndiscarded = 1", id="a status of another preset"),
    pytest.param(
        OURS + LIFE + "[checks.stale-entry.days]\nparked = 9", id="a status of the team's"
    ),
    pytest.param('[per-file-preset]\n"a/**" = "domain:security"', id="a preset for files"),
    pytest.param(
        OURS + '[presets.ours.severities]\n"missing-field:anything" = "off"',
        id="a check of any subject",
    ),
    pytest.param(OURS + 'synonyms = {status = {shelved = "resolved"}}', id="a synonym"),
    pytest.param(OURS + 'targets = {mttr = {P1 = "PT4H"}}', id="a target"),
    pytest.param("[checks.duplicate-id]", id="an empty table of options"),
    pytest.param('[checks.malformed-id]\nsuffix = "[0-9]{3}"', id="a pattern of suffixes"),
    pytest.param('[severity]\n"missing-field:team_field" = "off"', id="a field of the team's"),
    pytest.param('[severity]\n"missing-field:metadata.source" = "off"', id="a field in a section"),
    pytest.param('[presets.ours]\nextends = "domain"', id="an abstract preset can be extended"),
]


@pytest.mark.parametrize("text", KNOWN)
def test_known_names_are_taken(root: Path, text: str) -> None:
    assert judged(root, text).names()


DAYS = "[checks.stale-entry.days]\n"
UNKNOWN = [
    pytest.param(
        '[severity]\n"missing-field:statuz" = "error"',
        "2: severity.missing-field:statuz: there is no field or section 'statuz';"
        " did you mean 'status'?",
        id="a severity of a misspelt field",
    ),
    pytest.param(
        DAYS + "pending = 3\npnding = 5",
        "3: checks.stale-entry.days.pnding: no preset has the status 'pnding';"
        ' did you mean "pending"?',
        id="a status that no preset has",
    ),
    pytest.param(
        DAYS + "Pending = 5",
        "2: checks.stale-entry.days.Pending: no preset has the status 'Pending';"
        ' did you mean "pending"?',
        id="a status in capitals",
    ),
    pytest.param(
        DAYS + '"pending:urgent" = 3',
        "2: checks.stale-entry.days.pending:urgent: no preset has the priority 'urgent';"
        " use critical, high, low or medium",
        id="a priority that no preset has",
    ),
    pytest.param(
        OURS + '[presets.ours.severities]\n"unknwon-value:area" = "error"',
        "4: presets.ours.severities.unknwon-value:area: there is no check unknwon-value;"
        ' did you mean "unknown-value"?',
        id="a severity of no check in a preset",
    ),
    pytest.param(
        OURS + '[presets.ours.severities]\n"unknown-value:" = "error"',
        "4: presets.ours.severities.unknown-value:: lacks the subject behind the colon",
        id="a severity of no subject in a preset",
    ),
    pytest.param(
        '[per-file-preset]\n"a/**" = "agnet"',
        "2: there is no preset 'agnet'; did you mean 'agent'?",
        id="an unknown preset for files that there are not",
    ),
    pytest.param(
        '[per-file-preset]\n"a/**" = "domain"',
        "2: per-file-preset.a/**: the preset 'domain' is only for others to extend",
        id="an abstract preset",
    ),
    pytest.param(
        '# x\npreset = "domain-security"',
        "2: there is no preset 'domain-security'; did you mean 'domain:security'?",
        id="a preset by the name of its file",
    ),
    pytest.param(
        '[presets.ours]\nextends = "../vocabulary"',
        "2: there is no preset '../vocabulary'; there are agent,",
        id="a preset by a path",
    ),
    pytest.param(
        '[presets.ours]\nextends = ""',
        "2: presets.ours.extends: there is no preset of no name",
        id="an empty name of a preset",
    ),
    pytest.param(
        OURS + 'name = "theirs"',
        "3: presets.ours.name: the preset is called 'ours'",
        id="two names",
    ),
    pytest.param(
        'select = [\n  "ageing",\n  "agein",\n]',
        '3: select: there is no check or group agein; did you mean "ageing"?',
        id="the line of the item in a list",
    ),
    pytest.param(
        "[checks.duplicate-id]\ncount = 1",
        "2: checks.duplicate-id.count: is not a setting; the check has no options",
        id="an option of a check that has none",
    ),
    pytest.param(
        "[checks.malformed-id]\nsuffix = '('",
        "2: checks.malformed-id.suffix: is no pattern",
        id="a suffix that is no pattern",
    ),
    pytest.param(
        "[checks.malformed-id]\nsuffix = '(a+)+'",
        "2: checks.malformed-id.suffix: repeats a repetition",
        id="a suffix that can take for ever",
    ),
    pytest.param(
        OURS + 'kinds = {lerning = {add_prefixes = ["X"]}}',
        "3: presets.ours.kinds.lerning.schema: there is no schema 'lerning' of entries;"
        ' did you mean "learning"?',
        id="a kind without a schema",
    ),
    pytest.param(
        OURS + 'kinds = {learning = {schema = "config"}}',
        "3: presets.ours.kinds.learning.schema: there is no schema 'config' of entries",
        id="a schema that is not one of entries",
    ),
    pytest.param(
        OURS + 'kinds = {learning = {header_section = "metdata"}}',
        "3: presets.ours.kinds.learning.header_section: there is no section 'metdata';"
        ' did you mean "metadata"?',
        id="a section that the kind lacks",
    ),
    pytest.param(
        OURS + 'files = {"X.md" = {kind = "lerning"}}',
        "3: presets.ours.files.X.md.kind: there is no kind 'lerning'; did you mean \"learning\"?",
        id="a file of no kind",
    ),
    pytest.param(
        OURS + '[presets.ours.lifecycle]\nmoves = {pendng = ["resolved"]}',
        "4: presets.ours.lifecycle.moves.pendng: there is no status 'pendng'",
        id="a move from no status",
    ),
    pytest.param(
        OURS + '[presets.ours.lifecycle]\nadd_final = ["resolvd"]',
        "4: presets.ours.lifecycle.add_final: there is no status 'resolvd'",
        id="a final status that is none",
    ),
    pytest.param(
        OURS + 'synonyms = {statsu = {shelved = "resolved"}}',
        '3: presets.ours.synonyms.statsu: is not a possible table; did you mean "status"?',
        id="synonyms of nothing",
    ),
    pytest.param(
        OURS + 'synonyms = {status = {shelved = "parkd"}}',
        '3: presets.ours.synonyms.status.shelved: there is no status "parkd"',
        id="a synonym of nothing",
    ),
    pytest.param(
        OURS + "kinds = {learning = {synonyms = {status = 3}}}",
        "3: presets.ours.kinds.learning.synonyms.status: is not a possible table",
        id="synonyms that are no table",
    ),
    pytest.param(
        OURS + 'targets = {mttr = {P1 = "Pxx"}}',
        '3: presets.ours.targets.mttr.P1: "Pxx" is no duration, such as PT4H',
        id="a target that is no duration",
    ),
    pytest.param(
        OURS + '[presets.ours.schemas]\nlearning = {"x-check" = "nope"}',
        '4: presets.ours.schemas.learning: at x-check: "nope" reports no violation',
        id="a schema in a preset for no check",
    ),
    pytest.param(
        OURS + "[presets.ours.schemas]\nlearnig = {}",
        "4: presets.ours.schemas.learnig: there is no kind 'learnig'",
        id="a schema in a preset for no kind",
    ),
    pytest.param(
        '\n[schemas]\nlearnig = "a.json"',
        "3: schemas.learnig: there is no kind 'learnig'; did you mean 'learning'?",
        id="a schema for no kind",
    ),
]


@pytest.mark.parametrize(("text", "message"), UNKNOWN)
def test_an_unknown_name_is_refused_where_it_stands(root: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        judged(root, text)
    assert str(caught.value).startswith(f".learnings.toml:{message}")


@pytest.mark.parametrize("path", ["/etc/passwd", "../outside.json", "link.json"])
def test_a_schema_of_a_preset_stays_in_the_repository(root: Path, path: str) -> None:
    (root / "link.json").symlink_to("/etc/passwd")
    with pytest.raises(ConfigurationError) as caught:
        judged(root, OURS + f'schemas = {{learning = "{path}"}}')
    words = ".learnings.toml:3: presets.ours.schemas.learning leads out of the repository"
    assert str(caught.value).startswith(words)


def test_a_schema_of_a_preset_is_found_from_the_folder_of_its_configuration(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "a").mkdir()
    (root / "a/own.json").write_text("{}")
    (root / "a/.learnings.toml").write_text(OURS + 'schemas = {learning = "own.json"}')
    monkeypatch.chdir(root)
    presets = verified(settings.load(str(root / "a")))
    assert presets.preset("ours").schemas == {"learning": str(root / "a/own.json")}


def test_an_option_is_named_and_not_the_file(root: Path) -> None:
    (root / ".learnings.toml").write_text('preset = "compact"\n')
    with pytest.raises(ConfigurationError, match=r"^--preset: there is no preset 'nope'"):
        verified(settings.load(str(root), {"preset": "nope"}))


def test_the_checks_that_tell_of_violations_are_those_that_ask_for_them() -> None:
    folder = Path(registry.importlib.import_module("learnings.checks").__path__[0])
    asking = {
        path.stem.replace("_", "-")
        for path in folder.glob("*.py")
        if "context.violated(" in path.read_text(encoding="utf-8")
    }
    assert asking == TELLING


def test_the_built_in_presets_name_known_checks() -> None:
    for name in resource.names(".json", "presets"):
        for key in resource.load(f"presets/{name}.json").get("severities", {}):
            assert key.partition(":")[0] in registry.checks(), (name, key)
