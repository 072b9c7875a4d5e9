"""Whether the words of a source are first hand, in the languages that the vocabulary knows."""

from __future__ import annotations

import pytest

from learnings.promotion import trust
from learnings.promotion.languages import _FIRST_HAND, _TRUSTED
from learnings.vocabulary import _data

FREE = {
    "German": "Vorfall", "with an umlaut": "Störung", "an engineer in German": "Ingenieurin",
    "in capital letters": "NACHBESPRECHUNG", "with a hyphen": "Nutzer-Rückmeldung",
    "with a number": "Vorfall INC-42", "with a number and a day": "Vorfall INC-42 (2026-03-01)",
    "Spanish": "incidente", "without accents": "retroalimentacion de usuarios",
    "a post-mortem in Spanish": "análisis post-mortem", "French": "retour d'expérience",
    "with a typographic apostrophe": "retour d’expérience", "a post-mortem": "post-mortem",
    "Chinese": "事故复盘", "traditional Chinese": "工程師", "feedback in Chinese": "用户反馈",
    "Japanese": "障害", "Japanese in kana": "ポストモーテム", "Korean": "사용자 피드백",
    "Russian": "разбор инцидента", "Russian with a yo": "развёртывание", "in backticks": "`Vorfall`",
    "a list": "Vorfall, Nachbesprechung", "a list in two languages": "incident, Vorfall",
    "an engineer": "engineer", "a team and its meeting": "équipe; réunion",
}  # fmt: skip
OTHERS = {
    "a web page in Spanish": "página web", "a document in French": "document", "mail": "E-Mail",
    "a word that goes on": "Vorfallsbericht eines Anbieters", "words after it": "Vorfall bei Acme",
    "copied from a page": "incidente copiado de una página web", "Chinese pages": "网页",
    "a page about an incident": "事故网页", "from a tool, in Chinese": "工具输出",
    "what is of others in a list": "Vorfall, Webseite",
    "what is not known in a list": "Vorfall, Gerücht", "and what is not known": "Vorfall und Gerücht",
    "a list of which the first is English": "incident, página web",
    "an English word from a French page": "incident d'une page externe",
    "an English word in Chinese from pages": "incident 来自网页", "mail in Russian": "инцидент из письма",
    "a command, that may be a team": "команда", "a review, that may be a magazine": "revue",
    "a look-alike": "Vоrfall", "a tool with a number": "Werkzeug 3", "hidden": "Vor\u200bfall Tool",
    "praise": "vertrauenswürdig",
}  # fmt: skip


def said(value: str, *, praise: bool = False) -> str:
    return trust._label(value, (*trust._FIRST_HAND, *trust._OF_SOURCES), praise=praise)


@pytest.mark.parametrize("value", FREE.values(), ids=FREE)
def test_what_is_first_hand_is_free_in_any_language(value):
    assert said(value) == ""


@pytest.mark.parametrize("value", OTHERS.values(), ids=OTHERS)
def test_what_is_of_others_stays_in_quarantine_in_any_language(value):
    assert said(value)


@pytest.mark.parametrize(
    "value", ["geprüft", "verificado", "vérifiée", "已验证", "検証済み", "검증됨", "проверено"]
)
def test_praise_counts_for_labels_of_trust_alone(value):
    assert said(value, praise=True) == ""
    assert said(value)


def test_no_word_that_is_free_may_mean_outside_material():
    for words in (*_FIRST_HAND.values(), *_TRUSTED.values()):
        rows = words.split(", ")
        assert len(rows) == len(set(rows))
        assert [word for word in rows if trust._from_outside(word.casefold())] == []


def test_a_long_label_is_read_once():
    assert said("incident " + "from de " * 100_000) == ""
    assert said("Vorfall" + " 1" * 100_000)


def test_every_language_has_the_words_for_what_teams_say_most():
    assert set(_FIRST_HAND) == set(_TRUSTED)
    scripts = {"zh": "来源", "ja": "ステータス", "ko": "상태", "ru": "статус", "es": "estado",
               "fr": "statut", "de": "priorität"}  # fmt: skip
    assert set(scripts) == set(_FIRST_HAND)
    known = {alias for row in _data()["aliases"]["fields"].values() for alias in row}
    assert set(scripts.values()) <= known
