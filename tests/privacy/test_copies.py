"""A secret that is repeated without the word that told what it is."""

from __future__ import annotations

import base64
import random

import pytest

from learnings.privacy.copies import is_made, with_copies
from learnings.privacy.finding import Finding
from learnings.privacy.glance import is_clean
from learnings.privacy.recipe import cook
from learnings.privacy.repeated import repeated

LOG = ".learnings/ERRORS.md"
PASSWORD = cook("Zr{}9!{w*10}", random.Random(3))
ENTRY = "## [ERR-20260301-00{}] a\n\n**Status**: pending\n\n### Summary\n{}\n\n"

WORDS = [
    ("a word", "administrator", False),
    ("a short one", "Zr9!ab", False),
    ("a word with a number", "postgres15", False),
    ("a version", "release-2.11", False),
    ("a name of words", "learnings-production-database", False),
    ("a sentence", "Correct Horse 9", False),
    ("small letters and digits", cook("{l*6}{d*3}", random.Random(1)), False),
    ("a password", PASSWORD, True),
    ("letters and digits at random", cook("{w*8}aB3", random.Random(2)), True),
    ("small letters and digits, and many", cook("{2*24}7q", random.Random(2)).lower(), True),
]


@pytest.mark.parametrize(("value", "expected"), [r[1:] for r in WORDS], ids=[r[0] for r in WORDS])
def test_what_is_looked_for_again(value, expected):
    assert is_made(value) is expected


TEXTS = [
    ("nowhere else", "password: {}", 1),
    ("at the end of a sentence", "password: {}. Then {}.", 2),
    ("in an address", "password: {}, at https://x.example/?q={}&n=1", 2),
    ("before it", "{} is the password: {}", 2),
    ("in quotes, and in code", 'password: {}\n`{}` and "{}"', 3),
    ("as a part of a longer word", "password: {} and x{}y", 1),
    ("as a beginning", "password: {} and {}y", 1),
    ("twice, one by one", "password: {} {}{}", 1),
]


@pytest.mark.parametrize(
    ("text", "count"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS]
)
def test_where_it_stands_once_more(text, count):
    text = text.replace("{}", PASSWORD)
    start = text.index(f"password: {PASSWORD}") + 10
    found = with_copies(text, [Finding(start, start + len(PASSWORD), "any", "secret", "password")])
    assert len(found) == count
    assert {text[item.start : item.end] for item in found} == {PASSWORD}


@pytest.mark.parametrize("written", ["Zr9%21{}", "Zr9&quot;{}", 'Zr9\\"{}'])
def test_it_is_found_as_other_formats_write_it(written):
    sign = "!" if "%" in written else '"'
    value, copy = f"Zr9{sign}abcDEF12", written.replace("{}", "abcDEF12")
    text = f"{value} <{copy}>"
    found = with_copies(text, [Finding(0, len(value), "any", "secret", "password")])
    assert [text[item.start : item.end] for item in found] == [value, copy]


@pytest.mark.parametrize("end", ["", "\n"], ids=["alone", "with a line end"])
def test_it_is_found_as_base64_and_in_digits(end):
    said = (PASSWORD + end).encode()
    written = base64.b64encode(said).decode()
    text = f"{PASSWORD} b64 {written}, {written.rstrip('=')} {PASSWORD.encode().hex()} x{written}"
    known = [Finding(0, len(PASSWORD), "any", "secret", "password")]
    found = [text[item.start : item.end] for item in with_copies(text, known)]
    assert found == [PASSWORD, written, written.rstrip("="), PASSWORD.encode().hex()]


def test_what_is_no_secret_is_not_looked_for_again():
    text = f"{PASSWORD} {PASSWORD}"
    item = Finding(0, len(PASSWORD), "any", "internal-host", "host")
    assert with_copies(text, [item]) == [item]


@pytest.fixture
def told(repository, monkeypatch):
    """A log in which one entry tells a password and repeats it, and another one has it too."""
    monkeypatch.chdir(repository.path)
    repeated = (
        f"The db password: {PASSWORD}\nThen I typed {PASSWORD} at https://x.example/?q={PASSWORD}."
    )
    text = "# E\n\n" + ENTRY.format(1, repeated) + ENTRY.format(2, f"Nothing but {PASSWORD}.")
    return repository.write(LOG, text)


