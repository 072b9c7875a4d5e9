"""More labelled entries, in varied styles and languages, half of them sound.

`SEEN` was looked at while the checks were mended, `UNSEEN` was written before that, at the same
sitting, and put aside. Rows with a label are faulty; the others are sound or do not say enough.
"""

from __future__ import annotations

from .incident import lesson
from .labelled import BUDGET, LENGTH, LOOSE, ORDER, TIME, Row


def told(timeline: str, *impact: str, header: str = "", logged: str = "2026-11-20") -> str:
    """An issue whose timeline is written as it is given."""
    lines = ["## [OPS-20261120-001] service_down", "", f"**Logged**: {logged}T18:00:00Z"]
    lines += ["**Priority**: critical", "**Status**: pending", "**Severity**: P1"]
    lines += ["**Area**: incident_management", *header.splitlines(), "", "### Summary", "Down.", ""]
    lines += ["### Timeline", timeline, ""] if timeline else []
    lines += ["### Impact", *(f"- {line}" for line in impact or ("**Users Affected**: some",))]
    return "\n".join(lines) + "\n"


def table(*rows: str, head: str = "Time (UTC)") -> str:
    """A table of rows such as `14:02 | detected`."""
    return "\n".join([f"| {head} | Event |", "| --- | --- |", *(f"| {row} |" for row in rows)])


