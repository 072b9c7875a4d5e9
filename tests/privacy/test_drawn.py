"""The first look and the detectors agree: where one of these finds something, it is not clean."""

from __future__ import annotations

import pytest

from learnings.privacy import least
from learnings.privacy.glance import is_clean
from learnings.privacy.scan import scan
from learnings.privacy.secrets.words import WORDS

from .drawn import ANNOUNCING, drawn

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
        is_there = bool(scan(text))
        found += is_there
        assert not (is_there and is_clean([(text, None)], GROUPS)), text
    assert found


@pytest.mark.parametrize("seed", range(6))
def test_a_text_in_which_something_is_found_is_not_clean(seed: int) -> None:
    found = 0
    for text in drawn(seed, 150):
        if scan(text):
            found += 1
            assert not is_clean([(text, None)], GROUPS), text
    assert found > 20


def test_texts_are_drawn_with_each_sort_of_word() -> None:
    for family, said in ANNOUNCING.items():
        assert len(said) > 60
        assert all(WORDS[family].search(word) for word in said)
