"""The settings that hold for a folder, each with where it came from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import configuration
from .configuration import Configuration
from .diagnostic import Confidence, Severity
from .disk import find_root, is_inside, printable, relative
from .errors import ConfigurationError
from .options import Options, config_schema, judge, options
from .pattern import first_match
from .privacy.configured import organisation
from .privacy.detector import Organisation
from .refusal import refuse, refuse_hopeless, stay_inside
from .shape import Whole, near
from .tuning import CHECK_OPTIONS

__all__ = ["Settings", "config_schema", "defaults", "load", "options"]


@dataclass(frozen=True)
class Settings(Options):
    """The settings that hold for one folder.

    `root` is the root of the repository, `folder` the folder of the configuration, seen from
    the root with forward slashes (empty for the root): patterns and paths are read from there.
    `sources` says for each setting whether it is a `default`, an `option` of the command line,
    or which file it comes from. Paths given to the methods are seen from the root.
    """

    root: str = ""
    folder: str = ""
    file: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    overrides: Mapping[str, Any] = field(default_factory=dict, repr=False)
    _found: dict[str, Settings] = field(default_factory=dict, repr=False, compare=False)
    _file: Configuration | None = field(default=None, repr=False, compare=False)

    def organisation(self) -> Organisation:
        """What the settings say of the organisation; what they lead to is read.

        Raises `ConfigurationError`, as `privacy.configured.organisation` does.
        """
        return organisation(self.privacy, self.root)

    def place(self, *keys: str) -> str:
        """Where a setting was made, for a message: `.learnings.toml:3`, or `--select`.

        Of an item of a list, or of a key inside a table, the line of that. Without keys the
        file; empty for a default.
        """
        source = self.sources.get(keys[0], "default") if keys else self.file
        if source == "option":
            return f"--{keys[0]}"
        if self._file is None or source == "default":
            return ""
        return f"{self._file.name}:{self._file.line(keys)}" if keys else self._file.name

    def local(self, path: str) -> str:
        """A path seen from the root, as seen from the folder of the configuration."""
        if not self.folder or path.startswith(f"{self.folder}/"):
            return path[len(self.folder) + 1 :] if self.folder else path
        return os.path.relpath(path, self.folder).replace(os.sep, "/")

    def resolve(self, path: str) -> str:
        """The absolute path of a path that stands in the configuration."""
        return os.path.normpath(os.path.join(self.root, self.folder, path))

    def is_log(self, path: str) -> str | None:
        """The pattern of `logs` that names the path, if any."""
        return first_match(self.logs, self.local(path)) if self.logs else None

    def is_excluded(self, path: str) -> str | None:
        """The pattern of `exclude` that names the path, if any."""
        return first_match(self.exclude, self.local(path)) if self.exclude else None

    def preset_for(self, path: str) -> str:
        """The preset that `per-file-preset` gives the file; empty where it gives none."""
        pattern = first_match(self.per_file_preset, self.local(path))
        return self.per_file_preset[pattern] if pattern is not None else ""

    def ignored_in(self, path: str) -> frozenset[str]:
        """The checks and groups whose findings `per-file-ignores` drops in the file."""
        if not self.per_file_ignores:
            return frozenset()
        local = self.local(path)
        return frozenset(
            name
            for pattern, names in self.per_file_ignores.items()
            if first_match((pattern,), local)
            for name in names
        )

    def severity_of(self, check: str, subject: str = "") -> str | None:
        """`error`, `warning`, `note` or `off` where the settings say so, else None."""
        exact = self.severity.get(f"{check}:{subject}") if subject else None
        return exact or self.severity.get(check)

    def fails(self, severity: Severity) -> bool:
        """True if a finding of that severity makes the run fail."""
        return self.fail_on != "never" and severity.rank >= Severity(self.fail_on).rank

    def shows(self, severity: Severity) -> bool:
        """True if the formats for people show a finding of that severity."""
        return severity.rank >= self.show.rank

    def nearest(self, path: str, stop_root: str | None = None, *, folder: bool = False) -> Settings:
        """The settings for a file, or a folder: of the nearest configuration upwards from it.

        The path is absolute or seen from the root. Options of the command line stay on top.
        What is outside the root keeps these settings.
        """
        root = os.path.realpath(stop_root) if stop_root else self.root
        absolute = os.path.normpath(os.path.join(root, path))
        if not self.root or not is_inside(absolute, root):
            return self
        # No look at the disk: the file may be in a commit only, and there may be many.
        return self._of(absolute if folder else os.path.dirname(absolute), root)

    def _of(self, folder: str, root: str) -> Settings:
        steps = []
        while folder not in self._found:
            steps.append(folder)
            here = configuration.at(folder, root)
            if here is not None or folder == root or folder == os.path.dirname(folder):
                self._found[folder] = _build(here, root, self.overrides, self._found)
                break
            folder = os.path.dirname(folder)
        result = self._found[folder]
        self._found.update(dict.fromkeys(steps, result))
        return result

    def verify(self, groups: Mapping[str, str], families: Iterable[str] = ()) -> None:
        """Refuse names of checks that nobody knows; `groups` maps each check to its group.

        `families` are groups that may be named though no check belongs to them.

        Raises `ConfigurationError` with the place and a suggestion.
        """
        known = sorted({*groups, *groups.values(), *families})
        for keys, name in self.named():
            only = keys[0] in {"severity", "checks"}
            if name not in (groups if only else known):
                what = "there is no check" if only else "there is no check or group"
                about = f"{what} {printable(name)}{near(name, sorted(groups) if only else known)}"
                raise self.refusal(about, *keys)

    def named(self) -> list[tuple[tuple[str, ...], str]]:
        """The checks and groups that are named, each with the keys that lead there."""
        found: list[tuple[tuple[str, ...], str]] = []
        found += [(("select", name), name) for name in self.select]
        found += [(("ignore", name), name) for name in self.ignore]
        found += [(("severity", key), key.partition(":")[0]) for key in self.severity]
        found += [(("checks", name), name) for name in self.checks if name not in CHECK_OPTIONS]
        for pattern, names in self.per_file_ignores.items():
            found += [(("per-file-ignores", pattern, name), name) for name in names]
        return found

    def refusal(self, words: str, *keys: str) -> ConfigurationError:
        """The error that something is wrong with the setting of those keys."""
        where = (self.place(*keys), ".".join(printable(key[:60]) for key in keys[:1]))
        return ConfigurationError(f"{': '.join(filter(None, where))}: {words}", keys)


def load(start: str, given: Mapping[str, Any] | None = None) -> Settings:
    """The settings for a folder, or for the folder of a file.

    `given` are settings from the command line by their names in the configuration; None
    means not given. Raises `ConfigurationError`.
    """
    folder = os.path.realpath(start if os.path.isdir(start) else os.path.dirname(start) or ".")
    root = find_root(folder)
    overrides = {name: value for name, value in (given or {}).items() if value is not None}
    refuse(judge(_plain(overrides)), "option", None)
    # Without a repository the search goes on up to the root of the file system.
    repository = os.path.lexists(os.path.join(root, ".git"))
    top = root if repository else os.path.abspath(os.sep)
    found = configuration.find(folder, top)
    if not repository and found is not None:
        root = os.path.dirname(found.path)
    return _build(found, root, overrides, {})


def defaults(root: str = "") -> Settings:
    """The settings where nothing is configured."""
    return _build(None, root, {}, {})


def _build(
    found: Configuration | None,
    root: str,
    overrides: Mapping[str, Any],
    cache: dict[str, Settings],
) -> Settings:
    values: dict[str, Any] = {}
    sources = dict.fromkeys((option.name for option in options()), "default")
    folder = file = ""
    if found is not None:
        refuse(judge(found.table), found.name, found)
        file = relative(found.path, root)
        folder = os.path.dirname(file)
        values.update(found.table)
        sources.update(dict.fromkeys(found.table, file))
        stay_inside(found, root)
        refuse_hopeless(found)
    values.update(overrides)
    sources.update(dict.fromkeys(overrides, "option"))
    return Settings(
        **_typed(values),
        root=root,
        folder=folder,
        file=file,
        sources=sources,
        overrides=overrides,
        _found=cache,
        _file=found,
    )


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for option in options():
        if option.name not in values:
            continue
        value = values[option.name]
        if option.name in ("checks", "review"):
            value = _merged(option.default, value)
        elif isinstance(option.default, (Severity, Confidence)):
            value = type(option.default)(value)
        elif isinstance(option.shape, Whole):
            value = int(value)
        elif option.name in ("owners", "per-file-ignores"):
            value = {pattern: tuple(names) for pattern, names in value.items()}
        typed[option.attribute] = tuple(value) if isinstance(value, list) else value
    return typed


def _merged(default: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(default)
    for key, value in given.items():
        before = merged.get(key)
        both = isinstance(before, Mapping) and isinstance(value, Mapping)
        merged[key] = _merged(before, value) if both and before is not None else value
    return merged


def _plain(value: Any) -> Any:
    return {name: list(item) if isinstance(item, tuple) else item for name, item in value.items()}
