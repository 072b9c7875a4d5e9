"""detect-secrets as an engine: its plugins, our spans, and nothing of it changed."""

from __future__ import annotations

import json
import random
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from learnings.privacy import borrowed, engine, plugins
from learnings.privacy.borrowed import LEFT_OUT, PLUGINS, PREFIX
from learnings.privacy.detector import NOBODY
from learnings.privacy.finding import Piece
from learnings.privacy.recipe import cook
from learnings.privacy.search import Search
from scripts.gates import gates, plugin_gates

DETECTORS = {one.name: one for one in borrowed.borrowed(NOBODY)}
SEARCH = Search(list(DETECTORS.values()))


def test_all_its_plugins_are_used_but_those_left_out() -> None:
    assert {plugin.name for plugin in PLUGINS} | LEFT_OUT == set(engine.plugins_there())


def test_the_generated_gates_are_those_of_the_installed_plugins() -> None:
    path = Path(__file__).parents[2] / "schemas" / "gates.json"
    assert path.read_text(encoding="utf-8") == gates()
    assert plugin_gates(engine.plugins_there()["TwilioKeyDetector"]) == [
        "ac(?:[0-9a-z]){24}",
        "sk(?:[0-9a-z]){24}",
    ]


@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda plugin: plugin.detector)
@pytest.mark.parametrize("around", ["{}", "we saw {} there", "**{}**, again", "`{}`"])
def test_a_plugin_finds_its_value_whole(plugin: borrowed.Plugin, around: str) -> None:
    for seed in range(5):
        value = cook(plugin.recipe, random.Random(seed))
        text = around.format(value)
        found = [text[one.start : one.end] for one in SEARCH.findings(text)]
        [secret] = [one for one in found if one in value]
        last = value.rstrip("-\"'").split("@db.")[0]
        assert last.endswith(secret.rstrip("-"))


@pytest.mark.parametrize(
    "line",
    [
        'password = "${DB_PASSWORD}"',
        'password: "<your-password>"',
        "api_key = 'changeme123'",
        "secret: 'a sentence with 3 words'",
        'password: "correct-horse"',
        'token_secret: "xxxxxxxxxxxx"',
        'password = "********"',
        "commit '" + "0123456789abcdef" * 2 + "01234567'",
        "KEY='/usr/local/share/Thing42/lib'",
        "https://user:${PASSWORD}@db.example.org",
        "https://user:<password>@db.example.org",
        "https://user:pass@db.example.org and http://abc:xyz@db.example.org",
        "pubkey256 = '" + "SIXvRyDm" + "BJSgatgTQRGb" + "InBaAK+hZOQ18UmrSwnDlK8='",
        'integrity="sha384-' + "SggXRQHwCG8g" + 'DktYYzxkXRIkTiEYWBHqev0xnpCxYlqMBuf"',
        "-----BEGIN RSA PRIVATE KEY-----",
    ],
)
def test_what_stands_for_a_value_is_not_found(line: str) -> None:
    assert SEARCH.findings(line) == []


def test_a_call_on_the_line_hides_nothing() -> None:
    value = cook("AK{}IA{2*16}", random.Random(3))
    assert len(SEARCH.findings(f"error: handler(event) said {value}")) == 1


def test_a_value_deep_in_a_long_line_is_found() -> None:
    value = cook("gh{}p_{w*36}", random.Random(3))
    for at in (0, 700, 790, 1190, 5000):
        text = "x" * at + " " + value + " " + "y" * 3000
        assert [text[one.start : one.end] for one in SEARCH.findings(text)] == [value]


def test_the_settings_of_the_process_stay_as_they_were() -> None:
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
    from detect_secrets.settings import default_settings, get_settings, transient_settings

    def state() -> tuple[str, int]:
        with default_settings() as ours:
            return json.dumps(ours.json(), sort_keys=True), len(ours.plugins)

    before = state(), get_settings().json(), len(get_mapping_from_secret_type_to_class())
    with transient_settings({"plugins_used": [{"name": "AWSKeyDetector"}]}) as theirs:
        inside = theirs.json()
        for plugin in PLUGINS:
            list(engine.hits(plugin, cook(plugin.recipe, random.Random(1))))
        assert get_settings() is theirs
        assert theirs.json() == inside
    assert (state(), get_settings().json(), len(get_mapping_from_secret_type_to_class())) == before


def test_nothing_is_verified_even_where_the_settings_ask_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from detect_secrets.settings import transient_settings

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr("requests.request", refused)
    monkeypatch.setattr("requests.get", refused)
    monkeypatch.setattr("requests.post", refused)
    path = "detect_secrets.filters.common.is_ignored_due_to_verification_policies"
    with transient_settings({"filters_used": [{"path": path, "min_level": 2}]}):
        for plugin in PLUGINS:
            assert list(engine.hits(plugin, cook(plugin.recipe, random.Random(2))))


def test_a_clean_text_does_not_import_it() -> None:
    code = (
        "import sys; from learnings.privacy.scan import scan;"
        "assert scan('## A clean entry\\n\\nIt took 10 s, see `docs/x.md`.') == [];"
        "assert not {'detect_secrets', 'requests', 're2', 'hyperscan'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_its_command_line_loads_ours(tmp_path: Path) -> None:
    from learnings.privacy.catalogue import catalogue

    ours = [one for one in catalogue().values() if not one.name.startswith(PREFIX)]
    log = tmp_path / "log.md"
    log.write_text("\n".join(cook(one.recipes[0], random.Random(1)) for one in ours if one.recipes))
    words = ["-m", "detect_secrets", "scan", "-n", "-p", str(plugins.__file__), str(log)]
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=True)
    used = {one["name"] for one in json.loads(done.stdout)["plugins_used"]}
    assert used >= {name for name in vars(plugins) if name.startswith("Learnings")}
    assert used >= {"AWSKeyDetector"}


def test_a_plugin_of_ours_finds_what_its_detector_finds() -> None:
    from .family import HUB, hub

    made = plugins.plugin(HUB)()
    found = made.analyze_line(filename="log.md", line=f"say (**{hub()}**)", line_number=3)
    assert {one.secret_value for one in found} == {hub()}


def test_a_plugin_gives_each_place_once() -> None:
    value = cook("AK{}IA{2*16}", random.Random(3))
    hits = list(DETECTORS[f"{PREFIX}aws"].find(Piece(f"{value} {value}")))
    assert [(one.start, one.end) for one in hits] == [(0, 20), (21, 41)]