def test_redact_takes_all_of_a_file_out_and_counts_by_entry(told, run):
    code, out = run("redact")
    assert (code, PASSWORD in out) == (0, False)
    first, second = told.read_text().split("ERR-20260301-002")
    assert first.count("[REDACTED:password:1]") == 3
    assert "Nothing but [REDACTED:password]." in second
    assert PASSWORD not in first + second


def test_redact_takes_all_out_of_the_files_that_it_is_given_and_no_more(told, repository, run):
    other = repository.write(".learnings/a.txt", f"Then I typed {PASSWORD}.\n")
    allowed = '<!-- learnings: ignore[secret] reason="of the laboratory" author=ops -->'
    lab = repository.write(".learnings/LAB.md", ENTRY.format(3, f"{allowed}\npassword: {PASSWORD}"))
    assert run("redact", LOG)[0] == 0
    assert PASSWORD in other.read_text()
    told.write_text(f"The db password: {PASSWORD}\n")
    code, out = run("redact", "--diff")
    assert (code, PASSWORD in out) == (1, False)
    assert run("redact")[0] == 0
    assert other.read_text() == "Then I typed [REDACTED:password].\n"
    assert PASSWORD in lab.read_text()


def test_what_lint_says_of_a_copy_in_another_entry(told, repository, run):
    copies = ["8:18", "9:14", "9:53", "16:13"]
    where = [f"{LOG}:{place}: error[secret]" for place in copies]
    for words in ((), ("--staged",)):
        repository.git("add", "--all")
        code, out = run("lint", "--select", "secrets", "--format", "concise", *words)
        said = [line.partition("] ")[0] + "]" for line in out.splitlines() if "error[" in line]
        assert (code, said) == (1, where)


ANNOUNCED = [
    pytest.param("The db password: {}", 1, id="on the line"),
    pytest.param("The db password is:\n\n```\n{}\n```", 1, id="on the line above"),
    pytest.param("| u | password |\n|---|---|\n| a | {} |", 1, id="in a table"),
    pytest.param("We typed {} there.", 0, id="nowhere"),
]


@pytest.mark.parametrize(("old", "count"), ANNOUNCED)
@pytest.mark.parametrize("words", [("--staged",), ("--changed=HEAD",)], ids=" ".join)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_copy_in_a_new_entry_is_told_where_an_old_one_announces_it(
    repository, monkeypatch, run, old, count, words, end
):
    monkeypatch.chdir(repository.path)
    text = "# E\n\n" + ENTRY.format(1, old.replace("{}", PASSWORD))
    repository.commit({LOG: text.replace("\n", end)})
    new = ENTRY.format(2, f"Then I typed {PASSWORD}.") + ENTRY.format(3, "Nothing of it.")
    repository.write(LOG, (text + new).replace("\n", end))
    repository.git("add", "--all")
    code, out = run("lint", "--select", "secrets", "--format", "concise", *words)
    line = (text + new).count("\n", 0, (text + new).rindex(PASSWORD)) + 1
    said = [one.partition(": ")[0] for one in out.splitlines() if "error[" in one]
    assert (code, said) == (count, [f"{LOG}:{line}:14"] * count)
    assert PASSWORD not in out
    if count:
        run("lint", "--select", "secrets", "--fix", words[0])
        fixed = (repository.path / LOG).read_text()
        assert ("Then I typed [REDACTED:" in fixed, fixed.count(PASSWORD)) == (True, 1)


OLD = f"The db password: {PASSWORD}\n"
GLANCED = [
    pytest.param(f"{OLD}Then I typed it.\n", True, id="no copy"),
    pytest.param(f"Ask.\nThen I typed {PASSWORD}.\n", True, id="nothing that announces it"),
    pytest.param(f"{OLD}Then I typed {PASSWORD}.\n", False, id="a copy"),
    pytest.param(
        f"Then.\nThen I typed {PASSWORD} at Web-A1b2.\n" + "At Web-A1b2.\n" * 300 + OLD,
        False,
        id="a copy beside what stands everywhere",
    ),
]


@pytest.mark.parametrize(("text", "expected"), GLANCED)
def test_the_first_look_at_some_lines_sees_what_they_repeat(text, expected):
    assert is_clean([(text, [range(2, 3)])], ("secrets",)) is expected


