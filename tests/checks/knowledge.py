"""A file of the knowledge base for the tables of the checks."""

from __future__ import annotations

ROOT = "docs/ops-knowledge"
NAME = "ops-learning-2026-03-05-14-30-00-issue-full-pool.md"


def knowledge(
    category: str = "issue",
    title: str = "Full pool",
    services: str = "db",
    date: str = "2026-03-05",
) -> str:
    """One file, one entry; the category stands on line 5 and the services on line 9."""
    return (
        "# Operational Learning Entry\n\n### Issue Summary\n"
        f"- **Date**: {date}T14:30:00Z\n- **Category**: {category}\n- **Title**: {title}\n"
        f"\n### Context\n- **Related Services**: {services}\n"
    )
