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
    pytest.param("Mend it\n# {}\n", 0, id="in a comment that git takes out"),
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
]


@pytest.mark.parametrize(("environment", "settings", "expected"), KEPT)
def test_a_line_with_a_number_sign_counts_where_git_keeps_it(
    here, run, monkeypatch, environment, settings, expected
):
    for name, said in environment.items():
        monkeypatch.setenv(name, said)
    for name, said in settings.items():
        here.git("config", name, said)
    assert told(here, run, f"Mend it\n\n# {value()}\n")[0] == expected


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
