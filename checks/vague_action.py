"""An action is so vague that nobody can tell when it is done.

*Improve monitoring* is a wish. Say what is changed, on what, and by which measure: *alert when
the pool is 80 % full*. Reported are open items of *Action Items* and *Follow-up
Actions*, with a box or without, rows of tables there, and items of *Prevention* and *Prevention
Measures*, in two cases:

- nothing is left but a general verb, general nouns and words that fill: *improve the
  monitoring*, *better documentation*, *investigate further*, *look at performance*, *make
  monitoring better*, *加强监控*
- a stock phrase makes up the most of a short item: *be more careful*, *look into it*,
  *pay more attention*, *多加注意*

An item that has a number, code, a path or a link says something definite and is left alone. The
words are few and the check knows no language: its confidence is low, so that
[`confidence`](settings.md#confidence)` = "low"` is needed to see it.

The general verbs: improve, enhance, optimize, optimise, better, strengthen, review, revisit,
consider, investigate, explore, evaluate, examine, assess, analyze, analyse, discuss, increase,
ensure, fix, address, update, more, 加强, 改进, 优化, 完善, 提升, 提高, 增强, 考虑, 调查, 研究,
关注, 改善, 更新.

The verbs that count beside a word of quality: make, get, do, have, keep, start, give, become. The
words of quality: better, more, further, reliable, robust, resilient, stable, secure, scalable,
faster, quicker, safer, easier, cleaner, stronger, clearer, simpler, visible, proactive,
efficient, improving, enhancing, optimizing, optimising, strengthening, reviewing.

The ways to look: look at, look into, look further into, have a look at, take a look at, have a
closer look at, take a closer look at, look closer at, look deeper into, dig into, dig deeper
into, work on, do something about.

The general nouns: monitoring, alerting, alerts, alert, observability, logging, logs,
documentation, docs, testing, tests, test, coverage, process, processes, procedure, procedures,
communication, performance, reliability, stability, quality, security, resilience, robustness,
scalability, visibility, awareness, training, code, setup, system, systems, service, services,
tooling, tools, automation, issue, issues, problem, problems, handling, situation, things,
everything, stuff, it, this, that, 监控, 告警, 文档, 测试, 流程, 沟通, 性能, 稳定性, 可靠性,
质量, 安全, 意识, 培训, 代码, 系统,
服务, 问题, 情况.

The stock phrases: be careful, be more careful, more careful, pay attention, pay more attention,
look into it, look into this, look at it, keep an eye on, be aware, be more aware, raise
awareness, try harder, do better, think about, be more proactive, be vigilant, double check,
make sure it works, make sure this does not happen again, avoid this in the future, do not do
this again, remember to, follow best practices, 小心, 注意, 多加注意, 引起重视, 加强意识,
避免再次发生, 仔细检查.

### Bad

    <!-- path: .learnings/OPERATIONS_ISSUES.md -->
    ## [OPS-20260305-001] checkout_down

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: critical
    **Status**: pending
    **Severity**: P1
    **Area**: incident_management

    ### Summary
    Checkout was down for 45 minutes.

    ### Timeline
    | Time (UTC) | Event |
    |------------|-------|
    | 08:02 | Issue detected |
    | 08:47 | Restored |

    ### Impact
    - **Users Affected**: 12 %
    - **Duration**: 45 min
    - **SLO Impact**: consumed 40 % of the monthly budget

    ### Root Cause
    A batch job held idle sessions open.

    ### Mitigation
    Stopped the job and restarted the workers.

    ### Prevention
    A cap on the sessions of batch jobs.

    ### Action Items
    - [ ] Improve monitoring (ana, 2026-03-20)

    ### Metadata
    - Trigger: alert
    - Environment: production
    - Services Affected: checkout-web
    - DORA Metrics Impact: mttr

### Good

    <!-- path: .learnings/OPERATIONS_ISSUES.md -->
    ## [OPS-20260305-001] checkout_down

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: critical
    **Status**: pending
    **Severity**: P1
    **Area**: incident_management

    ### Summary
    Checkout was down for 45 minutes.

    ### Timeline
    | Time (UTC) | Event |
    |------------|-------|
    | 08:02 | Issue detected |
    | 08:47 | Restored |

    ### Impact
    - **Users Affected**: 12 %
    - **Duration**: 45 min
    - **SLO Impact**: consumed 40 % of the monthly budget

    ### Root Cause
    A batch job held idle sessions open.

    ### Mitigation
    Stopped the job and restarted the workers.

    ### Prevention
    - A cap on the sessions of batch jobs

    ### Action Items
    - [ ] Cap the sessions of batch jobs at 20 (ana, 2026-03-20)

    ### Metadata
    - Trigger: alert
    - Environment: production
    - Services Affected: checkout-web
    - DORA Metrics Impact: mttr
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Confidence, Problem, Severity, Span
from learnings.entry import Entry, Log
from learnings.kind import Kind
from learnings.lazy import regex
from learnings.record import status
from learnings.vocabulary import fold

from ._actions import actions
from ._fields import shown
from ._vague import is_vague

_PREVENTION = frozenset(("prevention", "prevention measures"))
_ITEM = regex(r"[ \t]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[ \][ \t]+)?(?!\[[ xX]\])(?P<text>.*\S)")


@define(group="substance", severity=Severity.NOTE, confidence=Confidence.LOW)
def check(log: Log, context: Context) -> Iterator[Problem]:
    if log.is_archive:
        return
    for entry in log.entries:
        now = status(entry, context.presets)
        if now is not None and context.kind(entry).lifecycle.is_final(now):
            continue
        found = (*_open(log, entry, context.kind(entry)), *_measures(log, entry))
        for span, text in {span: text for text, span in found}.items():
            if is_vague(text):
                yield Problem(
                    span,
                    f"nobody can tell when this is done: {shown(text)}",
                    fold(text)[:80],
                    "say what is changed, on what, and by which measure",
                )


def _open(log: Log, entry: Entry, kind: Kind) -> Iterator[tuple[str, Span]]:
    for action in actions(log, entry, kind, read=False):
        if not action.done and len(action.lines) == 1:
            yield action.title, action.span


def _measures(log: Log, entry: Entry) -> Iterator[tuple[str, Span]]:
    for section in entry.sections:
        if section.name not in _PREVENTION:
            continue
        for number in range(section.start, section.own_end):
            found = None if log.is_opaque(number) else _ITEM.match(log.line(number))
            if found is not None:
                span = Span.at(number, found.start("text") + 1, len(found["text"]))
                yield found["text"], span
