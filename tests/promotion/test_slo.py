"""A definition of an SLO: each of its values is the text or the number that OpenSLO wants."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .test_asked import here, state
from .test_promote import AGENT, ID, LOG

__all__ = ["here"]
yaml = pytest.importorskip("yaml")

WORDS = {
    "words": ("The pool ran dry", "billing", "the-pool-ran-dry", "billing"),
    "a number as the title": ("404", "billing", "404", "billing"),
    "a number with a power": ("1e3", "2e5", "1e3", "2e5"),
    "a number of another base": ("0x1F", "0o17", "0x1f", "0o17"),
    "nothing, by its word": ("Null", "null", "null", "null"),
    "what YAML takes for true": ("Yes", "on", "yes", "on"),
    "what YAML takes for false": ("Off", "No", "off", "no"),
    "a single letter that is one": ("N", "y", "n", "y"),
    "a day": ("2026-03-01", "2026-01-02", "2026-03-01", "2026-01-02"),
}


@pytest.mark.parametrize(("title", "service", "name", "told"), WORDS.values(), ids=WORDS)
def test_names_are_text_whatever_yaml_makes_of_them(title, service, name, told, here):
    here.write(LOG, AGENT.replace("A disk filled up.", title))
    values = ["objective=99.9%", f"service={service}", f"indicator={title}"]
    words = [word for value in values for word in ("--set", value)]
    assert main(["promote", ID, "--to", "slo", *words]) == 0
    (path,) = (here.path / "slo").iterdir()
    document = yaml.safe_load(path.read_text())
    assert document["metadata"]["name"] == name
    assert document["spec"]["service"] == told
    assert document["spec"]["indicatorRef"] == name


def test_a_plain_name_stands_without_quotes(here):
    words = ["--set", "objective=99.9%", "--set", "service=billing"]
    assert main(["promote", ID, "--to", "slo", *words]) == 0
    assert "\n  service: billing\n" in (here.path / "slo/a-disk-filled-up.yaml").read_text()


REFUSED = {
    "an objective of nothing": (["objective=0", "service=a"], "objective=0: write a share above 0"),
    "nothing in per cent": (["objective=0.0 %", "service=a"], "write a share above 0 %"),
    "a service in other signs": (
        ["objective=99%", "service=日本"], "service=日本 makes no name: write it in letters or digits",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("values", "said"), REFUSED.values(), ids=REFUSED)
def test_what_openslo_does_not_take_is_refused_by_its_value(values, said, here, capsys):
    words = [word for value in values for word in ("--set", value)]
    before = state(here)
    assert main(["promote", ID, "--to", "slo", *words]) == 2
    assert said in capsys.readouterr().err
    assert state(here) == before


FIELDS = {
    "words as an objective": "- SLO: fast pages\n", "nothing as one": "- Objective: 0\n",
    "what a person writes": "- SLO Target: 99.9 % of requests\n",
}  # fmt: skip


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_an_objective_that_is_no_share_stops_no_other_target(field, here):
    here.write(LOG, AGENT.replace("- Source: error\n", f"- Source: error\n{field}"))
    assert main(["promote", ID]) == 0
