"""`learnings redact` and the fixes of the checks of sensitive values."""

from __future__ import annotations

import pytest

from learnings.cli import main

from ..shown import block, value

pytestmark = pytest.mark.usefixtures("detectors")

PATH = ".learnings/LEARNINGS.md"
KEY, TOKEN, IP, EMAIL, HOST = (value(kind) for kind in ("key", "token", "ip", "email", "host"))
ALL = "secrets,network,pii"


def entry(text, number=1):
    return f"""\
## [LRN-20260305-00{number}] best_practice

**Logged**: 2026-03-05T09:00:00Z
**Priority**: medium
**Status**: pending
**Area**: infra

### Summary
{text}
"""


@pytest.fixture
def write(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write(".learnings.toml", "")

    def put(text, path=PATH):
        repository.write(path, text.encode("utf-8", "surrogateescape"))
        return repository.path / path

    return put


ROWS = [
    ("one of a kind", f"It was {KEY}.", "It was [REDACTED:key]."),
    ("the same value has the same number", f"{IP} asked 10.9.9.9, and {IP} answered",
     "[REDACTED:ip:1] asked [REDACTED:ip:2], and [REDACTED:ip:1] answered"),
    ("what was redacted before keeps its number", f"[REDACTED:ip:2] and {IP}",
     "[REDACTED:ip:2] and [REDACTED:ip:3]"),
    ("a table keeps its columns", f"| host | key |\n| --- | --- |\n| {IP} | {KEY} |",
     "| host | key |\n| --- | --- |\n| [REDACTED:ip] | [REDACTED:key] |"),
    ("a private key in a fence", f"```text\n{block()}\nafter\n```", "```text\n[REDACTED:private-key]\nafter\n```"),
    ("a quoted private key", f"> {block(mark='> ')}\n> after", "> [REDACTED:private-key]\n> after"),
    ("no link is made of what follows", f"{IP}(eth0) and 10.9.9.9[1]",
     "[REDACTED:ip:1] (eth0) and [REDACTED:ip:2] [1]"),
    ("no definition of a link", f"{IP}: refused", "[REDACTED:ip] : refused"),
    ("brackets mean nothing in a fence", f"```\n{IP}: refused\n```", "```\n[REDACTED:ip]: refused\n```"),
    ("a home directory keeps its path", "/home/kimberlyroe/app", "/home/[REDACTED:user]/app"),
    ("an address keeps its host", f"postgres://app:{value('password')}@db.example.org/x",
     "postgres://app:[REDACTED:password]@db.example.org/x"),
    ("a signed query goes whole", f"https://x.example/a?X-Amz-Credential={KEY}&X-Amz-Signature=0a1b&n=1.",
     "https://x.example/a?[REDACTED:key]."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_what_stands_there_afterwards(write, capsys, old, new, end):
    path = write((entry(old) + "\n" + entry("plain", 2)).replace("\n", end))
    assert main(["redact"]) == 0
    after = (entry(new) + "\n" + entry("plain", 2)).replace("\n", end).encode()
    assert path.read_bytes() == after
    assert main(["redact"]) == 0
    assert path.read_bytes() == after


@pytest.mark.parametrize(("old", "new"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_lint_fixes_the_same(write, capsys, old, new):
    path = write(entry(old))
    main(["lint", "--fix", "--select", ALL])
    assert path.read_text() == entry(new)


def test_lint_fixes_secrets_unasked_and_the_rest_by_name_alone(write, capsys):
    path = write(entry(f"{TOKEN} {IP}"))
    main(["lint", "--fix"])
    assert path.read_text().endswith(entry(f"[REDACTED:token] {IP}"))


def test_it_says_what_was_replaced_and_to_rotate_it(write, capsys):
    write(entry(f"{KEY} {IP} 10.9.9.9"))
    assert main(["redact"]) == 0
    said = capsys.readouterr()
    assert said.out == f"{PATH}: replaced key, ip (2)\n"
    assert said.err == "learnings: rotate what was secret: it was on disk, and may be in git\n"


def test_of_what_is_no_secret_nothing_has_to_be_rotated(write, capsys):
    write(entry(IP))
    assert main(["redact"]) == 0
    assert capsys.readouterr().err == ""


def test_a_diff_shows_neither_value_and_writes_nothing(write, capsys):
    path = write(entry(f"It was {KEY}."))
    assert main(["redact", "--diff"]) == 1
    said = capsys.readouterr().out
    assert f"-It was {'*' * len(KEY)}.\n+It was [REDACTED:key].\n" in said
    assert KEY in path.read_text()


def test_what_is_allowed_stays(write):
    comment = '<!-- learnings: ignore[private-address] reason="the lab is public" author=ops -->\n'
    text = entry(IP).replace("\n\n**Logged", f"\n{comment}\n**Logged")
    path = write(text)
    assert main(["redact"]) == 0
    assert path.read_text() == text


def test_only_what_is_named_is_replaced(write, capsys):
    path, other = write(entry(f"{IP} {EMAIL}")), write(entry(IP, 2), ".learnings/ERRORS.md")
    assert main(["redact", PATH, "--select", "pii"]) == 0
    assert path.read_text() == entry(f"{IP} [REDACTED:email]")
    assert IP in other.read_text()


def test_a_log_with_broken_bytes_is_redacted_and_keeps_them(write, capsys):
    path = write(entry(f"\udcff {KEY}"))
    assert main(["redact"]) == 0
    assert path.read_bytes() == entry("\udcff [REDACTED:key]").encode("utf-8", "surrogateescape")


def test_a_log_that_cannot_be_read_is_told(write, capsys, repository):
    repository.write(PATH, entry(KEY).encode("utf-16"))
    assert main(["redact"]) == 1
    assert "it was not read whole (utf-16)" in capsys.readouterr().err


def test_pseudonyms_are_the_same_everywhere_and_need_a_salt(write, capsys, monkeypatch, repository):
    repository.write(".learnings.toml", '[privacy]\npseudonyms = ["ip"]\nsalt = "$OUR_SALT"\n')
    path, other = (
        write(entry(f"{IP} {KEY}")),
        write(entry(f"{IP} 10.9.9.9", 2), ".learnings/ERRORS.md"),
    )
    assert main(["redact"]) == 2
    assert "$OUR_SALT is not set" in capsys.readouterr().err
    monkeypatch.setenv("OUR_SALT", "0123456789abcdef")
    assert main(["redact"]) == 0
    one = path.read_text().split("Summary\n")[1].split()
    two = other.read_text().split("Summary\n")[1].split()
    assert one == [two[0], "[REDACTED:key]"]
    assert two[0] != two[1]
    assert two[0].startswith("[REDACTED:ip:")


BESIDE = [
    ("plain text", "notes.txt", "a {}\r\nb", "a [REDACTED:token]\r\nb"),
    ("a README, which is no log", "README.md", "# R\n\n{}(x)\n", "# R\n\n[REDACTED:token] (x)\n"),
    ("JSON in a folder", "evidence/a.json", '{"a": "{}"}', '{"a": "[REDACTED:token]"}'),
]


@pytest.mark.parametrize(
    ("name", "old", "new"), [r[1:] for r in BESIDE], ids=[r[0] for r in BESIDE]
)
@pytest.mark.parametrize(
    "words",
    [("redact",), ("redact", ".learnings"), ("redact", "{}"), ("lint", "--fix", "--select", ALL)],
    ids=" ".join,
)
def test_files_beside_the_logs_are_redacted_as_lint_judges_them(write, name, old, new, words):
    write(entry("plain"))
    path = write(old.replace("{}", TOKEN), f".learnings/{name}")
    main([word.replace("{}", str(path)) for word in words])
    assert path.read_bytes() == new.encode()
    assert main(["lint", "--select", ALL]) == 0


def test_a_staged_file_beside_the_logs_is_fixed_where_it_was_staged_whole(
    write, repository, capsys
):
    repository.commit({".learnings/notes.txt": f"{TOKEN}\nold\n"})
    path = write(f"{TOKEN}\nold\n{block()}\nnew\n{value('token', 2)}\n", ".learnings/notes.txt")
    repository.git("add", ".")
    assert main(["lint", "--staged", "--fix", "--select", "secrets"]) == 0
    kept = f"{TOKEN}\nold\n[REDACTED:private-key]\nnew\n[REDACTED:token:2]\n"
    assert path.read_text() in (kept, kept.replace(":2]", "]"))
    path.write_text(f"{value('token', 3)}\n")
    repository.git("add", ".")
    path.write_text(f"{value('token', 3)}\nmore\n")
    assert main(["lint", "--staged", "--fix", "--select", "secrets"]) == 1
    assert path.read_text() == f"{value('token', 3)}\nmore\n"


def test_what_is_no_text_is_told_and_left_alone(write, repository, capsys):
    data = b"\x89PNG\r\n\0\xff " + TOKEN.encode()
    repository.write(".learnings/a.png", data)
    for words in (["redact"], ["redact", ".learnings"], ["lint", "--fix", "--select", "secrets"]):
        assert main(words) == 1
        assert "it is no text" in "".join(capsys.readouterr())
    assert (repository.path / ".learnings/a.png").read_bytes() == data


@pytest.mark.parametrize("words", [["redact"], ["redact", "--diff"]], ids=" ".join)
def test_a_value_in_the_name_of_a_file_is_told_and_left(write, repository, capsys, words):
    path = repository.write(f".learnings/dump-{TOKEN}.md", "# Notes\n\nNothing else.\n")
    assert main(words) == 1
    out, err = capsys.readouterr()
    assert err.count(": its name holds a value: give the file another name") == 1
    assert "dump-[REDACTED:token].md" in err
    assert TOKEN not in out + err
    assert path.read_text() == "# Notes\n\nNothing else.\n"


@pytest.mark.parametrize("name", ["schema", "stale-entry", "suppression"])
def test_what_no_placeholder_can_mend_is_refused(write, capsys, name):
    path = write(entry(IP))
    assert main(["redact", "--select", f"secrets,{name}"]) == 2
    assert f"{name!r} is nothing to redact" in capsys.readouterr().err
    assert path.read_text() == entry(IP)


SETTINGS = [
    ("a salt without a folder", 'salt = "salt.txt"', '"~/.config/salt.txt"'),
    ("a roster without a folder", 'roster = "names.txt"', '"~/.config/names.txt"'),
    ("a pattern without examples", 'customers.t.pattern = "T-[0-9]{3}"', "needs `examples`"),
    ("no examples at all", 'customers.t = { pattern = "T-[0-9]{3}", examples = [] }', "needs `ex"),
]


@pytest.mark.parametrize(("line", "said"), [r[1:] for r in SETTINGS], ids=[r[0] for r in SETTINGS])
def test_a_setting_that_is_refused_says_what_it_has_to_be(write, capsys, repository, line, said):
    repository.write(".learnings.toml", f"[privacy]\n{line}\n")
    assert main(["redact"]) == 2
    assert said in capsys.readouterr().err


def test_a_salt_or_a_roster_in_the_repository_is_refused(write, capsys, repository):
    for key, more in (("salt", 'pseudonyms = ["ip"]\n'), ("roster", "")):
        text = f"[privacy]\n{more}{key} = '{repository.path}/names.txt'\n"
        repository.write("names.txt", "Jane Roe\n")
        repository.write(".learnings.toml", text)
        write(entry(IP))
        assert main(["redact"]) == 2
        assert "lies in the repository" in capsys.readouterr().err
