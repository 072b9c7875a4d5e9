"""Writes the files that are made of the code; `--check` compares them instead.

Each file is one function that gives its text, listed in `GENERATED`.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = "scripts/generate.py"

sys.path.append(str(ROOT))
from scripts import detectors, gates, letters, reference, workflows  # noqa: E402


def pre_commit_hooks() -> str:
    """The manifest that pre-commit reads, from the catalogue in hooks/."""
    hooks = importlib.import_module("learnings.hooks.manifest")
    lines = [f"# Written by {SOURCE} from hooks/manifest.py; do not edit."]
    for hook in hooks.HOOKS:
        lines += [
            f"- id: {hook.id}",
            f"  name: {_quoted(hook.name)}",
            f"  description: {_quoted(hook.description)}",
            f"  entry: {hook.entry}",
            "  language: python",
            *_files(hook, hooks),
            f"  stages: [{', '.join(hook.stages)}]",
            f"  pass_filenames: {'true' if hook.takes_names else 'false'}",
            "  require_serial: true",
            *(["  verbose: true"] if hook.advisory else []),
            f'  minimum_pre_commit_version: "{hooks.MINIMUM_PRE_COMMIT}"',
        ]
    return "\n".join(lines) + "\n"


def _files(hook: Any, hooks: Any) -> list[str]:
    """Which files call for a hook; a message, a merge and a push call for theirs by themselves."""
    if hook.scope:
        return [] if hook.scope == "commit-msg" else ["  always_run: true"]
    if hook.fixes:
        return [f"  files: {_quoted(hooks.MARKDOWN)}", "  types_or: [markdown]"]
    always = ["  always_run: true"] if hook.always else []
    if hook.beside:
        # Of links pre-commit names none unless it is told to.
        types = ["  types: []", "  types_or: [file, symlink]"]
        return [f"  files: {_quoted(hooks.FOLDERS)}", *types, *always]
    return [f"  files: {_quoted(hooks.FILES)}", "  types_or: [markdown, toml]", *always]


def hooks_page() -> str:
    """docs/hooks.md with its table of hooks made anew; the rest is written by hand."""
    return _page("hooks", reference.hooks())


def fixing_page() -> str:
    """docs/fixing.md with its table of fixes made anew; the rest is written by hand."""
    return _page("fixes", reference.fixes(), "fixing")


def workflows_page() -> str:
    """docs/workflows.md with its workflows made anew; the rest is written by hand."""
    page = (ROOT / "docs" / "workflows.md").read_text(encoding="utf-8")
    for mark, text in workflows.blocks():
        page = _between(page, mark, text)
    return page


def letter_pairs() -> str:
    """schemas/letter-pairs.json, from the counts that are kept."""
    return letters.table(letters.kept())


def _page(mark: str, table: str, name: str = "") -> str:
    page = (ROOT / "docs" / f"{name or mark}.md").read_text(encoding="utf-8")
    return _between(page, mark, table)


def _between(page: str, mark: str, text: str) -> str:
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n{text}{end}{after}"


GENERATED: dict[str, Callable[[], str]] = {
    ".pre-commit-hooks.yaml": pre_commit_hooks,
    "docs/checks.md": reference.checks,
    "docs/commands.md": reference.commands,
    "docs/detectors.md": detectors.detectors,
    "docs/fixing.md": fixing_page,
    "docs/hooks.md": hooks_page,
    "docs/presets.md": reference.presets,
    "docs/settings.md": reference.settings,
    "docs/workflows.md": workflows_page,
    "schemas/config.schema.json": reference.configuration_schema,
    "schemas/gates.json": gates.gates,
    "schemas/glance.json": gates.glances,
    "schemas/letter-pairs.json": letter_pairs,
}


def _quoted(text: str) -> str:
    """A YAML string in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def _difference(path: str, old: str, new: str) -> Iterator[str]:
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return difflib.unified_diff(before, after, path, f"{path} (generated)")


def main(words: list[str] | None = None) -> int:
    """Write what differs and give 0; with `--check` show it, write nothing, and give 1."""
    parser = argparse.ArgumentParser(description="Write the generated files.")
    parser.add_argument("--check", action="store_true", help="compare and write nothing")
    check = parser.parse_args(words).check
    stale = []
    for path, make in GENERATED.items():
        target, new = ROOT / path, make()
        old = target.read_text(encoding="utf-8") if target.exists() else ""
        if old == new:
            continue
        stale.append(path)
        if check:
            sys.stdout.writelines(_difference(path, old, new))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(new, encoding="utf-8", newline="\n")
            print(f"wrote {path}")
    if check and stale:
        print(f"out of date: {', '.join(stale)}; run `make generate`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
