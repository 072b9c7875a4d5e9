"""Words that SQL and options of programs set as passwords, and what is said there of passwords."""

from __future__ import annotations

import pytest

from learnings.diagnostic import Confidence
from learnings.privacy.scan import scan

ONE, MORE = "nettle" + "frost", " ".join(("blue", "whale", "rides", "nine"))
WORD = "pass" + "word"
SILENT = [
    pytest.param("IDENTIFIED BY 'your_password'", id="what stands for one"),
    pytest.param("IDENTIFIED BY 'secret'", id="a word for one"),
    pytest.param("they were identified by 'name' and 'address'", id="who was identified"),
    pytest.param(f"WITH {WORD.upper()} 'changeme'", id="what is to be changed"),
    pytest.param(f"foo --{WORD} 'prompt'", id="a way to ask"),
    pytest.param(f"the {WORD} 'expires' soon", id="a quotation"),
    pytest.param(f"foo --{WORD}-file '{ONE}'", id="a file"),
    pytest.param(f"foo --no-{WORD} '{ONE}'", id="no password"),
    pytest.param(f"--{WORD} 'is required for this'", id="a sentence"),
]
FOUND = [
    pytest.param(f"CREATE USER app WITH {WORD.upper()} '{{}}';", id="a role of SQL"),
    pytest.param(f"ALTER ROLE app WITH ENCRYPTED {WORD.upper()} '{{}}'", id="an encrypted one"),
    pytest.param(f"the {WORD} by `CREATE USER app IDENTIFIED BY '{{}}'`", id="with the word"),
    pytest.param("CREATE USER app IDENTIFIED BY '{}';", id="without the word"),
    pytest.param(f"foo --{WORD} '{{}}' bar", id="an option"),
    pytest.param(f'foo --db-{WORD} "{{}}"', id="a longer option"),
    pytest.param("gpg --pass" + "phrase '{}' -d a", id="a phrase"),
]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_found_in(text: str) -> None:
    assert [one for one in scan(text) if one.check == "secret"] == []


@pytest.mark.parametrize("text", FOUND)
@pytest.mark.parametrize("value", [ONE, MORE], ids=["a word", "a phrase"])
def test_the_words_are_found_with_little_confidence(text: str, value: str) -> None:
    start = text.index("{}")
    [found] = scan(text.format(value))
    assert (found.start, found.end) == (start, start + len(value))
    assert found.confidence is Confidence.LOW
