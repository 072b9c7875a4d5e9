"""A review as one page of HTML: no script, no network, nothing but what is in it.

A policy in the page forbids the browser to load anything; the one style sheet is allowed by
its hash. What an entry says is shown as text, and characters that nobody sees as their numbers.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

from ..lazy import regex
from ..output.escape import visible
from ..output.summary import amount
from . import wording
from .model import Candidate, Item, Overdue, Recurrence, Returned, Review, Rule, Stale, Total
from .strip import strip
from .style import CSS

_HOT = ("critical", "P1")
_TICKED = regex("`([^`]+)`")
_MOST_IDS = 12


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
    yield from _totals(review.totals)
    yield "</main>"
    yield f"<footer>{wording.METHOD}</footer>"
    yield "</body>"
    yield "</html>"


def shown(text: str) -> str:
    """Text that nobody but the reader takes for anything."""
    return escape(visible(text))


def prose(text: str) -> str:
    """Text with what stands in back-ticks as code."""
    return _TICKED.sub(r"<code>\1</code>", shown(text))


def _ids(names: Sequence[str]) -> str:
    return ", ".join(f'<span class="date">{shown(name)}</span>' for name in names)


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
    yield from make(review)
    yield "</section>"


def _cards(items: Sequence[Any], lines: Callable[[Any], Iterator[str]]) -> Iterator[str]:
    yield '<ul class="cards">'
    for item in items:
        yield "<li>"
        yield from lines(item)
        yield "</li>"
    yield "</ul>"


def _head(item: Item, aside: str = "") -> Iterator[str]:
    """ID and caption of an entry; to the right what is to be seen at once."""
    right = "".join([*_tags(item), aside])
    end = f'<span class="right">{right}</span>' if right else ""
    yield f'<div class="top"><span class="id">{shown(_name(item))}</span>{end}</div>'
    if item.caption and item.caption != item.id:
        yield f"<p>{shown(item.caption)}</p>"


def _tags(item: Item) -> list[str]:
    tags = []
    for word in (item.severity, item.priority):
        if word:
            hot = " hot" if word in _HOT else ""
            tags.append(f'<span class="tag{hot}">{shown(word)}</span> ')
    return tags


def _foot(item: Item) -> Iterator[str]:
    parts = [f"<code>{shown(item.path)}:{item.line}</code>"]
    parts += [shown(wording.owners(item.owners))] if item.owners else []
    yield f'<p class="soft small">{" · ".join(parts)}</p>'


def _name(item: Item) -> str:
    return item.id or f"{item.path}:{item.line}"


def _points(points: Sequence[str], last: str = "") -> Iterator[str]:
    """Sentences as a list; `last` is HTML already."""
    if points or last:
        listed = "".join(f"<li>{prose(point)}</li>" for point in points)
        listed += f"<li>{last}</li>" if last else ""
        yield f'<ul class="points">{listed}</ul>'


def _returned(review: Review) -> Iterator[str]:
    def lines(one: Returned) -> Iterator[str]:
        yield from _head(one.item)
        yield f'<p class="small">{prose(one.message)}; <em>{prose(one.hint)}</em></p>'
        yield from _foot(one.item)

    return _cards(review.returned, lines)


def _recurrences(review: Review) -> Iterator[str]:
    def lines(one: Recurrence) -> Iterator[str]:
        days = amount(len(one.items), "time") if len(one.items) > 1 else amount(one.stated, "time")
        yield (f'<div class="top"><span class="id">{shown(one.name)}</span>'
               f'<span class="right tag">{days}</span></div>')  # fmt: skip
        yield f"<p>{shown(one.items[0].caption)}</p>"
        yield from strip(one, review)
        rest = len(one.items) - _MOST_IDS
        names = _ids([_name(item) for item in one.items[:_MOST_IDS]])
        more = f" and {rest:,} more" if rest > 0 else ""
        rate = wording.rate(one)
        points = [wording.span(one), *one.why, *([rate] if rate else [])]
        yield from _points(points, names + more)
        if one.owners:
            yield f'<p class="soft small">{shown(wording.owners(one.owners))}</p>'

    return _cards(review.recurrences, lines)


def _candidates(review: Review) -> Iterator[str]:
    def lines(one: Candidate) -> Iterator[str]:
        yield from _head(one.item)
        yield f'<span class="target">→ {shown(one.target)}</span>'
        yield f'<span class="soft small"> {shown(one.because)}</span>'
        yield from _points(one.reasons)
        yield from _foot(one.item)

    return _cards(review.candidates, lines)


def _stale(review: Review) -> Iterator[str]:
    yield '<div class="sums small">'
    for name, counts in wording.grouped(review):
        yield f'<span><span class="soft">by {name}:</span> {shown(counts)}</span>'
    yield "</div>"

    def cells(one: Stale) -> list[str]:
        bold = ' class="bad"' if one.days > 3 * max(one.limit, 1) else ""
        return [
            f'<td><span class="id">{shown(_name(one.item))}</span><br>{shown(one.item.caption)}'
            f'<br><span class="soft small">{shown(wording.owners(one.item.owners))}</span></td>',
            f'<td class="word">{shown(one.item.status)}<br>'
            f'<span class="soft small">{shown(wording.urgency(one.item))}</span></td>',
            f'<td class="day">{one.since}<br><span class="soft small">{one.event}</span></td>',
            f'<td class="number"><span{bold}>{one.days:,}</span>'
            f'<br><span class="soft small">of {one.limit:,}</span></td>',
        ]

    heads = [("Entry", ""), ("Status", ""), ("Since", ""), ("Days", "number")]
    yield from _table(heads, [cells(one) for one in review.stale])


def _overdue(review: Review) -> Iterator[str]:
    def cells(one: Overdue) -> list[str]:
        owners = wording.owners(one.item.owners)
        where = f"{_name(one.item)}{' · ' if owners else ''}{owners}"
        return [
            f'<td>{shown(one.action)}<br><span class="soft small">{shown(where)}</span></td>',
            f'<td class="day">{one.due}</td>',
            f'<td class="number">{one.days:,}</td>',
        ]

    heads = [("Action", ""), ("Due", ""), ("Days ago", "number")]
    yield from _table(heads, [cells(one) for one in review.overdue])


def _rules(review: Review) -> Iterator[str]:
    def cells(one: Rule) -> list[str]:
        back = f'<br><span class="bad small">came back: {shown(", ".join(one.returned))}</span>'
        return [
            f'<td><span class="id">{shown(_name(one.item))}</span><br>{shown(one.item.caption)}'
            f"{back if one.returned else ''}</td>",
            f"<td>{shown(one.target)}</td>",
            f'<td>{one.due}<br><span class="soft small">{shown(one.because)}</span></td>',
        ]

    yield from _table([("Rule", ""), ("Where", ""), ("Due", "")], map(cells, review.rules))


def _noted(review: Review) -> Iterator[str]:
    rows = [
        [f"<td>{shown(kind.text) or '(empty)'}</td>",
         f'<td class="small soft"><code>{shown(one.path)}</code></td>',
         f'<td class="number">{kind.times:,}</td>']
        for one in review.noted for kind in one.kinds
    ]  # fmt: skip
    yield from _table([("Line", ""), ("File", ""), ("Times", "number")], rows)


def _conflicted(review: Review) -> Iterator[str]:
    def line(path: str) -> Iterator[str]:
        yield f"<code>{shown(path)}</code>"

    return _cards(review.conflicted, line)


def _totals(totals: Sequence[Total]) -> Iterator[str]:
    if not totals:
        return
    yield '<section id="logs"><h2>Logs</h2><p class="soft">New are those of the window.</p>'
    names = ("Entries", "Open", "Pending", "Final", "New")
    heads = [("Log", ""), *((name, "number") for name in names)]
    rows = [[f"<td><code>{shown(one.path)}</code></td>",
             *(f'<td class="number">{count:,}</td>' for count in one[2:])]
            for one in totals]  # fmt: skip
    if len(totals) > 1:
        counts = wording.sums(totals)[2:]
        rows.append(["<td>All</td>", *(f'<td class="number">{count:,}</td>' for count in counts)])
    yield from _table(heads, rows)
    yield "</section>"


def _table(heads: Sequence[tuple[str, str]], rows: Any) -> Iterator[str]:
    yield '<div class="scroll"><table><thead><tr>'
    for title, kind in heads:
        yield f'<th scope="col"{f" class={kind!r}" if kind else ""}>{title}</th>'.replace("'", '"')
    yield "</tr></thead><tbody>"
    for row in rows:
        yield f"<tr>{''.join(row)}</tr>"
    yield "</tbody></table></div>"


_PARTS: dict[str, Callable[[Review], Iterator[str]]] = {
    "returned": _returned,
    "recurrences": _recurrences,
    "candidates": _candidates,
    "stale": _stale,
    "overdue": _overdue,
    "rules": _rules,
    "noted": _noted,
    "conflicted": _conflicted,
}
