"""Issues that are kept: found again by what they carry and by who wrote them.

The title is never looked at. People may write around our section, tick boxes in it, label the
issue and close it; all of that stays until there is something new to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..errors import RemoteError
from .client import Client
from .event import Event
from .faults import Unanswered
from .item import Issue, Kept
from .leaving import leaving
from .listing import listed, of_others
from .permission import NOBODY, doubt
from .safe import TITLE, plain
from .section import Section, compose, digest, digests, find, marked

MOST = 20  # writes of one run

# Gives the new section with what people did in the old one: `merge(old, new)`.
Merge = Callable[[str, str], str]


@dataclass(frozen=True)
class Wanted:
    """An issue as it should be. `items` name what it is about: a closed one is opened again
    when there is an item that it did not know, and for no items none is made. Where they are
    not named, `None`, it is about its body, or about what its marker says already: `knows`.
    `doubt` says why nothing is merged after all."""

    marker: str
    title: str
    body: str
    labels: tuple[str, ...] = ()
    items: tuple[str, ...] | None = None
    merge: Merge | None = None
    doubt: str = ""
    knows: frozenset[str] | None = None

    @property
    def known(self) -> frozenset[str]:
        """What the marker says of the items."""
        if self.knows is not None:
            return self.knows
        return digests((leaving(self.body),) if self.items is None else self.items)

    def told(self, kept: Kept) -> Kept:
        """What became of it, with what was not taken over."""
        if not self.doubt:
            return kept
        remark = f"what was ticked in it is taken out: {self.doubt}"
        return replace(kept, remarks=(*kept.remarks, remark), untrusted=True)


def keep_issue(
    client: Client,
    *,
    marker: str,
    title: str,
    body: str,
    labels: Sequence[str] = (),
    dry_run: bool,
    items: Sequence[str] | None = None,
    merge: Merge | None = None,
    given: Event = NOBODY,
) -> Kept:
    """Make sure that there is one issue with that marker, and that its section says `body`.

    Title and labels are given once; the body is not written when nothing changed. `dry_run`
    reads, and says what would be done. What `merge` would take over from the old section is left
    out where somebody who may not write edited it; `given` is the event that started this run.
    Raises `RemoteError`; running again completes.
    """
    about = None if items is None else tuple(items)
    wanted = Wanted(marker, title, body, tuple(labels), about, merge)
    return keep_issues(client, [wanted], dry_run=dry_run, given=given)[0]


def keep_issues(
    client: Client, wanted: Iterable[Wanted], *, dry_run: bool, most: int = MOST,
    given: Event = NOBODY,
) -> list[Kept]:  # fmt: skip
    """Keep several issues, in the order in which they are given, with at most `most` writes."""
    items = [replace(item, marker=marked(item.marker)) for item in wanted]
    found = _ours(client, [item.marker for item in items])
    kept: list[Kept] = []
    for item in items:
        issue = found.get(item.marker)
        judged = _judged(client, item, issue, given)
        would = _decide(judged, issue)
        changes = would.did in ("created", "updated")
        if changes and most <= 0:
            would = replace(would, did="postponed")
        elif changes:
            most -= 1
            if dry_run:
                would = judged.told(would)
            elif issue is None:
                would = _create(client, item)
            else:
                would = _update(client, item, issue, judged, given)
        kept.append(would)
    made = [item.marker for item, one in zip(items, kept, strict=True) if one.did == "created"]
    strange = of_others(client, made) if made else {}
    return [_beside(client, strange.get(item.marker), one) if one.did == "created" else one
            for item, one in zip(items, kept, strict=True)]  # fmt: skip


def _beside(client: Client, other: Issue | None, kept: Kept) -> Kept:
    """What became of an issue, with the one of another login that is there for the same."""
    if other is None:
        return kept
    login = client.author()
    remark = (
        f"#{other.number}, by {other.author}, is there for the same and is left alone with what is "
        f"ticked in it, since the token is of {login}: close it, and let `learnings install github "
        f"--bot {login}` make the workflows look here"
    )
    return replace(kept, remarks=(*kept.remarks, remark))


def _judged(client: Client, wanted: Wanted, issue: Issue | None, given: Event) -> Wanted:
    """What is wanted, with nothing taken over from an issue in which that does not count."""
    bare = replace(wanted, merge=None)
    if issue is None or _body(bare, issue) == _body(wanted, issue):
        return wanted
    if _decide(bare, issue).did == "left closed":
        return wanted
    why = doubt(client, issue, given)
    return replace(bare, doubt=why) if why else wanted


def _ours(client: Client, markers: Sequence[str]) -> dict[str, Issue]:
    """The oldest issue of each marker that our own login wrote; open ones count before closed."""
    found: dict[str, Issue] = {}
    for state in ("open", "closed"):
        missing = [marker for marker in markers if marker not in found]
        if missing:
            found |= listed(client, missing, state)
    return found


def _decide(wanted: Wanted, issue: Issue | None) -> Kept:
    """What is to be done; a pure function of what is wanted and what there is."""
    if issue is None:
        return Kept(0, "", "unchanged" if wanted.items == () else "created")
    section = find(issue.body, wanted.marker)
    kept = Kept(issue.number, issue.url, "unchanged")
    if section is not None and issue.closed:
        news = wanted.known - section.known
        return replace(kept, did="updated" if news else "left closed")
    same = _body(wanted, issue) == issue.body.replace("\r\n", "\n")
    return kept if same else replace(kept, did="updated")


def _body(wanted: Wanted, issue: Issue | None) -> str:
    """The body as it should be: our section anew, the rest as people left it."""
    words = leaving(wanted.body)
    old = find(issue.body, wanted.marker) if issue else None
    if old is not None and wanted.merge is not None:
        words = wanted.merge(old.text, words)
    title = old.title if old else digest(wanted.title)
    before, after = (old.before, old.after) if old else ("", "")
    return compose(wanted.marker, Section(before, words, after, wanted.known, title))


def _create(client: Client, wanted: Wanted) -> Kept:
    """Make the issue, and look whether it is there, and alone."""
    title = plain(wanted.title, TITLE) or wanted.marker
    document: dict[str, Any] = {"title": title, "body": _body(wanted, None)}
    if wanted.labels:
        document["labels"] = list(wanted.labels)
    made: Issue | None = None
    lost: Unanswered | None = None
    try:
        made = Issue.read(client.post("issues", document))
    except Unanswered as fault:
        lost = fault
    first = listed(client, [wanted.marker], "open").get(wanted.marker)
    if first is None and made is not None:
        first = Issue.read(client.get(f"issues/{made.number}"))
    if first is None:
        raise lost or RemoteError("the issue that was made is not there: run again")
    if made is not None and made.number != first.number:
        return _withdrawn(client, made, first)
    missing = [name for name in wanted.labels if name.casefold() not in first.labels]
    remarks = (f"labels that were not set: {', '.join(missing)}",) if missing else ()
    return Kept(first.number, first.url, "created", remarks)


def _withdrawn(client: Client, made: Issue, first: Issue) -> Kept:
    """Two runs made it at once: both keep the older one."""
    try:
        client.patch(f"issues/{made.number}", {"state": "closed", "state_reason": "not_planned"})
    except Unanswered:
        if not Issue.read(client.get(f"issues/{made.number}")).closed:
            raise
    remark = f"another run made it at the same time; #{made.number} is closed as its double"
    return Kept(first.number, first.url, "unchanged", (remark,))


def _update(client: Client, wanted: Wanted, seen: Issue, judged: Wanted, given: Event) -> Kept:
    """Write the section anew, upon what the issue is this moment."""
    path = f"issues/{seen.number}"
    issue = Issue.read(client.get(path))
    wanted = judged if issue.body == seen.body else _judged(client, wanted, issue, given)
    if find(issue.body, wanted.marker) is None:
        raise RemoteError(f"{issue.url} lost its marker while it was read: run again")
    decided = _decide(wanted, issue)
    if decided.did != "updated":
        return wanted.told(decided)
    body = _body(wanted, issue)
    document = {"body": body} | ({"state": "open"} if issue.closed else {})
    lost: Unanswered | None = None
    try:
        client.patch(path, document)
    except Unanswered as fault:
        lost = fault
    now = Issue.read(client.get(path))
    written, there = find(body, wanted.marker), find(now.body, wanted.marker)
    assert written is not None
    if there is None or there.known != written.known or (lost and there.text != written.text):
        raise lost or RemoteError(f"{issue.url} was changed while it was written: run again")
    remarks = ("it was closed, and is open again: there is something new",) if issue.closed else ()
    return wanted.told(replace(decided, remarks=remarks))
