from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import time

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnings import configuration, options, settings
from learnings.commands import config, where
from learnings.configuration import toml
from learnings.diagnostic import Severity
from learnings.errors import ConfigurationError
from learnings.pattern import fault, matches


@pytest.fixture
def root(tmp_path):
    (tmp_path / ".git").mkdir()
    return tmp_path


def write(root, path, text):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def refusal(root, start="."):
    with pytest.raises(ConfigurationError) as caught:
        settings.load(str(root / start))
    return str(caught.value)


def test_without_a_configuration_everything_is_at_its_default(root):
    found = settings.load(str(root))
    assert (found.preset, found.fail_on, found.show) == ("agent", "error", Severity.WARNING)
    assert found.max_file_size == 134217728
    assert found.checks["stale-entry"]["days"]["pending"] == 7
    assert set(found.sources.values()) == {"default"}
    assert (found.root, found.file) == (os.path.realpath(root), "")


@pytest.mark.parametrize(
    ("files", "start", "expected"),
    [
        pytest.param({"pyproject.toml": "[project]\nname='x'\n"}, ".", "", id="no table of ours"),
        pytest.param({"pyproject.toml": "[tool.learnings]\n"}, ".", "pyproject.toml", id="shared"),
        pytest.param({".learnings.toml": ""}, ".", ".learnings.toml", id="an empty file counts"),
        pytest.param(
            {".learnings.toml": "", "pyproject.toml": "[tool.learnings]\n"},
            ".",
            ".learnings.toml",
            id="our own file goes before the shared one",
        ),
        pytest.param({".learnings.toml": ""}, "a/b", ".learnings.toml", id="found upwards"),
        pytest.param(
            {".learnings.toml": "", "a/pyproject.toml": "[tool.learnings]\n"},
            "a/b",
            "a/pyproject.toml",
            id="the nearest one holds",
        ),
        pytest.param(
            {".learnings.toml": "", "a/pyproject.toml": "[tool.other]\n"},
            "a/b",
            ".learnings.toml",
            id="a project file without our table is passed by",
        ),
        pytest.param(
            {".learnings.toml": "\ufeffpreset = 'agent'\r\n"},
            ".",
            ".learnings.toml",
            id="a byte order mark and CRLF are taken",
        ),
    ],
)
def test_the_configuration_is_found(root, files, start, expected):
    (root / "a/b").mkdir(parents=True)
    for path, text in files.items():
        write(root, path, text)
    assert settings.load(str(root / start)).file == expected


def test_the_search_ends_at_the_root_of_the_repository(tmp_path):
    write(tmp_path, ".learnings.toml", "stackable = true\n")
    (tmp_path / "inner/.git").mkdir(parents=True)
    assert settings.load(str(tmp_path / "inner")).stackable is False


def test_a_worktree_has_a_file_for_git(tmp_path):
    write(tmp_path, "tree/.git", "gitdir: elsewhere\n")
    (tmp_path / "tree/a").mkdir()
    assert settings.load(str(tmp_path / "tree/a")).root == os.path.realpath(tmp_path / "tree")


def test_an_option_goes_before_the_file(root):
    write(root, ".learnings.toml", "fail-on = 'note'\npreset = 'compact'\n")
    found = settings.load(str(root), {"fail-on": "never", "preset": None, "ignore": ("schema",)})
    assert (found.fail_on, found.preset, found.ignore) == ("never", "compact", ("schema",))
    assert found.sources["fail-on"] == "option"
    assert found.sources["preset"] == ".learnings.toml"
    assert found.sources["show"] == "default"


