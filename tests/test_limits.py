"""Schemas of a team that would hang, read elsewhere or do nothing: refused at once."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from learnings import limits, schema
from learnings.cli import main
from learnings.errors import ConfigurationError
from learnings.preset import Presets
from learnings.verify import TELLING

SECONDS = 3.0


def fanout(depth: int, width: int, reference: Callable[[int], str]) -> dict[str, Any]:
    """Each definition refers to the next one `width` times."""
    defs: dict[str, Any] = {
        f"d{n}": {"$anchor": f"d{n}", "allOf": [{"$ref": reference(n + 1)}] * width}
        for n in range(depth)
    }
    defs[f"d{depth}"] = {"$anchor": f"d{depth}", "type": "object"}
    return {"$ref": reference(0), "$defs": defs}


def pointer(number: int) -> str:
    return f"#/$defs/d{number}"


def own(pattern: str) -> dict[str, Any]:
    return {"properties": {"title": {"pattern": pattern}}}


BOMBS = [
    pytest.param(fanout(30, 2, pointer), "grows to more than", id="two to the power of 30"),
    pytest.param(fanout(6, 20, pointer), "grows to more than", id="twenty to the power of six"),
    pytest.param(fanout(30, 2, "#d{}".format), "grows to more than", id="through anchors"),
    pytest.param(
        fanout(30, 2, "#/%24defs/d{}".format), "grows to more than", id="through escaped pointers"
    ),
    pytest.param(
        {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}},
        "without end",
        id="a circle of two",
    ),
    pytest.param({"items": [{}] * 200_000}, "grows to more than", id="200,000 parts"),
    pytest.param({"$ref": "http://localhost/x"}, "only references inside", id="the network"),
    pytest.param({"$dynamicRef": "https://e.org/x#a"}, "only references inside", id="dynamically"),
    pytest.param({"not": {"$ref": "other.json"}}, "only references inside", id="a file beside"),
    pytest.param({"$ref": "urn:learnings:schema:error:1"}, "only references", id="one of ours"),
    pytest.param(own("^(a+)+$"), "repeats a repetition", id="nested quantifiers"),
    pytest.param(own("^([a-z]*)*$"), "repeats a repetition", id="nested stars"),
    pytest.param(own("^(?:(?:x?y*)+z?)+$"), "repeats a repetition", id="nested three times"),
    pytest.param(own("((a{2,})+)"), "repeats a repetition", id="a bounded beginning"),
    pytest.param(
        {"patternProperties": {"^(a|a*)*$": {}}}, "repeats a repetition", id="a pattern of names"
    ),
    pytest.param(own("a" * 10 + "("), "is not a 'regex'", id="a pattern that is none"),
]


@pytest.mark.parametrize(("document", "message"), BOMBS)
def test_a_bomb_is_refused_at_once(tmp_path: Path, document: Any, message: str) -> None:
    path = tmp_path / "own.json"
    path.write_text(json.dumps(document))
    took = []
    while len(took) < 3 and min(took, default=SECONDS) >= SECONDS:  # a busy machine is no fault
        start = time.process_time()
        with pytest.raises(ConfigurationError, match=message) as caught:
            schema.verify(Presets.load(schemas={"learning": str(path)}))
        took.append(time.process_time() - start)
    assert min(took) < SECONDS
    assert len(str(caught.value)) < 1000
    assert caught.value.keys == ("schemas", "learning")


FINE = [
    pytest.param(fanout(10, 1, pointer), id="a chain of references"),
    pytest.param(fanout(10, 2, "#d{}".format), id="a thousand parts"),
    pytest.param(own("^[a-z]+(-[a-z]+)*$"), id="a repetition that begins with its own sign"),
    pytest.param(own("^(LRN|ERR)-[0-9]{8}-.+$"), id="a repetition beside a choice"),
    pytest.param({"properties": {"x-check": {"type": "string"}}}, id="a field named as ours"),
    pytest.param({"enum": [{"requird": 1, "x-check": "nope"}]}, id="data"),
    pytest.param({"properties": {"requird": {}}}, id="a field named almost as a keyword"),
    pytest.param({"x-order": 1, "x-intellij": {}, "example": 1}, id="keywords of others"),
    pytest.param({"x-check": "missing-field", "x-words": ["a"]}, id="annotations of ours"),
    pytest.param({"$schema": limits.DRAFT}, id="the draft"),
]


@pytest.mark.parametrize("document", FINE)
def test_a_sober_schema_is_taken(tmp_path: Path, document: Any) -> None:
    path = tmp_path / "own.json"
    path.write_text(json.dumps(document))
    schema.verify(Presets.load(schemas={"learning": str(path)}), TELLING)


IDLE = [
    pytest.param({"x-check": "nope"}, 'at x-check: "nope" reports no violation', id="no check"),
    pytest.param(
        {"properties": {"area": {"x-check": "missing-feild"}}},
        'at properties/area/x-check: "missing-feild" reports no violation;'
        ' did you mean "missing-field"?',
        id="a slip in the name of a check",
    ),
    pytest.param({"x-check": "stale-entry"}, "reports no violation", id="a check of other things"),
    pytest.param({"x-check": 3}, "3 reports no violation", id="a number for a check"),
    pytest.param({"x-subject": 3}, "is 3: it must be text", id="a number for a subject"),
    pytest.param({"x-words": "a"}, 'is "a": it must be a list of words', id="a word for a list"),
    pytest.param({"x-chek": "missing-field"}, 'did you mean "x-check"', id="a slip in ours"),
    pytest.param(
        {"requird": ["a"]}, 'at requird: is no keyword; did you mean "required"', id="slip"
    ),
    pytest.param(
        {"$schema": "http://json-schema.org/draft-07/schema#"},
        "write https://json-schema.org/draft/2020-12/schema",
        id="another draft",
    ),
]


@pytest.mark.parametrize(("document", "message"), IDLE)
def test_what_would_do_nothing_is_refused(tmp_path: Path, document: Any, message: str) -> None:
    path = tmp_path / "own.json"
    path.write_text(json.dumps(document))
    with pytest.raises(ConfigurationError) as caught:
        schema.verify(Presets.load(schemas={"learning": str(path)}), TELLING)
    assert message in str(caught.value)


FILES = [
    pytest.param(os.mkfifo, "is a named pipe", id="a pipe that nobody writes to"),
    pytest.param(Path.mkdir, "is a folder", id="a folder"),
    pytest.param(lambda path: path.write_bytes(b'{"title": "\0"}'), "not JSON, line 1", id="a NUL"),
    pytest.param(lambda path: path.write_bytes(b"\0" * 4096), "not JSON", id="nothing but NULs"),
    pytest.param(lambda path: path.write_bytes(b"\xff\xfe\xfd"), "not JSON", id="no text"),
    pytest.param(lambda path: path.write_bytes(b""), "not JSON", id="an empty file"),
    pytest.param(lambda path: path.write_text('{"a": "\\ud800"}'), None, id="half a surrogate"),
    pytest.param(
        lambda path: path.write_text('{"title": "a", "title": "b"}'),
        'the key "title" stands twice',
        id="a key twice",
    ),
    pytest.param(lambda path: path.write_text("1" * 100_000), "not JSON", id="a huge number"),
    pytest.param(lambda path: path.symlink_to("/dev/zero"), "leads out", id="an endless device"),
    pytest.param(lambda path: path.symlink_to(path), "is a link", id="a link to itself"),
    pytest.param(
        lambda path: path.write_text(json.dumps(fanout(30, 2, pointer))), "grows", id="a bomb"
    ),
    pytest.param(
        lambda path: path.write_text(json.dumps(own("^(a+)+$"))), "repeats", id="a slow pattern"
    ),
    pytest.param(
        lambda path: path.write_text('{"$ref": "http://localhost:1/x"}'),
        "only references inside",
        id="a remote reference",
    ),
]


@pytest.mark.parametrize(("make", "message"), FILES)
def test_lint_ends_with_2_and_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    make: Callable[[Path], object],
    message: str | None,
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".learnings.toml").write_text('[schemas]\nlearning = "own.json"\n')
    make(tmp_path / "own.json")
    monkeypatch.chdir(tmp_path)
    start = time.monotonic()
    code = main(["lint"])
    assert time.monotonic() - start < 4 * SECONDS
    error = capsys.readouterr().err
    assert code == (2 if message else 0), error
    assert "Traceback" not in error
    if message:
        assert error.startswith("learnings: .learnings.toml:2: ")
        assert re.search(message, error)
        assert len(error.splitlines()) == 1
