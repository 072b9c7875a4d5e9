"""The countries that settings may name are those of the numbering plans and of the national IDs."""

from __future__ import annotations

import phonenumbers
import pytest

from learnings.privacy.configured import SHAPE
from learnings.privacy.countries import LOCALE, REGION
from learnings.privacy.personal.identities import IDENTITIES

TOLD = [
    pytest.param("regions", "AT", "", id="a region with a plan"),
    pytest.param("locales", "DE", "", id="a locale with a national ID"),
    pytest.param("regions", "UK", 'is "UK"; did you mean "GB"?', id="the United Kingdom's other"),
    pytest.param("locales", "UK", 'is "UK"; did you mean "GB"?', id="so for IDs"),
    pytest.param("regions", "de", 'is "de"; did you mean "DE"?', id="in small letters"),
    pytest.param("regions", "XX", 'is "XX": no numbering plan has this code', id="no country"),
    pytest.param("locales", "AT", "no national ID of this country is known; use AU, BE", id="no ID"),
    pytest.param("regions", "Germany", "the code of a country", id="the name of a country"),
    pytest.param("locales", 49, "the code of a country", id="a number"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value", "words"), TOLD)
def test_a_country_of_which_nothing_is_known_is_a_fault(
    key: str, value: object, words: str
) -> None:
    said = [text for _, text in SHAPE.faults({key: [value]}, ("privacy",))]
    assert len(said) == (1 if words else 0)
    assert all(words in text for text in said)


def test_the_codes_are_those_that_something_is_known_of() -> None:
    assert set(REGION.codes) == set(phonenumbers.SUPPORTED_REGIONS)
    assert set(LOCALE.codes) == {identity.country for identity in IDENTITIES}