def test_options_of_checks_are_added_to_the_defaults(root):
    write(root, ".learnings.toml", '[checks.stale-entry.days]\n"pending:critical" = 2\n')
    days = settings.load(str(root)).checks["stale-entry"]["days"]
    assert days == {"pending": 7, "in_progress": 14, "pending:critical": 2}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a = \n", "1: is not TOML: invalid value", id="no value"),
        pytest.param("a = 1\na = 2\n", "2: is not TOML: cannot overwrite", id="a key twice"),
        pytest.param(
            "# x\nfail_on = 'error'\n",
            '2: fail_on is not a setting; did you mean "fail-on"?',
            id="an unknown key with a near one",
        ),
        pytest.param("exclude = 'a'\n", '1: exclude is "a": it must be a list', id="no list"),
        pytest.param(
            "\nstackable = 1\n", "2: stackable is 1: it must be true or false", id="no boolean"
        ),
        pytest.param(
            "fail-on = 'errors'\n",
            '1: fail-on is "errors"; did you mean "error"?',
            id="a near miss of a word",
        ),
        pytest.param(
            "max-file-size = 0\n",
            "1: max-file-size is 0: it must be a whole number",
            id="out of bounds",
        ),
        pytest.param(
            "max-file-size = 0x" + "f" * 9999,
            "1: max-file-size is a huge number",
            id="a number that Python refuses to print",
        ),
        pytest.param(
            "[severity]\nx = 'error'\n\"y\" = 'bad'\n",
            '3: severity.y is "bad"',
            id="the line inside a table",
        ),
        pytest.param("select = ['Bad Name']\n", '1: select is "Bad Name"', id="no name of a check"),
        pytest.param(
            "[checks.stale-entry]\ndayz = 3\n",
            "2: checks.stale-entry.dayz is not a setting",
            id="an unknown option of our check",
        ),
        pytest.param(
            "preset = '\\u001b[31m'\n".replace("'", '"'),
            '1: preset is "\\x1b[31m"',
            id="a value that a terminal would obey is escaped",
        ),
        pytest.param(
            "baseline = '../b.json'\n",
            "1: baseline leads out of the repository",
            id="a baseline outside",
        ),
        pytest.param(
            "[schemas]\nerror = '/x.json'\n",
            "2: schemas.error leads out of the repository",
            id="a schema outside",
        ),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(root, text, expected):
    write(root, ".learnings.toml", text)
    assert refusal(root).startswith(f".learnings.toml:{expected}")


def test_every_fault_is_said_at_once(root):
    write(root, "pyproject.toml", "[tool.learnings]\nshow = 1\nstackable = 2\n")
    lines = refusal(root).splitlines()
    assert [line.partition(": ")[0] for line in lines] == ["pyproject.toml:2", "pyproject.toml:3"]


def test_the_remedy_is_shown_as_toml(root):
    write(root, ".learnings.toml", "exclude = 'a'\n")
    assert refusal(root).endswith('for example exclude = ["drafts", "examples/**/*.md"]')


DEEP = ".".join("abcdefghijklmnopqrstuvwxyzabcde")


@pytest.mark.timing
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(".".join("a" * 20000) + " = 1", id="20,000 dotted parts"),
        pytest.param("a = {" + '."x"' * 20000 + " = 1}", id="dotted parts in quotes"),
        pytest.param("\n".join(f"{DEEP}.k{n} = 1" for n in range(5000)), id="many long keys"),
        pytest.param("\n".join(f"[{DEEP}.k{n}]" for n in range(5000)), id="many tables"),
        pytest.param("\n".join(f"[[{DEEP}.k{n}]]" for n in range(3000)), id="many arrays"),
        pytest.param("\n".join(f"k{n} = 1" for n in range(20000)), id="20,000 keys"),
        pytest.param("a = " + "[" * 100000, id="brackets"),
        pytest.param("a = " + "{a = " * 40000, id="braces"),
        pytest.param("a = [" + "1," * 120000 + "]", id="a very long list"),
        pytest.param("a = " + "9" * 250000, id="a very long number"),
        pytest.param("a = 1" + "_1" * 100000, id="a very long number with underscores"),
        pytest.param('a = """' + '""\n' * 60000, id="an open string"),
        pytest.param("a = 1" + '"' * 250000, id="quotes"),
        pytest.param("\x00" * 250000, id="control characters"),
        pytest.param("\n" * 250000 + "a =", id="blank lines"),
        pytest.param('exclude = ["' + "[" * 250000 + '"]', id="a pattern of brackets"),
        pytest.param("#" * 262145, id="one byte more than the limit"),
        pytest.param("a = 2026-99-99", id="a date that is none"),
        pytest.param('"' + "a" * 250000 + '" = 1', id="a very long key"),
    ],
)
def test_a_bomb_is_refused_at_once(root, text):
    write(root, ".learnings.toml", text)
    start = time.process_time()
    assert len(refusal(root)) < 500
    assert time.process_time() - start < 2


