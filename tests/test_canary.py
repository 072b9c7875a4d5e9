"""A value is planted everywhere, and then looked for in everything that is said, written or kept."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

from learnings import registry
from learnings.cli import main
from learnings.errors import CheckFailed
from learnings.output import FORMATS

from .shown import block, value

FOLDER = ".learnings"
TOKENS = [value("token", seed) for seed in range(40)]
IP, EMAIL, USER = value("ip"), value("email"), value("user")
NAME = f"{FOLDER}/on-{value('key', 99)}.md"
# What stands alone in a file name has to be a word.
PLANTED = [*TOKENS, IP, EMAIL, USER, value("key", 99), value("password"), block().split("\n")[1]]


def logs():
    give = iter(TOKENS)
    entries = [
        f"""\
## [LRN-20260305-00{number}] {next(give)} {IP}

**Logged**: {"2026-03-05T09:00:00Z" if number % 2 else next(give)}
**Priority**: {next(give)}
**Status**: {"pending" if number == 1 else next(give)}
**Area**: {next(give)}
**{next(give)}**: {next(give)}
**API Password**: {value("password")}

### Summary
Mail {EMAIL} about /home/{USER}/x, {next(give)}. Call @{next(give)}.

### {next(give)}
| a | {next(give)} |
| - | - |
| {next(give)} | [LRN-20260305-{next(give)}]({next(give)}) |

```text
{block()}
```

### Metadata
- Source: error
- Tags: {next(give)}
- See Also: LRN-20260305-002, {next(give)}
- Pattern-Key: {next(give)}
- Recurrence-Count: {next(give)}
"""
        for number in (1, 2)
    ]
    return f"---\n{next(give)}: {next(give)}\n---\n# {next(give)}\n\n" + "\n".join(entries)


@pytest.fixture
def planted(repository, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(repository.path)
    repository.write(".learnings.toml", "")
    repository.commit({f"{FOLDER}/LEARNINGS.md": logs().replace("pending", "in_progress")})
    repository.commit(
        {f"{FOLDER}/LEARNINGS.md": logs(), NAME: logs().replace("20260305", "20260306")}
    )
    return repository


def leaks(text):
    """The values that stand in a text, also in part or in capitals."""
    folded = text.lower()
    return [item for item in PLANTED if item.lower() in folded or item[4:20].lower() in folded]


COMMANDS = [
    *(["lint", "--format", name] for name in FORMATS),
    *(["lint", "--confidence", "low", "--show", "note", "--format", name] for name in FORMATS),
    ["lint", "--select", "schema,structure,identity,references", "--show", "note"],
    ["lint", "--statistics"],
    ["lint", "--rev", "HEAD", "--since", "HEAD~1", "--scope", "all", "--format", "json"],
    ["lint", "--range", "HEAD~1..HEAD"],
    ["lint", "--diff", "--unsafe-fixes"],
    ["lint", "--diff", "--unsafe-fixes", "--select", "secrets,network,pii"],
    ["redact", "--diff"],
    ["list"], ["list", "--format", "json"],
    ["show", "LRN-20260305-001"], ["show", "LRN-20260305-001", "--format", "json"],
    ["search", "mail"], ["search", "mail", "--format", "json"], ["search", "mail", "--limit", "1"],
    ["search", "mail", "call", "--color", "always"], ["search", "LRN*", "--format", "json"],
    ["similar", "LRN-20260305-001"], ["similar", "LRN-20260305-001", "--format", "json"],
    ["history", "LRN-20260305-001"], ["history", "LRN-20260305-001", "--format", "json"],
    ["log-stats"], ["status"], ["status", "--format", "json"],
    ["changed", "--since", "HEAD~1"], ["changed", "--since", "HEAD~1", "--format", "json"],
    ["index", "--dry-run"], ["archive", "--dry-run"], ["assign-ids", "--dry-run"],
    ["convert", "--to", "operations", "--dry-run"],
    ["renumber", "LRN-20260305-001", "--dry-run"],
    ["resolve", "LRN-20260305-001", "--notes", "done", "--dry-run"],
    ["start", "LRN-20260305-001", "--dry-run"],
    ["link", "LRN-20260305-001", "LRN-20260305-002", "--dry-run"],
    ["where"], ["doctor"], ["config"],
    ["show", TOKENS[0]], ["list", TOKENS[0]],
]  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_prints_a_value(planted, capfdbinary, words):
    """Nor does it when it is run again, with all that the first run has kept."""
    for _ in range(2):
        main(words)
        said = capfdbinary.readouterr()
        out, err = (part.decode("utf-8", "replace") for part in said)
        assert out or err or "--dry-run" in words
        assert leaks(out) == []
        assert leaks(err) == []


def files(*folders):
    for folder in folders:
        for path in Path(folder).rglob("*"):
            if path.is_file() and "objects" not in path.parts:
                yield path


def test_no_file_that_is_written_holds_a_value(planted, tmp_path, capsys):
    before = {path: path.read_bytes() for path in files(planted.path)}
    main(["lint", "--write-baseline", "--baseline", "baseline.json"])
    for name in FORMATS:
        main(["lint", "--format", name, "--output", f"report.{name}"])
    main(["search", "mail"])
    main(["index"])
    cache = planted.path / ".git" / "learnings" / "search.sqlite"
    assert cache.exists()
    written = [
        path
        for path in files(planted.path, tmp_path / "cache")
        if before.get(path) != path.read_bytes()
    ]
    assert len(written) >= 3 + len(FORMATS)
    for path in written:
        if FOLDER in path.parts and path.name != "INDEX.md":
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        found = leaks(text)
        # The cache knows a file by its name, and whoever can read it can read that.
        assert [item for item in found if path != cache or item != value("key", 99)] == [], path


def test_a_check_that_fails_tells_none(planted, monkeypatch, capsys):
    check = registry.checks()["duplicate-id"]

    def fail(target, context):
        raise ValueError(target[0].text)

    monkeypatch.setitem(dict(registry.checks()), "duplicate-id", check)
    monkeypatch.setattr(registry, "select", lambda *_: [_failing(check, fail)])
    assert main(["lint"]) == CheckFailed.exit_code
    said = capsys.readouterr()
    assert leaks(said.out + said.err) == []


def _failing(check, run):
    from dataclasses import replace

    return replace(check, run=run, whole=True)


def test_the_hook_tells_none(planted):
    done = subprocess.run(
        [sys.executable, "-c", "from learnings.cli import console; import sys; sys.argv[1:] = ['lint']; console()"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    with contextlib.suppress(ValueError):
        # Without the detectors of this test only those of the catalogue find something.
        assert done.returncode in (0, 1)
