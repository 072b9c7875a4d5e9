"""docs/detectors.md: every detector of sensitive values, made of the catalogue."""

from __future__ import annotations

import re
from itertools import groupby

from learnings.exposure import GROUPS, group_of
from learnings.privacy.catalogue import catalogue
from learnings.privacy.detector import BlockDetector, CustomPattern, Detector, Organisation

from .reference import NOTE

# One that asks for everything, so that all detectors are there.
_ALL = Organisation(
    hosts=("corp.example",),
    regions=("US",),
    locales=("US", "GB", "DE", "FR", "ES", "IT", "NL"),
    roster=("Jane Roe",),
    customers=(CustomPattern("tenant", "TEN-[0-9]{6}", ("TEN-004711",)),),
    public_addresses=True,
)
_HEAD = """\
# Detectors

What looks for sensitive values, by the check that reports it. [Privacy](privacy.md) tells what is
done with a finding, and what is not found.

Examples are written so that no scanner takes them for leaks: `{}` stands for nothing, and `{w*20}`
for twenty random characters of a set: `d` digits, `x` and `X` hexadecimal digits, `u` capitals, `l`
small letters, `U` and `L` the same with digits, `w` letters and digits, `b` base64, `s` base64 for
addresses, `2` base32. The suite makes values of them and looks for them.
"""
_LONGEST = 90
_ADDRESS = re.compile(r"(?:https?://)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?\Z")


def detectors() -> str:
    """docs/detectors.md: a table for each check."""
    found = sorted(
        catalogue(_ALL).values(),
        key=lambda item: (GROUPS.index(group_of(item.check)), item.check),
    )
    parts = [NOTE, _HEAD]
    for check, members in groupby(found, key=lambda item: item.check):
        parts.append(f"\n## {check}\n\n| detector | finds | placeholder | example |\n")
        parts.append("| --- | --- | --- | --- |\n")
        parts += [_row(item) for item in members]
    return "".join(parts)


def _row(item: Detector | BlockDetector) -> str:
    title = _linked(_cell(item.title), item.source)
    shown = f"`` {_cell(_short(item.recipes[0]))} ``" if item.recipes else ""
    return f"| `{item.name}` | {title} | `[REDACTED:{item.kind}]` | {shown} |\n"


def _linked(title: str, source: str) -> str:
    """The title with a link to where the shape is documented; a norm has a name and no address."""
    if _ADDRESS.match(source):
        return f"[{title}]({source if '://' in source else f'https://{source}'})"
    return f"{title} ({_cell(source)})" if source else title


def _short(recipe: str) -> str:
    line = recipe.partition("\n")[0]
    return f"{line[:_LONGEST]}…" if line != recipe or len(line) > _LONGEST else line


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").strip()