@pytest.mark.timing
@pytest.mark.parametrize(
    "part", ["a1b2c3d4-", "Zr9!abcd ", "Zr9!abcd\n", "1", "a1!b2@c3# x\n", "(a1b"]
)
def test_what_is_repeated_is_looked_for_in_linear_time(doubled, part):
    def look(size):
        text = (part * size)[:size]
        repeated(text, [range(2, 2 + text.count("\n") // 2)])
        repeated(f"{text}\n{text}", [range(1, 2)])

    doubled(look, part)


NOTES = ".learnings/notes.txt"
TOLD = f"The db password: {PASSWORD}\nThen I typed {PASSWORD}.\n"
SCANNED = [
    pytest.param("A password was typed, and no copy is known.\n", [], id="nothing"),
    pytest.param(f"Then I typed {PASSWORD}.\n", [], id="what no word announces"),
    pytest.param(TOLD, ["1:18", "2:14"], id="below the word that announces it"),
    pytest.param(f"{PASSWORD}\n\n{TOLD}", ["1:1", "3:18", "4:14"], id="above it as well"),
]


@pytest.mark.parametrize(("text", "places"), SCANNED)
@pytest.mark.parametrize("path", [LOG, NOTES], ids=["a log", "a file beside it"])
def test_scan_tells_every_copy_in_a_file(repository, monkeypatch, run, path, text, places):
    monkeypatch.chdir(repository.path)
    repository.write(path, text)
    for words in ((), (path,)):
        code, out = run("scan", *words, "--select", "secrets")
        told = [line.partition(": ")[0] for line in out.splitlines() if line.startswith(path)]
        assert (code, told) == (1 if places else 0, [f"{path}:{place}" for place in places])
        assert PASSWORD not in out


def test_of_a_range_the_first_of_a_value_is_told_where_it_was_brought(repository, monkeypatch, run):
    monkeypatch.chdir(repository.path)
    repository.commit({NOTES: "a\n" * 9})
    repository.commit({NOTES: "a\n" * 9 + TOLD})
    repository.commit({NOTES: f"{PASSWORD}\n" + "a\n" * 9 + TOLD})
    repository.commit({NOTES: ""})
    for words in (("--history",), ("--range", "HEAD~3..HEAD")):
        code, out = run("scan", *words)
        told = [line for line in out.splitlines() if line.startswith(NOTES)]
        assert (code, len(told), PASSWORD in out) == (1, 1, False)
        assert told[0].startswith(f"{NOTES}:10:18: secret")


def test_lint_fixes_all_of_a_file(told, run):
    assert run("lint", "--fix", "--select", "secrets")[0] == 0
    assert PASSWORD not in told.read_text()


@pytest.mark.parametrize(
    "words",
    [
        ("lint",),
        ("lint", "--fix", "--diff", "--select", "secrets"),
        ("lint", "--diff"),
        ("redact", "--diff"),
    ],
    ids=" ".join,
)
def test_nothing_that_is_printed_shows_it(told, run, words):
    code, out = run(*words)
    assert code == 1
    assert "****" in out
    assert PASSWORD not in out


@pytest.mark.parametrize(
    "words",
    [
        ("lint", "--select", "network", "--show", "note"),
        ("lint", "--select", "network", "--fix", "--diff"),
        ("redact", "--diff"),
        ("list",),
    ],
    ids=" ".join,
)
def test_a_copy_within_a_longer_word_is_shown_no_more_than_the_value(
    repository, monkeypatch, run, words
):
    monkeypatch.chdir(repository.path)
    host = cook("db-01.corp.{}internal", random.Random(1))
    repository.write(
        LOG, f"# E\n\n{ENTRY.format(1, f'{host} fell over; see old{host}x, jdbc-{host}')}"
    )
    assert host not in run(*words)[1]


def test_a_copy_that_cannot_be_replaced_is_told_and_not_forgotten(repository, monkeypatch, run):
    monkeypatch.chdir(repository.path)
    entry = ENTRY.format(1, f"The password: {PASSWORD}\n\n### {PASSWORD}\n- **{PASSWORD}**: x")
    path = repository.write(LOG, f"# E\n\n{entry}")
    code, out = run("redact")
    assert PASSWORD not in out
    assert code == (1 if PASSWORD in path.read_text() else 0)
