"""The pages of the reference, made of the code: checks, commands and settings."""

from __future__ import annotations

import importlib
import json
import os
import textwrap
from itertools import groupby
from typing import Any

from learnings import registry
from learnings.check import GROUPS, Check
from learnings.cli import COMMANDS, parser_of
from learnings.configuration import toml
from learnings.kind import FieldSpec, Kind, Preset
from learnings.preset import Presets
from learnings.settings import config_schema, options

NOTE = "<!-- Written by scripts/generate.py; do not edit. -->\n\n"


def checks() -> str:
    """docs/checks.md: a table of all checks, then the page of each."""
    found = sorted(registry.checks().values(), key=lambda check: GROUPS.index(check.group))
    parts = [
        NOTE,
        "# Checks\n\n",
        "Every finding carries the name of its check. `learnings explain NAME` prints the page of"
        " one; `--select` and `--ignore` take names and groups. A preset or a"
        " [setting](settings.md#severity) may weigh a check otherwise than this table. Some weigh"
        " more on an entry that the judged change adds or edits (`--staged`, `--since`) than on"
        " an old one: `learnings lint` alone judges all entries as old.\n\n",
        "| check | group | severity | confidence | |\n| --- | --- | --- | --- | --- |\n",
    ]
    parts += [_row(check) for check in found]
    for group, members in groupby(found, key=lambda check: check.group):
        parts.append(f"\n## Group `{group}`\n")
        parts += [_page(check) for check in members]
    return "".join(parts)


def _row(check: Check) -> str:
    link = f"[`{check.name}`](#{check.name})"
    return f"| {link} | {check.group} | {check.severity} | {check.confidence} | {check.title} |\n"


def _page(check: Check) -> str:
    body = check.page.strip()
    deeper = "\n".join(
        f"#{line}" if line.startswith("### ") else line for line in body.splitlines()
    )
    return f"\n### {check.name}\n\n{deeper}\n"


def commands() -> str:
    """docs/commands.md: what `--help` says of each command."""
    os.environ["COLUMNS"] = "100"
    parts = [
        NOTE,
        "# Commands\n\n",
        "Exit codes: 0 clean; 1 findings at or above `--fail-on`; 2 usage or configuration;"
        " 3 environment or repository; 70 a bug of ours; 130 interrupted.\n\n",
        "| command | |\n| --- | --- |\n",
    ]
    parts += [f"| [`{name}`](#learnings-{name}) | {about} |\n" for name, about in COMMANDS.items()]
    for name in COMMANDS:
        parts.append(f"\n## learnings {name}\n\n```text\n{parser_of(name).format_help()}```\n")
    return "".join(parts)


def settings() -> str:
    """docs/settings.md: every setting with its text, default and an example."""
    parts = [
        NOTE,
        "# Settings\n\n",
        "Settings stand in `.learnings.toml`, or under `[tool.learnings]` in `pyproject.toml`. The"
        " nearest file upwards from a log holds for it, alone; in one folder `.learnings.toml`"
        " wins."
        " `learnings config` shows what is in force and where each value comes from. An unknown key"
        " or a wrong value is an error (exit code 2). `learnings schema config` prints a JSON"
        " Schema"
        " for editors.\n\n"
        "What a configuration says of findings (`select`, `ignore`, `severity`, `fail-on`, `show`,"
        " `confidence`) holds for the findings in the logs that it is nearest to. Two things hold"
        " for a whole run, and come from the configuration of the folder in which `learnings lint`"
        " is called: `baseline`, and the options of checks that compare logs with one another, such"
        " as `recurring-pattern`. Options of the command line go before every configuration.\n\n"
        "Patterns are read from the folder of their configuration. One without a slash names a"
        " file or a folder at any depth; `*` and `?` stay inside one name, `**` spans folders, and"
        " `[ab]` is one of a few characters. A pattern that can match nothing is an error: an"
        " absolute path, one that leads out of the folder with `..`, a `[` that is never closed.\n",
    ]
    for option in options():
        text = textwrap.fill(option.text, 100)
        default = toml(option.default) if option.default not in ("", None) else "not set"
        parts.append(f"\n## {option.name}\n\n{text}\n\nDefault: `{default}`\n\n")
        parts.append(f"```toml\n{option.name} = {toml(option.example)}\n```\n")
    return "".join(parts)


