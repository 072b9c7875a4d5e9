"""What a keyword of a schema asks for, in words that fit any document."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

Path = tuple[str | int, ...]

_LONGEST = 40
_MOST_WORDS = 12
_SILENT = frozenset(("$schema", "$id", "$defs", "$comment", "title", "description", "examples"))
_NO_FORM = "fits none of the forms that the schema allows"
_SEVERAL = "fits more than one of the forms of which the schema allows one"
_RULED_OUT = "is what the schema rules out"


class Failure(NamedTuple):
    """One broken keyword: where in the document, which keyword, in which sub-schema.

    `detail` is the keyword's value; for `required`, `additionalProperties` and
    `unevaluatedProperties` it is the name that is missing or unknown, for `propertyNames` what
    was asked of the name that ends the path. `notes` are the `x-` annotations of that sub-schema
    and of those around it, the inner one first; `known` are the names that an unknown property
    could have had. `several` is set where more than one of `oneOf` holds.
    """

    path: Path
    keyword: str
    detail: Any
    instance: Any
    notes: Mapping[str, Any]
    known: tuple[str, ...] = ()
    several: bool = False


Name = Callable[[str], str]


def describe(failure: Failure, name: Name = str) -> str:
    """What is wrong, to be said after the name of what it is about.

    `name` gives what a key is called.
    """
    keyword, detail = failure.keyword, failure.detail
    if keyword == "required":
        return f"`{detail}` is missing"
    if keyword in UNKNOWN:
        near = meant(failure)
        return f"unknown key `{detail}`" + (f"; did you mean `{near}`?" if near else "")
    if keyword == "propertyNames":
        return f"has a key `{failure.path[-1]}`, which must {asked(detail, name) or 'not be there'}"
    if keyword == "oneOf" and failure.several:
        return _SEVERAL
    said = asked({keyword: detail}, name)
    if keyword == "not":
        return f"must {said}" if said else _RULED_OUT
    return f"must {said}" if said else _NO_FORM


# Keywords under which a name is unknown.
UNKNOWN = ("additionalProperties", "unevaluatedProperties")


def meant(failure: Failure) -> str:
    """The known name that an unknown one was probably meant to be, or an empty string."""
    import difflib

    near = difflib.get_close_matches(str(failure.detail), failure.known, 1, 0.7)
    return near[0] if near else ""


def asked(schema: Any, name: Name = str) -> str:
    """What a schema asks for, to be said after "must"; empty where that takes more words."""
    if not isinstance(schema, Mapping):
        return ""
    keywords = {key: value for key, value in schema.items() if _judges(key)}
    if not keywords:
        return "be there"
    said = [_said(key, value, name) for key, value in keywords.items()]
    return " and ".join(said) if all(said) else ""


def _judges(key: str) -> bool:
    return key not in _SILENT and not key.startswith("x-")


def _is_single(schema: Any) -> bool:
    """True for a schema of one keyword: to rule two out together is to rule neither out."""
    return isinstance(schema, Mapping) and sum(map(_judges, schema)) < 2


def _said(keyword: str, detail: Any, name: Name) -> str:
    if keyword == "type":
        names = [detail] if isinstance(detail, str) else detail
        return f"be {' or '.join(_ARTICLES.get(item, str(item)) for item in names)}"
    if keyword in ("enum", "const"):
        words = detail if keyword == "enum" else [detail]
        return f"be {listed([f'`{shortened(spelt(item))}`' for item in words])}"
    if keyword == "required":
        names = [f"`{name(item)}`" for item in detail]
        return f"have {' and '.join(names)}" if names else ""
    if keyword in ("anyOf", "oneOf"):
        ways = [asked(item, name) for item in detail]
        return " or ".join(ways) if all(ways) else ""
    if keyword == "contains":
        inner = asked(detail, name)
        return f"have an item of this kind: it must {inner}" if inner else ""
    if keyword == "not":
        inner = asked(detail, name) if _is_single(detail) else ""
        return f"not {inner}" if inner else ""
    if keyword in _COUNTED:
        how, what = _COUNTED[keyword]
        return f"have {how} {detail} {what}" + ("s" if detail != 1 else "")
    return _SAID[keyword].format(detail) if keyword in _SAID else ""


_ARTICLES = {
    "object": "a table",
    "array": "a list",
    "string": "a string",
    "boolean": "true or false",
    "number": "a number",
    "integer": "a whole number",
    "null": "null",
}
_COUNTED = {
    "minLength": ("at least", "character"),
    "maxLength": ("at most", "character"),
    "minItems": ("at least", "item"),
    "maxItems": ("at most", "item"),
    "minProperties": ("at least", "key"),
    "maxProperties": ("at most", "key"),
}
_SAID = {
    "pattern": "match `{}`",
    "format": "be in the form of `{}`",
    "minimum": "be at least {}",
    "maximum": "be at most {}",
    "exclusiveMinimum": "be more than {}",
    "exclusiveMaximum": "be less than {}",
    "multipleOf": "be a multiple of {}",
    "minContains": "have {} or more items of the kind that is asked for",
    "maxContains": "have no more than {} of the items that are counted",
    "uniqueItems": "name each item once",
    "items": "have no further items",
    "unevaluatedItems": "have no further items",
}


def spelt(value: Any) -> str:
    """A value of JSON as a log would have it: a text as it is."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def listed(words: Sequence[str]) -> str:
    """`low, medium or high`; a long list is cut."""
    shown = list(words[:_MOST_WORDS])
    if len(words) > _MOST_WORDS:
        return f"{', '.join(shown)} … ({len(words)} words)"
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} or {shown[-1]}"


def shortened(text: str) -> str:
    """A value short enough for a message, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
