"""IDs of customers, as the organisation's own patterns say them."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from typing import Any

from ...errors import ConfigurationError
from ..detector import CustomPattern, Detector, Organisation
from ..spot import finder

_WIDEST = 256
_MOST_WAYS = 4096
_KINDS = {
    "customer-datum": "customer",
    "secret": "secret",
    "account-id": "account",
    "internal-host": "host",
    "national-id": "id",
    "person-name": "name",
}


def _ways(parsed: Any) -> int:
    """In how many ways the pattern may be tried at one place: what keeps it linear.

    Raises ValueError with what cannot be used, and the remedy.
    """
    total = 1
    for operator, argument in parsed:
        total *= _ways_of(str(operator), argument)
        if total > _MOST_WAYS:
            raise ValueError("can be read in too many ways; repeat fewer of its parts")
    return total


def _ways_of(operator: str, argument: Any) -> int:
    if operator in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        least, most, body = int(argument[0]), int(argument[1]), argument[2]
        if most > _WIDEST:
            raise ValueError(
                "repeats a part without end; write the most there can be, as in {1,40}"
            )
        once = _ways(body)
        return most - least + 1 if once == 1 else min(once**most, _MOST_WAYS) + 1
    if operator == "BRANCH":
        return sum(_ways(body) for body in argument[1])
    if operator in {"SUBPATTERN", "ATOMIC_GROUP"}:
        return _ways(argument[-1] if operator == "SUBPATTERN" else argument)
    if operator in {"ASSERT", "ASSERT_NOT"}:
        raise ValueError("looks ahead or back; write what is to be found, and \\b at its edges")
    if operator.startswith("GROUPREF"):
        raise ValueError("refers back to a group of its own; write the part again")
    return 1


def _fault(pattern: CustomPattern) -> str:
    """What is wrong with a pattern, and what to do; empty if it can be used."""
    if re.search(r"\(\?[a-zA-Z-]+[:)]", pattern.pattern):
        return "sets flags; case makes no difference unless a letter is written, so leave them out"
    try:
        compiled = re.compile(pattern.pattern, re.ASCII)
        parsed: Any = importlib.import_module("re._parser").parse(pattern.pattern, re.ASCII)
        _ways(parsed)
    except re.error as error:
        return f"is no regular expression: {error.msg}"
    except (ValueError, OverflowError, RecursionError) as error:
        return str(error)
    least, most = parsed.getwidth()
    if not least:
        return "matches where nothing is; write at least one character that has to be there"
    if most > _WIDEST:
        return f"may match more than {_WIDEST} characters; write shorter repeats"
    for number, example in enumerate(pattern.examples, 1):
        if not compiled.search(example):
            return f"does not match its example number {number}; mend one of the two"
    return ""


def _detector(pattern: CustomPattern) -> Detector:
    fault = _fault(pattern)
    if fault:
        raise ConfigurationError(f"the pattern {pattern.name} of the organisation {fault}")
    return Detector(
        name=f"custom-{pattern.name}",
        check=pattern.check,
        kind=_KINDS.get(pattern.check, "customer"),
        title=f"what the organisation calls {pattern.name}",
        gates=(pattern.pattern,),
        find=finder(f"(?P<value>{pattern.pattern})"),
    )


_STRIPE = Detector(
    name="stripe-customer",
    check="customer-datum",
    kind="customer",
    title="customer at Stripe",
    gates=(r"cus_[a-z0-9]{14}",),
    find=finder(
        r"(?<![A-Za-z0-9])(?P<value>cus_[A-Za-z0-9]{14,18})(?![A-Za-z0-9])",
        lambda found: len(set(found["value"])) > 7,
    ),
    source="docs.stripe.com/api/customers",
    recipes=("charged cu{}s_{w*14} twice",),
    decoys=("cus_xxxxxxxxxxxxxx and cus_id",),
)


def customers(organisation: Organisation) -> Iterator[Detector]:
    """The organisation's patterns.

    Raises ConfigurationError for one that does not compile, is not linear, or does not match its
    examples; the text names the pattern and never quotes an example.
    """
    for pattern in organisation.customers:
        yield _detector(pattern)
    yield _STRIPE
