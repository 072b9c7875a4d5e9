"""The table `privacy` of the settings: its shape, and what it makes of an organisation."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

from ..disk import UnreadableError, is_inside, read_regular
from ..errors import ConfigurationError
from ..shape import NAME, Choice, Flag, Items, Table, Text
from .countries import LOCALE, REGION
from .detector import NOBODY, SECOND, CustomPattern, Organisation

_CUSTOMER = Table(
    known={
        "pattern": Text("a regular expression"),
        "examples": Items(Text("an ID that the pattern finds")),
    }
)
_AWAY = r"^([~/\\]|[A-Za-z]:|\$[A-Za-z_][A-Za-z0-9_]*$)"
_ROSTER = Text(
    'a path outside the repository such as "~/.config/names.txt", or "$NAME" of the environment',
    _AWAY,
    private=True,
)
_SALT = Text(
    'a path outside the repository such as "~/.config/salt.txt", or "$NAME" of the environment',
    _AWAY,
    private=True,
)
SHAPE = Table(
    known={
        "hosts": Items(Text('the end of host names such as "corp.example"', r"^[^\s/@]+$")),
        "regions": Items(REGION),
        "locales": Items(LOCALE),
        "public-addresses": Flag(),
        "engine": Choice((SECOND,)),
        "customers": Table(rest=_CUSTOMER, key=Text('a name such as "tenant"', NAME)),
        "roster": _ROSTER,
        "pseudonyms": Items(Text('a kind of value such as "host"', NAME)),
        "salt": _SALT,
    }
)
LEAST_SALT = 16
_LARGEST = 1 << 20
# A key or a line of a configuration is no name: the path may come with a fork of the repository.
_NAME = re.compile(r"[^\W\d_][^\W\d_.'’ -]*(?:[ .'’-]+[^\W\d_]+)*\.?")
_LENGTHS = range(3, 61)


def organisation(table: Mapping[str, Any], root: str) -> Organisation:
    """The organisation that the settings describe; its roster is read.

    Where the roster is a variable that is not set, no names are looked for.

    Raises `ConfigurationError` for a roster that cannot be read or lies in the repository, for
    a second engine that is not installed, and for pseudonyms without a salt.
    """
    if not table:
        return NOBODY
    _has_engine(table)
    _has_salt(table)
    customers = table.get("customers", {})
    return Organisation(
        hosts=tuple(host.lstrip("*.").lower() for host in table.get("hosts", ())),
        regions=tuple(table.get("regions", NOBODY.regions)),
        locales=tuple(table.get("locales", NOBODY.locales)),
        roster=_names(table, root),
        customers=tuple(
            CustomPattern(name, item["pattern"], tuple(item.get("examples", ())))
            for name, item in customers.items()
        ),
        public_addresses=bool(table.get("public-addresses", False)),
        engine=table.get("engine", ""),
    )


def salt(table: Mapping[str, Any], root: str) -> bytes:
    """The salt that pseudonyms are made with; empty where no kind is to have one.

    Raises `ConfigurationError` where there is none, or one of less than `LEAST_SALT` bytes.
    """
    if not table.get("pseudonyms"):
        return b""
    _has_salt(table)
    # A salt may stand in the environment itself; a path to it is read.
    found = _content("salt", table["salt"], root, is_value=True).strip()
    if len(found) < LEAST_SALT:
        raise ConfigurationError(
            f"the salt needs {LEAST_SALT} characters or more", ("privacy", "salt")
        )
    return found


def _has_engine(table: Mapping[str, Any]) -> None:
    if "engine" in table:
        from . import second

        # Without it less would be found here than elsewhere, and nobody would know.
        if not second.is_there():
            raise ConfigurationError(
                f"{table['engine']} is not installed: pip install 'learnings[{second.EXTRA}]'",
                ("privacy", "engine"),
            )


def _has_salt(table: Mapping[str, Any]) -> None:
    if table.get("pseudonyms") and "salt" not in table:
        raise ConfigurationError("`pseudonyms` needs a `salt`", ("privacy", "pseudonyms"))


def _names(table: Mapping[str, Any], root: str) -> tuple[str, ...]:
    if "roster" not in table:
        return ()
    text = _content("roster", table["roster"], root).decode("utf-8", "replace")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if len(line) in _LENGTHS and _NAME.fullmatch(line))


def _content(key: str, said: str, root: str, *, is_value: bool = False) -> bytes:
    """What a file outside the repository holds, which the setting or a variable names."""
    path = said
    if said.startswith("$"):
        path = os.environ.get(said[1:], "")
        if not path and not is_value:
            return b""  # who has no roster looks for no names
        if not path:
            raise ConfigurationError(f"{key}: {said} is not set here", ("privacy", key))
        if is_value and not os.path.isabs(os.path.expanduser(path)):
            return os.fsencode(path)
    path = os.path.realpath(os.path.expanduser(path.replace("\0", "")))
    if root and is_inside(path, os.path.realpath(root)):
        raise ConfigurationError(f"{key} lies in the repository: keep it outside", ("privacy", key))
    try:
        return read_regular(path, _LARGEST)
    except UnreadableError as error:
        raise ConfigurationError(f"{key} {error.reason}", ("privacy", key)) from error
