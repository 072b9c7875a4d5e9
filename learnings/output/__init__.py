"""The ways to say what was found: one module per format."""

from __future__ import annotations

import importlib
from typing import cast

from ..errors import UsageError
from .report import CheckInfo, Report

__all__ = ["FORMATS", "CheckInfo", "Report", "render"]

FORMATS = ("text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown")


def render(name: str, report: Report) -> str:
    """The whole report in one of `FORMATS`; it ends with a newline unless it is empty.

    The text can always be encoded as UTF-8 and is the same for the same report.
    Only the module of that format is loaded. Raises `UsageError` for any other name.
    """
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r}: use one of {', '.join(FORMATS)}")
    module = importlib.import_module(f".{name}", __name__)
    return cast("str", module.render(report))
