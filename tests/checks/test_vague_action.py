"""vague-action: one can tell when an action is done."""

from __future__ import annotations

import pytest

from learnings import registry

from .actions import LOG, incident

NAME = "vague-action"

DEFINITE = [
    "Alert when the pool is 80 % full",
    "Improve the monitoring of the pool: alert at 80 %",
    "Improve `pool_check`",
    "Review the runbook of the checkout",
    "Update docs/runbook.md",
    "Review the SLO of the checkout",
    "Investigate why the batch job held sessions open",
    "Add connection pool health checks",
    "Fix the leak in the exporter",
    "Be careful to drain the node before the upgrade of the cluster starts",
    "Test the restore of the backups every month",
    "Update development guidelines with performance best practices",
    "为连接池增加告警，阈值百分之八十",
    "修复导出任务的连接泄漏",
]
VAGUE = [
    "Make monitoring better",
    "Investigate further",
    "Look at performance",
    "Improve monitoring",
    "Improve the monitoring (ana, 2026-03-20)",
    "**Monitoring**: improve alerting",
    "Better documentation",
    "More tests",
    "Review process",
    "Review and improve our processes",
    "Investigate the issue further",
    "Be more careful",
    "Be more careful next time",
    "Look into it",
    "Pay more attention to alerts",
    "加强监控",
    "完善文档和流程",
    "以后多加注意",
]


@pytest.mark.parametrize("text", DEFINITE)
def test_is_silent_about(lint, text):
    assert lint(incident(f"- [ ] {text}"), NAME, path=LOG) == []
    assert lint(incident(f"- {text}", title="Prevention"), NAME, path=LOG) == []


@pytest.mark.parametrize("text", VAGUE)
def test_reports(lint, text):
    [line] = lint(incident(f"- [ ] {text}"), NAME, path=LOG)
    start = f"OPERATIONS_ISSUES.md:12:7: note[{NAME}] nobody can tell when this is done: `"
    assert line.startswith(start)
    assert len(lint(incident(f"1. {text}", title="Prevention Measures"), NAME, path=LOG)) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(incident("- [x] Improve monitoring"), id="what is done"),
        pytest.param(incident("- [ ] Improve monitoring", status="resolved"), id="a resolved one"),
        pytest.param(
            incident("- [ ] Improve monitoring", "  of the pool"), id="what is told further below"
        ),
        pytest.param(incident("- Improve monitoring", title="Summary"), id="other sections"),
        pytest.param(incident("- [ ] " + "improve " * 100), id="a long text"),
    ],
)
def test_leaves_alone(lint, text):
    assert lint(text, NAME, path=LOG) == []


def test_it_is_shown_on_demand_alone(lint):
    settings = {"confidence": "medium"}
    assert lint(incident("- [ ] Improve monitoring"), NAME, path=LOG, settings=settings) == []


def test_the_page_names_every_word_of_the_lists():
    import importlib

    lists = importlib.import_module("learnings.checks._vague")
    page = " ".join(registry.checks()[NAME].page.split())
    for title, words in (
        ("general verbs", lists.VERBS),
        ("general nouns", lists.NOUNS),
        ("stock phrases", lists.PHRASES),
        ("verbs that count beside a word of quality", lists.LIGHT),
        ("words of quality", lists.QUALITIES),
        ("ways to look", lists.LOOKS),
    ):
        assert f"The {title}: {', '.join(words)}." in page
