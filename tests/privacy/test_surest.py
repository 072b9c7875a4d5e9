"""What is of low confidence hides nothing that is surer."""

from __future__ import annotations

import random

import pytest

from learnings.diagnostic import Confidence
from learnings.privacy.scan import scan

_LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"

QUOTED = {
    "a setting of a container": "docker run -e 'GITHUB_TOKEN=gh{}p_{36}' builder",
    "in a list": "['A=gh{}p_{36}']",
    "in double quotation marks": 'echo "TOKEN=gh{}p_{36}"',
    "a key of an API": 'docker run -e "API_KEY={40}" builder',
    "a form that is sent": "curl -d 'client_secret={40}' https://example.com",
    "a cookie": "curl -b 'sid={32}' https://example.com",
    "a secret of a cluster": "kubectl create secret --from-literal='DB_PASSWORD={24}7'",
    "a key of Amazon": "'AWS_SECRET_ACCESS_KEY={40}'",
}
OF_LOW = {
    "a name and random letters": "run 'build-cache={40}' again",
}


def made(form: str, seed: int) -> str:
    """The form with as many random characters as each number in it says."""
    dice = random.Random(seed)
    for count in (40, 36, 32, 24):
        form = form.replace(f"{{{count}}}", "".join(dice.choices(_LETTERS, k=count)))
    return form.replace("{}", "")


@pytest.mark.parametrize("form", OF_LOW.values(), ids=OF_LOW)
def test_what_is_found_by_its_letters_alone_stays_of_low_confidence(form: str) -> None:
    assert {one.confidence for one in scan(made(form, 1))} <= {Confidence.LOW}


@pytest.mark.parametrize("form", QUOTED.values(), ids=QUOTED)
def test_a_setting_in_quotation_marks_is_found_as_without_them(form: str) -> None:
    for seed in range(8):
        [found] = scan(made(form, seed))
        assert found.confidence is not Confidence.LOW
