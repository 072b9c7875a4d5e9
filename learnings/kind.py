"""What a preset says: kinds of entries with their fields, sections, lists and lifecycle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .lifecycle import Lifecycle, lifecycle
from .vocabulary import fold


class FieldSpec(NamedTuple):
    """A field of a kind. `type` overrides the vocabulary's; `default` is for new entries."""

    name: str
    title: str
    required: bool = False
    values: tuple[str, ...] = ()
    closed: bool = False
    type: str = ""
    default: str = ""


@dataclass(slots=True)
class SectionSpec:
    """A section of a kind.

    `alternatives` are sections that do as well where it is required; with `or_prose` any text
    of the entry's own does. `values` are the words that its body may begin with. The keys of its
    fields are written in bold where `bold` says so. `form` is how a new text is laid out: a `list`,
    numbered `steps`, or `tasks` with boxes.
    """

    name: str
    title: str
    required: bool = False
    alternatives: tuple[str, ...] = ()
    or_prose: bool = False
    bold: bool = False
    values: tuple[str, ...] = ()
    closed: bool = False
    fields: tuple[FieldSpec, ...] = ()
    form: str = ""
    _fields: dict[str, FieldSpec] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._fields = {item.name: item for item in reversed(self.fields)}

    def field(self, name: str) -> FieldSpec | None:
        """The field of that folded name, or None."""
        return self._fields.get(name)


@dataclass(slots=True)
class Kind:
    """A kind of entry in one preset.

    `tail` says what follows the ID in the heading: `category`, `title`, `time` or `none`. With
    `date` the heading is a day and a title, and free text is all of the entry.
    The fields of `header_section` count as the entry's own. Categories and areas that are not
    closed are suggestions. `priorities` and `severities` are empty where any word will do.
    """

    name: str
    preset: str
    title: str
    schema: str
    prefixes: tuple[str, ...] = ()
    level: int = 2
    bracketed: bool = True
    tail: str = "title"
    categories: tuple[str, ...] = ()
    categories_closed: bool = False
    category_required: bool = False
    areas: tuple[str, ...] = ()
    areas_closed: bool = False
    fields: tuple[FieldSpec, ...] = ()
    sections: tuple[SectionSpec, ...] = ()
    header_section: str = ""
    lifecycle: Lifecycle = field(default_factory=Lifecycle)
    priorities: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    synonyms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    open_statuses: bool = False

    # Asked for every field of every entry, so looked up and not searched.
    _fields: dict[str, FieldSpec] = field(init=False, repr=False, compare=False)
    _sections: dict[str, SectionSpec] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._fields = {item.name: item for item in reversed(self.fields)}
        self._sections = {item.name: item for item in reversed(self.sections)}

    def field(self, name: str) -> FieldSpec | None:
        """The header field of that folded name, or None."""
        return self._fields.get(name)

    def section(self, name: str) -> SectionSpec | None:
        """The section of that folded name, or None."""
        return self._sections.get(name)

    @property
    def called(self) -> str:
        """What a sentence calls one of them: `a learning`, `an error`."""
        name = self.title.lower()
        return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"

    @property
    def knows_category(self) -> bool:
        """True if entries of this kind may have a category."""
        return bool(self.categories) or self.tail == "category"


class FileSpec(NamedTuple):
    """A file of a preset: the kind of its entries and the text it begins with."""

    kind: str
    header: str


class Preset(NamedTuple):
    """A dialect: its kinds, files and folders, and how bad each deviation is.

    `skill` is the word that the field Skill holds in a folder shared by several presets;
    `layout` says how one-file entries are named and filed; `targets` holds limits such as
    `{"mttr": {"P1": "PT4H"}}`; `severities` is looked up by `check:subject`, then by `check`.
    """

    name: str
    title: str
    description: str
    kinds: Mapping[str, Kind]
    files: Mapping[str, FileSpec]
    folders: tuple[str, ...]
    areas: tuple[str, ...]
    areas_closed: bool
    lifecycle: Lifecycle
    severities: Mapping[str, str | Mapping[str, str]]
    aliases: Mapping[str, Mapping[str, str]]
    layout: Mapping[str, Any]
    targets: Mapping[str, Mapping[str, str]]
    schemas: Mapping[str, Any]
    skill: str = ""
    abstract: bool = False

    def of_prefix(self, prefix: str) -> Kind | None:
        """The kind whose IDs begin with the prefix."""
        return next((kind for kind in self.kinds.values() if prefix in kind.prefixes), None)

    def of_file(self, name: str) -> Kind | None:
        """The kind that a file of that name holds; the case of the name does not matter."""
        for file, spec in self.files.items():
            if file.casefold() == name.casefold():
                return self.kinds.get(spec.kind)
        return None

    def offered(self) -> list[Kind]:
        """The kinds that have a place: a log, or a file for each entry; all, where none has."""
        kinds = [kind for kind in self.kinds.values() if kind.name != "note"]
        homes = {spec.kind for spec in self.files.values()}
        alone = bool(self.layout.get("root"))
        placed = [
            kind
            for kind in kinds
            if kind.name in homes or (alone and not kind.prefixes and kind.level == 1)
        ]
        return placed or kinds


