"""Rules that are enforced: where a comment may stand that names an entry, and how it goes."""

from __future__ import annotations

import re
import time

import pytest

from learnings.cli import main
from learnings.promotion.mark import comments, marked
from learnings.promotion.target import targets
from learnings.settings import defaults

from .test_asked import RETIRE, here
from .test_promote import AGENT, ID, LOG

__all__ = ["here"]

DISK = "rules/disk.yml"
NAMED = AGENT.replace("Nobody had", f"See `{DISK}`. Nobody had")
TOMB = f"learnings: retired {ID} on "


# --- where a mark may stand ------------------------------------------------------------------------

SURE = {
    "a rule in YAML": (DISK, "a: 1\n", "#"), "a test in Python": ("t.py", "x = r'(?>a)'", "#"),
    "Java with open types": ("T.java", "List<?> x;\n", "//"),
    "PHP that stays code": ("q.php", "<?php\nreturn 1;\n", "//"),
    "PHP that ends": ("q.php", "<?php\nreturn 1;\n?>\n", ""),
    "a page without PHP": ("q.php", "<p>\n", ""),
    "rules of whichever tool": ("rules/firestore.rules", "service x {}\n", ""),
    "settings of whichever tool": ("x.ini", "a=1\n", ""),
    "a translation in XML": ("de.ts", '<?xml version="1.0"?>\n<TS/>\n', ""),
    "code before data": ("x.rb", "x\n__END__\ny\n", ""),
    "a signed script": ("x.ps1", "x\n# SIG # Begin signature block\n# SIG # End signature block\n", ""),
    "a line that goes on": ("x.mk", "a:\n\tls \\\n", ""),
    "a text as a whole": ("x.yml", "--- |\ntext\n", ""),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "sign"), SURE.values(), ids=SURE)
def test_a_mark_is_put_where_it_is_certainly_a_comment(path, text, sign, here, capsys):
    here.write(LOG, AGENT.replace("Nobody had", f"See `{path}`. Nobody had"))
    here.write(path, text)
    assert main(["promote", ID, "--to", path]) == (0 if sign else 2)
    new = (here.path / path).read_text()
    if sign:
        gap = "" if text.endswith("\n") else "\n"
        assert new == f"{text}{gap}{sign} Enforces {ID}: Empty the cache every night\n"
    else:
        assert new == text
        assert "no comment can be put there" in capsys.readouterr().err


TOLD = {
    "as code": ("`rules/disk.yml`", 0), "at the end of a sentence": ("See rules/disk.yml.", 0),
    "with a line": ("rules/disk.yml:12", 0), "from the root": ("./rules/disk.yml", 0),
    "as a link from the log": ("[rule](../rules/disk.yml)", 0),
    "a copy of it": ("rules/disk.yml.bak", 2), "another folder": ("xrules/disk.yml", 2),
    "a folder above": ("old/rules/disk.yml", 2), "a file like it": ("rules/disk.yml-2", 2),
    "a backup": ("rules/disk.yml~", 2), "both": ("rules/disk.yml.bak and xrules/disk.yml", 2),
}  # fmt: skip


@pytest.mark.parametrize(("words", "code"), TOLD.values(), ids=TOLD)
def test_a_surface_is_named_as_a_whole(words, code, here, capsys):
    here.write(LOG, AGENT.replace("Nobody had", f"{words} - nobody had"))
    here.write(DISK, "a: 1\n")
    assert main(["promote", ID, "--to", DISK, "--dry-run"]) == code
    assert ("does not name" in capsys.readouterr().err) is bool(code)


# --- how it goes -----------------------------------------------------------------------------------


def test_an_enforced_rule_is_retired_with_the_others_and_comes_back_when_asked(here, capsys):
    here.commit({LOG: NAMED, DISK: "a: 1\n"})
    assert main(["promote", ID, "--to", "agents", "--commit"]) == 0
    assert main(["promote", ID, "--to", DISK, "--commit"]) == 0
    capsys.readouterr()
    assert main([*RETIRE, "--commit"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(
        f"{ID} retired from AGENTS.md and {DISK}: Empty the cache every night  ("
    )
    rule = (here.path / DISK).read_text()
    assert re.fullmatch(rf"a: 1\n# {TOMB}[-\d]+: old\n", rule)
    assert main(["lint"]) == 0
    assert main([*RETIRE, "--commit"]) == 0
    assert main(["promote", ID, "--to", DISK]) == 2
    assert f"was retired from {DISK}: say --again" in capsys.readouterr().err
    assert main(["promote", ID, "--to", DISK, "--again"]) == 0
    assert (here.path / DISK).read_text() == f"{rule}# Enforces {ID}: Empty the cache every night\n"
    assert main(["promote", ID, "--to", DISK]) == 0
    assert main(RETIRE) == 0
    assert (here.path / DISK).read_text().count(TOMB) == 2


MARKS = {
    "a comment that somebody deleted": ("a: 1\n", 0),
    "a comment that somebody moved": (f"# Enforces {ID}: Empty it\na: 1\n", 0),
    "words of somebody": (f"a: 1 # {ID}\n", 2),
    "words of somebody beside ours": (f"a: 1 # {ID}\n# Enforces {ID}: Empty it\n", 2),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code"), MARKS.values(), ids=MARKS)
def test_a_mark_is_taken_out_where_it_is_ours(text, code, here, capsys):
    here.commit({LOG: NAMED, DISK: "a: 1\n"})
    assert main(["promote", ID, "--to", DISK]) == 0
    here.write(DISK, text)
    assert main(RETIRE) == code
    if code:
        assert f"{DISK} names {ID} in words that are not ours" in capsys.readouterr().err
    else:
        assert f"Enforces {ID}" not in (here.path / DISK).read_text()
        assert main(["lint"]) == 0


def test_an_enforced_rule_whose_file_was_renamed_is_told(here, capsys):
    here.commit({LOG: NAMED, DISK: "a: 1\n"})
    assert main(["promote", ID, "--to", DISK, "--commit"]) == 0
    here.git("mv", DISK, "rules/storage.yml")
    assert main(RETIRE) == 2
    assert f"put rules/storage.yml in the place of {DISK}" in capsys.readouterr().err


@pytest.mark.parametrize(
    "line", ["# " + " " * 20_000 + "x", "\\" + " " * 20_000 + "x", "# #" * 9_000]
)
def test_a_long_line_takes_no_longer_than_it_is(line):
    begin = time.process_time()
    for text in (line, line * 2):
        marked("x.yml", f"{text}\n", ID, "x")
        comments(text, targets(defaults())["enforced"], ID)
    assert time.process_time() - begin < 2