def test_what_hides_brackets_in_strings_does_not_hide_those_after_it(root):
    write(root, ".learnings.toml", 'a = """x""""\nb = ' + "[" * 5000)
    assert "nested more than" in refusal(root)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        pytest.param(lambda path: os.mkfifo(path), "is a named pipe", id="pipe"),
        pytest.param(lambda path: path.mkdir(), "is a folder", id="folder"),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), "leads out", id="link to a device"),
        pytest.param(lambda path: path.symlink_to("nowhere"), "cannot be read", id="dead link"),
        pytest.param(
            lambda path: path.write_bytes(b"a = 1\n# \xff\n"), "2: is not UTF-8", id="bytes"
        ),
    ],
)
def test_a_configuration_that_is_no_text_is_refused(root, make, expected):
    make(root / ".learnings.toml")
    assert expected in refusal(root)


def test_every_log_is_judged_by_the_nearest_configuration(root):
    write(root, ".learnings.toml", "preset = 'compact'\nstackable = true\n")
    write(root, "services/a/.learnings.toml", "preset = 'operations'\n")
    found = settings.load(str(root), {"fail-on": "note"})
    near = found.nearest("services/a/.learnings/LEARNINGS.md")
    assert (near.preset, near.stackable, near.folder) == ("operations", False, "services/a")
    assert near.fail_on == "note"
    assert found.nearest("services/b/x.md").preset == "compact"
    assert found.nearest("services/a/b.md") is near
    assert near.nearest("x.md").preset == "compact"
    assert found.nearest("services/a", folder=True) is near
    assert found.nearest("services/a").preset == "compact"
    assert found.nearest("/elsewhere/x.md") is found


def test_patterns_are_read_from_the_folder_of_their_configuration(root):
    write(
        root, "a/.learnings.toml", "exclude = ['old/*.md']\n[per-file-preset]\n'x.md' = 'compact'\n"
    )
    found = settings.load(str(root / "a"))
    assert found.is_excluded("a/old/x.md") == "old/*.md"
    assert found.is_excluded("old/x.md") is None
    assert found.preset_for("a/b/x.md") == "compact"
    assert found.preset_for("a/b/y.md") == ""


def test_severities_and_ignores_are_looked_up(root):
    text = """
    [severity]
    missing-field = "note"
    "missing-field:status" = "off"
    [per-file-ignores]
    "archive/**" = ["ageing"]
    "*.md" = ["schema"]
    """
    write(root, ".learnings.toml", text)
    found = settings.load(str(root))
    assert found.severity_of("missing-field", "status") == "off"
    assert found.severity_of("missing-field", "area") == "note"
    assert found.severity_of("stale-entry") is None
    assert found.ignored_in("archive/x.md") == {"ageing", "schema"}
    assert found.ignored_in("x.txt") == frozenset()


@pytest.mark.parametrize(
    ("fail_on", "severity", "expected"),
    [
        ("error", "warning", False),
        ("error", "error", True),
        ("warning", "warning", True),
        ("note", "note", True),
        ("never", "error", False),
    ],
)
def test_fail_on_is_the_least_severity_that_fails(root, fail_on, severity, expected):
    assert settings.load(str(root), {"fail-on": fail_on}).fails(Severity(severity)) is expected


