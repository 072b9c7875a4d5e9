"""Four numbers in a table: versions where a heading says so, else addresses."""

from __future__ import annotations

import random

import pytest

from learnings.privacy.detector import Organisation
from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan

QUAD = cook("10.{}2.3.4", random.Random(1))
OTHER = cook("10.{}2.3.5", random.Random(1))
HEADINGS = (
    *("Version", "Release", "Build", "Chart", "Image tag", "App version", "image_tag", "Revision"),
    *(
        "**Release**",
        "Release (old)",
        "Firmware",
        "Versión",
        "Versão",
        "versione",
        "Wersja",
        "Verze",
    ),
    *(
        "Utgåva",
        "Sürüm",
        "Версия",
        "Сборка",
        "Версія",
        "版本",
        "バージョン",
        "버전",
        "Έκδοση",
        "Ausgabe",
    ),
)
TABLES = {
    "Markdown": "| name | HEAD | age |\n|---|---|---|\n| web | QUAD | 3 |\n| db | `QUAD` | 4 |",
    "psql": " name | HEAD\n------+------\n web  | QUAD\n(1 row)",
    "lines of Unicode": "│ name │ HEAD │\n├──────┼──────┤\n│ web  │ QUAD │",
    "HTML": "<tr><th>name</th>\n<th>HEAD</th></tr>\n<tr><td>web</td><td>QUAD</td></tr>",
    "a label beside": "| HEAD | QUAD |",
    "a label beside, drawn": "HEAD │ QUAD",
}
SILENT = [
    *(pytest.param(TABLES["Markdown"].replace("HEAD", one), id=f"in {one}") for one in HEADINGS),
    *(pytest.param(text.replace("HEAD", "Release"), id=name) for name, text in TABLES.items()),
    pytest.param("name,release\nweb,QUAD", id="a file of values"),
    pytest.param("NAME  RELEASE   AGE\nweb   QUAD  3", id="columns that spaces align"),
    *(
        pytest.param(f"{word} QUAD", id=f"after {word}")
        for word in (
            "Versión",
            "versão:",
            "версия",
            "версии",
            "版本",
            "バージョン",
            "sürüm",
            "wersja",
        )
    ),
    pytest.param("| Build |\n|---|\n| QUAD → OTHER |", id="two in a cell"),
]
MARKDOWN = "| Release | Host |\n|---|---|\n"
FOUND = [
    pytest.param(f"{MARKDOWN}| 1.2 | QUAD |", id="in the column of hosts"),
    pytest.param(f"{MARKDOWN}| QUAD:8080 | a |", id="with a port"),
    pytest.param(f"{MARKDOWN}| QUAD/24 | a |", id="with a prefix"),
    pytest.param(f"{MARKDOWN}| host QUAD | a |", id="behind a word for a host"),
    pytest.param(f"{MARKDOWN}\nQUAD", id="below the table"),
    pytest.param("| Release host |\n|---|\n| QUAD |", id="below a heading of hosts of releases"),
    pytest.param("| web | Build | QUAD |", id="in the third cell, behind such a word"),
    pytest.param("| Release | HOST | QUAD |\n| a | b | QUAD |", id="in a table without a rule"),
    pytest.param("Release notes\n\n| IP |\n|---|\n| QUAD |", id="where such a word stands above"),
]


def _found(text: str, organisation: Organisation) -> list[str]:
    text = text.replace("QUAD", QUAD).replace("OTHER", OTHER)
    return [text[one.start : one.end] for one in scan(text, organisation)]


@pytest.mark.parametrize("text", SILENT)
def test_a_version_is_no_address(text: str) -> None:
    assert _found(text, Organisation(public_addresses=True)) == []


@pytest.mark.parametrize("text", FOUND)
def test_an_address_is_still_found(text: str) -> None:
    assert set(_found(text, Organisation())) == {QUAD}
