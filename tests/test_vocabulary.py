"""Names of fields and sections: folded, aliases resolved."""

from __future__ import annotations

import pytest

from learnings import resource, vocabulary

FOLDED = [
    pytest.param("status", "status", id="a plain key stays"),
    pytest.param("See-Also", "see also", id="a hyphen is a blank"),
    pytest.param("Related_Files", "related files", id="an underscore is a blank"),
    pytest.param("**Status**:", "status", id="emphasis and colon are dress"),
    pytest.param("📌 Priority", "priority", id="an emoji before the key is dress"),
    pytest.param("Resolution ✅", "resolution", id="an emoji behind it too"),
    pytest.param("`Logged`", "logged", id="back-ticks are dress"),
    pytest.param("Commit/PR", "commit/pr", id="a slash inside stays"),
    pytest.param("🔥", "", id="nothing but an emoji is an empty name"),
    pytest.param("状态", "状态", id="folding alone resolves no alias"),
]


@pytest.mark.parametrize(("key", "name"), FOLDED)
def test_fold(key: str, name: str) -> None:
    assert vocabulary.fold(key) == name


FIELDS = [
    pytest.param("Status", "status", id="a known name is itself"),
    pytest.param("状态", "status", id="Chinese status"),
    pytest.param("优先级", "priority", id="Chinese priority"),
    pytest.param("记录时间", "logged", id="Chinese logged"),
    pytest.param("Promoted To", "promoted", id="promoted to is promoted"),
    pytest.param("Skill-Path", "skill path", id="a name of two words"),
    pytest.param("Logged (UTC)", "logged", id="a remark in brackets is left off a known name"),
    pytest.param("状态：", "status", id="a full-width colon is dress"),
    pytest.param("Favourite Colour", "favourite colour", id="an unknown name is folded only"),
]


@pytest.mark.parametrize(("key", "name"), FIELDS)
def test_field_name(key: str, name: str) -> None:
    assert vocabulary.field_name(key) == name


SECTIONS = [
    pytest.param("Summary", "summary", id="a known title is itself"),
    pytest.param("摘要", "summary", id="Chinese summary"),
    pytest.param("解决方案", "resolution", id="Chinese resolution"),
    pytest.param("元数据", "metadata", id="Chinese metadata"),
    pytest.param("Root Cause Analysis", "root cause", id="an analysis is the root cause"),
    pytest.param("2. Summary", "summary", id="a number before a known title is left off"),
    pytest.param("摘要 (Summary)", "summary", id="two languages in one title"),
    pytest.param("What broke (prod)", "what broke (prod)", id="an unknown title keeps its remark"),
]


@pytest.mark.parametrize(("title", "name"), SECTIONS)
def test_section_name(title: str, name: str) -> None:
    assert vocabulary.section_name(title) == name


def test_no_alias_is_claimed_twice() -> None:
    for rows in resource.load("vocabulary.json")["aliases"].values():
        words = [vocabulary.fold(word) for words in rows.values() for word in words]
        assert len(words) == len(set(words))
        assert not set(words) & {vocabulary.fold(name) for name in rows}


def test_core_fields_are_header_fields() -> None:
    core = resource.load("vocabulary.json")["core"]
    assert all(vocabulary.is_core(name) and vocabulary.is_header_field(name) for name in core)
    assert not vocabulary.is_core("summary")
    assert not vocabulary.is_header_field("favourite colour")
    assert vocabulary.is_section("root cause")
    assert not vocabulary.is_section("statistics")
