"""The kinds of the collection, read from `data/`."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .sample import SECRETS, Kind

DATA = Path(__file__).with_name("data")
_SECRET_FILES = ("cloud", "code", "service", "store")
OTHER_GROUPS = ("network", "account", "pii")


def data(name: str) -> Mapping[str, Any]:
    """What a file of `data/` says."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@functools.cache
def secret_kinds() -> tuple[Kind, ...]:
    """All kinds of secrets, family by family."""
    return tuple(
        _secret(family, name, row)
        for file in _SECRET_FILES
        for family, rows in data(file).items()
        for name, row in rows.items()
    )


@functools.cache
def other_kinds() -> tuple[Kind, ...]:
    """All kinds of addresses, accounts and personal data."""
    return tuple(
        _other(family, name, row)
        for family, rows in data("network").items()
        for name, row in rows.items()
    )


def _secret(family: str, name: str, row: Mapping[str, Any]) -> Kind:
    said = [word.strip() for word in row.get("words", "").split(" / ")]
    variable = said[1] if len(said) > 1 else ""
    key = said[2] if len(said) > 2 else variable.lower()
    return Kind(
        name,
        family,
        "secret",
        SECRETS,
        value=row.get("bare", row.get("keyed", "")),
        is_bare="bare" in row,
        words=(said[0], variable, key),
        forms=tuple(row.get("forms", ())),
    )


def _other(family: str, name: str, row: Mapping[str, Any]) -> Kind:
    return Kind(
        name,
        family,
        family,
        frozenset(row["check"].split()),
        forms=tuple(row["forms"]),
        is_told=row.get("told", False),
        is_prose=row.get("shown", False),
    )
