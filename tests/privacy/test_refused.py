"""Settings that are refused: the person is told which and why, and never what secret stood there."""

from __future__ import annotations

import random

import pytest

from learnings.privacy.recipe import cook

TOKEN = cook("gh{}p_{w*36}", random.Random(7))
LONG = cook("github_{}pat_{w*22}_{w*59}", random.Random(7))
# What a preset or a check may be called: no capital, no underscore.
NAME = cook("sk{}-ant-api03-{L*93}aa", random.Random(7))
SALT = "a salt of many words"
SETTINGS = ".learnings.toml"

ROWS = [
    pytest.param('[privacy]\npseudonyms = ["host"]\nsalt = "{}"', "privacy.salt", id="the salt"),
    pytest.param('[privacy]\nroster = "{}"', "privacy.roster", id="the roster"),
    pytest.param('[privacy]\nengine = "{}"', "privacy.engine", id="the engine"),
    pytest.param('[privacy]\nlocales = ["{}"]', "privacy.locales", id="a country"),
    pytest.param('preset = "{}"', "preset", id="the preset"),
    pytest.param('[severity]\nsecret = "{}"', "severity.secret", id="a severity"),
    pytest.param('[severity]\n"{}" = "error"', "severity", id="a check"),
    pytest.param('"{}" = 1', "not a setting", id="an unknown key"),
    pytest.param('[privacy]\n"{}" = 1', "not a setting", id="an unknown key in a table"),
    pytest.param('ignore = ["{}"]', "ignore", id="what is ignored"),
    pytest.param('[privacy]\nsalt = {} {}', "is not TOML", id="what is no TOML"),
]  # fmt: skip


@pytest.fixture
def refused(repository, monkeypatch, run):
    """What commands say of settings, each with exit code 2."""
    monkeypatch.chdir(repository.path)
    repository.write(".learnings/LEARNINGS.md", "# Learnings\n\nNothing.\n")

    def call(settings: str) -> str:
        repository.write(SETTINGS, f"{settings}\n")
        said = ""
        for words in (("lint",), ("list",), ("redact", "--diff"), ("config",)):
            code, out = run(*words)
            assert code == 2, (words, out)
            said += out
        return said

    return call


VALUES = ["a token", "one that is clipped", "one that could be a name"]


@pytest.mark.parametrize("value", [TOKEN, LONG, NAME], ids=VALUES)
@pytest.mark.parametrize(("settings", "named"), ROWS)
def test_no_secret_is_told_with_the_fault(refused, settings, named, value):
    said = refused(settings.replace("{}", value))
    assert named in said
    assert value[:16] not in said


def test_a_salt_is_never_told_whatever_it_is(refused):
    for salt in (f'"{SALT}"', "4812481248124812", "[4812]", "1979-05-27"):
        said = refused(f'[privacy]\npseudonyms = ["host"]\nsalt = {salt}')
        assert "privacy.salt must be a path outside the repository" in said
        assert salt.strip('"[]') not in said


PATTERNS = [
    pytest.param("(?<=x)TEN[0-9]{2}", "looks ahead or back", id="it looks back"),
    pytest.param("(?i)xten[0-9]{2}", "sets flags", id="it sets a flag"),
    pytest.param("xTEN[0-9]+", "repeats a part without end", id="it has no end"),
]


@pytest.mark.parametrize(("pattern", "reason"), PATTERNS)
def test_a_pattern_that_cannot_be_used_is_a_fault_of_its_setting(refused, pattern, reason):
    said = refused(f"[privacy.customers.a]\npattern = '{pattern}'\nexamples = ['xTEN12']")
    assert said.count(f"{SETTINGS}:1: privacy.customers.a: ") == 4
    assert reason in said
    assert "Traceback" not in said


@pytest.mark.parametrize("key", ["roster", "salt", "engine"])
def test_a_fault_ends_in_no_example_of_other_keys(refused, key):
    assert "for example" not in refused(f"[privacy]\n{key} = 4")


def test_pseudonyms_without_a_salt_are_refused_by_all(refused):
    said = refused('[privacy]\npseudonyms = ["host"]')
    assert said.count(f"{SETTINGS}:2: `pseudonyms` needs a `salt`") == 4
