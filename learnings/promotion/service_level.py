"""The numbers of an SLO: a share from 0 up to 1, and a window, as OpenSLO writes them."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import UsageError
from ..lazy import regex
from .template import Value

_SHARE = regex(r"(\d+(?:\.\d+)?)\s*(%?)")
_WINDOW = regex(r"[1-9]\d*[mhdwMQY]")
_DIGITS = 10


def measures(made: Mapping[str, Value]) -> dict[str, str]:
    """Objective and window of an entry, checked; an objective that is not told stays empty.

    `99.9 %` and `0.999` are one. Raises `UsageError` for what OpenSLO does not take.
    """
    given, window = str(made.get("objective", "")).strip(), str(made.get("window", "")).strip()
    if not _WINDOW.fullmatch(window):
        raise UsageError(f"window={window}: write a number and one of m, h, d, w, M, Q, Y: 28d")
    return {"objective": share(given) if given else "", "window": window}


def share(text: str) -> str:
    """A percentage or a fraction as a fraction below 1; raises `UsageError` for anything else."""
    found = _SHARE.fullmatch(text)
    number = float(found[1]) if found else -1.0
    if found and (found[2] or number >= 1):
        number /= 100
    if not 0 <= number < 1:
        raise UsageError(f"objective={text}: write a share below 100 %, such as 99.9 %")
    return f"{round(number, _DIGITS):.{_DIGITS}f}".rstrip("0").rstrip(".") or "0"
