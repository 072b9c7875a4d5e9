"""Credentials that the heading of a table announces, and cells that hold none."""

from __future__ import annotations

import random

import pytest

from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan

SILENT = [
    (
        "a drawn column of states",
        "┌──────┬──────────┐\n│ user │ password │\n├──────┼──────────┤\n│ root │ expired  │\n└──────┴──────────┘",
    ),
    ("a drawn column of others", "│ token │ age │\n├───────┼─────┤\n│ valid │ {d*6}x! │"),
    (
        "a column of states in HTML",
        "<tr><th>user</th><th>password</th></tr>\n<tr><td>root</td><td>expired 2026-03-01</td></tr>",
    ),
    (
        "a column in HTML behind one of passwords",
        "<tr><th>password</th><th>host</th></tr>\n<tr><td></td><td>web{d*3}x!</td></tr>",
    ),
    (
        "the next table in HTML",
        "<table><tr><th>password</th></tr></table><table><tr><td>{w*9}7x!</td></tr></table>",
    ),
    (
        "a row that ends before the column begins",
        "host     user     password    x\nab    \n",
    ),
]

FOUND = [
    (
        "psql with lines of Unicode",
        "┌──────┬──────────┐\n│ user │ password │\n├──────┼──────────┤\n│ root │ {} │\n└──────┴──────────┘",
        "{w*9}7x!",
    ),
    (
        "psql with lines of Unicode and no frame",
        " user │ password\n──────┼──────────\n root │ {}\n(1 row)",
        "{w*9}7x!",
    ),
    (
        "rich",
        "┏━━━━━━┳━━━━━━━━┓\n┃ user ┃ token  ┃\n┡━━━━━━╇━━━━━━━━┩\n│ a    │ x      │\n├──────┼────────┤\n│ root │ {} │",
        "{w*38}7a",
    ),
    ("rich without a frame", "  user   password\n ─────────────────\n  root   {}", "{w*9}7x!"),
    (
        "double lines",
        "╔══════╦══════════╗\n║ user ║ password ║\n╠══════╬══════════╣\n║ root ║ {} ║\n╚══════╩══════════╝",
        "{w*9}7x!",
    ),
    (
        "polars",
        "│ user ┆ password │\n│ ---  ┆ ---      │\n│ str  ┆ str      │\n╞══════╪══════════╡\n│ root ┆ {} │",
        "{w*9}7x!",
    ),
    (
        "a heading before others, drawn",
        "│ password │ what the account is there for │\n├──────────┼──────────┤\n│ {} │ all │",
        "{w*9}7x!",
    ),
    ("a grid of reStructuredText", "| password |\n+==========+\n| {} |", "{w*9}7x!"),
    ("a drawn record", "─[ RECORD 1 ]─┬──────\nuser     │ root\npassword │ {}", "{w*9}7x!"),
    ("a drawn cell without spaces", "│password│{}│", "{w*9}7x!"),
    ("a drawn column in Russian", "│ имя │ пароль │\n├─────┼────────┤\n│ a   │ {} │", "{w*9}7x!"),
    ("a file of values in German", "Rechner,Passwort\ndb-01,{}", "{w*9}7x"),
    ("a file of values in Russian", "имя,пароль\ndb-01,{}", "{w*9}7x"),
    (
        "HTML with its headings apart",
        "<table>\n<thead>\n<tr><th>user</th><th>Password</th><th>age</th></tr>\n</thead>\n<tbody>\n"
        "<tr><td>root</td><td>{}</td><td>3</td></tr>\n</tbody>\n</table>",
        "{w*9}7x!",
    ),
    (
        "HTML with a tag on each line",
        "<table class='x'>\n <tr>\n  <TH scope='col'>user</TH>\n  <th><b>token</b></th>\n </tr>\n <tr>\n"
        "  <td>root</td>\n  <td><code>{}</code></td>\n </tr>\n</table>",
        "{w*38}7a",
    ),
    (
        "HTML on one line",
        "<table><thead><tr><th>user</th><th>password</th></tr></thead><tr><td>a</td><td>b</td></tr>"
        "<tr><td>root</td><td> {} </td></tr></table>",
        "{w*9}7x!",
    ),
    (
        "HTML with cells for headings",
        "<tr><td>user</td><td>password</td></tr>\n<tr><td>root</td><td>{}</td></tr>",
        "{w*9}7x!",
    ),
    ("HTML with a heading beside", "<tr>\n<th>Password</th>\n<td>{}</td>\n</tr>", "{w*9}7x!"),
    (
        "HTML with more headings beside",
        "<tr><th>user</th>\n<td>root</td></tr>\n<tr>\n<th>password</th>\n<td>{}</td>\n</tr>",
        "{w*9}7x!",
    ),
]


@pytest.mark.parametrize("text", [row[1] for row in SILENT], ids=[row[0] for row in SILENT])
def test_nothing_is_found_in(text: str) -> None:
    for seed in range(10):
        assert scan(cook(text, random.Random(seed))) == []


@pytest.mark.parametrize(
    ("text", "recipe"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND]
)
def test_the_value_of_a_cell_is_found_in(text: str, recipe: str) -> None:
    for seed in range(10):
        value = cook(recipe, random.Random(seed))
        before, _, after = text.partition("{}")
        found = scan(before + value + after)
        assert [(one.start, one.end) for one in found] == [(len(before), len(before) + len(value))]