GROUPS = {"stale-entry": "ageing", "missing-field": "schema"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("select = ['stale-entry', 'schema']", "", id="a check and a group"),
        pytest.param("select = ['stale-entri']", 'did you mean "stale-entry"?', id="a near miss"),
        pytest.param(
            "[severity]\n'missing-feld:area' = 'off'",
            "2: severity: there is no check missing-feld; did you mean",
            id="a severity of nothing",
        ),
        pytest.param("[severity]\nschema = 'off'", "no check schema", id="a severity of a group"),
        pytest.param(
            "[checks.nothing]\na = 1",
            "1: checks: there is no check nothing",
            id="options of nothing",
        ),
        pytest.param(
            "[per-file-ignores]\n'*' = ['x']",
            "2: per-file-ignores: there is no check or group x",
            id="an ignore of nothing",
        ),
    ],
)
def test_names_of_checks_are_verified(root, text, expected):
    write(root, ".learnings.toml", text)
    found = settings.load(str(root))
    if not expected:
        found.verify(GROUPS)
        return
    with pytest.raises(ConfigurationError, match=r"^\.learnings\.toml:[12]: ") as caught:
        found.verify(GROUPS)
    assert expected in str(caught.value)


def printed(command, capsys, *words):
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    assert command.run(parser.parse_args(words)) == 0
    return capsys.readouterr().out


def test_config_prints_what_can_be_read_again(root, monkeypatch, capsys):
    write(root, ".learnings.toml", 'show = "note"\nexclude = ["\\u202e\\""]\n')
    monkeypatch.chdir(root)
    text = printed(config, capsys)
    assert text.startswith("# .learnings.toml\n")
    assert 'show = "note"  # .learnings.toml\n' in text
    assert 'fail-on = "error"  # default\n' in text
    assert "\u202e" not in text
    again = configuration.parse(text, "x")
    assert again == config.values(settings.load("."))
    assert not options.judge(again)
    table = json.loads(printed(config, capsys, "--format", "json"))
    assert table["settings"]["show"] == {"value": "note", "source": ".learnings.toml"}
    assert {name: item["value"] for name, item in table["settings"].items()} == again


def test_where_prints_the_places(root, monkeypatch, capsys):
    write(root, ".learnings/LEARNINGS.md", "")
    write(root, ".learnings/archive/OLD.md", "")
    write(root, ".learnings/README.md", "")
    write(root, "a/.learnings.toml", "")
    write(root, "a/.learnings/ERRORS.md", "")
    monkeypatch.chdir(root)
    assert printed(where, capsys).splitlines() == [
        f"root: {os.path.realpath(root)}",
        "configuration: a/.learnings.toml",
        "logs: 3",
        "  .learnings/LEARNINGS.md",
        "  .learnings/archive/OLD.md  (archive)",
        "  a/.learnings/ERRORS.md",
        "left out: 1",
        "  .learnings/README.md  (not a log by its name)",
    ]
    table = json.loads(printed(where, capsys, "--format", "json"))
    assert table["logs"][1] == {"path": ".learnings/archive/OLD.md", "archive": True}


SCHEMA = settings.config_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
VALUES = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-2, 2**54),
        st.floats(),
        st.sampled_from(("", "error", "off", "stale-entry", "missing-field:area", "A b", "x\n")),
        st.dates(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                (
                    "days",
                    "count",
                    "stale-entry",
                    "recurring-pattern",
                    "a",
                    "",
                    "A B",
                    "p:q",
                    "p:q:r",
                )
            ),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=8,
)
NAMES = st.sampled_from([option.name for option in settings.options()] + ["nothing"])


def test_the_schema_is_a_schema_and_accepts_its_examples():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for option in settings.options():
        VALIDATOR.validate({option.name: option.example})
        assert not options.judge({option.name: option.example})
        about = SCHEMA["properties"][option.name]
        assert about["title"]
        assert about["description"]
        if "default" in about:
            VALIDATOR.validate({option.name: about["default"]})


