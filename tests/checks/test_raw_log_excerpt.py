"""Long stretches of raw log output."""

from __future__ import annotations

import pytest

HEAD = "## [LRN-20260305-001] best_practice\n\n**Logged**: 2026-03-05T09:00:00Z\n\n### Details\n"
STYLES = {
    "ISO": "2026-03-05T08:59:01Z INFO started",
    "bracketed": "[2026-03-05 08:59:01,123] started",
    "syslog": "Mar  5 08:59:01 host sshd[1]: started",
    "klog": "I0305 08:59:01.000001 1 main.go:1] started",
    "access log": '192.0.2.1 - - [05/Mar/2026:08:59:01 +0000] "GET / HTTP/1.1" 200',
    "level first": "ERROR started",
    "JSON": '{"level":"info","msg":"started"}',
    "logfmt": "ts=1 level=info msg=started",
}


def fence(line: str, count: int, more: str = "") -> str:
    return f"{HEAD}```\n{more}" + f"{line}\n" * count + "```\n"


@pytest.mark.parametrize("line", STYLES.values(), ids=STYLES)
def test_twenty_lines_are_a_finding_and_nineteen_none(lint, line):
    assert lint(fence(line, 19), "raw-log-excerpt") == []
    assert lint(fence(line, 20), "raw-log-excerpt") == [
        "LEARNINGS.md:7:1: note[raw-log-excerpt] 20 lines of raw log output"
    ]


def test_code_is_no_log(lint):
    assert lint(fence("    return value", 60), "raw-log-excerpt") == []


def test_what_somebody_redacted_is_fine(lint):
    redacted = fence(STYLES["ISO"], 30).replace("started", "[REDACTED:user] started", 1)
    assert lint(redacted, "raw-log-excerpt") == []


def test_a_stack_trace_between_the_lines_does_not_part_them(lint):
    text = f"{HEAD}```\n" + f"{STYLES['ISO']}\n  at main\n  at run\n" * 10 + "```\n"
    assert lint(text, "raw-log-excerpt")[0].startswith(
        "LEARNINGS.md:7:1: note[raw-log-excerpt] 28 lines"
    )


def test_the_number_can_be_set(lint):
    settings = {"checks": {"raw-log-excerpt": {"lines": 3}}}
    assert len(lint(fence(STYLES["ISO"], 3), "raw-log-excerpt", settings=settings)) == 1
