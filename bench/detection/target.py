"""What the detectors have to reach, as data: rows of figures with a limit each."""

from __future__ import annotations

from typing import NamedTuple


class Target(NamedTuple):
    """A figure by the name under which it is reported; `is_floor` says on which side it fails."""

    figure: str
    limit: float
    is_floor: bool = True

    def is_met(self, value: float) -> bool:
        """Whether a figure is on the right side; one that rounds to the limit is."""
        value = round(value, 4)
        return value >= self.limit if self.is_floor else value <= self.limit

    def __str__(self) -> str:
        return f"{'>=' if self.is_floor else '<='} {self.limit:g}"


_WHOLE = ("github", "gitlab", "slack", "pagerduty", "sentry")
FAMILIES = (
    *("aws", "azure", "google", "atlassian", "datadog", "grafana", "new-relic", "vault-terraform"),
    *("kubernetes", "packages", "ci", "cdn", "paas", "llm", "mail-sms", "databases"),
    *("private-keys", "jwt", "chat-hooks", "urls", "generic"),
)
_ROWS = ("open", "after", "escaped", "emphasis", "angle or strike", "call")

TARGETS = (
    Target("secrets, micro", 0.86),
    Target("secrets, macro", 0.84),
    Target("secrets, whole value", 0.90),
    Target("credentials in prose", 0.80),
    *(Target(f"family {name}", 1.0) for name in _WHOLE),
    # Of registries, passwords of people's choice are many: see docs/detection-figures.md.
    Target("family docker, telling by themselves", 1.0),
    Target("family docker", 0.90),
    *(Target(f"family {name}", 0.80) for name in FAMILIES),
    *(Target(f"bare, {row}", 0.95) for row in _ROWS),
    Target("network", 0.98),
    Target("account", 0.98),
    Target("pii", 0.95),
    Target("private addresses in raw logs", 0.99),
    Target("noise flagged, secrets", 0.0, is_floor=False),
    Target("noise flagged, all", 0.005, is_floor=False),
    Target("raw log lines flagged, secrets", 1 / 32_000, is_floor=False),
    Target("raw log lines flagged, addresses", 0.001, is_floor=False),
    Target("prose, wrong secrets per 100,000 lines", 0.8, is_floor=False),
)
