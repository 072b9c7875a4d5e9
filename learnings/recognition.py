"""Which preset and which kind each entry belongs to, told from what it shows.

Per entry, not per repository: people mix dialects in one file. In order: the shape of the
entry, the prefix of its ID, the folder, its fields, its own words, the files beside it.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from .entry import Entry, Log
from .lifecycle import word
from .value import listing

if TYPE_CHECKING:
    from .kind import Kind, Preset
    from .preset import Presets

_COMPACT = frozenset({"context", "content", "action"})
# Prefixes that every dialect of the family uses, so that they tell nothing.
_SHARED = frozenset({"LRN", "ERR", "FEAT"})
_TYPES = {"learning": "learning", "error": "error", "feature": "feature-request"}


class Recognition:
    """The evidence of one log, looked up once for all its entries."""

    def __init__(self, presets: Presets, log: Log, default: str, siblings: Collection[str]) -> None:
        self.presets = presets
        self.log = log
        self.default = default
        folder, self.file = posixpath.split(log.path)
        # Where case does not count, the folder of logs may be written in another one.
        self.folders = [
            ".learnings" if part.lower() == ".learnings" else part
            for part in folder.split("/")
            if part
        ]
        self.by_folder = self._by_folder(folder)
        self.by_file = presets.files.get(self.file.casefold(), "")
        found = (presets.files.get(name.casefold(), "compact") for name in siblings)
        near = [self.by_file, *found]
        self.beside = [
            name for name in dict.fromkeys(near) if name not in ("", "compact", "journal")
        ]
        self._leaning: str | None = None
        self._operations: bool | None = None

    def run(self) -> None:
        """Set kind and preset of every entry."""
        for entry in self.log.entries:
            preset, kind = self._of(entry)
            entry.preset, entry.kind = preset.name, kind
            if preset.aliases:
                _rename(entry, preset)

    def _by_folder(self, folder: str) -> str:
        """The preset whose folder the log lies in: below `.learnings`, or at a path of its own."""
        inside = (
            self.folders[self.folders.index(".learnings") + 1 :]
            if ".learnings" in self.folders
            else []
        )
        for name, preset in self.presets.folders.items():
            if name in inside or ("/" in name and f"/{name}/" in f"/{folder}/"):
                return preset
        return "ops-knowledge" if "/ops-knowledge/" in f"/{folder}/" else ""

    def _of(self, entry: Entry) -> tuple[Preset, str]:
        get = self.presets.preset
        if entry.shape == "wal":
            return get("compact"), "wal-entry"
        if entry.shape == "date":
            return get("journal"), "journal-entry"
        if entry.shape == "file":
            return self._of_file(entry)
        if entry.identifier is None:
            preset = get(self.by_folder or self.default)
            return self._known(preset, preset.of_file(self.file))
        prefix = entry.identifier.prefix.upper()
        preset = get(self._preset_of(entry, prefix))
        kind = preset.of_prefix(prefix)
        if kind is None and not self._is_of_domain(prefix):
            kind = preset.of_file(self.file)
        return self._known(preset, kind)

    def _is_of_domain(self, prefix: str) -> bool:
        """True for a prefix of a built-in domain: plain words that others use for their own."""
        own = self.presets.prefixes.get(prefix, "")
        return own.startswith("domain:") and own not in self.presets.definitions

    def _known(self, preset: Preset, kind: Kind | None) -> tuple[Preset, str]:
        if kind is not None:
            return preset, kind.name
        if "note" in preset.kinds:
            return preset, "note"
        return self.presets.preset("agent"), "note"

    def _preset_of(self, entry: Entry, prefix: str) -> str:
        default = self.presets.preset(self.default)
        if self.default != "agent" and default.of_prefix(prefix) is not None:
            return self.default
        own = self.presets.prefixes.get(prefix)
        here = own == self.by_folder or own in self.beside
        if own and prefix not in _SHARED and (here or not self._is_of_domain(prefix)):
            return own
        if self.by_folder and self.presets.preset(self.by_folder).of_prefix(prefix) is not None:
            return self.by_folder
        if prefix not in _SHARED or self.default != "agent":
            return self.default
        if not entry.sections and _is_compact(entry):
            return "compact"
        return self._by_words(entry) or self._by_neighbours(entry, prefix) or self.default

    def _by_neighbours(self, entry: Entry, prefix: str) -> str:
        """The dialect of most entries of the log, for one without a word of its own."""
        if not self.beside or _words(entry):
            return ""
        if self._leaning is None:
            found = Counter(self._by_words(item) for item in self.log.entries if _words(item))
            self._leaning = found.most_common(1)[0][0] if found else self.beside[0]
        known = self._leaning and self.presets.preset(self._leaning).of_prefix(prefix) is not None
        return self._leaning if known else ""

    def _by_words(self, entry: Entry) -> str:
        """The dialect whose categories or areas the entry uses, if they are not the agent's.

        One word is no evidence: anybody's area may be `monitoring`. Something else has to
        speak for the dialect, or a category and an area of it have to stand together.
        """
        words = _words(entry)
        agent = self.presets.preset("agent")
        if not words or words & {*agent.areas, *agent.kinds["learning"].categories}:
            return ""
        for name in self.beside:
            if words & self._vocabulary(name):
                return name
        operations = self.presets.preset("operations")
        both = words & {*operations.areas} and word(entry.title) in self._categories("operations")
        if both or (self._is_operations() and words & self._vocabulary("operations")):
            return "operations"
        return self.beside[0] if self.beside else ""

    def _categories(self, name: str) -> set[str]:
        kind = self.presets.preset(name).kinds.get("learning")
        return set(kind.categories) if kind else set()

    def _vocabulary(self, name: str) -> set[str]:
        return {*self.presets.preset(name).areas, *self._categories(name)}

    def _is_operations(self) -> bool:
        """True if the log holds an incident, or names categories of operations at its top."""
        if self._operations is None:
            own = self.presets.prefixes
            ids = (item.identifier for item in self.log.entries)
            held = any(item and own.get(item.prefix.upper()) == "operations" for item in ids)
            top = self.log.body(1, self.log.entries[0].start).casefold()
            named = sum(name in top for name in self._categories("operations"))
            self._operations = held or named > 1
        return self._operations

    def _of_file(self, entry: Entry) -> tuple[Preset, str]:
        """One file, one entry: of the knowledge base, or what its own fields say."""
        names = {section.name for section in entry.sections}
        named = self.file.startswith("ops-learning-")
        if "issue summary" in names or named or self.by_folder == "ops-knowledge":
            return self.presets.preset("ops-knowledge"), "ops-knowledge"
        if entry.identifier is not None:
            prefix = entry.identifier.prefix.upper()
            preset = self.presets.preset(self._preset_of(entry, prefix))
            return self._known(preset, preset.of_prefix(prefix))
        preset = self.presets.preset(self.by_folder or self.default)
        field = entry.field("type") or entry.field("kind")
        said = word(field.raw) if field else ""
        for name, kind in _TYPES.items():
            if said.startswith(name) and kind in preset.kinds:
                return preset, kind
        return self._known(preset, None)


def _is_compact(entry: Entry) -> bool:
    return sum(item.name in _COMPACT for item in entry.fields) >= 2


def _words(entry: Entry) -> set[str]:
    """The entry's own words for area and category, in comparable form."""
    found: set[str] = set()
    area, category = entry.field("area"), entry.field("category")
    if area is not None:
        found.update(word(item) for item in listing(area.raw))
    if category is not None:
        found.add(word(category.raw))
    if entry.identifier and entry.identifier.prefix.upper() == "LRN" and " " not in entry.title:
        found.add(word(entry.title))
    return found - {""}


def _rename(entry: Entry, preset: Preset) -> None:
    fields, sections = preset.aliases.get("fields", {}), preset.aliases.get("sections", {})
    for item in entry.fields:
        item.name = fields.get(item.name, item.name)
    named = {section.name for section in entry.sections}
    for section in entry.sections:
        new = sections.get(section.name, section.name)
        section.name = section.name if new in named else new
        for item in section.fields:
            item.name = fields.get(item.name, item.name)
