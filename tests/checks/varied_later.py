"""Labelled entries, most of them sound and meant to be hard, in varied styles.

They were written after those of varied.py had been mended. On the first run 11 of the 12 faulty
ones were found and 9 sound ones were reported; that was mended, so they count as looked at.
"""

from __future__ import annotations

from .incident import lesson, table, told
from .labelled import BUDGET, LENGTH, LOOSE, ORDER, TIME, Row

LATER: tuple[Row, ...] = (
    Row(
        told(
            "- 09:00 Kafka broker upgrade window opened\n- 09:40 Lag on topic orders starts growing\n- 10:20 Partition leaders moved\n- 10:35 Lag back to zero",
            "**Duration**: 55 min",
        )
    ),
    Row(
        told(
            "- 07:58 Nightly import finished with warnings\n- 09:12 Marketing says prices are wrong\n- 09:30 Cache flushed, prices right",
            "**Duration**: 18 min",
        )
    ),
    Row(
        told(
            "- 07:58 Nightly import finished with warnings\n- 09:12 Marketing says prices are wrong\n- 09:30 Cache flushed, prices right",
            "**Duration**: 1h 32m",
        )
    ),
    Row(
        told(
            "- 13:04 Slack: 'is login slow for anyone?'\n- 13:20 Traces show lock contention\n- 13:41 Index dropped\n- 13:46 p99 back under 300 ms",
            "**Duration**: 42 min",
        )
    ),
    Row(
        told(
            "- 02:00 Backup job started\n- 05:30 Backup job still running, locks held\n- 06:10 Job killed\n- 06:12 Writes OK",
            "**Duration**: roughly 40 min",
        )
    ),
    Row(
        told(
            "- 11:02 Alert: disk 90 %\n- 11:30 Alert: disk 100 %, writes rejected\n- 11:48 Space freed, writes accepted\n- 17:00 Alert closed",
            "**Duration**: 18 min of rejected writes",
        )
    ),
    Row(
        told(
            "- 14:00 first bad deploy\n- 14:10 fixed\n- 15:00 second bad deploy\n- 15:25 fixed",
            "**Duration**: 35 min (two episodes)",
        )
    ),
    Row(
        told(
            "- 14:00 outage began\n- 14:10 restored\n- 15:00 outage began again\n- 15:25 restored",
            "**Duration**: 35 min in total",
        )
    ),
    Row(
        told(
            "- 14:00 outage began\n- 14:10 restored\n- 15:00 outage again\n- 15:25 restored",
            "**Duration**: 35 min",
        )
    ),
    Row(
        told(
            "- 16:01 on-call paged\n- 16:05 acked\n- 16:30 vendor opened a case\n- 18:20 vendor fixed routing\n- 2026-11-21 09:00 vendor report received",
            "**Duration**: 2h 20min",
        )
    ),
    Row(
        told(
            table(
                "16:01 | paged",
                "16:55 | fixed",
                "22 Nov 10:00 | retro",
                "2026-11-25 | report published",
            ),
            "**Duration**: 54 min",
        )
    ),
    Row(
        told(
            table("16:01 | paged", "16:55 | fixed", "10:00 | Retro with the team"),
            "**Duration**: 54 min",
        )
    ),
    Row(told("- 16:01 paged\n- 16:55 fixed\n- 11:30 Customer mail sent", "**Duration**: 54 min")),
    Row(
        told(
            "- 2026-11-17 10:00 flag merged (off)\n- 09:12 flag turned on\n- 09:15 alerts\n- 09:40 flag off",
            "**Duration**: 25 min",
        )
    ),
    Row(
        told(
            "- 2026-11-19 23:40 alert\n- 23:55 ack\n- 00:30 restored\n- 2026-11-20 10:00 review",
            "**Duration**: 50 min",
        )
    ),
    Row(
        told(
            "- Nov 20, 10:00 page\n- Nov 20, 10:30 ok\n- Nov 21, 09:00 review",
            "**Duration**: 30 min",
        )
    ),
    Row(told("- 10:00 page\n- 10:30 ok\n- 09:00 (Nov 21) customers told", "**Duration**: 30 min")),
    Row(told("- 10:00 CET page\n- 10:30 CET ok", "**Duration**: half an hour or so")),
    Row(told("- 10:00 page\n- 12:31 ok", "**Duration**: two and a half hours")),
    Row(told("- 10:00 page\n- 12:31 ok", "**Duration**: a couple of hours")),
    Row(told("- 10:00 page\n- 13:10 ok", "**Duration**: 2-3 hours")),
    Row(told("- 10:00 page\n- 10:45 ok", "**Duration**: 10:00–10:45, plus 20 minutes degraded")),
    Row(
        told(
            "- 10:00 page\n- 10:45 ok",
            "**Duration**: 45 min (detection to fix; 09:30–10:45 with impact)",
        )
    ),
    Row(told("- 10:00 page\n- 10:45 ok", "**Duration**: 45 min (impact 09:30 to 10:45)")),
    Row(told("- 10:00 page\n- 14:45 ok", "**Duration**: 4:45")),
    Row(told("- 10:00 page\n- 10:04 ok", "**Duration**: 4:12")),
    Row(
        told(
            "- 10:00 Seite nicht erreichbar\n- 11:30 Seite wieder da",
            "**Duration**: anderthalb Stunden",
        )
    ),
    Row(
        told(
            "- 10:00 Seite nicht erreichbar\n- 11:30 Seite wieder da", "**Duration**: ca. 1,5 Std."
        )
    ),
    Row(told("- 10:00 服务不可用\n- 12:00 扩容完成，服务可用", "**Duration**: 两个小时")),
    Row(
        told(
            "- 10:00 la web no responde\n- 10:50 la web responde de nuevo",
            "**Duration**: casi una hora",
        )
    ),
    Row(
        told(
            "",
            header="**Started**: 2026-11-20 09:00\n**Detected**: 2026-11-20 09:10\n**Acknowledged**: 2026-11-20 09:10\n**Resolved**: 10:00",
        )
    ),
    Row(
        told(
            "", header="**Detected**: 09:10\n**Acknowledged**: 09:12\n**Resolved**: 08:00 next day"
        )
    ),
    Row(told("", header="**Detected**: 22:10\n**Resolved**: 02:00")),
    Row(told("- 09:00 Acked the flapping alert\n- 09:30 Issue detected\n- 10:00 fixed")),
    Row(told("- 09:00 Alert resolved automatically\n- 09:30 Alert fired again\n- 10:00 Restored")),
    Row(told("- 12:00 AM batch\n- 12:40 AM alert\n- 1:05 AM fixed", "**Duration**: 25 min")),
    Row(told("- 00:15 AM alert\n- 01:05 AM fixed", "**Duration**: 50 min")),
    Row(told("- T-1d config shipped\n- T+0 alert\n- T+20m fixed", "**Duration**: 20 min")),
    Row(told("- t0: alert\n- t0+10m: ack\n- t0+40m: fixed", "**Duration**: 40 min")),
    Row(told("- +5 replicas added\n- +3m latency drop\n- +1 node", "**Duration**: 1h")),
    Row(lesson("The SLA with Acme is 99.9 %; for everybody else our SLO is 99.5 %.")),
    Row(lesson("Latency SLO 95 % under 200 ms, SLA 99.9 % availability.")),
    Row(lesson("Only 99.5 % of requests met the SLO and the SLA is 99.9 %.")),
    Row(lesson("SLO compliance is 99.5 %, SLA is 99.9 %.")),
    Row(lesson("Our SLO is at 99.5 % for November so far; the SLA is 99.9 %.")),
    Row(lesson("The SLO sits at 99.2 % today, the SLA at 99.9 %.")),
    Row(lesson("Vendor's SLA is 99.99 % while our SLO is 99.9 %.")),
    Row(lesson("AWS has an SLA of 99.99 %, and our SLO is 99.9 %.")),
    Row(lesson("We depend on a provider whose SLA is 99.99%; our own SLO is 99.9%.")),
    Row(lesson("Free plan: SLO 99 %. Enterprise plan: SLA 99.9 %.")),
    Row(lesson("The staging SLO is 95 %, production has an SLA of 99.9 %.")),
    Row(
        told(
            "",
            "**Users Affected**: every user in APAC",
            "**Duration**: 45 min",
            "**Error Budget**: 20 % spent this month (99.9 % objective)",
        )
    ),
    Row(
        told(
            "",
            "**Users Affected**: all",
            "**Duration**: 5 min",
            "**Error Budget**: 60 % spent this month (99.9 % objective)",
        )
    ),
    Row(
        told(
            "",
            "**Users Affected**: all",
            "**Duration**: 45 min",
            "**Error Budget**: objective is to spend less than 20 % this month, SLO 99.9 %",
        )
    ),
    Row(
        told(
            "",
            "**Users Affected**: all writes",
            "**Duration**: 45 min",
            "**Error Budget**: 20 % burned (30 days, target 99.9 %)",
        )
    ),
    # Faulty.
    Row(
        told("- 09:40 Lag starts growing\n- 10:35 Lag back to zero", "**Duration**: 3 hours"),
        (LENGTH,),
    ),
    Row(told("- 13:04 login slow\n- 13:46 p99 normal", "**Duration**: two hours"), (LENGTH,)),
    Row(told("- 02:00 page\n- 06:12 Writes OK", "**Duration**: forty minutes"), (LENGTH,)),
    Row(
        told(
            "- 10:00 Seite nicht erreichbar\n- 11:30 Seite wieder da",
            "**Duration**: eine Viertelstunde",
        ),
        (LENGTH,),
    ),
    Row(told("- 10:00 page\n- 10:30 ok", "**Duration**: 10:00 AM - 12:30 PM"), (LENGTH,)),
    Row(told("- 10:00 page\n- 10:30 ok\n- 10:20 ack\n- 2026-11-21 09:00 review"), (ORDER,)),
    Row(told("- T+0 page\n- T+1h restored\n- T+40m ack"), (ORDER,)),
    Row(told("", header="**Detected**: 15:00\n**Resolved**: 13:30"), (TIME,)),
    Row(told("- 14:02 page\n- 15:10 AM fixed"), (TIME,)),
    Row(lesson("Customers were promised 99.95 % in the SLA; our SLO is 99.9 %."), (LOOSE,)),
    Row(lesson("The SLO for checkout is 99.5 %, the SLA for checkout is 99.9 %."), (LOOSE,)),
    Row(
        told(
            "",
            "**Users Affected**: all customers",
            "**Duration**: 1 hour",
            "**Error Budget**: 20 % burned (30 days, target 99.9 %)",
        ),
        (BUDGET,),
    ),
)
