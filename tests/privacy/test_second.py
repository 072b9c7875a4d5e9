"""kingfisher as a second engine: where its findings stand, and what becomes of them."""

from __future__ import annotations

import importlib.util
import random
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from learnings.cli import main
from learnings.errors import ConfigurationError
from learnings.privacy import catalogue as families
from learnings.privacy import merge, second
from learnings.privacy import scan as scanning
from learnings.privacy.catalogue import catalogue
from learnings.privacy.configured import organisation
from learnings.privacy.detector import NOBODY, Organisation
from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan
from learnings.privacy.search import Search

ASKED = Organisation(engine="kingfisher")
pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("kingfisher_sdk") is None,
    reason="kingfisher is not installed: it is in the extra second-engine",
)
ALONE = Search(second.second(ASKED))


def made(recipe: str) -> str:
    return cook(recipe, random.Random(7))


TOKEN = made("gh{}p_{w*36}")
HIDDEN = TOKEN.replace("_", "\\_")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It ran.\n\nNothing was there.\n", [], id="nothing in a clean text"),
        pytest.param(f"we saw {TOKEN} there", [TOKEN], id="a token in a line"),
        pytest.param(f"a\r\nb {TOKEN}\r\n", [TOKEN], id="a token behind the line end of Windows"),
        pytest.param(f"é \U0001f600 {TOKEN} ü {TOKEN}", [TOKEN] * 2, id="two behind wide letters"),
        pytest.param(f"\udcff \0 {TOKEN}", [TOKEN], id="one behind a broken byte and a NUL"),
        pytest.param(f"ü\n\nsay {HIDDEN}.", [HIDDEN], id="one that only Markdown shows"),
        pytest.param(f"{TOKEN} kingfisher:ignore", [TOKEN], id="one that it is told to ignore"),
    ],
)
def test_its_findings_stand_where_the_values_are(text: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for one in ALONE.findings(text)] == expected


def test_a_private_key_and_a_key_of_a_cloud_are_told_as_such() -> None:
    key = made("-----BEGIN RSA PRI{}VATE KEY-----\n{b*64}\n{b*64}\n-----END RSA PRI{}VATE KEY-----")
    cloud = made("AI{}za{s*35}")
    told = {one.detector: one.check for one in ALONE.findings(f"{key}\n\nwith {cloud} x\n")}
    assert told == {
        "kingfisher-private-key": "private-key",
        "kingfisher-aws-azure-google-key": "secret",
    }


def test_what_ours_says_of_a_secret_counts() -> None:
    text = f"say {TOKEN}"
    assert scan(text, ASKED) == scan(text)
    ours, theirs = (catalogue(ASKED)[name] for name in ("github-token", "kingfisher"))
    [both] = merge.merged([merge.Found(4, 9, 0), merge.Found(0, 20, 1)], [ours, theirs])
    assert (both.start, both.end, both.detector) == (0, 20, "github-token")
    email = catalogue(ASKED)["email-address"]
    [both] = merge.merged([merge.Found(4, 20, 0), merge.Found(0, 20, 1)], [email, theirs])
    assert (both.check, both.detector) == ("secret", "kingfisher")


def test_it_is_asked_only_where_the_settings_say_so() -> None:
    assert second.second(NOBODY) == []
    assert organisation({"engine": "kingfisher"}, "").engine == "kingfisher"
    code = (
        "import sys; from learnings.privacy.scan import scan; scan('a key: b1');"
        "assert 'kingfisher_sdk' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_settings_that_ask_for_it_are_refused_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "kingfisher_sdk", None)
    with pytest.raises(ConfigurationError, match=r"learnings\[second-engine\]"):
        organisation({"engine": "kingfisher"}, "")


def test_nothing_is_sent_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a connection was made")

    import kingfisher_sdk

    for name in ("Validator", "Revoker"):
        monkeypatch.setattr(kingfisher_sdk, name, refused)
    monkeypatch.setattr(socket.socket, "connect", refused)
    assert len(ALONE.findings(TOKEN)) == 1


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of ours finds anything."""
    monkeypatch.setattr(families, "FAMILIES", (second.second,))
    for one in (catalogue, scanning._search):
        one.cache_clear()
    yield
    for one in (catalogue, scanning._search):
        one.cache_clear()


@pytest.mark.parametrize("words", ["scan", "lint", "show LRN-20260101-001", "redact"])
def test_no_command_shows_what_it_found(
    words: str,
    alone: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    log = tmp_path / ".learnings" / "LEARNINGS.md"
    log.parent.mkdir()
    head = "## [LRN-20260101-001] correction\n\n**Status**: pending\n\n### Summary\n"
    log.write_text(f"{head}say {TOKEN} and {HIDDEN}\n")
    (tmp_path / ".learnings.toml").write_text('[privacy]\nengine = "kingfisher"\n')
    main(words.split())
    said = "".join(capfd.readouterr())
    assert TOKEN[8:] not in said
    assert "kingfisher" in said or "REDACTED" in said or words == "redact"
    assert (TOKEN[8:] in log.read_text()) is (words != "redact")
