"""detect-secrets as it is, in a process of its own: texts in as JSON, flags out as JSON.

    python -m bench.detection.plain < texts.json > flags.json

Its settings are those it comes with, and nothing is verified over the network. Each text is a
Markdown file, as it would be in a repository. A flag is a start, an end and the name of a plugin.
"""

from __future__ import annotations

import importlib
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_VERIFICATION = "detect_secrets.filters.common.is_ignored_due_to_verification_policies"
Flag = tuple[int, int, str]


def main() -> int:
    """Read the texts, write the flags of each; 3 where detect-secrets is not installed."""
    try:
        scan = importlib.import_module("detect_secrets.core.scan")
        settings = importlib.import_module("detect_secrets.settings")
    except ImportError:
        return 3
    texts: list[str] = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder, settings.default_settings() as active:
        active.disable_filters(_VERIFICATION)
        path = Path(folder) / "LEARNINGS.md"
        flags = [list(_flags(scan, path, text)) for text in texts]
    json.dump(flags, sys.stdout)
    return 0


def _flags(scan: Any, path: Path, text: str) -> Iterator[Flag]:
    path.write_text(text, encoding="utf-8", newline="")
    lines = text.splitlines(keepends=True)
    for secret in scan.scan_file(str(path)):
        start = sum(map(len, lines[: secret.line_number - 1]))
        line = lines[secret.line_number - 1]
        place = line.find(secret.secret_value or "")
        # What it made of the line may not stand there: then it flags the line, not a value.
        size = len(secret.secret_value or "") if place >= 0 else len(line)
        yield start + max(place, 0), start + max(place, 0) + size, str(secret.type)


if __name__ == "__main__":
    raise SystemExit(main())
