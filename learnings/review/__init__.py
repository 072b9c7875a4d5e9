"""`learnings review`: what waits, what comes back, what is worth a rule, and who looks after it.

`review` is a pure function of the logs, their history and the day: the same input gives the
same value, and each format of it the same bytes.
"""

from __future__ import annotations

from .build import review
from .document import json_document
from .issues import Issue, of_groups, rolling
from .markdown import markdown
from .model import Review
from .page import html
from .text import text
from .ticks import Action, merged

__all__ = [
    "Action",
    "Issue",
    "Review",
    "html",
    "json_document",
    "markdown",
    "merged",
    "of_groups",
    "review",
    "rolling",
    "text",
]
