"""People and what is theirs: what is found, exactly, and what is not."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from learnings.privacy.detector import Organisation
from learnings.privacy.personal.identities import IDENTITIES
from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan
from tests.privacy.values import WORLD, plain, values

GERMAN = Organisation(locales=("de-DE",), regions=("de",))
ROSTER = Organisation(roster=("Anna Berg", "Ida"))

SILENT = [
    pytest.param("email-address", "anna@example.com", id="a domain for examples"),
    pytest.param("email-address", "test@test.com", id="a domain for tests"),
    pytest.param("email-address", "noreply@acme.io", id="nobody reads it"),
    pytest.param("email-address", "git@forge.acme.io:a/b", id="git"),
    pytest.param("email-address", "ssh anna@db.acme.io", id="a login, which is a host"),
    pytest.param("email-address", "logo@2x.png, web@v1.2, lodash@4.17.21", id="files, versions"),
    pytest.param("email-address", "getty@tty1.service", id="a unit of systemd"),
    pytest.param("email-address", "https://anna:x@db.acme.io/", id="the user of a URL"),
    pytest.param("home-directory", "/home/runner/work and /Users/Shared/x", id="no person"),
    pytest.param("home-directory", "/home/<user>/x and /home/$USER/x", id="a stand-in"),
    pytest.param("home-directory", "https://acme.io/home/anna/x", id="the path of a URL"),
    pytest.param("home-directory", "GET /users/anna", id="a resource"),
    pytest.param("phone-number", "call +1 415 555 0142", id="numbers for stories"),
    pytest.param("phone-number", "LRN-20260301-001", id="an ID of an entry"),
    pytest.param("phone-number", "call 20260301 120000", id="a time"),
    pytest.param("phone-number", "took 415{}7362671 us", id="digits without a word"),
    *(
        pytest.param("phone-number", text, id=f"no column of numbers: {name}")
        for name, text in (
            ("another one", "| phone | took |\n|---|---|\n| yes | 415{}7362671 |"),
            ("numbers for stories", "| phone |\n|---|\n| (415) 555-0142 |"),
            ("a day", "name,phone\na,2026-03-01"),
            ("a cell that says more", "| cell |\n|---|\n| took 415{}7362671 us |"),
            ("a word that begins like one", "| telemetry |\n|---|\n| 415{}7362671 |"),
            ("no rule below", "| phone |\n| 415{}7362671 |"),
        )
    ),
    pytest.param("payment-card", "4539 {}1488 0343 6468", id="a wrong check digit"),
    pytest.param("payment-card", "card 4242 {}4242 4242 4242", id="a number for tests"),
    pytest.param("payment-card", "id 4539{}148803436467", id="neither groups nor a word"),
    pytest.param("bank-account", "DE88 {}3704 0044 0532 0130 00", id="a wrong check digit, IBAN"),
    pytest.param("bank-account", "account 4831{}20457", id="an account that is no bank's"),
    pytest.param("national-id", "000-12-3456, 666-12-3456, 912-12-3456", id="never given out"),
    pytest.param("national-id", "took 511{}411234 ns", id="nine digits without a word"),
    pytest.param("national-id", "86 {}095 742 719", id="another country"),
    pytest.param("person-name", "@here @sre-team @dependabot", id="groups and robots"),
    pytest.param("person-name", "@media, @param and @Override", id="annotations"),
    pytest.param("person-name", "@scope/name and checkout@v4", id="packages"),
    pytest.param("person-name", "`@property`", id="inline code"),
    pytest.param("payment-card", "discard 4539{}148803436467", id="a word that ends like card"),
    pytest.param("person-name", "reported by Platform Team", id="a team"),
    pytest.param("person-name", "thanks to Amazon Web Services", id="a company"),
    pytest.param("person-name", "the owner decides", id="a word"),
    pytest.param("customer-datum", "cus_id and customer-123", id="what no pattern says"),
]

FOUND = [
    pytest.param("email-address", "to b@{}münchen.de now", ["b@{}münchen.de"], id="an umlaut"),
    pytest.param("home-directory", "see -Users-anna-dev-app", ["anna"], id="dashes alone"),
    pytest.param("home-directory", r"\\fs01\home\anna\x", ["anna"], id="a share"),
    pytest.param(
        "person-name",
        "reported by Carl Jensen, and then by Anna Bell",
        ["Carl Jensen", "Anna Bell"],
        id="one after the other",
    ),
    pytest.param("email-address", "<b.k+x@{}acme.co.uk>", ["b.k+x@{}acme.co.uk"], id="in brackets"),
    pytest.param("email-address", "b%40{}acme.io&x", ["b%40{}acme.io"], id="encoded in a URL"),
    pytest.param("email-address", "b [at] acme.io", ["b [at] acme.io"], id="spelt"),
    pytest.param("home-directory", "/home/anna/x", ["anna"], id="the name and not the path"),
    pytest.param("home-directory", "cd /Users/anna.b", ["anna.b"], id="a Mac"),
    pytest.param("home-directory", r"C:\Users\Anna B\x", ["Anna B"], id="a name with a space"),
    pytest.param("home-directory", r"C:\\Users\\anna\\x", ["anna"], id="escaped backslashes"),
    pytest.param("home-directory", "/-Users-anna-work/x", ["anna"], id="slashes as dashes"),
    pytest.param(
        "phone-number", "ring +44 20 {}7183 8750 now", ["+44 20 {}7183 8750"], id="with a country"
    ),
    pytest.param("phone-number", "tel. 415-{}736-2671", ["415-{}736-2671"], id="beside a word"),
    *(
        pytest.param(
            "phone-number", text.replace("NUMBER", phone), [phone], id=f"in a column: {name}"
        )
        for phone in ("415-{}736-2671",)
        for name, text in (
            ("Markdown", "| who | Phone | age |\n|---|---|---|\n| a | NUMBER | 3 |"),
            ("the second row", "| who | Work phone no. |\n|---|---|\n| a | |\n| b | `NUMBER` |"),
            ("psql", " who | phone\n-----+------\n a   | NUMBER\n(1 row)"),
            ("lines of Unicode", "┃ who ┃ Mobile ┃\n┡━━━━━╇━━━━━━━━┩\n│ a   │ NUMBER │"),
            ("a file of values", "who,phone_number\na,NUMBER"),
            ("columns that spaces align", "WHO   PHONE_NO  AGE\na     NUMBER   3"),
            ("HTML", "<tr><th>who</th>\n<th>Tel.</th></tr>\n<tr><td>a</td><td>NUMBER</td></tr>"),
            ("Spanish", "| quién | Teléfono móvil |\n|---|---|\n| a | NUMBER ext. 12 |"),
            ("Chinese", "| 姓名 | 手机 |\n|---|---|\n| a | NUMBER |"),
        )
    ),
    pytest.param(
        "payment-card", "4539 {}1488 0343 6467,", ["4539 {}1488 0343 6467"], id="in groups"
    ),
    pytest.param(
        "payment-card", "visa 4539{}148803436467", ["4539{}148803436467"], id="card beside a word"
    ),
    pytest.param(
        "payment-card", '"cardNumber": "4539{}148803436467"', ["4539{}148803436467"], id="camel"
    ),
    pytest.param(
        "bank-account",
        "DE89 {}3704 0044 0532 0130 00 ok",
        ["DE89 {}3704 0044 0532 0130 00"],
        id="IBAN in groups",
    ),
    pytest.param("national-id", "ssn 511-{}41-1234", ["511-{}41-1234"], id="a US number"),
    pytest.param("person-name", "ask @anna-b.", ["@anna-b"], id="a mention ends before the stop"),
    pytest.param("person-name", "Reported by Anna Berg.", ["Anna Berg"], id="credited"),
    pytest.param("person-name", "| Owner | Anna Berg |", ["Anna Berg"], id="in a table"),
    pytest.param(
        "person-name", "cc Anna Berg and Bo Ek", ["Anna Berg", "Bo Ek"], id="one after another"
    ),
]

CONFIGURED = [
    pytest.param(
        "national-id", "IdNr 86 {}095 742 719", ["86 {}095 742 719"], GERMAN, id="a locale's own"
    ),
    pytest.param("national-id", "511-{}41-1234", [], GERMAN, id="not those of others"),
    pytest.param(
        "phone-number", "Telefon 030 {}20648213", ["030 {}20648213"], GERMAN, id="a region's own"
    ),
    pytest.param("person-name", "anna  berg and Ida", ["anna  berg", "Ida"], ROSTER, id="roster"),
    pytest.param("person-name", "ida, Idaho", [], ROSTER, id="a single name keeps its case"),
    pytest.param(
        "person-name",
        "BERG, ANNA and A. Berg, A.Berg",
        ["BERG, ANNA", "A. Berg", "A.Berg"],
        ROSTER,
        id="the last name first, and an initial",
    ),
    pytest.param("person-name", "a. berg, Berg and Anna", [], ROSTER, id="half of a name"),
]


@pytest.mark.parametrize(("check", "recipe"), SILENT)
def test_not_found(check: str, recipe: str) -> None:
    assert values(check, recipe) == []


@pytest.mark.parametrize(("check", "recipe", "expected"), FOUND)
def test_found(check: str, recipe: str, expected: list[str]) -> None:
    assert values(check, recipe) == plain(*expected)


@pytest.mark.parametrize(("check", "recipe", "expected", "organisation"), CONFIGURED)
def test_configured(
    check: str, recipe: str, expected: list[str], organisation: Organisation
) -> None:
    assert values(check, recipe, organisation) == plain(*expected)


@pytest.mark.parametrize("recipe", ["ask @anna", "reported by Anna Berg", "| Owner | Bo Ek |"])
def test_names_in_a_fence_are_code(recipe: str) -> None:
    assert values("person-name", recipe, is_code=True) == []


@pytest.mark.parametrize("identity", IDENTITIES, ids=[identity.name for identity in IDENTITIES])
def test_a_number_with_a_digit_more_is_another(identity: object) -> None:
    recipe = identity.recipe + "7"  # type: ignore[attr-defined]
    assert values("national-id", recipe, WORLD) == []


def test_the_plans_of_phone_numbers_wait_for_a_number() -> None:
    program = (
        "import sys\n"
        "from learnings.privacy.scan import scan\n"
        "scan('the disk was full, call the owner of 10 nodes')\n"
        "assert 'phonenumbers' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


LINE = "2026-03-01T09:00:00Z INFO done\n"
EXCERPTS = [
    pytest.param("```\n" + 15 * LINE + "```\n", 1, id="fifteen lines in a fence"),
    pytest.param("```\n" + 14 * LINE + "```\n", 0, id="one less"),
    pytest.param(15 * LINE, 0, id="no fence"),
    pytest.param("```\n" + 15 * LINE + "...\n```\n", 0, id="something was left out"),
    pytest.param("```\n" + 15 * LINE + "by [REDACTED:user]\n```\n", 0, id="something is redacted"),
    pytest.param("```\n" + 15 * LINE + 40 * "code\n" + "```\n", 0, id="mostly something else"),
    pytest.param("> ~~~log\n" + 15 * ("> " + LINE) + "> ~~~\n", 1, id="in a quotation"),
    pytest.param("```\n" + 20 * LINE, 1, id="a fence that is never closed"),
]


@pytest.mark.parametrize(("text", "count"), EXCERPTS)
def test_raw_excerpts(text: str, count: int) -> None:
    assert len(values("raw-log-excerpt", text)) == count


def test_a_raw_excerpt_is_reported_on_the_line_of_its_fence() -> None:
    assert values("raw-log-excerpt", "```log\n" + 15 * LINE + "```\n") == ["```log"]


NUMBER = "+49 171 {}2345678"
SECOND = "+1 415 {}734 2299"
ALONE = [
    pytest.param("```diff\n{}\n```", [], id="the fence says that it is a difference"),
    pytest.param("~~~ patch\n{}\n~~~", [], id="the fence says that it is a patch"),
    pytest.param("```\n@@ -1 +1,2 @@\n{}\n```", [], id="the head of a hunk above"),
    pytest.param("```\n{}\n-    old\n```", [], id="a line that was taken away below"),
    pytest.param("```\n+call:\n{}\n```", [], id="a line that was added above"),
    pytest.param("```\n{}\n```", [NUMBER], id="alone in a fence"),
    pytest.param("```\n    {}\n```", [NUMBER], id="indented in a fence"),
    pytest.param("```text\nDuty phone\n{}\n```", [NUMBER], id="below words"),
    pytest.param(f"```\n{{}}\n{SECOND}\n```", [SECOND, NUMBER], id="two numbers"),
    pytest.param("```\n{} (Ana)\n```", [NUMBER], id="a name behind it"),
    pytest.param("```diff\n+a\n```\n\n```\n{}\n```", [NUMBER], id="another fence is one"),
]


@pytest.mark.parametrize(("text", "expected"), ALONE)
def test_a_number_on_its_own_line(text: str, expected: list[str]) -> None:
    recipe = text.replace("{}", NUMBER, 1)
    found = scan(cook(recipe, random.Random(1)), is_code=lambda line: True)
    said = cook(recipe, random.Random(1))
    assert sorted(said[one.start : one.end] for one in found) == sorted(plain(*expected))
