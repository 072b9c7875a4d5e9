"""The parts of the page of a review that are tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from . import wording
from .cards import name, shown
from .model import Overdue, Review, Rule, Stale, Total


def sums(review: Review) -> Iterator[str]:
    """How many wait, by status, priority and owner."""
    yield '<div class="sums small">'
    for what, counts in wording.grouped(review):
        yield f'<span><span class="soft">by {what}:</span> {shown(counts)}</span>'
    yield "</div>"


def stale(review: Review) -> Iterator[str]:
    """What waits too long."""

    def cells(one: Stale) -> list[str]:
        bold = ' class="bad"' if one.days > 3 * max(one.limit, 1) else ""
        return [
            f'<td><span class="id">{shown(name(one.item))}</span><br>{shown(one.item.caption)}'
            f'<br><span class="soft small">{shown(wording.owners(one.item.owners))}</span></td>',
            f'<td class="word">{shown(one.item.status)}<br>'
            f'<span class="soft small">{shown(wording.urgency(one.item))}</span></td>',
            f'<td class="day">{one.since}<br><span class="soft small">{one.event}</span></td>',
            f'<td class="number"><span{bold}>{one.days:,}</span>'
            f'<br><span class="soft small">of {one.limit:,}</span></td>',
        ]

    heads = [("Entry", ""), ("Status", ""), ("Since", ""), ("Days", "number")]
    yield from _table(heads, [cells(one) for one in review.stale])


def overdue(review: Review) -> Iterator[str]:
    """The actions whose day has passed."""

    def cells(one: Overdue) -> list[str]:
        owners = wording.owners(one.item.owners)
        where = f"{name(one.item)}{' · ' if owners else ''}{owners}"
        return [
            f'<td>{shown(one.action)}<br><span class="soft small">{shown(where)}</span></td>',
            f'<td class="day">{one.due}</td>',
            f'<td class="number">{one.days:,}</td>',
        ]

    heads = [("Action", ""), ("Due", ""), ("Days ago", "number")]
    yield from _table(heads, [cells(one) for one in review.overdue])


def rules(review: Review) -> Iterator[str]:
    """The rules to look at again."""

    def cells(one: Rule) -> list[str]:
        back = f'<br><span class="bad small">came back: {shown(", ".join(one.returned))}</span>'
        return [
            f'<td><span class="id">{shown(name(one.item))}</span><br>{shown(one.item.caption)}'
            f"{back if one.returned else ''}</td>",
            f"<td>{shown(one.target)}</td>",
            f'<td>{one.due}<br><span class="soft small">{shown(one.because)}</span></td>',
        ]

    yield from _table([("Rule", ""), ("Where", ""), ("Due", "")], map(cells, review.rules))


def noted(review: Review) -> Iterator[str]:
    """The lines that hooks noted."""
    rows = [
        [f"<td>{shown(kind.text) or '(empty)'}</td>",
         f'<td class="small soft"><code>{shown(one.path)}</code></td>',
         f'<td class="number">{kind.times:,}</td>']
        for one in review.noted for kind in one.kinds
    ]  # fmt: skip
    yield from _table([("Line", ""), ("File", ""), ("Times", "number")], rows)


def totals(totals: Sequence[Total]) -> Iterator[str]:
    """The logs; nothing where there is none."""
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


def _table(heads: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield '<div class="scroll"><table><thead><tr>'
    for title, kind in heads:
        yield f'<th scope="col"{f" class={kind!r}" if kind else ""}>{title}</th>'.replace("'", '"')
    yield "</tr></thead><tbody>"
    for row in rows:
        yield f"<tr>{''.join(row)}</tr>"
    yield "</tbody></table></div>"
