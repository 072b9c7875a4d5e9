"""slo-looser-than-sla: the objective is the stricter of the two."""

from __future__ import annotations

import pytest

from .incident import lesson

NAME = "slo-looser-than-sla"
PATH = ".learnings/operations/LEARNINGS.md"
TABLE = "| Service | SLO | SLA |\n|---|---|---|\n"
SILENT = {
    "no targets": lesson(),
    "two services": lesson("Checkout has an SLO of 99.9 %, while the search SLA is 99.95 %."),
    "the SLA of a vendor": lesson("Vendor's SLA is 99.99 % while our SLO is 99.9 %."),
    "somebody else's": lesson("Acme has an SLA of 99.99 %, and our SLO is 99.9 %."),
    "labels": lesson("Free plan: SLO 99 %. Enterprise plan: SLA 99.9 %."),
    "what was measured": lesson("The SLO sits at 99.2 % today, the SLA at 99.9 %."),
    "what the SLO fell below": lesson("Our SLO dropped below 99.5 %; the SLA is 99.9 %."),
    "German, stricter": lesson("Unser SLO liegt bei 99,95 %, das SLA verspricht 99,9 %."),
    "an SLO alone": lesson("The SLO is 99.5%."),
    "stricter": lesson("SLO: 99.95%, SLA: 99.9%."),
    "equal": lesson("SLO: 99.9%, SLA: 99.90%."),
    "stricter latency": lesson("SLO: p99 < 300 ms. SLA: p99 < 0.5 s."),
    "percentiles that differ": lesson("SLO: p99 < 800 ms. SLA: p95 < 500 ms."),
    "latency and availability": lesson("SLO: p99 < 800 ms. SLA: 99.9%."),
    "stricter error rate": lesson("SLO: error rate < 0.1%. SLA: error rate < 1%."),
    "a change": lesson("The SLO went from 99.5% to 99.95%, the SLA is 99.9%."),
    "an arrow": lesson("SLO 99.5% → 99.95%, SLA 99.9%."),
    "an old one": lesson("The old SLO of 99.5% is gone. The SLA is 99.9%."),
    "a measured value": lesson("SLO: 99.5% measured. SLA: 99.9%."),
    "a breach": lesson("We met 99.2% against the SLO, the SLA is 99.9%."),
    "several services": lesson("SLO of a: 99.5%.\nSLO of b: 99.99%.\nSLA: 99.9%."),
    "rows that are fine": lesson(f"{TABLE}| a | 99.95% | 99.9% |\n| b | 99.5% | 99% |"),
    "code": lesson("```\nSLO: 99.5%\nSLA: 99.9%\n```"),
    "words that hold the letters": lesson("SLOW 99.5% SLAB 99.9%"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME, path=PATH) == []


FAULTS = {
    "availability": (
        lesson("The SLO is 99.5%, the SLA is 99.9%."),
        "12:12: warning[slo-looser-than-sla] the SLO of 99.5 % (availability) is looser than the"
        " SLA of 99.9 %",
    ),
    "the value first": (
        lesson("A 99.5% SLO and a 99.9% SLA."),
        "12:3: warning[slo-looser-than-sla] the SLO of 99.5 % (availability) is looser than the"
        " SLA of 99.9 %",
    ),
    "Chinese": (
        lesson("SLO 目标为 99.5%，SLA 为 99.9%。"),
        "12:9: warning[slo-looser-than-sla] the SLO of 99.5 % (availability) is looser than the"
        " SLA of 99.9 %",
    ),
    "fields": (
        lesson(header="**SLO**: 99.5 %\n**SLA**: 99.9 %"),
        "7:10: warning[slo-looser-than-sla] the SLO of 99.5 % (availability) is looser than the"
        " SLA of 99.9 %",
    ),
    "latency in units that differ": (
        lesson("SLO: p99 < 0.8 s. SLA: p99 < 500 ms."),
        "12:12: warning[slo-looser-than-sla] the SLO of 0.8 s (latency p99) is looser than the"
        " SLA of 500 ms",
    ),
    "error rate": (
        lesson("SLO: error rate < 2%. SLA: error rate < 1%."),
        "12:19: warning[slo-looser-than-sla] the SLO of 2 % (error rate) is looser than the"
        " SLA of 1 %",
    ),
    "one row of a table": (
        lesson(f"{TABLE}| a | 99.95% | 99.9% |\n| b | 99.5% | 99.9% |"),
        "15:7: warning[slo-looser-than-sla] the SLO of 99.5 % (availability) is looser than the"
        " SLA of 99.9 %",
    ),
}


@pytest.mark.parametrize(("text", "line"), FAULTS.values(), ids=FAULTS)
def test_reports(lint, text, line):
    assert lint(text, NAME, path=PATH) == [f"LEARNINGS.md:{line}"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Our SLO is 99.5 % and the SLA we sold is 99.9 %.", id="what was sold"),
        pytest.param(
            "The service level objective is 99.5 % availability; the service level agreement says"
            " 99.9 % availability.",
            id="the long names",
        ),
        pytest.param(
            "We promise customers 99.99% in the SLA while the internal objective (SLO) sits at 99.9%.",
            id="a promise in the SLA",
        ),
        pytest.param("Unser SLO liegt bei 99,5 %, das SLA verspricht 99,9 %.", id="German"),
        pytest.param("El SLO es del 99,5 % y el SLA promete 99,9 %.", id="Spanish"),
        pytest.param("内部 SLO 只有 99.5%，对外 SLA 承诺 99.9%。", id="Chinese prose"),
        pytest.param("The checkout SLO is 99.5 % and its SLA is 99.9 %.", id="one service"),
        pytest.param(
            "The SLO for checkout is 99.5 %, the SLA for checkout is 99.9 %.", id="for one service"
        ),
    ],
)
def test_reads_prose(lint, text):
    assert len(lint(lesson(text), NAME, path=PATH)) == 1
