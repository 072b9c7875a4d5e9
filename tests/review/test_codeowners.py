"""Who owns a path, by the rules that GitHub documents."""

from __future__ import annotations

import time

import pytest

from learnings.review.codeowners import PLACES, parse, read

RULES = {
    "no line owns nothing": ("", "a.md", ()),
    "a comment owns nothing": ("# * @all\n", "a.md", ()),
    "a line without an owner takes the path away": ("* @all\n/docs/\n", "docs/a.md", ()),
    "a star owns everything": ("* @all\n", "docs/deep/a.md", ("@all",)),
    "the last line that fits decides": ("* @all\n*.md @writers\n", "docs/a.md", ("@writers",)),
    "a later line that does not fit decides nothing": ("* @all\n*.js @js\n", "a.md", ("@all",)),
    "several owners keep their order": ("* @b @acme/team c@example.org\n", "a.md",
                                        ("@b", "@acme/team", "c@example.org")),
    "a comment behind the owners is none": ("* @all # us\n", "a.md", ("@all",)),
    "a star stays in its name": ("docs/*.md @d\n", "docs/deep/a.md", ()),
    "docs/* is not what lies deeper": ("docs/* @d\n", "docs/deep/a.md", ()),
    "docs/* is what lies in it": ("docs/* @d\n", "docs/a.md", ("@d",)),
    "a folder owns what lies deeper": ("docs/ @d\n", "docs/deep/a.md", ("@d",)),
    "a folder is found at any depth": ("logs/ @l\n", "a/b/logs/c.md", ("@l",)),
    "a folder with a slash before it is at the root": ("/logs/ @l\n", "a/logs/c.md", ()),
    "a folder at the root is at the root": ("/logs/ @l\n", "logs/c.md", ("@l",)),
    "a pattern with a slash inside is read from the root": ("a/logs @l\n", "x/a/logs/c.md", ()),
    "a name without an end slash may be a folder": ("/build/logs @l\n", "build/logs/x/y.md", ("@l",)),
    "a folder is no file": ("logs/ @l\n", "logs", ()),
    "two stars span folders": ("**/logs @l\n", "a/b/logs/c.md", ("@l",)),
    "two stars span no folder too": ("**/logs @l\n", "logs/c.md", ("@l",)),
    "two stars in the middle span folders": ("a/**/c.md @l\n", "a/x/y/c.md", ("@l",)),
    "two stars at the end are what lies in it": ("a/** @l\n", "a/x/y.md", ("@l",)),
    "two stars at the end are not the folder": ("a/** @l\n", "a", ()),
    "a question mark is one character": ("?.md @l\n", "ab.md", ()),
    "case counts": ("*.MD @l\n", "a.md", ()),
    "a blank behind a backslash is part of the name": ("my\\ logs/ @l\n", "my logs/a.md", ("@l",)),
    "a hash behind a backslash is part of the name": ("\\#a.md @l\n", "#a.md", ("@l",)),
    "there is no taking back": ("* @all\n!a.md @x\n", "a.md", ("@all",)),
    "there are no sets": ("* @all\n[ab].md @x\n", "a.md", ("@all",)),
    "a line with something else than owners is left out": ("* @all\n*.md nobody\n", "a.md", ("@all",)),
    "a log below a dot folder is found": (".learnings/ @ops\n", ".learnings/LEARNINGS.md", ("@ops",)),
    "line ends of Windows are line ends": ("* @all\r\n/a.md @a\r\n", "a.md", ("@a",)),
}  # fmt: skip


@pytest.mark.parametrize(("text", "path", "expected"), RULES.values(), ids=RULES.keys())
def test_the_owners_of_a_path(text, path, expected):
    assert parse(text).of(path) == expected


class Files:
    def __init__(self, files):
        self.files = files

    def exists(self, path):
        return path in self.files

    def text(self, path):
        return self.files.get(path)


def test_the_first_place_that_has_a_file_counts_alone():
    files = {place: f"* @owner-{at}\n" for at, place in enumerate(PLACES)}
    assert read(Files(files)).of("a") == ("@owner-0",)
    del files[PLACES[0]]
    assert read(Files(files)).of("a") == ("@owner-1",)
    assert read(Files({})).of("a") == ()


def test_a_hostile_pattern_takes_no_time():
    owners = parse("*a" * 500 + "b @x\n" + "**/a/" * 200 + "b @y\n")
    started = time.perf_counter()
    assert owners.of("a/" * 400 + "a" * 2000) == ()
    assert time.perf_counter() - started < 2
