"""The checks of sensitive values: what they say, and above all what they do not.

secret, private-key, credential-in-url, private-address, public-address, internal-host, account-id,
hardware-address, email-address, phone-number, payment-card, bank-account, national-id,
home-directory, person-name, customer-datum.
"""

from __future__ import annotations

import pytest

from learnings import registry

from .shown import block, value

pytestmark = pytest.mark.usefixtures("detectors")

HEAD = """\
## [LRN-20260305-001] best_practice

**Logged**: 2026-03-05T09:00:00Z
**Priority**: medium
**Status**: pending
**Area**: infra

### Summary
"""
KEY, TOKEN, IP, HOST = value("key"), value("token"), value("ip"), value("host")
GROUPS = ("secrets", "network", "pii")

ROWS = [
    ("nothing is said of plain text", "Restart the worker.", []),
    ("a placeholder is nothing", "The key was [REDACTED:key], `password: [REDACTED:password:2]`", []),
    ("a key in prose", f"It was {KEY}.",
     ["9:8: error[secret] aws-access-key: a value of medium length; [REDACTED:key] can stand in its place"]),
    ("two of a kind have numbers", f"{IP} and 10.1.2.3",
     ["9:1: warning[private-address] private-ipv4: a short value; [REDACTED:ip:1] can stand in its place",
      "9:20: warning[private-address] private-ipv4: a short value; [REDACTED:ip:2] can stand in its place"]),
    ("a number that was given is not given again", f"[REDACTED:ip] and {IP}",
     ["9:19: warning[private-address] private-ipv4: a short value; [REDACTED:ip:2] can stand in its place"]),
    ("a fence is looked into", f"```\n{TOKEN}\n```",
     ["10:1: error[secret] github-token: a long value; [REDACTED:token] can stand in its place"]),
    ("a comment too", f"<!-- {KEY} -->",
     ["9:6: error[secret] aws-access-key: a value of medium length; [REDACTED:key] can stand in its place"]),
    ("a private key is one finding", block(),
     ["9:1: error[private-key] pem-key: a long value; [REDACTED:private-key] can stand in its place"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_what_is_said(lint, text, expected):
    found = lint(f"{HEAD}{text}\n", *GROUPS)
    assert [line.removeprefix("LEARNINGS.md:") for line in found] == expected


def test_heading_field_front_matter_and_preamble_are_looked_at(lint):
    text = f"---\nkey: {KEY}\n---\n# Log of {IP}\n\n{HEAD}x\n".replace(
        "best_practice", HOST
    ).replace("infra", TOKEN)
    found = lint(text, *GROUPS)
    assert [line.split(" ")[1] for line in found] == [
        "error[secret]", "warning[private-address]", "note[internal-host]", "error[secret]"
    ]  # fmt: skip


def test_the_name_of_the_file_is_looked_at_and_not_told(lint):
    found = lint({f".learnings/on-{IP}.md": f"{HEAD}x\n"}, *GROUPS)
    assert [line.partition(" ")[2] for line in found] == [
        "warning[private-address] private-ipv4: a short value in the name of the file"
    ]


def test_a_change_is_judged_with_what_it_touches_alone(lint):
    old = f"{HEAD}{KEY}\n\n"
    new = f"{old}{HEAD.replace('-001', '-002')}{value('key', 1)}\n"
    assert len(lint(new, *GROUPS)) == 2
    assert [line.split(":")[1] for line in lint(new, *GROUPS, before=old)] == ["19"]


def test_operations_logs_are_stricter(lint):
    (line,) = lint(f"{HEAD}{IP}\n", *GROUPS, settings={"preset": "operations"})
    assert "warning[private-address]" in line
    (line,) = lint(f"{HEAD}{IP}\n", *GROUPS, settings={"preset": "operations"}, before="")
    assert "error[private-address]" in line


def test_a_severity_of_the_settings_goes_before_all(lint):
    severity = {"severity": {"private-address": "off"}}
    assert lint(f"{HEAD}{IP}\n", *GROUPS, settings=severity) == []


def test_the_fingerprint_holds_nothing_of_the_value(judge_of):
    one, other = (judge_of(f"{HEAD}{value('key', seed)}\n") for seed in (1, 2))
    assert [item.fingerprint for item in one] == [item.fingerprint for item in other]


def test_secrets_are_errors_in_every_preset():
    from learnings.preset import Presets

    presets = Presets.load()
    for name in presets.names():
        severities = presets.preset(name).severities
        assert not {"secret", "private-key", "credential-in-url"} & set(severities), name
    for name in ("secret", "private-key", "credential-in-url"):
        check = registry.checks()[name]
        assert (check.severity, check.unchanged) == ("error", None)


@pytest.fixture
def judge_of(tmp_path):
    import datetime as dt

    from learnings.engine import Engine
    from learnings.markdown import parse
    from learnings.settings import load

    def run(text, **settings):
        engine = Engine(load(str(tmp_path), settings), today=dt.date(2026, 3, 10))
        return engine.run([parse(text.encode(), ".learnings/LEARNINGS.md")]).diagnostics

    return run


FIELDS = [
    ("an unknown status", "**Status**: pending", f"**Status**: {KEY}"),
    ("an unknown priority", "**Priority**: medium", f"**Priority**: {TOKEN}"),
    ("a malformed date", "2026-03-05T09:00:00Z", KEY),
    ("a bad ID", "LRN-20260305-001", f"LRN-20260305-{KEY}"),
    ("a title", "best_practice", TOKEN),
    ("a key of a field", "**Area**", f"**{KEY}**"),
    ("a reference", "### Summary", f"### Summary\nSee LRN-20260101-{KEY}\n\n### Metadata\n- See Also: {TOKEN}\n- Recurrence-Count: {KEY}\n"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"), [row[1:] for row in FIELDS], ids=[row[0] for row in FIELDS]
)
@pytest.mark.parametrize("severity", ["error", "off"])
def test_no_finding_of_any_check_quotes_a_value(judge_of, old, new, severity):
    found = judge_of(
        f"{HEAD}x\n".replace(old, new), confidence="low", severity={"secret": severity}
    )
    assert found
    told = repr([(item.problem._replace(fix=None), item.entry, item.anchor) for item in found])
    for secret in (KEY, TOKEN):
        assert secret not in told
        assert secret[:10].lower() not in told.lower()