SEEN: tuple[Row, ...] = (
    # Sound, or not enough said.
    Row(told(table("14:02 | detected", "14:47 | Restored", "2026-11-21 10:00 | Postmortem held"))),
    Row(
        told(
            "- 14:02 detected\n- 14:47 Restored\n- 2026-11-23 10:00 Follow-up with the vendor",
            "**Duration**: 45 min",
        )
    ),
    Row(
        told(
            table(
                "09:00 | Deploy of 4.2 finished",
                "11:10 | Customers report errors",
                "11:40 | Rolled back, errors gone",
            ),
            "**Duration**: 30 min",
        )
    ),
    Row(
        told(
            "- 2026-11-19 22:00 deploy\n- 2026-11-20 08:10 first complaint\n- 08:30 rolled back",
            "**Duration**: 20 min",
        )
    ),
    Row(
        told(
            "* 06:00 - Config change merged\n* 07:15 - Grafana turned red\n* 07:35 - Reverted, all"
            " good\n* 11:00 - Report sent to customers",
            "**Duration**: 20 minutes",
        )
    ),
    Row(
        told(
            "1. 10:05 Pager rang for db-2\n2. 10:12 Failover started by Kim\n3. 10:31 Replica"
            " promoted, writes work\n4. 12:00 Old primary rebuilt",
            "**Duration**: half an hour",
        )
    ),
    Row(told("- 13:30 alert fired\n- 14:35 restored", "**Duration**: an hour")),
    Row(told("- 09:00 alert\n- 11:40 restored", "**Duration**: 2:40")),
    Row(
        told(
            "- T+0 alert fired\n- T+5m on-call joined\n- T+45m restored", "**Duration**: 45 minutes"
        )
    ),
    Row(told("- T-20m deploy\n- T+0 alert fired\n- T+45m restored", "**Duration**: 45 minutes")),
    Row(told("- 23:50 Detected\n- 00:03 Acknowledged\n- 00:40 Resolved", "**Duration**: 50 min")),
    Row(
        told(
            "- 08:12 Erste Meldung eines Kunden\n- 08:30 Rufbereitschaft informiert\n- 09:02"
            " Dienst wiederhergestellt",
            "**Duration**: 50 Minuten",
        )
    ),
    Row(
        told(
            "- 07:00 Deployment abgeschlossen\n- 08:12 Alarm\n- 08:42 Rollback, alles grün",
            "**Duration**: 30 min",
        )
    ),
    Row(
        told(
            "- 10:00 发布新版本\n- 12:10 用户反馈报错\n- 12:40 回滚完成，恢复正常",
            "**持续时间**: 30 分钟",
        )
    ),
    Row(
        told(
            "- 09:00 despliegue terminado\n- 11:10 alerta de errores\n- 11:40 servicio restablecido",
            "**Duration**: 30 min",
        )
    ),
    Row(lesson("Our SLO is 99.95 % and the SLA we sold is 99.9 %.")),
    Row(lesson("We promise 99.5% in the SLA while the internal objective (SLO) sits at 99.9%.")),
    Row(lesson("Availability fell to 99.5 % against an SLO of 99.95 %; the SLA is 99.9 %.")),
    Row(lesson("Credits are due when a month is below 99.9 % (SLA). The batch SLO is 99 %.")),
    Row(
        told(
            "",
            "**Users Affected**: all",
            "**Duration**: 9 min",
            "**Error Budget**: 20 % spent this month (99.9 % objective)",
        )
    ),
    # Faulty.
    Row(told("- 15:00 Detected\n- 14:03 Acknowledged\n- 16:00 Closed"), (ORDER,)),
    Row(
        told("", header="**Detected**: 2026-11-20 15:00\n**Acknowledged**: 2026-11-20 14:03"),
        (TIME,),
    ),
    Row(told("- 13:75 PM alert\n- 2:00 PM restored"), (TIME,)),
    Row(told(table("14:02 | alert", "14:99 | paged", "14:30 | ok")), (TIME,)),
    Row(
        told(table("14:02 | detected", "14:47 | Restored", "2026-11-18 10:00 | Postmortem held")),
    ),
    Row(told("- T+0 alert\n- T+15m mitigated\n- T+5m on-call joined\n- T+45m restored"), (ORDER,)),
    Row(told("- 09:12 Alarm\n- 09:40 behoben\n- 09:25 Ursache gefunden\n- 09:50 Ende"), (ORDER,)),
    Row(told("- 09:00 alert\n- 11:40 restored", "**Duration**: half an hour"), (LENGTH,)),
    Row(told("- 09:00 alert\n- 11:40 restored", "**Duration**: an hour"), (LENGTH,)),
    Row(told("- 09:00 alert\n- 11:40 restored", "**Duration**: 0:30"), (LENGTH,)),
    Row(
        told("- 09:00 alert\n- 11:40 restored", "**Duration**: from 09:00 to 10:00 (60 minutes)"),
        (LENGTH,),
    ),
    Row(
        told(
            "- 14:02 alert\n- 14:20 restored",
            "**Duration**: 14:02–14:20 UTC (45 minutes)",
        ),
        (LENGTH,),
    ),
    Row(
        told(
            "- 09:00 Deploy of 4.2\n- 11:10 Customers report errors\n- 11:40 Rolled back",
            "**Duration**: 5 h",
        ),
        (LENGTH,),
    ),
    Row(told("- T+0 alert fired\n- T+45m restored", "**Duration**: 3 h"), (LENGTH,)),
    Row(
        told(
            "",
            "**Users Affected**: every user",
            "**Duration**: 45 min",
            "**Error Budget**: 20 % spent this month (99.9 % objective)",
        ),
        (BUDGET,),
    ),
    Row(lesson("Our SLO is 99.5 % and the SLA we sold is 99.9 %."), (LOOSE,)),
    Row(
        lesson(
            "The service level objective is 99.5 % availability; the service level agreement"
            " says 99.9 % availability."
        ),
        (LOOSE,),
    ),
    Row(
        lesson(
            "We promise customers 99.99% in the SLA while the internal objective (SLO) sits at"
            " 99.9%."
        ),
        (LOOSE,),
    ),
)

