"""A review as GitHub Markdown, the body of an issue, with boxes that act.

It names days and not ages, so that it stays the same until something happens: an issue is then
not written again. What an entry says goes through `text` and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar
from urllib.parse import quote

from ..github import safe
from ..output.summary import amount
from . import wording
from .model import Candidate, Item, Recurrence, Returned, Review, Stale
from .ticks import box, box_for_all, can_have, cut

# Some room is left for markers and for what people write.
_MOST = 60_000
_NAMED = 30
# No word of an entry is longer than that, no list of what was left out, no table of logs.
_LONGEST, _MOST_CUT, _MOST_LOGS = 240, 500, 100
Part = TypeVar("Part")


def markdown(review: Review, base: str = "") -> str:
    """The body; `base` is the address below which files are shown, such as `…/blob/main/`.

    At most `review.limit` things in each part, or fewer where the body would get too long; the
    others are counted and named.
    """
    limit = review.limit
    while True:
        body = "\n".join(_Writer(replace(review, limit=limit), base).lines()).strip() + "\n"
        if len(body.encode("utf-16-le")) // 2 <= _MOST or limit == 1:
            return body
        limit = max(1, limit // 2)


class _Writer:
    def __init__(self, review: Review, base: str) -> None:
        self.review = review
        self.base = base

    def lines(self) -> Iterator[str]:
        review = self.review
        if not review.findings:
            yield wording.NOTHING
            yield ""
        asked = wording.filters(review)
        if asked:
            yield f"Only entries with {text(asked)}."
            yield ""
        yield from self._part("returned", review.returned, self._returned)
        yield from self._part("recurrences", review.recurrences, self._recurrence)
        yield from self._candidates()
        yield from self._stale()
        yield from self._part("overdue", review.overdue, lambda one: [
            f"- {text(one.action)} · {wording.due(one)} · {self._name(one.item)}"
            f"{self._owners(one.item.owners)}"
        ])  # fmt: skip
        yield from self._part("rules", review.rules, lambda one: [
            f"- {self._name(one.item)}" + (f" in {text(one.target)}" if one.target else ""),
            f"  - {text(wording.rule(one))}",
        ])  # fmt: skip
        yield from self._noted()
        yield from self._part("conflicted", review.conflicted, lambda path: [f"- {text(path)}"])
        yield from self._totals()
        yield ""
        yield f"<sub>{wording.METHOD}</sub>"

    def _part(
        self,
        part: str,
        items: Sequence[Part],
        show: Callable[[Part], Sequence[str]],
        boxes: Sequence[tuple[str, str]] = (),
    ) -> Iterator[str]:
        """A heading, what is in the part, and what was left out of it."""
        if not items:
            return
        yield from (f"### {wording.TITLES[part]} ({len(items)})", "", wording.ABOUT[part], "")
        shown, rest = items[: self.review.limit], items[self.review.limit :]
        for one in shown:
            yield from show(one)
        if rest:
            yield f"- and {len(rest)} more{self._rest(rest)}"
        if boxes:
            yield from ("", "All at once:", "")
            for verb, words in boxes:
                yield box_for_all(verb, part, words)
        yield ""
        if part in ("candidates", "stale") and rest:
            ids = [one.item.id for one in rest if isinstance(one, Candidate | Stale)]
            hidden = cut(part, ids[:_MOST_CUT])
            yield from (hidden, "") if hidden else ()

    def _rest(self, rest: Sequence[object]) -> str:
        """The names of what was left out, as far as there are not too many."""
        items = [item for one in rest if isinstance(item := getattr(one, "item", None), Item)]
        named = ", ".join(_id(item) for item in items[:_NAMED])
        return f": {named}{' …' if len(items) > _NAMED else ''}" if named else ""

    def _candidates(self) -> Iterator[str]:
        def show(one: Candidate) -> list[str]:
            lines = [f"- {self._name(one.item)}{self._owners(one.item.owners)}"]
            lines += [f"  - {text(reason) or '(empty)'}" for reason in one.reasons]
            lines.append(f"  - suggested target: {text(one.target)} ({text(one.because)})")
            # What is resolved is settled: it becomes a rule, or stays as it is.
            verbs = [("promote", "")] + [("wont-fix", "")] * (one.item.status != "resolved")
            return lines + _boxes(one.item, "candidates", verbs)

        offered = any(_has_box(one.item) for one in self.review.candidates[: self.review.limit])
        every = [("promote", "promote them all")] if offered else []
        yield from self._part("candidates", self.review.candidates, show, every)

    def _stale(self) -> Iterator[str]:
        snooze = f"snooze for {amount(self.review.snooze, 'day')}"

        def show(one: Stale) -> list[str]:
            urgency = wording.urgency(one.item)
            told = f" · {text(urgency)}" if urgency else ""
            line = f"- {self._name(one.item)}{told} · {text(wording.since(one))}"
            verbs = [("resolve", ""), ("snooze", snooze), ("wont-fix", "")]
            return [line + self._owners(one.item.owners), *_boxes(one.item, "stale", verbs)]

        offered = any(_has_box(one.item) for one in self.review.stale[: self.review.limit])
        every = [("snooze", f"{snooze}, all of them"),
                 ("wont-fix", "won’t fix any of them")] if offered else []  # fmt: skip
        yield from self._part("stale", self.review.stale, show, every)

    def _returned(self, one: Returned) -> list[str]:
        said = text(f"{one.message}; {one.hint}".replace("`", ""))
        return [f"- {self._name(one.item)}{self._owners(one.item.owners)}", f"  - {said}"]

    def _recurrence(self, one: Recurrence) -> list[str]:
        names = ", ".join(_id(item) for item in one.items[:_NAMED])
        more = f" and {len(one.items) - _NAMED} more" if len(one.items) > _NAMED else ""
        lines = [f"- **{text(one.name)}** · {text(wording.span(one))}{self._owners(one.owners)}",
                 f"  - {names}{more}: {text('; '.join(one.why))}"]  # fmt: skip
        rate = wording.rate(one)
        return [*lines, f"  - {text(rate)}"] if rate else lines

    def _noted(self) -> Iterator[str]:
        if not self.review.noted:
            return
        yield from (f"### {wording.TITLES['noted']}", "", wording.ABOUT["noted"], "")
        for one in self.review.noted[: self.review.limit]:
            yield f"- {text(one.path)}: {one.lines:,} {'line' if one.lines == 1 else 'lines'}"
            for kind in one.kinds[: self.review.limit]:
                yield f"  - {text(kind.text) or '(empty)'} · {wording.noted(kind)}"
        yield ""

    def _totals(self) -> Iterator[str]:
        totals = self.review.totals
        if not totals:
            return
        yield from ("### Logs", "", "| Log | Entries | Open | Pending | Final | New |",
                    "| --- | ---: | ---: | ---: | ---: | ---: |")  # fmt: skip
        rows = list(totals[:_MOST_LOGS])
        for one in [*rows, wording.sums(totals)] if len(totals) > 1 else rows:
            counts = " | ".join(f"{count:,}" for count in one[2:])
            yield f"| {text(one.path)} | {counts} |"

    def _name(self, item: Item) -> str:
        """ID and caption, with a link where files can be shown."""
        caption = text(item.caption) if item.caption != item.id else ""
        where = f"{item.path}:{item.line}"
        if self.base:
            target = quote(item.path, safe="/-._~", errors="surrogateescape")
            named = f"[{_id(item)}](<{self.base}{target}#L{item.line}>)"
            return f"**{named}** {caption}".strip()
        return f"**{_id(item)}** {caption} ({text(where)})" if caption else (
            f"**{_id(item)}** ({text(where)})")  # fmt: skip

    def _owners(self, names: Sequence[str]) -> str:
        """Who looks after it: a mention where that is wanted, or else a name that calls nobody.

        What `settings` and CODEOWNERS take as a name holds nothing that Markdown reads.
        """
        if not names:
            return ""
        return " · " + ", ".join(map(self._owner, names))

    def _owner(self, name: str) -> str:
        if not name.startswith("@"):
            return text(name)
        return name if self.review.mention else safe.handle(name)


def text(words: str) -> str:
    """What an entry says, as it may stand in a body: all of it leaves through here."""
    return safe.text(words, _LONGEST)


def _id(item: Item) -> str:
    return f"`{item.id}`" if can_have(item.id) else text(item.label)


def _has_box(item: Item) -> bool:
    return item.is_named and can_have(item.id) and not item.archived


def _boxes(item: Item, part: str, verbs: Sequence[tuple[str, str]]) -> list[str]:
    if not _has_box(item):
        return []
    return [f"  {box(verb, item.id, part, words)}" for verb, words in verbs]
