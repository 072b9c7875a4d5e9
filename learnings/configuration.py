"""Finds and reads configuration files: TOML within limits, every fault with file and line."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from .disk import UnreadableError, is_inside, printable, read_regular, relative
from .entry import Log
from .errors import ConfigurationError
from .lazy import regex
from .privacy.seen import see

OWN_FILE = ".learnings.toml"
SHARED_FILE = "pyproject.toml"
FILES = frozenset({OWN_FILE, SHARED_FILE})
MAX_BYTES = 256 * 1024
# A project file of others may be larger; it is read to see whether our table is in it.
MAX_SHARED_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 32
MAX_KEYS = 2000
MAX_ITEMS = 10_000

_TOKEN = regex(
    r"(?P<blank>[ \t\r]+|\#[^\n]*)|(?P<newline>\n)|(?P<word>[A-Za-z0-9_-]+)"
    r"|(?P<quote>\"\"\"|'''|[\"'])|(?P<mark>.)",
    re.DOTALL,
)
# Possessive throughout: an unclosed string costs one pass, never more.
_REST_OF = {
    '"""': regex(r'(?:[^"\\]|\\.|"(?!""))*+"""(?:"{0,2})', re.DOTALL),
    "'''": regex(r"(?:[^']|'(?!''))*+'''(?:'{0,2})", re.DOTALL),
    '"': regex(r'(?:[^"\\\n]|\\.)*+"'),
    "'": regex(r"[^'\n]*+'"),
}
# Every way to write a key below `tool.learnings`; a line inside a string may look like one too.
_TABLE = regex(
    r"""^[ \t]*+\[*+[ \t]*+["']?tool["']?[ \t]*+"""
    r"""(?:\.[ \t]*+["']?learnings\b(?!-)|=.*\blearnings\b(?!-))""",
    re.MULTILINE,
)
_TOOL = regex(r"""^[ \t]*+\[[ \t]*+["']?tool["']?[ \t]*+\]""", re.MULTILINE)
_IN_TOOL = regex(r"""^[ \t]*+(?:(\[)|["']?learnings["']?[ \t]*+[.=])""", re.MULTILINE)
_PLACE = regex(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class Configuration(NamedTuple):
    """The table of settings of one file, with what is needed to say where a key stands.

    `name` is the path in messages: seen from the repository root.
    """

    path: str
    name: str
    text: str
    table: Mapping[str, Any]
    prefix: tuple[str, ...]

    def line(self, keys: tuple[str, ...]) -> int:
        """The line of the key; of the nearest table around it where it stands in one line."""
        places = _places(self.text)
        wanted = (*self.prefix, *keys)
        while wanted:
            if wanted in places:
                return places[wanted]
            wanted = wanted[:-1]
        return 1


def find(folder: str, root: str) -> Configuration | None:
    """The nearest configuration at or above the folder, up to and including the root.

    Both paths are absolute. `.learnings.toml` goes before `pyproject.toml`, and a
    `pyproject.toml` without `[tool.learnings]` counts as none.
    """
    while True:
        found = at(folder, root)
        parent = os.path.dirname(folder)
        if found is not None or folder == root or parent == folder:
            return found
        folder = parent


def at(folder: str, root: str) -> Configuration | None:
    """The configuration in that very folder."""
    own = os.path.join(folder, OWN_FILE)
    if os.path.lexists(own):
        name = _name(own, root)
        text = _seen(_text(_bytes(own, root, MAX_BYTES), name))
        own_table = parse(text, name)
        tools = own_table.get("tool")
        if isinstance(tools, dict) and "learnings" in tools:
            raise ConfigurationError(
                f"{name}: is ours alone: settings stand at its top; leave out [tool.learnings]"
            )
        return Configuration(own, name, text, own_table, ())
    shared = os.path.join(folder, SHARED_FILE)
    if not os.path.lexists(shared):
        return None
    name = _name(shared, root)
    data = _bytes(shared, root, MAX_SHARED_BYTES)
    if not _has_table(data):
        return None
    if len(data) > MAX_BYTES:
        raise ConfigurationError(
            f"{name}: has {len(data)} bytes, more than the limit of {MAX_BYTES}; move"
            f" [tool.learnings] to a file of its own, {OWN_FILE}"
        )
    text = _seen(_text(data, name))
    tool = parse(text, name).get("tool", {})
    table = tool.get("learnings") if isinstance(tool, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise ConfigurationError(f"{name}: tool.learnings must be a table: [tool.learnings]")
    return Configuration(shared, name, text, table, ("tool", "learnings"))


def _seen(text: str) -> str:
    """The text, known to whoever keeps what a command says free of secrets: a fault quotes it."""
    see(Log("", text, [0]))
    return text


def _name(path: str, root: str) -> str:
    # Without a repository the root is that of the file system: say the whole path.
    return printable(path if root == os.path.dirname(root) else relative(path, root))


def _bytes(path: str, root: str, limit: int) -> bytes:
    name = _name(path, root)
    real = os.path.realpath(path)
    if is_inside(path, root) and not is_inside(real, os.path.realpath(root)):
        raise ConfigurationError(f"{name}: leads out of the repository; put the file itself here")
    try:
        return read_regular(real, limit)
    except UnreadableError as error:
        raise ConfigurationError(f"{name}: {error.reason}") from error


def _has_table(data: bytes) -> bool:
    # What others keep in the file is none of our business, not even whether it is TOML or UTF-8.
    if b"learnings" not in data:
        return False
    text = data.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    if _TABLE.search(text) is not None:
        return True
    tool = _TOOL.search(text)
    below = _IN_TOOL.search(text, tool.end()) if tool else None
    return below is not None and not below[1]


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(f"{name}:{line}: is not UTF-8; save it as UTF-8") from error


def parse(text: str, name: str) -> dict[str, Any]:
    """The tables of a TOML text; raises `ConfigurationError` beginning with `name:line:`."""
    import tomllib

    _refuse_bombs(text, name)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(_explained(str(error), text, name)) from error
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        raise ConfigurationError(f"{name}: cannot be read as TOML; simplify its values") from error


def _explained(message: str, text: str, name: str) -> str:
    place = _PLACE.search(message)
    line = place[1] if place and place[1] else str(text.count("\n") + 1)
    words = message[: place.start()] if place else message
    return f"{name}:{line}: is not TOML: {printable(words[:1].lower() + words[1:])}"


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """Words, strings, marks and line ends, each with its line; ends at an unclosed string."""
    line = 1
    end = 0
    while found := _TOKEN.match(text, end):
        kind, piece, end = found.lastgroup or "", found[0], found.end()
        if kind == "quote":
            rest = _REST_OF[piece].match(text, end)
            if rest is None:
                return
            yield "string", rest[0][: -len(piece)], line
            line += rest[0].count("\n")
            end = rest.end()
        elif kind != "blank":
            yield kind, piece, line
            line += kind == "newline"


def _refuse_bombs(text: str, name: str) -> None:
    # tomllib needs time in the square of a key's parts, and a stack frame for each bracket.
    depth = dots = keys = items = 0
    for kind, piece, line in _tokens(text):
        if kind != "mark":
            dots = 0 if kind == "newline" else dots
            continue
        dots = dots + 1 if piece == "." else 0
        depth += (piece in "[{") - (piece in "]}")
        keys += piece in "=["
        items += piece == ","
        if depth > MAX_DEPTH or dots > MAX_DEPTH:
            raise ConfigurationError(
                f"{name}:{line}: is nested more than {MAX_DEPTH} deep; make it flatter"
            )
        if keys > MAX_KEYS or items > MAX_ITEMS:
            raise ConfigurationError(
                f"{name}:{line}: has more than {MAX_KEYS} keys or {MAX_ITEMS} values; shorten it"
            )


def _places(text: str) -> dict[tuple[str, ...], int]:
    """The line of each key that begins a line, by the names that lead to it.

    What stands in a list or a table that goes over several lines is found below its key.
    """
    places: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    key: list[str] = []
    state, depth, start = "begin", 0, 1
    for kind, piece, line in _tokens(text):
        if kind == "newline":
            if not depth:
                state, key = "begin", []
        elif state == "begin":
            state, start = ("header", line) if piece == "[" and kind == "mark" else ("key", line)
            key = [] if state == "header" else [piece]
        elif state in {"header", "key"} and kind in {"word", "string"}:
            key.append(piece)
        elif state == "header" and piece == "]":
            table, state = tuple(key), "value"
            places.setdefault(table, start)
        elif state == "key" and piece == "=":
            state = "value"
            for size in range(1, len(key) + 1):
                places.setdefault((*table, *key[:size]), start)
        elif state == "value" and kind == "mark":
            depth = max(0, depth + (piece in "[{") - (piece in "]}"))
        elif state == "value" and depth and kind in {"word", "string"}:
            places.setdefault((*table, *key, piece), line)
    return places


def toml(value: object) -> str:
    """A value as TOML, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        pairs = (f"{_key(key)} = {toml(item)}" for key, item in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(toml, value))}]"
    return str(value) if isinstance(value, (int, float)) else _quoted(str(value))


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else _quoted(name)


def _quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    code = ord(char)
    if char.isprintable():
        return char
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
