"""Allowances: what a comment has to say so that a sensitive value may stay, and for how long."""

from __future__ import annotations

import pytest

from .shown import block, value

pytestmark = pytest.mark.usefixtures("detectors")

IP, KEY, TOKEN = value("ip"), value("key"), value("token")
GROUPS = ("secrets", "network", "suppression")
WHY = 'reason="the lab is public" author=ops'


def entry(comment, text):
    return f"""\
## [LRN-20260305-001] best_practice
<!-- learnings: {comment} -->

**Logged**: 2026-03-05T09:00:00Z
**Priority**: medium
**Status**: pending
**Area**: infra

### Summary
{text}
"""


ADDRESS = (
    "warning[private-address] private-ipv4: a short value; [REDACTED:ip] can stand in its place"
)
AGAIN = f"ignore[private-address] {WHY} until=2026-06-30"
ROWS = [
    ("a whole allowance", f"ignore[private-address] {WHY} until=2026-06-30", IP, []),
    ("the last day", f"ignore[private-address] {WHY} until=2026-03-10", IP,
     ["warning[expired-allowance] the allowance of private-address ends on 2026-03-10"]),
    ("two weeks before the end", f"ignore[private-address] {WHY} until=2026-03-24", IP,
     ["warning[expired-allowance] the allowance of private-address ends on 2026-03-24"]),
    ("fifteen days before the end", f"ignore[private-address] {WHY} until=2026-03-25", IP, []),
    ("the day after", f"ignore[private-address] {WHY} until=2026-03-09", IP,
     ["error[expired-allowance] the allowance of private-address ended on 2026-03-09", ADDRESS]),
    ("180 days ahead", f"ignore[private-address] {WHY} until=2026-09-06", IP, []),
    ("181 days ahead", f"ignore[private-address] {WHY} until=2026-09-07", IP,
     ["warning[malformed-suppression] the allowance ends more than 180 days ahead", ADDRESS]),
    ("no last day", f"ignore[private-address] {WHY}", IP,
     ["warning[undated-allowance] the allowance of private-address has no last day"]),
    ("no reason", "ignore[private-address] author=ops until=2026-06-30", IP,
     ["warning[malformed-suppression] the allowance gives no reason of 10 characters or more", ADDRESS]),
    ("no author", 'ignore[private-address] reason="the lab is public" until=2026-06-30', IP,
     ["warning[malformed-suppression] the allowance has no author", ADDRESS]),
    ("a whole group", f"ignore[network] {WHY} until=2026-06-30", IP,
     ["warning[malformed-suppression] a comment cannot allow all of `network`", ADDRESS]),
    ("nothing to allow", f"ignore[private-address] {WHY} until=2026-06-30", "none",
     ["warning[unused-allowance] nothing is left to allow for private-address"]),
    ("a token", f"ignore[secret] {WHY} until=2026-06-30", TOKEN, []),
    ("a key of a cloud", f"ignore[secret] {WHY} until=2026-06-30", KEY,
     ["warning[malformed-suppression] `secret` of this kind cannot be allowed",
      "error[secret] aws-access-key: a value of medium length; [REDACTED:key] can stand in its place"]),
    ("a private key", f"ignore[private-key] {WHY} until=2026-06-30", block(),
     ["warning[malformed-suppression] a private key cannot be allowed",
      "error[private-key] pem-key: a long value; [REDACTED:private-key] can stand in its place"]),
    ("a whole file", f"ignore-file[private-address] {WHY} until=2026-06-30", IP,
     ["warning[malformed-suppression] an allowance holds for one entry or line, never for a file",
      ADDRESS]),
    ("the same twice", f"{AGAIN} --> <!-- learnings: {AGAIN}", IP,
     ["warning[unused-allowance] nothing is left to allow for private-address"]),
    ("twice, until other days", f"{AGAIN} --> <!-- learnings: {AGAIN.replace('06-30', '07-30')}", IP,
     ["warning[unused-allowance] nothing is left to allow for private-address"]),
]  # fmt: skip


def told(lines):
    return [line.split(": ", 1)[1].split(" (")[0] for line in lines]


@pytest.mark.parametrize(
    ("comment", "text", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_what_is_said(lint, comment, text, expected):
    assert told(lint(entry(comment, text), *GROUPS)) == expected


MARKS = [
    ("of detect-secrets", f"{TOKEN} # pragma: allowlist secret"),
    ("of detect-secrets, for Markdown", f"{TOKEN} <!-- pragma: allowlist secret -->"),
    ("of detect-secrets, a line above", f"<!-- pragma: allowlist nextline secret -->\n{TOKEN}"),
    ("of old detect-secrets", f"{TOKEN} # pragma: whitelist secret"),
    ("of gitleaks", f"{TOKEN} # gitleaks:allow"),
    ("of betterleaks in a fence", f"```\n{TOKEN} # betterleaks:allow\n```"),
]


@pytest.mark.parametrize("text", [row[1] for row in MARKS], ids=[row[0] for row in MARKS])
def test_the_marks_of_other_scanners_are_honoured_and_reported(lint, text):
    (line,) = told(lint(entry("removed[ERR-20260301-001]", text), *GROUPS))
    assert line.startswith("warning[undated-allowance] `")


def test_such_a_mark_allows_no_key_of_a_cloud_and_no_address(lint):
    text = f"{KEY} {IP} # pragma: allowlist secret"
    found = told(lint(entry("removed[ERR-20260301-001]", text), *GROUPS))
    assert [line.split("]")[0] for line in found] == ["error[secret", "warning[private-address"]


def test_text_that_cannot_be_read_is_told_to_who_looks_for_secrets(lint):
    assert told(lint(entry("removed[ERR-20260301-001]", "a \0 b \udcff"), "secrets")) == [
        "error[unreadable-text] a NUL character: to most tools this is no text file",
        "error[unreadable-text] a byte that is not UTF-8: FF",
    ]
