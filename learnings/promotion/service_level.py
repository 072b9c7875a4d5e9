"""The numbers of an SLO: a share above 0 and below 1, and a window, as OpenSLO writes them."""

from __future__ import annotations

from collections.abc import Container, Mapping

from ..errors import UsageError
from ..lazy import regex
from .template import Value

_SHARE = regex(r"(\d+(?:[.,]\d+)?)\s*(%?)")
_WINDOW = regex(r"[1-9]\d*[mhdwMQY]")
_DIGITS = 10


def measures(made: Mapping[str, Value], given: Container[str] = ()) -> dict[str, str]:
    """Objective and window of an entry, checked; an objective that is not told stays empty.

    So does one of an entry that is no share; of values that a person has `given` OpenSLO has to
    take each. `99.9 %`, `99,9 %` and `0.999` are one. Raises `UsageError`.
    """
    told, window = str(made.get("objective", "")).strip(), str(made.get("window", "")).strip()
    if not _WINDOW.fullmatch(window):
        raise UsageError(f"window={window}: write a number and one of m, h, d, w, M, Q, Y: 28d")
    try:
        objective = share(told) if told else ""
    except UsageError:
        if "objective" in given:
            raise
        objective = ""
    return {"objective": objective, "window": window}


def share(text: str) -> str:
    """A percentage or a fraction as a fraction between 0 and 1; raises `UsageError` for others."""
    found = _SHARE.fullmatch(text)
    number = float(found[1].replace(",", ".")) if found else -1.0
    if found and number == 1 and not found[2]:
        raise UsageError(f"objective={text} may be all or one of a hundred: write 1 % or 0.01 for "
                         "that; 100 % is none")  # fmt: skip
    if found and (found[2] or number >= 1):
        number /= 100
    made = f"{round(number, _DIGITS):.{_DIGITS}f}".rstrip("0").rstrip(".")
    if not 0 < float(made) < 1:
        raise UsageError(
            f"objective={text}: write a share above 0 % and below 100 %, such as 99.9 %"
        )
    return made
