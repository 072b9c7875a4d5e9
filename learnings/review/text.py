"""A review for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..output.columns import table
from ..output.summary import amount
from . import wording
from .model import Item, Review

_FEW = 5


def text(review: Review, width: int = 0) -> str:
    """The review in columns; a `width` cuts the lines, 0 leaves them as long as they are."""
    return "\n".join(_parts(review, width))


def _parts(review: Review, width: int) -> Iterator[str]:
    head = [["review of", str(review.today)], ["window", wording.window(review)]]
    asked = wording.filters(review)
    head += [["only", asked]] if asked else []
    yield table(head, width=width)
    if not review.findings:
        yield table([[wording.NOTHING]], width=width)
    for part, rows in _tables(review):
        if rows:
            many = len(getattr(review, part))
            title = table([[f"{wording.TITLES[part].lower()} ({many:,})"]], width=width)
            sums = [["", f"by {name}", counts] for name, counts in wording.grouped(review)]
            held = table(sums, width=width) if part == "stale" else ""
            yield title + held + table([["", *row] for row in rows], width=width)
    if review.totals:
        yield _totals(review, width)


def _tables(review: Review) -> Iterator[tuple[str, list[list[str]]]]:
    yield "returned", [[_name(one.item), one.message] for one in review.returned]
    yield "recurrences", [row for one in review.recurrences for row in (
        [one.name, wording.span(one)],
        *(["", line] for line in (_ids(one.items), *one.why, wording.rate(one),
                                  wording.owners(one.owners)) if line),
    )]  # fmt: skip
    yield "candidates", [row for one in review.candidates for row in (
        [_name(one.item), f"→ {one.target} ({one.because})"],
        *(["", reason] for reason in one.reasons),
    )]  # fmt: skip
    yield "stale", [
        [_name(one.item), one.item.status, wording.urgency(one.item) or "-", wording.waits(one),
         wording.owners(one.item.owners) or "-", one.item.caption]
        for one in review.stale
    ]  # fmt: skip
    yield "overdue", [
        [_name(one.item), str(one.due), amount(one.days, "day"),
         wording.owners(one.item.owners) or "-", one.action]
        for one in review.overdue
    ]  # fmt: skip
    yield "rules", [[_name(one.item), one.target or "-", wording.rule(one)] for one in review.rules]
    yield "noted", [row for one in review.noted for row in (
        [one.path, amount(one.lines, "line")],
        *(["", f"{wording.noted(kind)}: {kind.text}"] for kind in one.kinds[:_FEW]),
    )]  # fmt: skip
    yield "conflicted", [[path] for path in review.conflicted]


def _name(item: Item) -> str:
    return item.id or f"{item.path}:{item.line}"


def _ids(items: Sequence[Item]) -> str:
    more = f" and {len(items) - _FEW} more" if len(items) > _FEW else ""
    return ", ".join(_name(item) for item in items[:_FEW]) + more


def _totals(review: Review, width: int) -> str:
    rows = [*review.totals, wording.sums(review.totals)] if len(review.totals) > 1 else (
        list(review.totals))  # fmt: skip
    lines = [["log", "entries", "open", "pending", "final", "new"]]
    lines += [[one.path, *(f"{count:,}" for count in one[2:])] for one in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    right = [[line[0], *(cell.rjust(wide) for cell, wide in zip(line[1:], widths[1:], strict=True))]
             for line in lines]  # fmt: skip
    return table(right, width=width)