def build(data: Mapping[str, Any]) -> Preset:
    """A preset from its data, in which everything inherited is already laid together."""
    areas = data.get("areas", {})
    return Preset(
        name=data["name"],
        title=data.get("title", data["name"]),
        description=data.get("description", ""),
        kinds={name: _kind(name, row, data) for name, row in data.get("kinds", {}).items()},
        files=dict(_files(data)),
        folders=tuple(data.get("folders", ())),
        areas=tuple(areas.get("values", ())),
        areas_closed=bool(areas.get("closed")),
        lifecycle=lifecycle(data.get("lifecycle", {})),
        severities=data.get("severities", {}),
        aliases=_aliases(data.get("aliases", {})),
        layout=data.get("layout", {}),
        targets=data.get("targets", {}),
        schemas=data.get("schemas", {}),
        skill=data.get("skill", ""),
        abstract=bool(data.get("abstract")),
    )


def _kind(name: str, row: Mapping[str, Any], data: Mapping[str, Any]) -> Kind:
    heading, category, areas = (
        row.get("heading", {}),
        row.get("category", {}),
        data.get("areas", {}),
    )
    statuses = row.get("lifecycle") or data.get("lifecycle", {})
    return Kind(
        name=name,
        preset=data["name"],
        title=row.get("title", name),
        schema=row.get("schema", name),
        prefixes=tuple(row.get("prefixes", ())),
        level=heading.get("level", 2),
        bracketed=heading.get("bracketed", True),
        tail=heading.get("tail", "title"),
        categories=tuple(category.get("values", ())),
        categories_closed=bool(category.get("closed")),
        category_required=bool(category.get("required")),
        areas=tuple(areas.get("values", ())),
        areas_closed=bool(areas.get("closed")),
        fields=tuple(_field(item) for item in row.get("fields", ())),
        sections=tuple(_section(item) for item in row.get("sections", ())),
        header_section=row.get("header_section", ""),
        lifecycle=lifecycle(statuses),
        priorities=tuple(data.get("priorities", ())),
        severities=() if row.get("open_severities") else tuple(data.get("severity_scale", ())),
        synonyms={**data.get("synonyms", {}), **row.get("synonyms", {})},
        open_statuses=bool(row.get("open_statuses")),
    )


def _field(item: Mapping[str, Any]) -> FieldSpec:
    return FieldSpec(
        name=fold(item["name"]),
        title=item.get("title", item["name"]),
        required=bool(item.get("required")),
        values=tuple(item.get("values", ())),
        closed=bool(item.get("closed")),
        type=item.get("type", ""),
        default=item.get("default", ""),
    )


def _section(item: Mapping[str, Any]) -> SectionSpec:
    return SectionSpec(
        name=fold(item["name"]),
        title=item.get("title", item["name"]),
        required=bool(item.get("required")),
        alternatives=tuple(fold(name) for name in item.get("or", ())),
        or_prose=bool(item.get("or_prose")),
        bold=bool(item.get("bold")),
        values=tuple(item.get("values", ())),
        closed=bool(item.get("closed")),
        fields=tuple(_field(row) for row in item.get("fields", ())),
        form=item.get("form", ""),
    )


def _files(data: Mapping[str, Any]) -> Iterator[tuple[str, FileSpec]]:
    """The files; `{categories}` and `{areas}` in a header stand for the lists."""
    areas = " | ".join(data.get("areas", {}).get("values", ()))
    for name, row in data.get("files", {}).items():
        kind = data.get("kinds", {}).get(row["kind"], {})
        categories = " | ".join(kind.get("category", {}).get("values", ()))
        header = row.get("header", "").replace("{categories}", categories).replace("{areas}", areas)
        yield name, FileSpec(row["kind"], header)


def _aliases(data: Mapping[str, Mapping[str, list[str]]]) -> dict[str, dict[str, str]]:
    return {
        what: {fold(word): fold(name) for name, words in rows.items() for word in words}
        for what, rows in data.items()
    }


def merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """One preset's data laid over another's.

    Tables merge, a list replaces a list, `add_NAME` extends the list NAME (an item with the
    `name` of an older one takes its place), and null removes.
    """
    merged = dict(base)
    for key, value in over.items():
        if value is None:
            merged.pop(key, None)
        elif key.startswith("add_") and isinstance(value, list):
            merged[key[4:]] = _joined(merged.get(key[4:], []), value)
        elif isinstance(value, Mapping):
            old = merged.get(key)
            merged[key] = merge(old if isinstance(old, Mapping) else {}, value)
        else:
            merged[key] = value
    return merged


def _joined(old: list[Any], new: list[Any]) -> list[Any]:
    rows = {_key(item): item for item in old}
    rows.update((_key(item), item) for item in new)
    return list(rows.values())


def _key(item: Any) -> str:
    return str(item.get("name")) if isinstance(item, Mapping) else str(item)
