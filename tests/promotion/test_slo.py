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


OBJECTIVES = {
    "per cent": ("99.95 %", 0.9995), "a decimal comma": ("99,95 %", 0.9995),
    "a comma without the sign": ("99,9", 0.999), "a fraction": ("0.999", 0.999),
    "a fraction with a comma": ("0,5", 0.5), "a hundredth": ("0.01", 0.01), "one per cent": ("1%", 0.01),
}  # fmt: skip


@pytest.mark.parametrize(("said", "told"), OBJECTIVES.values(), ids=OBJECTIVES)
def test_an_objective_is_a_share_however_it_is_written(said, told, here):
    values = [f"objective={said}", "service=billing"]
    assert main(["promote", ID, "--to", "slo", *sets(values)]) == 0
    document = yaml.safe_load((here.path / "slo/a-disk-filled-up.yaml").read_text())
    assert document["spec"]["objectives"][0]["target"] == told


STANDS = {
    "the same in another manner": (["objective=0.999"], 0, ""),
    "the same service": (["service=Billing"], 0, ""),
    "none": ([], 0, ""),
    "another objective": (["objective=99.5%"], 2, "its objective is not that of --set objective=99.5%"),
    "another window": (["window=7d"], 2, "its window is not that of --set window=7d"),
    "another service": (["service=cards"], 2, "its service is not that of --set service=cards"),
}  # fmt: skip


@pytest.mark.parametrize("to", [["--to", "slo"], []], ids=["to there", "to where it stands"])
@pytest.mark.parametrize(("values", "code", "said"), STANDS.values(), ids=STANDS)
def test_a_value_that_stands_otherwise_is_not_passed_over(to, values, code, said, here, capsys):
    first = sets(["objective=99.9%", "service=billing"])
    assert main(["promote", ID, "--to", "slo", *first]) == 0
    before = state(here)
    assert main(["promote", ID, *to, *sets(values)]) == code
    assert said in capsys.readouterr().err
    assert state(here) == before


def sets(values: list[str]) -> list[str]:
    return [word for value in values for word in ("--set", value)]


REFUSED = {
    "all or a hundredth": (["objective=1", "service=a"], "objective=1 may be all or one of a hundred"),
    "the same with zeros": (["objective=1,0", "service=a"], "write 1 % or 0.01"),
    "all": (["objective=100 %", "service=a"], "below 100 %"),
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
