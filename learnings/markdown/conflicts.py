"""The marker lines that git writes where a merge met a conflict."""

from __future__ import annotations

import re

from ..lazy import regex

_CONFLICT = regex(r"^(?:(<{7,})(?: .*)?|(={7,})|(\|{7,})(?: .*)?|(>{7,})(?: .*)?)$", re.MULTILINE)


def conflicts(text: str) -> list[tuple[int, str]]:
    """Offset and character of each marker line that git writes into a conflict.

    Markers have seven signs, or as many more as the attribute `conflict-marker-size` says. Signs
    of equality and bars are markers only between the other two, and with as many of them: a title
    is underlined too. Longer ones inside of a conflict are those of another, in its ancestor.
    """
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    marks = []
    size = 0
    for match in _CONFLICT.finditer(text):
        char, signs = match[0][0], len(match[match.lastindex or 0])
        if char in "<>" and (not size or signs <= size):
            size = signs if char == "<" else 0
        elif signs != size:
            continue
        marks.append((match.start(), char))
    return marks
