"""unreadable-text: bytes and characters that no reader can use."""

from __future__ import annotations

import datetime as dt

import pytest

from learnings import registry
from learnings.check import Context
from learnings.entry import Log
from learnings.markdown import parse
from learnings.preset import Presets

from .learning import learning
from .mending import applied, mended

MARK = "\ufeff"

SILENT = {
    "an empty file": "",
    "plain text": learning(),
    "Chinese text": learning(text="构建脚本在空目录失败。"),
    "Arabic text with a direction mark": learning(text="مرحبا\u200f!"),
    "emoji joined by an invisible character": learning(text="👩\u200d💻"),
    "carriage returns": learning().replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "unreadable-text") == []


def told(lint, text):
    return [line.partition("] ")[2] for line in lint(text, "unreadable-text")]


def places(lint, text):
    return [line.partition(": ")[0] for line in lint(text, "unreadable-text")]


def test_reports_a_broken_byte_with_its_place(lint):
    text = learning(text="A byte \udcff here.")
    assert lint(text, "unreadable-text") == [
        "LEARNINGS.md:8:8: error[unreadable-text] a byte that is not UTF-8: FF"
    ]


def test_reports_the_broken_bytes_of_a_line_once(lint):
    gbk = "找不到文件".encode("gbk").decode("utf-8", "surrogateescape")
    assert places(lint, learning(text=gbk)) == ["LEARNINGS.md:8:1"]


CHARACTERS = {
    "a replacement character": ("was \ufffd\ufffd lost", 5, "a replacement character"),
    "an override of the direction": ("was \u202egnp.exe", 5, "an invisible character"),
    "an isolate": ("\u2066was", 1, "an invisible character"),
    "a byte order mark in the text": (f"was {MARK}here", 5, "a byte order mark"),
}


@pytest.mark.parametrize(("text", "column", "message"), CHARACTERS.values(), ids=CHARACTERS)
def test_reports_characters(lint, text, column, message):
    assert places(lint, learning(text=text)) == [f"LEARNINGS.md:8:{column}"]
    assert told(lint, learning(text=text))[0].startswith(message)


def test_reports_a_byte_order_mark_in_front(lint):
    assert places(lint, MARK + learning()) == ["LEARNINGS.md:1:1"]


def test_reports_a_nul_character(lint):
    assert places(lint, learning(text="a\0b\0c")) == ["LEARNINGS.md:8:2"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_reports_another_encoding_once(lint, encoding):
    text = learning().encode(encoding).decode("utf-8", "surrogateescape")
    assert told(lint, text) == [f"the file is {encoding.upper()}, not UTF-8"]


def test_tells_the_first_twenty_places_of_many(lint):
    assert len(places(lint, learning(text="\ufffd x " * 100))) == 20


def test_removes_byte_order_marks():
    text = learning(text=f"was {MARK}here")
    assert mended("unreadable-text", MARK + text) == text.replace(MARK, "")


def test_never_mends_a_file_with_broken_bytes():
    log = parse(f"{MARK}A byte ".encode() + b"\xff")
    context = Context(today=dt.date(2026, 3, 10), presets=Presets.load())
    found = list(registry.checks()["unreadable-text"].run(log, context))
    assert [problem.subject for problem in found] == ["undecodable", "byte_order_mark"]
    assert applied(found, log.text) == log.text


def test_reports_a_file_that_was_not_read():
    log = Log("LEARNINGS.md", "", [], fault="is larger than 9 bytes")
    context = Context(today=dt.date(2026, 3, 10), presets=Presets.load())
    (problem,) = registry.checks()["unreadable-text"].run(log, context)
    assert problem.message == "this file was not read: it is larger than 9 bytes"
    assert (problem.span.line, problem.span.column) == (1, 1)
