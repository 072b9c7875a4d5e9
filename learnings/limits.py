"""What a team's schema may ask of us: no endless work, no look outside its document."""

from __future__ import annotations

import importlib
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from .errors import ConfigurationError
from .shape import near, shown

Path = tuple[str | int, ...]

DEEPEST = 60
MOST = 100_000
DRAFT = "https://json-schema.org/draft/2020-12/schema"
# Those of draft 2020-12, and what older drafts and other programs have that looks much like one.
KEYWORDS = frozenset(
    (
        *("$anchor", "$comment", "$defs", "$dynamicAnchor", "$dynamicRef", "$id", "$ref"),
        *("$recursiveAnchor", "$recursiveRef", "$schema", "$vocabulary", "additionalItems"),
        *("additionalProperties", "allOf", "anyOf", "const", "contains", "contentEncoding"),
        *("contentMediaType", "contentSchema", "default", "definitions", "dependencies"),
        *("dependentRequired", "dependentSchemas", "deprecated", "description", "else", "enum"),
        *("example", "examples", "exclusiveMaximum", "exclusiveMinimum", "format", "if", "items"),
        *("maxContains", "maxItems", "maxLength", "maxProperties", "maximum", "minContains"),
        *("minItems", "minLength", "minProperties", "minimum", "multipleOf", "not", "oneOf"),
        *("pattern", "patternProperties", "prefixItems", "properties", "propertyNames"),
        *("readOnly", "required", "then", "title", "type", "unevaluatedItems"),
        *("unevaluatedProperties", "uniqueItems", "writeOnly"),
    )
)
ANNOTATIONS = ("x-check", "x-because", "x-subject", "x-expects", "x-hint", "x-words")
# What stands below these is data, or a table of names: `x-check` in there is nothing of ours.
_DATA = frozenset(("const", "default", "enum", "examples"))
_NAMES = frozenset(
    (
        *("$defs", "$vocabulary", "definitions", "dependencies", "dependentRequired"),
        *("dependentSchemas", "patternProperties", "properties"),
    )
)
_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")


def check(schema: Mapping[str, Any], name: str) -> None:
    """Raise `ConfigurationError`, with the place, for a schema that could exhaust us or do nothing.

    That is one of another draft, with a near miss of a keyword, too deep, with a reference that
    leads outside, of more than `MOST` parts when its references are followed, or with a pattern
    whose time can double with each character.
    """
    _check_draft(schema, name)
    anchors: dict[str, Any] = {}
    roots: dict[int, Any] = {}
    for node, path, root in _nodes(schema, name):
        roots[id(node)] = root
        for key in ("$anchor", "$dynamicAnchor"):
            if isinstance(node.get(key), str):
                anchors[node[key]] = node
        for key in _REFERENCES:
            if isinstance(node.get(key), str) and not node[key].startswith("#"):
                raise ConfigurationError(
                    f"{name}: at {_shown(path, key)}: only references inside the schema (#/…)"
                    " are followed"
                )
        _check_patterns(node, path, name)
        _check_keywords(node, path, name)
    if _Size(schema, anchors, roots).of(schema) > MOST:
        raise ConfigurationError(
            f"{name}: grows to more than {MOST} parts when its references are followed"
        )


def check_annotations(schema: Mapping[str, Any], name: str, checks: Collection[str]) -> None:
    """Raise `ConfigurationError` for an annotation that would do nothing.

    That is an `x-check` that names none of the checks, one that is no text, and a near miss of
    the name of an annotation of ours.
    """
    from difflib import get_close_matches

    for node, path, _ in _nodes(schema, name):
        if _is_data(path):
            continue
        for key, value in node.items():
            if not key.startswith("x-"):
                continue
            where = f"{name}: at {_shown(path, key)}"
            if key == "x-check" and value not in checks:
                known = near(value, sorted(checks)) if isinstance(value, str) else ""
                raise ConfigurationError(f"{where}: {shown(value)} reports no violation{known}")
            if key in ANNOTATIONS[1:] and not isinstance(value, list if key == "x-words" else str):
                kind = "a list of words" if key == "x-words" else "text"
                raise ConfigurationError(f"{where}: is {shown(value)}: it must be {kind}")
            # Other programs have annotations of their own: only a slip is refused.
            if key not in ANNOTATIONS and get_close_matches(key, ANNOTATIONS, 1, 0.8):
                raise ConfigurationError(f"{where}: is no annotation{near(key, ANNOTATIONS)}")


def _is_data(path: Path) -> bool:
    """True below `const` and the like, and for a table whose keys are names of fields."""
    schema = True
    for step in path:
        if schema and step in _DATA:
            return True
        schema = not (schema and step in _NAMES)
    return not schema


def _shown(path: Path, *more: str) -> str:
    return "/".join(str(part) for part in (*path, *more))


def _nodes(schema: Any, name: str) -> Iterator[tuple[Mapping[str, Any], Path, Any]]:
    """Each table, the way to it, and the part of the schema that its references start from."""
    steps: list[tuple[Any, Path, Any]] = [(schema, (), schema)]
    while steps:
        node, path, root = steps.pop()
        if len(path) > DEEPEST:
            raise ConfigurationError(f"{name}: a schema may be at most {DEEPEST} levels deep")
        if isinstance(node, Mapping):
            root = node if isinstance(node.get("$id"), str) else root
            yield node, path, root
            steps += [(value, (*path, str(key)), root) for key, value in node.items()]
        elif isinstance(node, list):
            steps += [(value, (*path, index), root) for index, value in enumerate(node)]