UNSEEN: tuple[Row, ...] = (
    # Sound, or not enough said.
    Row(
        told(
            table(
                "03:12 | PagerDuty: checkout 5xx above 2 %",
                "03:19 | Ana acked",
                "03:58 | Traffic back to normal",
                "2026-11-24 15:00 | Review with payments team",
            ),
            "**Duration**: 46 min",
        )
    ),
    Row(
        told(
            "- **16:20** Terraform apply on prod\n- **17:45** Synthetic probes fail in eu-west-1\n"
            "- **18:05** Apply reverted; probes green",
            "**Duration**: 20 min",
        )
    ),
    Row(
        told(
            "- 01:00 nightly batch began to fill the disk\n- 06:40 disk alert\n- 07:10 logs"
            " truncated, service answers again\n- 09:30 ticket filed for log rotation",
            "**Duration**: ~30 min",
        )
    ),
    Row(
        told(
            "- 2026-11-18 11:00 certificate expires in two days, mail ignored\n- 2026-11-20 11:00"
            " certificate expired, clients fail\n- 11:25 new certificate installed",
            "**Duration**: 25 min",
        )
    ),
    Row(
        told(
            "14:00 | queue depth grows\n14:30 | page to on-call\n15:10 | consumers doubled, queue"
            " drains\n15:40 | queue empty",
            "**Duration**: 1h 10m",
        )
    ),
    Row(
        told(
            table(
                "09:58 AM | Flag enabled for 100 %",
                "10:40 AM | Support: logins fail",
                "11:25 AM | Flag off, logins succeed",
                head="Time",
            ),
            "**Duration**: three quarters of an hour",
        )
    ),
    Row(told("- 22:10 alert\n- 23:41 fixed", "**Duration**: an hour and a half")),
    Row(told("- 22:10 alert\n- 22:12 ack\n- 22:25 restored", "**Duration**: a quarter of an hour")),
    Row(told("- 08:00 Outage starts\n- 11:30 all clear", "**Duration**: from 08:00 to 11:30")),
    Row(told("- T+0: page\n- T+12: traffic shifted\n- T+1h10m: recovered", "**Duration**: 70 min")),
    Row(told("- +0m page\n- +12m traffic shifted\n- +70m recovered", "**Duration**: 70 min")),
    Row(
        told(
            "- 21:50 Detected by canary\n- 22:00 Acknowledged\n- next day 09:00 Retro booked",
            "**Duration**: 15 min",
        )
    ),
    Row(
        told(
            "- 05:00 Wartungsfenster beginnt\n- 06:20 Kunden melden Fehler 500\n- 06:55 Zurückgerollt,"
            " Fehler weg\n- 14:00 Nachbesprechung",
            "**Duration**: 35 min",
        )
    ),
    Row(
        told(
            "- 09:30 变更上线\n- 10:05 监控告警\n- 10:50 服务恢复\n- 2026-11-21 14:00 复盘会议",
            "**持续时间**: 45 分钟",
        )
    ),
    Row(
        told(
            "- 18:00 cambio de configuración\n- 19:30 clientes reportan errores\n- 19:55 cambio"
            " revertido, sin errores",
            "**Duration**: 25 minutos",
        )
    ),
    Row(
        told(
            "",
            header="**Detected**: 2026-11-19 23:55\n**Acknowledged**: 2026-11-20 00:02\n"
            "**Restored**: 2026-11-20 00:40",
        )
    ),
    Row(told("", header="**Detected**: 23:55\n**Acknowledged**: 00:02\n**Restored**: 00:40")),
    Row(told("- 11:00 Acknowledged vendor notice\n- 11:30 Alert fired\n- 12:00 Restored")),
    Row(lesson("The SLA guarantees 99.9% uptime; we hold ourselves to an SLO of 99.95%.")),
    Row(lesson("Checkout has an SLO of 99.9 %, while the search SLA is 99.95 %.")),
    Row(lesson("Last month we measured 99.7 % against the SLO; the SLA we sold is 99.9 %.")),
    Row(lesson("Our SLO dropped below 99.9 %, and the SLA of 99.5 % was in danger.")),
    Row(lesson("Unser SLO liegt bei 99,95 %, das SLA verspricht 99,9 %.")),
    Row(
        told(
            "",
            "**Users Affected**: all users",
            "**Duration**: 13 min",
            "**Error Budget**: about 30 % of the month gone (objective 99.9 %)",
        )
    ),
    # Faulty.
    Row(told("", header="**Detected**: 10:00\n**Acknowledged**: 09:20\n**Ended**: 11:00"), (TIME,)),
    Row(
        told("", header="**Acknowledged**: 2026-11-20T10:15Z\n**Restored**: 2026-11-20T09:50Z"),
        (TIME,),
    ),
    Row(told(table("9:05 AM | page", "14:10 AM | mitigated", "11:00 AM | done")), (TIME,)),
    Row(told("- 12:02 page\n- 12:61 joined\n- 13:30 fixed"), (TIME,)),
    Row(told("- 2026-11-31 09:00 page\n- 2026-12-01 09:30 fixed"), (TIME,)),
    Row(
        told(
            table(
                "2026-11-20 14:02 | page", "2026-11-20 14:47 | ok", "2026-11-19 10:00 | Review held"
            )
        ),
        (ORDER,),
    ),
    Row(told("- 08:10 alarm\n- 08:55 fixed\n- 08:31 ack by Jo\n- 09:20 closed"), (ORDER,)),
    Row(told("- T+0 page\n- T+30m fixed\n- T+10m ack"), (ORDER,)),
    Row(
        told(
            "- 09:30 变更上线\n- 10:50 服务恢复\n- 10:05 定位原因\n- 11:00 关闭",
        ),
        (ORDER,),
    ),
    Row(
        told(
            "- 16:20 Terraform apply on prod\n- 17:45 Probes fail\n- 18:05 Apply reverted; green",
            "**Duration**: 4 h",
        ),
        (LENGTH,),
    ),
    Row(told("- 22:10 alert\n- 02:41 fixed", "**Duration**: an hour and a half"), (LENGTH,)),
    Row(told("- 08:00 outage starts\n- 12:00 all clear", "**Duration**: 1:15"), (LENGTH,)),
    Row(
        told("- 08:00 outage starts\n- 12:00 all clear", "**Duration**: 08:00 to 09:30"),
        (LENGTH,),
    ),
    Row(
        told("- 08:00 outage starts\n- 08:20 all clear", "**Duration**: 2 hours (08:00 - 08:20)"),
        (LENGTH,),
    ),
    Row(
        told("- 10:05 监控告警\n- 13:50 服务恢复", "**持续时间**: 半小时"),
        (LENGTH,),
    ),
    Row(
        told("- 10:05 Alarm\n- 13:50 Dienst wiederhergestellt", "**Duration**: eine halbe Stunde"),
        (LENGTH,),
    ),
    Row(told("- +0m page\n- +70m recovered", "**Duration**: 15 min"), (LENGTH,)),
    Row(
        told(
            "",
            "**Users Affected**: everyone",
            "**Duration**: 2 h",
            "**Error Budget**: 30 % of the month gone (objective 99.9 %)",
        ),
        (BUDGET,),
    ),
    Row(
        told(
            "",
            "**Users Affected**: 100 % of users",
            "**Duration**: 90 min",
            "**SLO Impact**: burned 15% of this quarter's error budget (target 99.9%)",
        ),
        (BUDGET,),
    ),
    Row(
        lesson("We sell an SLA of 99.95 %, yet the SLO we alert on is only 99.9 %."),
        (LOOSE,),
    ),
    Row(lesson("Internally the SLO sits at 99.5%; the contract (SLA) says 99.9%."), (LOOSE,)),
    Row(
        lesson("Service-level agreement: 99.95% uptime. Service-level objective: 99.9% uptime."),
        (LOOSE,),
    ),
    Row(lesson("Unser SLO liegt bei 99,5 %, das SLA verspricht 99,9 %."), (LOOSE,)),
    Row(lesson("对外 SLA 承诺 99.95%，内部 SLO 只有 99.9%。"), (LOOSE,)),
)

# Written after the others had been mended. On the first run 11 of its 12 faulty entries were found
# and 9 of its sound ones reported, which was then mended, so it counts as looked at.
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
