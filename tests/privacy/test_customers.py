"""An organisation's own patterns: refused with a reason, or used."""

from __future__ import annotations

import pytest

from learnings.errors import ConfigurationError
from learnings.privacy.detector import CustomPattern, Organisation
from learnings.privacy.personal import personal
from tests.privacy.values import values


def own(pattern: str, *examples: str, check: str = "customer-datum") -> Organisation:
    return Organisation(customers=(CustomPattern("contract", pattern, examples, check),))


REFUSED = [
    pytest.param(own(r"C-[0-9"), "is no regular expression", id="it does not compile"),
    pytest.param(own(r"C-\d{6}", "C-12345"), "example number 1", id="an example does not match"),
    pytest.param(own(r"C-\d+"), "without end", id="a plus"),
    pytest.param(own(r"C-\d*"), "without end", id="a star"),
    pytest.param(own(r"(a{1,9}){1,9}"), "too many ways", id="a repeat of repeats"),
    pytest.param(own(r"(?:a?){40}b"), "too many ways", id="forty things that may be missing"),
    pytest.param(own(r"(?=C)C-\d{6}"), "looks ahead", id="it looks ahead"),
    pytest.param(own(r"(C)-\1\d{6}"), "refers back", id="it refers back"),
    pytest.param(own(r"(?i)c-\d{6}"), "sets flags", id="it sets a flag"),
    pytest.param(own(r"\d{0,6}"), "where nothing is", id="it matches nothing"),
    pytest.param(own(r"x{200}y{200}"), "more than 256", id="it is too wide"),
]


@pytest.mark.parametrize(("organisation", "reason"), REFUSED)
def test_refused(organisation: Organisation, reason: str) -> None:
    with pytest.raises(ConfigurationError, match=reason) as caught:
        personal(organisation)
    assert "pattern contract" in str(caught.value)
    assert "12345" not in str(caught.value)


USED = [
    pytest.param(own(r"C-\d{6}", "C-123456"), "for C-123456.", "C-123456", id="digits"),
    pytest.param(own(r"\bK[A-Z]{2,4}\d{4}\b"), "KAB1234", "KAB1234", id="a repeat with an end"),
    pytest.param(own(r"(?:north|south)-\d{3}"), "south-123", "south-123", id="a choice"),
]


@pytest.mark.parametrize(("organisation", "text", "expected"), USED)
def test_used(organisation: Organisation, text: str, expected: str) -> None:
    assert values("customer-datum", text, organisation) == [expected]


def test_another_check_may_report_it() -> None:
    organisation = own(r"acc-\d{6}", check="account-id")
    assert values("account-id", "acc-123456", organisation) == ["acc-123456"]
    assert values("customer-datum", "acc-123456", organisation) == []