@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_our_verdict_is_that_of_the_schema(table):
    assert (not options.judge(table)) == VALIDATOR.is_valid(table)


@given(
    st.recursive(
        st.one_of(
            st.booleans(), st.integers(-9, 9), st.text(st.characters(exclude_categories=["Cs"]))
        ),
        lambda inner: st.one_of(
            st.lists(inner),
            st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
        ),
        max_leaves=6,
    )
)
def test_what_is_printed_as_toml_reads_the_same(value):
    assert configuration.parse(f"a = {toml(value)}", "x") == {"a": value}


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_crash(data):
    with contextlib.suppress(ConfigurationError):
        configuration.parse(data.decode("utf-8", "replace"), "x")


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("x.md", "a/b/x.md", True),
        ("drafts", "a/drafts/x.md", True),
        ("drafts/", "a/drafts/x.md", True),
        ("/drafts", "a/drafts/x.md", False),
        ("./drafts", "drafts/x.md", True),
        ("a/*.md", "a/x.md", True),
        ("a/*.md", "a/b/x.md", False),
        ("a/**/*.md", "a/b/c/x.md", True),
        ("a/**/*.md", "a/x.md", True),
        ("**/b/**", "a/b/c/x.md", True),
        ("**/c/*.md", "a/c/b/c/x.md", True),
        ("a/**", "b/a/x.md", False),
        ("*.md", "X.MD", False),
        ("", "x.md", False),
        ("?.md", "é.md", True),
    ],
)
def test_patterns(pattern, path, expected):
    assert matches(pattern, path) is expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param("docs/*.md", "", id="a plain one"),
        pytest.param("**/x.md", "", id="any depth"),
        pytest.param("/drafts", "", id="a name tied to the folder"),
        pytest.param("/drafts/", "", id="a folder tied to the folder"),
        pytest.param("./a/b", "", id="from here"),
        pytest.param("[a-z]*.md", "", id="a set"),
        pytest.param("[]a]x", "", id="a bracket in a set"),
        pytest.param("[!]a]x", "", id="no bracket in a set"),
        pytest.param("a]b", "", id="a closing bracket"),
        pytest.param("a..b/...", "", id="dots in names"),
        pytest.param("{a}", "", id="braces around one name"),
        pytest.param("a!b", "", id="an exclamation mark inside"),
        pytest.param("~x", "", id="a tilde in a name"),
        pytest.param("/etc/**", "absolute path: .* as in etc/\\*\\*$", id="absolute"),
        pytest.param("~/notes/*.md", "absolute path: .* as in notes/", id="home"),
        pytest.param("../../**", "leads out of the folder", id="upwards"),
        pytest.param("a/../b", "leads out of the folder", id="upwards on the way"),
        pytest.param("[a-", "a \\[ that is never closed", id="an open bracket"),
        pytest.param("[a/b]", "a \\[ that is never closed", id="a set over two names"),
        pytest.param("[]", "a \\[ that is never closed", id="an empty set"),
        pytest.param("*.{md,txt}", "braces", id="a choice"),
        pytest.param("!a", "begins with !", id="a negation"),
        pytest.param("docs\\x", "backslash", id="a backslash"),
        pytest.param("/", "names nothing", id="the root"),
        pytest.param("././", "names nothing", id="only dots"),
        pytest.param("a\0b", "names nothing", id="a NUL"),
    ],
)
def test_a_pattern_that_can_match_nothing_has_a_fault(pattern, expected):
    assert bool(fault(pattern)) is bool(expected)
    assert re.search(expected, fault(pattern))


