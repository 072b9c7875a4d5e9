"""What must not be in a commit message: found by place and kind, and never shown."""

from __future__ import annotations

import pytest

from learnings.message import without_comments, without_signers

from .planting import value

SCISSORS = "# ------------------------ >8 ------------------------"


def told(here, run, text, **environment):
    file = here.write("MESSAGE", text)
    return run("commit-msg", str(file))


MESSAGES = [
    pytest.param("Mend the disk\n", 0, id="nothing"),
    pytest.param("Mend {}\n", 1, id="in the subject"),
    pytest.param("Mend it\n\nIt was\n{} before.\n", 1, id="in the body"),
    pytest.param("Mend it\n\nToken: {}\n", 1, id="in a trailer"),
    pytest.param("Mend it\n# {}\n", 1, id="in a comment, which --cleanup may keep"),
    pytest.param("Mend it\n\n# {}\n# Please enter\n#\n#\tnew file: a\n", 1, id="above git's own"),
    pytest.param("Mend it\n\n# Please enter\n#\tnew file: {}\n", 0, id="in git's list of files"),
    pytest.param("Mend it\n#\t{}\n\nMore\n# Please enter\n", 1, id="in a list of somebody else"),
    pytest.param(f"Mend it\n{SCISSORS}\n+{{}}\n", 0, id="below the scissors"),
    pytest.param("Mend it\n\nSee #12 {}\n", 1, id="behind a number"),
]


@pytest.mark.parametrize(("text", "expected"), MESSAGES)
def test_a_message_with_a_secret_is_refused(here, run, text, expected):
    code, out = told(here, run, text.format(value()))
    assert code == expected
    assert value() not in out


def test_the_line_the_check_and_the_placeholder_are_told(here, run):
    _, out = told(here, run, f"Mend it\n\nThe key was {value()}.\n")
    assert out.startswith("learnings: line 3 of the message: error[secret] planted-token")
    assert "[REDACTED:token]" in out


KEPT = [
    pytest.param({"GIT_EDITOR": ":"}, {}, 1, id="nobody edits the message"),
    pytest.param({"GIT_EDITOR": "vi"}, {}, 0, id="somebody edits it"),
    pytest.param({"GIT_EDITOR": ":"}, {"commit.cleanup": "strip"}, 0, id="git strips it"),
    pytest.param({}, {"commit.cleanup": "verbatim"}, 1, id="git leaves it as it is"),
    pytest.param({}, {"core.commentChar": ";"}, 1, id="comments begin with another sign"),
    pytest.param({}, {"core.commentChar": "auto"}, 1, id="nobody knows what they begin with"),
]


@pytest.mark.parametrize(("environment", "settings", "expected"), KEPT)
def test_a_line_with_a_number_sign_counts_where_git_keeps_it(
    here, run, monkeypatch, environment, settings, expected
):
    for name, said in environment.items():
        monkeypatch.setenv(name, said)
    for name, said in settings.items():
        here.git("config", name, said)
    here.write(".learnings.toml", '[severity]\nprivate-address = "error"\n')
    assert told(here, run, f"Mend it\n\n# {value('private-address')}\n")[0] == expected
    assert told(here, run, f"Mend it\n\n# {value()}\n")[0] == 1


SIGNERS = [
    pytest.param("Signed-off-by: Ada Byron <{}>", 0, id="who signed it"),
    pytest.param("Co-authored-by: Bo <{}>", 0, id="who wrote it too"),
    pytest.param("Cc: Bo <{}>", 0, id="who is told of it"),
    pytest.param("Reviewed-by: Bo <{}>", 0, id="who looked at it"),
    pytest.param("Reported-by: Bo <{}>", 1, id="who reported it, who may be a customer"),
    pytest.param("Requested-by: Bo <{}>", 1, id="who asked for it"),
    pytest.param("Customer: Bo <{}>", 1, id="somebody else"),
    pytest.param("Write to {} about it", 1, id="in a sentence"),
]


@pytest.mark.parametrize(("line", "expected"), SIGNERS)
def test_the_addresses_of_those_who_sign_are_no_leak(here, run, line, expected):
    here.write(".learnings.toml", '[severity]\nemail-address = "error"\n')
    assert told(here, run, f"Mend it\n\n{line.format(value('email-address'))}\n")[0] == expected


def test_what_is_off_is_not_told(here, run):
    here.write(".learnings.toml", 'ignore = ["secrets"]\n')
    assert told(here, run, f"Mend {value()}\n")[0] == 0


def test_lines_and_columns_stay_whatever_is_left_out():
    text = "One\nSigned-off-by: Ada <ada@example.org>\n# no\nTwo"
    assert len(without_signers(text)) == len(text)
    assert without_comments(text).split("\n")[3] == "Two"
    assert without_signers("Signed-off-by: a7 <ada@example.org>").endswith("<ada@example.org>")


@pytest.mark.parametrize(("preset", "expected"), [("operations", 1), ("agent", 0)])
def test_an_address_in_a_message_weighs_as_much_as_in_a_new_entry(here, run, preset, expected):
    here.write(".learnings.toml", f'preset = "{preset}"\n')
    code, out = told(here, run, f"Mend {value('private-address')}\n")
    assert code == expected
    assert "[private-address]" in out


KNOWLEDGE = (
    "# Feed was late\n\n## Issue Summary\nThe feed was late.\n\n## Root Cause\nA full disk.\n"
)
INCIDENT = "## [OPS-20260301-001] a\n\n**Status**: pending\n\n### Summary\nx\n"
OTHER = "## [LRN-20260301-00{}] best_practice\n\n**Status**: pending\n\n### Summary\nx\n\n"
SPOKEN = [
    pytest.param({}, 0, id="no log"),
    pytest.param({".learnings/LEARNINGS.md": OTHER.format(1)}, 0, id="a log of an agent"),
    pytest.param({"docs/ops-knowledge/feed.md": KNOWLEDGE}, 1, id="a knowledge base"),
    pytest.param({".learnings/OPERATIONS_ISSUES.md": INCIDENT}, 1, id="incidents"),
    pytest.param(
        {".learnings/OPERATIONS_ISSUES.md": INCIDENT,
         ".learnings/LEARNINGS.md": "".join(map(OTHER.format, range(1, 4)))},
        0, id="one incident among entries of an agent",
    ),
    pytest.param(
        {"docs/ops-knowledge/feed.md": KNOWLEDGE, ".learnings.toml": 'preset = "agent"\n'},
        0, id="a setting that names another preset",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), SPOKEN)
def test_without_a_preset_in_the_settings_the_logs_say_how_much_it_weighs(
    repository, monkeypatch, run, files, expected
):
    monkeypatch.chdir(repository.path)
    repository.commit({"README.md": "text\n"} | files)
    text = f"Mend {value('private-address')}\n"
    code, out = told(repository, run, text)
    assert (code, "[private-address]" in out) == (expected, True)
    repository.commit(message=text)
    code, out = run("lint", "--range", "HEAD~1..HEAD", "--format", "concise")
    assert (code, "[private-address]" in out) == (expected, True)
