"""The first look and the detectors agree: where one of these finds something, it is not clean."""

from __future__ import annotations

import pytest

from learnings.privacy import least
from learnings.privacy.catalogue import catalogue
from learnings.privacy.glance import is_clean
from learnings.privacy.scan import scan
from learnings.privacy.search import Search
from learnings.privacy.secrets.words import WORDS

from .drawn import ANNOUNCING, drawn

# A detector that is asked about each line finds what no condition can hide from it.
EVERYTHING = Search(tuple(catalogue().values()), is_screened=False)
GROUPS = ("secrets", "network", "pii")
PLAIN = (
    "- **Blast Radius**: checkout and its callers, about 1,200 users",
    "- Related Files: deploy/timers/rotate.timer, src/cache/key.py",
    "The password was wrong, x-ray and all.",
)
# Of one case, or of few letters with marks between: so some passwords are made.
BRIEF = (
    *("-bcb{}aca!", ":qc{}qb:", "GM{}FS{{", ".rr{}dq_", "ow{}ca\\", "]pc{}ui-\\_", "RU{}JZ|"),
    *("NP{}JH}}(&", ">ni{}gv|", "\\hwc{}mra/", ":QT{}KUFG", "MW{}aE|", "xq{}.zj.kw", "Zd{}9-.@@/"),
    "kaffee_{}Falcon_kaffee",
)
ANNOUNCED = (
    "password: {}",
    'the password was "{}" again',
    "CREATE USER app IDENTIFIED BY '{}'",
    "tool --password {} --force",
    "mysql -u root -p{} orders",
    "(`root` / `{}`) was it",
    "The root password was set to\n`{}` by hand.",
    "so the wifi key for the database is\n{} and it was never rotated.",
    "| host | password |\n| --- | --- |\n| db-01 | {} |",
)


@pytest.mark.parametrize("line", PLAIN)
def test_prose_has_no_letters_that_follow_each_other_by_chance(line: str) -> None:
    assert not least.password(line)


@pytest.mark.parametrize("form", ANNOUNCED)
def test_what_is_found_of_a_few_letters_and_marks_is_not_clean(form: str) -> None:
    found = 0
    for value in BRIEF:
        text = f"{form.format(value.format(''))}\n"
        if EVERYTHING.findings(text):
            found += 1
            assert scan(text), text
            assert not is_clean([(text, None)], GROUPS), text
    assert found


# Words that end a line, and more than one of what they name.
MISSED = (
    "- value: 'J5LLG{}J0UUWQW1MJL6RTE\n  name: DB_SIG\n",
    "- value: 6671xxd70q{}fk1o3i88znx5vmw8w4yioay46kgdngivh38k1\n  name: DB_SIG",
    "NAME   USER   Mdp\ndb-01  root   \\kaf{}fee480correct\n",
    'The mdps are a="9mr{}3Wwxa" was wrong.\n',
    "seed phrase: gate river stone lamp otter vivid noble crane amber fr{}ost tiger maple, beside a password",
    "recovery words: gate river stone lamp otter vivid noble crane amber fr{}ost worth maple, see code 7",
    "login: ops, pws: root=&BYF{}xZWV43'\n",
)


@pytest.mark.parametrize("text", MISSED)
def test_a_word_is_known_at_the_end_of_a_line_and_of_many(text: str) -> None:
    said = text.format("")
    assert scan(said)
    assert not is_clean([(said, None)], GROUPS)


@pytest.mark.parametrize("seed", range(6))
def test_what_a_detector_finds_is_found_by_all_that_looks_before_it(seed: int) -> None:
    found = 0
    for text in drawn(seed, 60):
        if EVERYTHING.findings(text):
            found += 1
            assert scan(text), text
            assert not is_clean([(text, None)], GROUPS), text
    assert found > 10


def test_texts_are_drawn_with_each_sort_of_word() -> None:
    for family, said in ANNOUNCING.items():
        assert len(said) > 60
        assert all(WORDS[family].search(word) for word in said)