@pytest.mark.parametrize(
    "text",
    [
        "logs = [\n'a',\n'/etc/**']",
        "[per-file-preset]\n'a' = 'agent'\n'../a' = 'agent'",
        "[per-file-ignores]\n\n'~/a' = ['ageing']",
        "exclude = ['a'\n,\n'[a-']",
    ],
    ids=["logs", "per-file-preset", "per-file-ignores", "exclude"],
)
def test_a_pattern_that_can_match_nothing_is_refused_with_its_line(root, text):
    write(root, ".learnings.toml", text)
    name = text.partition("=")[0].strip(" []").partition("]")[0]
    assert refusal(root).startswith(f".learnings.toml:3: {name}: ")


LARGE = "# filler\n" * 40_000


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LARGE, id="large"),
        pytest.param(
            LARGE + "# learnings\n[tool.other]\nlearnings-x = 1\n", id="large, with the word"
        ),
        pytest.param(LARGE + '[tool.poetry]\nlearnings = "^1"\n', id="large, a dependency"),
        pytest.param(LARGE + '[tool]\nx = 1\n[a]\nlearnings = "^1"\n', id="large, elsewhere"),
        pytest.param("[tool.learnings-x]\na = 1\n", id="a name that begins like ours"),
        pytest.param("a = [1\n# learnings", id="no TOML"),
        pytest.param("x = " + "[" * 99 + "\n# learnings", id="a bomb"),
        pytest.param(b"# \xff learnings", id="no UTF-8"),
        pytest.param(" " * (1 << 20) + "learnings", id="a line of blanks"),
    ],
)
def test_a_project_file_without_our_table_is_passed_by(root, text):
    (root / "pyproject.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    start = time.process_time()
    assert settings.load(str(root)).file == ""
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "text",
    [
        "[tool.learnings]\npreset = 1",
        "[ tool . 'learnings' ]\npreset = 1",
        '["tool"."learnings"]\npreset = 1',
        "tool.learnings.preset = 1",
        "tool = {learnings = {preset = 1}}",
        "[tool]\nx = 1\nlearnings.preset = 1",
        "[tool]\nlearnings = {preset = 1}",
        "\ufeff[tool.learnings]\r\npreset = 1",
        "[tool.learnings.preset]\na = 1",
    ],
)
def test_our_table_is_found_however_it_is_written(root, text):
    (root / "pyproject.toml").write_bytes(text.encode())
    assert re.match(r"pyproject\.toml:\d: preset is ", refusal(root))
    (root / "pyproject.toml").write_bytes(f"{text}\n{LARGE}".encode())
    assert "more than the limit of 262144; move [tool.learnings]" in refusal(root)


def test_our_own_file_needs_no_header(root):
    write(root, ".learnings.toml", "[tool.learnings]\npreset = 'agent'\n")
    assert refusal(root).endswith("settings stand at its top; leave out [tool.learnings]")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param((), ".learnings.toml", id="the file"),
        pytest.param(("select",), ".learnings.toml:1", id="a setting"),
        pytest.param(("select", "ageing"), ".learnings.toml:2", id="an item of a list"),
        pytest.param(("severity", "x"), ".learnings.toml:5", id="a key of a table"),
        pytest.param(("severity", "none"), ".learnings.toml:4", id="what is not there"),
        pytest.param(("show",), "", id="a default"),
        pytest.param(("preset",), "--preset", id="an option"),
    ],
)
def test_every_setting_has_a_place(root, keys, expected):
    text = "select = [\n'ageing',\n]\n[severity]\nx = 'off'\n"
    write(root, ".learnings.toml", text)
    assert settings.load(str(root), {"preset": "compact"}).place(*keys) == expected


@pytest.mark.timing
def test_a_hostile_pattern_takes_no_time():
    start = time.process_time()
    assert not matches("**/*a*a*a*a*a*a*a*b/**/c" * 5, "/".join(["a" * 60] * 60))
    for part in ("[", "[]", "{", "{,", "[!", "../", "[]a"):
        fault(part * 100_000)
    assert time.process_time() - start < 2
