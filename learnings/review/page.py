"""A review as one page of HTML: no script, no network, nothing but what is in it.

A policy in the page forbids the browser to load anything; the one style sheet is allowed by
its hash. What an entry says is shown as text, and characters that nobody sees as their numbers.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from . import wording
from .cards import candidates, conflicted, recurrences, returned, shown
from .model import Review
from .style import CSS
from .tables import noted, overdue, rules, stale, sums, totals

# Nobody reads further, and a browser should not have to.
_MOST = 200


def html(review: Review) -> str:
    """The whole page, with a final newline."""
    return "".join(f"{line}\n" for line in _page(review))


def _page(review: Review) -> Iterator[str]:
    digest = base64.b64encode(hashlib.sha256(CSS.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    day = wording.weekday(review.today)
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>Learnings, {day}</title>"
    yield f"<style>{CSS}</style>"
    yield "</head>"
    yield "<body>"
    yield "<header>"
    yield "<h1>What the logs say</h1>"
    asked = wording.filters(review)
    window = wording.window(review)
    only = f" · only {shown(asked)}" if asked else ""
    yield f'<p class="soft">{day} · counted from {window}{only}</p>'
    yield from _tiles(review)
    yield "</header>"
    yield "<main>"
    if not review.findings:
        yield f'<p class="calm">{wording.NOTHING}</p>'
    for part, make in _PARTS.items():
        yield from _section(review, part, make)
    yield from totals(review.totals)
    yield "</main>"
    yield f"<footer>{wording.METHOD}</footer>"
    yield "</body>"
    yield "</html>"


def _tiles(review: Review) -> Iterator[str]:
    """What there is to do at a glance; each leads to its part."""
    held = [(part, len(getattr(review, part))) for part in _PARTS]
    tiles = [(part, count) for part, count in held if count]
    if not tiles:
        return
    yield "<nav>"
    for part, count in tiles:
        yield (f'<a href="#{part}"><b>{count:,}</b>'
               f"<span>{wording.TITLES[part].lower()}</span></a>")  # fmt: skip
    yield "</nav>"


def _section(review: Review, part: str, make: Callable[[Review], Iterator[str]]) -> Iterator[str]:
    count = len(getattr(review, part))
    if not count:
        return
    yield f'<section id="{part}">'
    yield f'<h2>{wording.TITLES[part]} <span class="count">{count:,}</span></h2>'
    yield f'<p class="soft">{wording.ABOUT[part]}</p>'
    if part == "stale":
        yield from sums(review)
    yield from make(replace(review, **{part: getattr(review, part)[:_MOST]}))
    if count > _MOST:
        yield f'<p class="soft small">{count - _MOST:,} more are not shown on this page.</p>'
    yield "</section>"


_PARTS: dict[str, Callable[[Review], Iterator[str]]] = {
    "returned": returned,
    "recurrences": recurrences,
    "candidates": candidates,
    "stale": stale,
    "overdue": overdue,
    "rules": rules,
    "noted": noted,
    "conflicted": conflicted,
}