class _Size:
    """How many parts a schema has where every reference stands for what it names."""

    def __init__(self, schema: Any, anchors: Mapping[str, Any], roots: Mapping[int, Any]) -> None:
        self._schema = schema
        self._anchors = anchors
        self._roots = roots
        self._known: dict[int, int] = {}

    def of(self, node: Any) -> int:
        """At most a little over `MOST`; a reference that leads back counts once."""
        if isinstance(node, list):
            return min(MOST + 1, sum(map(self.of, node)))
        if not isinstance(node, Mapping):
            return 0
        if id(node) not in self._known:
            self._known[id(node)] = 1
            size = 1 + sum(map(self.of, node.values())) + sum(map(self.of, self._targets(node)))
            self._known[id(node)] = min(MOST + 1, size)
        return self._known[id(node)]

    def _targets(self, node: Mapping[str, Any]) -> Iterator[Any]:
        for key in _REFERENCES:
            if isinstance(node.get(key), str):
                yield self._target(node[key][1:], self._roots.get(id(node), self._schema))

    def _target(self, pointer: str, root: Any) -> Any:
        if pointer and not pointer.startswith("/"):
            return self._anchors.get(pointer)
        from urllib.parse import unquote

        for part in unquote(pointer).split("/")[1:]:
            key = part.replace("~1", "/").replace("~0", "~")
            if isinstance(root, list) and key.isdecimal() and int(key) < len(root):
                root = root[int(key)]
            else:
                root = root.get(key) if isinstance(root, Mapping) else None
        return root


# Names.


def _check_draft(schema: Mapping[str, Any], name: str) -> None:
    draft = schema.get("$schema", DRAFT)
    if not isinstance(draft, str) or draft.rstrip("#") != DRAFT:
        raise ConfigurationError(
            f"{name}: at $schema: {shown(draft)} is not what it is judged by; write {DRAFT}"
        )


def _check_keywords(node: Mapping[str, Any], path: Path, name: str) -> None:
    """JSON Schema passes over unknown keywords: a slip would leave out the rule that was meant."""
    from difflib import get_close_matches

    for key in node:
        if key in KEYWORDS or key.startswith("x-") or _is_data(path):
            continue
        miss = get_close_matches(key, KEYWORDS, 1, 0.85)
        if miss:
            raise ConfigurationError(
                f"{name}: at {_shown(path, key)}: is no keyword; did you mean {shown(miss[0])}?"
            )


# Patterns.


def _check_patterns(node: Mapping[str, Any], path: Path, name: str) -> None:
    patterns = [(node.get("pattern"), _shown(path, "pattern"))]
    table = node.get("patternProperties")
    if isinstance(table, Mapping):
        patterns += [(key, _shown(path, "patternProperties")) for key in table]
    for pattern, where in patterns:
        if isinstance(pattern, str) and explodes(pattern):
            raise ConfigurationError(
                f"{name}: at {where}: {pattern!r} repeats a repetition, which can take for ever;"
                " begin what is repeated with a sign that stands nowhere else in it"
            )


def explodes(pattern: str) -> bool:
    """True for a pattern whose time can double with each character."""
    parser: Any = importlib.import_module("re._parser")
    try:
        tree = parser.parse(pattern)
    except (re.error, OverflowError):
        return False  # whoever compiles it says so
    return _is_nested(tree, parser.MAXREPEAT)


def _is_nested(tree: Any, endless: Any) -> bool:
    for item in tree:
        loop = _loop(item, endless)
        if loop is not None and not _is_fenced(loop) and any(_loops(loop, endless)):
            return True
        if any(_is_nested(part, endless) for part in _parts(item[1])):
            return True
    return False


def _loop(item: Any, endless: Any) -> Any:
    """What an unbounded repetition repeats; None for anything else."""
    is_loop = str(item[0]) in {"MAX_REPEAT", "MIN_REPEAT"} and item[1][1] is endless
    return item[1][2] if is_loop else None


def _loops(tree: Any, endless: Any) -> Iterator[bool]:
    for item in tree:
        if _loop(item, endless) is not None:
            yield True
        for part in _parts(item[1]):
            yield from _loops(part, endless)


def _parts(value: Any) -> Iterator[Any]:
    """The patterns inside an item of a parsed pattern."""
    if hasattr(value, "getwidth"):
        yield value
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _parts(part)


def _is_fenced(tree: Any) -> bool:
    """True for `(-[a-z]+)*`: each round begins with a sign that the rest cannot match."""
    items = list(tree)
    while len(items) == 1 and str(items[0][0]) == "SUBPATTERN":
        items = list(items[0][1][3])
    if not items or str(items[0][0]) != "LITERAL":
        return False
    sign: int = items[0][1]
    return not chr(sign).isalnum() and not any(_matches(item, sign) for item in items[1:])


def _matches(item: Any, sign: int) -> bool:
    """True unless it is plain that the item never matches the sign."""
    name, value = str(item[0]), item[1]
    if name == "LITERAL":
        return bool(value == sign)
    if name == "RANGE":
        return bool(value[0] <= sign <= value[1])
    if name == "CATEGORY":
        return str(value) not in {"CATEGORY_DIGIT", "CATEGORY_WORD"} or chr(sign) == "_"
    if name == "IN":
        return any(_matches(part, sign) for part in value)
    if name in {"MAX_REPEAT", "MIN_REPEAT", "SUBPATTERN"}:
        return any(_matches(part, sign) for part in value[-1])
    return name != "AT"
