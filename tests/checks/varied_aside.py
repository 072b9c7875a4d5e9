"""Labelled entries in varied styles that were put aside; see varied.py."""

from __future__ import annotations

from .incident import lesson, table, told
from .labelled import BUDGET, LENGTH, LOOSE, ORDER, TIME, Row

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
