"""Every verb on every status in every preset: what is accepted gives lint nothing new to say."""

from __future__ import annotations

from itertools import product

import pytest

from learnings.preset import Presets

from .test_moving import JOURNALS, LRN, WHEN, at, findings

__all__ = ["at"]

RESOLUTION = """
### Resolution
- **Resolved**: 2026-03-01T10:00:00Z
- **Notes**: Raised the limit.
  Then restarted.

  - step one
  - step two
"""
UNINDENTED = """
### Resolution

- **Resolved**: 2026-03-01T10:00:00Z
- **Notes**: Raised the limit.
Then restarted.

- step one

```sh
restart
```
"""
STUB = "\n### Resolution\n- **Resolved**: TBD\n- **Notes**:\n"
NOTES_ALONE = "\n### Resolution\n- **Notes**: Half of it is done.\n"
TOLD = {
    "without a Resolution": "",
    "with one": RESOLUTION,
    "with notes that are not indented": UNINDENTED,
    "with a stub": STUB,
    "with notes alone": NOTES_ALONE,
}
TEXT = "Fixed with:\n```\nkubectl\n\n## [LRN-20260101-001] x\n**Status**: pending"
VERBS = {
    "start": ("start", LRN, *WHEN),
    "resolve": ("resolve", LRN, "--notes", TEXT, "--commit", "a **Status**: b", *WHEN),
    "wont-fix": ("wont-fix", LRN, "--reason", TEXT, "--risk", "**Area**: none", *WHEN),
    "reopen": ("reopen", LRN, "--reason", TEXT, *WHEN),
}
PRESETS = Presets()
ROWS = {
    f"{preset}, {status} {told}: {verb}": (preset, status, text, verb)
    for preset, verb, (told, text) in product(JOURNALS, VERBS, TOLD.items())
    # Whatever stands in a Resolution, the dialects that have one are alike.
    if preset == "agent" or text in ("", RESOLUTION)
    for status in PRESETS.preset(preset).kinds["learning"].lifecycle.statuses
    if preset != "compact" or not text
}


@pytest.mark.parametrize(("preset", "status", "told", "verb"), ROWS.values(), ids=ROWS)
def test_lint_finds_nothing_new(preset, status, told, verb, at):
    text = JOURNALS[preset].replace("**Status**: pending", f"**Status**: {status}")
    text = text.replace("- Source: error\n", f"- Source: error\n{told}")
    text = text.replace("- Service: billing\n", f"- Service: billing\n{told}")
    run = at(text, preset)
    before = findings(run)
    code, said, now = run(*VERBS[verb])
    if code:
        assert (code, now) == (2, text), said
        return
    assert findings(run) - before == set()
    kept = [line.strip() for line in told.splitlines() if "step" in line or "restart" in line]
    assert all(line in now for line in kept)
    code, said, _ = run("resolve" if verb in ("start", "reopen") else "reopen", LRN, *WHEN)
    assert code == 0, said
    assert findings(run) - before == set()