def presets() -> str:
    """docs/presets.md: what each preset knows and asks for."""
    known = Presets.load()
    parts = [
        NOTE,
        "# Presets\n\n",
        "What each dialect knows and asks for. A list that is *closed* admits no other word; an"
        " *open* one is a suggestion. [The entry format](entry-format.md) tells how an entry is"
        " read and how its preset is found.\n\n| preset | |\n| --- | --- |\n",
    ]
    found = [known.preset(name) for name in known.names()]
    parts += [
        f"| [`{preset.name}`](#{_anchor(preset.name)}) | {preset.title} |\n" for preset in found
    ]
    return "".join([*parts, *(_preset(preset) for preset in found)])


def _anchor(name: str) -> str:
    return name.replace(":", "")


def _preset(preset: Preset) -> str:
    lines = [f"\n## {preset.name}\n", textwrap.fill(preset.description, 100) + "\n"]
    moves = "; ".join(
        f"{old} → {', '.join(new)}" for old, new in preset.lifecycle.moves.items() if new
    )
    if moves:
        lines.append(f"Lifecycle: {moves}.\n")
    for kind in preset.kinds.values():
        lines.append(_kind(kind))
    return "\n".join(lines)


def _kind(kind: Kind) -> str:
    prefixes = ", ".join(f"`{prefix}`" for prefix in kind.prefixes)
    lines = [f"### {kind.title}{f' ({prefixes})' if prefixes else ''}\n"]
    lines.append("| | needed | values |\n| --- | --- | --- |")
    if kind.knows_category:
        needed = "yes" if kind.category_required else ""
        values = _values(kind.categories, kind.categories_closed)
        lines.append(f"| category (in the heading) | {needed} | {values} |")
    for item in kind.fields:
        lines.append(f"| `{item.title}` | {_needed(item.required)} | {_of_field(kind, item)} |")
    for section in kind.sections:
        values = _values(section.values, section.closed)
        lines.append(f"| section `{section.title}` | {_needed(section.required)} | {values} |")
        lines += [
            f"| – `{item.title}` | {_needed(item.required)} | {_of_field(kind, item)} |"
            for item in section.fields
        ]
    return "\n".join(lines) + "\n"


def _needed(required: bool) -> str:
    return "yes" if required else ""


def _of_field(kind: Kind, item: FieldSpec) -> str:
    lists = {
        "status": (kind.lifecycle.statuses, not kind.open_statuses),
        "priority": (kind.priorities, bool(kind.priorities)),
        "severity": (kind.severities, bool(kind.severities)),
        "area": (kind.areas, kind.areas_closed),
    }
    return _values(*lists.get(item.name, (item.values, item.closed)))


def _values(values: tuple[str, ...], closed: bool) -> str:
    if not values:
        return ""
    return f"{'closed' if closed else 'open'}: {', '.join(f'`{value}`' for value in values)}"


def hooks() -> str:
    """The table of hooks in docs/hooks.md, between its two markers."""
    found = importlib.import_module("learnings.hooks.manifest").HOOKS
    rows = ["| hook | checks of the groups | fails a commit | |\n| --- | --- | --- | --- |\n"]
    for hook in found:
        groups = ", ".join(f"`{group}`" for group in hook.groups) or "all"
        groups = "of the message" if hook.scope == "commit-msg" else groups
        fails = "if it changed a file" if hook.fixes else "on errors"
        if hook.advisory or hook.scope == "post-merge":
            fails = "no"
        rows.append(f"| `{hook.id}` | {groups} | {fails} | {hook.description} |\n")
    return "".join(rows)


def fixes() -> str:
    """The table of fixes in docs/fixing.md, between its two markers."""
    rows = ["| check | `--fix` | with `--unsafe-fixes` |\n| --- | --- | --- |\n"]
    nothing = []
    for name, check in sorted(registry.checks().items()):
        if check.fix or check.unsafe_fix:
            link = f"[`{name}`](checks.md#{name})"
            rows.append(f"| {link} | {check.fix} | {check.unsafe_fix} |\n")
        else:
            nothing.append(f"`{name}`")
    text = f"Only a person can mend {', '.join(nothing)}."
    return "".join([*rows, "\n", textwrap.fill(text, 100, break_on_hyphens=False), "\n"])


def configuration_schema() -> str:
    """schemas/config.schema.json, made of the list of settings."""
    schema: dict[str, Any] = config_schema()
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
