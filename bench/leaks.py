"""Looks for secrets in files with one program, and prints what that took, without its start.

    python -m bench.leaks NAME FILE...

NAME is one of `ENGINES`. Files are read before the clock is started, and what is found is counted
and never printed. This is a process of its own, so that no program pays for another one.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any

Scanner = Callable[[str, str], int]
# What has to stay open as long as the process lasts.
_KEPT = ExitStack()


def _ours(engine: str) -> Scanner:
    import gc
    from random import Random

    from learnings import cli, resource
    from learnings.privacy.borrowed import DATA
    from learnings.privacy.catalogue import catalogue
    from learnings.privacy.recipe import cook
    from learnings.privacy.search import Search

    # As the command does.
    gc.set_threshold(cli.SELDOM)
    known = resource.load(DATA)["looked_for"]
    detectors = tuple(catalogue().values())
    search = Search(detectors, engine, known=known)
    # All that is imported where it is needed is needed once before the clock is started.
    search.findings("\n".join(cook(one.recipes[0], Random(1)) for one in detectors if one.recipes))
    return lambda path, text: len(search.findings(text))


def _detect_secrets() -> Scanner:
    from detect_secrets.core import scan
    from detect_secrets.settings import default_settings, get_settings

    _KEPT.enter_context(default_settings())
    # Nothing is verified, as with -n.
    get_settings().filters.pop(
        "detect_secrets.filters.common.is_ignored_due_to_verification_policies", None
    )
    return lambda path, text: len(list(scan.scan_file(path)))


def _kingfisher() -> Scanner:
    import importlib

    scanner: Any = importlib.import_module("kingfisher_sdk").Scanner(redact=True)
    return lambda path, text: len(scanner.scan(text))


ENGINES: dict[str, Callable[[], Scanner]] = {
    "detect-secrets": _detect_secrets,
    "learnings, re": lambda: _ours("re"),
    "learnings, re2": lambda: _ours("re2"),
    "learnings, hyperscan": lambda: _ours("hyperscan"),
    "kingfisher": _kingfisher,
}


def main(arguments: Sequence[str]) -> int:
    """Print seconds, bytes and the number of findings as JSON; 2 where a program is missing."""
    name, *paths = arguments
    texts = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            texts.append((path, file.read()))
    try:
        scanner = ENGINES[name]()
        scanner(__file__, "Nothing.\n" * 10_000)
    except ImportError:
        return 2
    begun = time.perf_counter(), time.process_time()
    found = sum(scanner(path, text) for path, text in texts)
    took = time.perf_counter() - begun[0], time.process_time() - begun[1]
    size = sum(len(text.encode()) for _, text in texts)
    print(json.dumps({"wall": took[0], "cpu": took[1], "bytes": size, "found": found}))
    _KEPT.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
