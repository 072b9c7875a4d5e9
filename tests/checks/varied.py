"""More labelled entries, in varied styles and languages, half of them sound.

These were looked at while the checks were mended; those of varied_aside.py were written before
that, at the same sitting, and put aside. Rows with a label are faulty; the others are sound or do
not say enough.
"""

from __future__ import annotations

from .incident import lesson, table, told
from .labelled import BUDGET, LENGTH, LOOSE, ORDER, TIME, Row

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
