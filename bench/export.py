"""The entries of the logs as one JSON array, and a JSON Schema for it: work for a JSON validator.

    python -m bench.export DOCUMENT SCHEMA < NUL-separated paths

It also tells how long parsing and judging took, as JSON on standard output.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from pathlib import Path
from typing import Any


def main(document: str, schema: str, paths: list[str]) -> None:
    """Write both files; print entries, bytes and seconds."""
    from learnings.engine import Engine
    from learnings.markdown import parse
    from learnings.record import record
    from learnings.settings import defaults

    contents = {path: Path(path).read_bytes() for path in paths}
    begun = time.process_time()
    logs = [parse(data, path) for path, data in contents.items()]
    parsed = time.process_time()
    engine = Engine(settings=defaults(), today=dt.date(2026, 12, 31))
    findings = engine.run(logs).diagnostics
    judged = time.process_time()
    presets = engine.presets_of(engine.settings)
    records = [record(entry, log, presets)[0] for log in logs for entry in log.entries]
    kinds = sorted({record["kind"] for record in records})
    Path(document).write_text(json.dumps(records))
    Path(schema).write_text(json.dumps(array_of(kinds)))
    measured = {
        "entries": len(records),
        "bytes": sum(map(len, contents.values())),
        "findings": len(findings),
        "parse": parsed - begun,
        "judge": judged - parsed,
    }
    sys.stdout.write(json.dumps(measured))


def array_of(kinds: list[str]) -> dict[str, Any]:
    """A schema for an array of entries, each judged by the schema of its kind."""
    from learnings.resource import load

    names = ["entry", "issue", *kinds]
    schemas = {name: load(f"{name}.schema.json") for name in names}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:learnings:bench:array",
        "type": "array",
        "items": {
            "allOf": [
                {
                    "if": {"properties": {"kind": {"const": kind}}},
                    "then": {"$ref": schemas[kind]["$id"]},
                }
                for kind in kinds
            ]
        },
        "$defs": schemas,
    }


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.stdin.read().split("\0"))
