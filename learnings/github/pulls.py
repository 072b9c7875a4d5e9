"""One pull request for a branch: found by its head and base, made where there is none.

What people did stays: a closed one is not opened unless that is asked for, one that was merged
is not made again, and the text is ours only between our comments.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..errors import RemoteError
from .asking import Extras, add
from .client import Client
from .faults import Refused, Unanswered
from .item import Kept, Request
from .leaving import leaving
from .safe import TITLE, plain
from .section import Section, compose, digest, digests, find

MARKER = "pull"
# What became of one that a person closed or merged: nothing more is done for it.
MERGED = "merged"
SETTLED = ("left closed", MERGED)


@dataclass(frozen=True)
class _Wanted:
    head: str
    base: str
    title: str
    body: str
    draft: bool
    items: tuple[str, ...] | None = None

    @property
    def known(self) -> frozenset[str]:
        """The hashes of what it is about."""
        return digests([leaving(self.body)] if self.items is None else self.items)

    def text(self, there: Request | None) -> str:
        """The body: our section anew, what people wrote around it as it is."""
        old = find(there.body, MARKER) if there else None
        before, after = (old.before, old.after) if old else ("", "")
        if there and old is None:
            after = "\n\n" + there.body.replace("\r\n", "\n") if there.body else ""
        words = leaving(self.body)
        return compose(MARKER, Section(before, words, after, self.known, digest(self.heading)))

    @property
    def heading(self) -> str:
        return plain(self.title, TITLE)

    def changes(self, there: Request) -> dict[str, str]:
        """What has to be written; a title that a person gave stays."""
        changes: dict[str, str] = {}
        old = find(there.body, MARKER)
        ours = old is not None and old.title == digest(there.title)
        if ours and there.title != self.heading:
            changes["title"] = self.heading
        body = self.text(there)
        if body != there.body.replace("\r\n", "\n"):
            changes["body"] = body
        return changes


def ensure_pull(
    client: Client,
    *,
    head: str,
    base: str,
    title: str,
    body: str,
    labels: Sequence[str] = (),
    reviewers: Sequence[str] = (),
    draft: bool = False,
    reopen: bool = False,
    commit: str = "",
    foreign: bool = False,
    kept: bool = False,
    dry_run: bool = False,
    items: Sequence[str] | None = None,
    push: Callable[[], None] = lambda: None,
) -> Kept:
    """Make sure that there is one pull request from the branch `head` into `base`.

    `commit` is what the branch holds: one that was merged with it is done, one merged with
    another commit does not count. `foreign` says that others committed to the branch: then the
    pull request is theirs too, and is left as it is. Reviewers are logins or `org/team`; what
    cannot be requested or labelled is a remark. `kept` says that a person chose what the branch
    holds: one that is open keeps its words. `items` name what it is about: one that a person
    closed is followed by another when there is an item that it did not know. `push` brings the
    branch there; it is asked for only where the pull request is not settled, and after it was
    opened again: GitHub opens none whose branch has changed. Raises `RemoteError`; running again
    completes.
    """
    wanted = _Wanted(head, base, title, body, draft, None if items is None else tuple(items))
    there = _find(client, wanted, commit)
    extras = Extras(tuple(labels), tuple(reviewers))
    if there is None:
        if dry_run:
            return Kept(0, "", "created")
        push()
        return _created(client, wanted, extras)
    pull = Kept(there.number, there.url, "unchanged")
    if there.merged:
        return replace(pull, did=MERGED)
    if there.closed and not reopen:
        return replace(pull, did="left closed")
    if foreign:
        return _of_others(client, there, pull, dry_run)
    if kept and not there.closed:
        remark = "it says something else than the tick does, and is left as a person made it"
        more = [] if dry_run else add(client, there, extras, again=True)
        return replace(pull, remarks=(remark, *more))
    if there.closed:
        if dry_run:
            return replace(pull, did="reopened")
        return _reopened(client, wanted, there, extras, push)
    if not dry_run:
        push()
    return _updated(client, wanted, there, extras, dry_run)


def _of_others(client: Client, there: Request, pull: Kept, dry_run: bool) -> Kept:
    """One to whose branch others committed: opened again if it is closed, and otherwise let be."""
    remark = "others committed to its branch: it is left as it is"
    if not there.closed:
        return replace(pull, remarks=(remark,))
    if dry_run or _opened(client, there) is not None:
        return replace(pull, did="reopened", remarks=(remark,))
    why = ("it is still closed: others changed its branch, and GitHub does not open it again; open "
           "one for that branch by hand, or delete the branch and run again")  # fmt: skip
    return replace(pull, did="left closed", remarks=(why,))


def _find(client: Client, wanted: _Wanted, commit: str = "") -> Request | None:
    """The open one, or the newest that is closed; a merged one only with the same commit."""
    head = f"{client.owner}:{wanted.head}"
    query = {"state": "all", "head": head, "base": wanted.base, "sort": "created"}
    listed = []
    for document in client.pages("pulls", {**query, "direction": "desc"}):
        request = Request.read(document)
        # GitHub leaves a filter out that it does not understand.
        if document["head"].get("ref") == wanted.head:
            listed.append(request)
    for request in listed:
        if not request.closed:
            return request
    newest = listed[0] if listed else None
    if newest and newest.merged and commit and newest.commit != commit:
        return None
    return None if newest and not newest.merged and _is_news(wanted, newest) else newest


def _is_news(wanted: _Wanted, closed: Request) -> bool:
    """True where what is wanted was not all in the request that a person closed."""
    section = find(closed.body, MARKER) if wanted.items is not None else None
    return section is not None and bool(wanted.known - section.known)


def _created(client: Client, wanted: _Wanted, extras: Extras) -> Kept:
    document = {
        "title": wanted.heading or wanted.head,
        "head": wanted.head,
        "base": wanted.base,
        "body": wanted.text(None),
        "draft": wanted.draft,
    }
    remarks: list[str] = []
    lost: RemoteError | None = None
    try:
        _made(client, document, remarks)
    except Unanswered as fault:
        lost = fault
    except Refused as fault:
        # Another run may have been quicker; any other reason leaves nothing to find.
        if fault.status != 422 or "already exists" not in fault.said:
            raise RemoteError(f"{fault}{_remedy(fault, wanted)}", fault.status) from None
        lost = fault
    there = _find(client, wanted)
    if there is None or there.closed:
        raise lost or RemoteError("the pull request that was made is not there: run again")
    remarks += add(client, there, extras)
    return Kept(there.number, there.url, "created", tuple(remarks))


def _remedy(fault: Refused, wanted: _Wanted) -> str:
    if "not permitted to create" in fault.said:
        return (". It is a setting of the repository or its organisation: Actions, General, "
                "Allow GitHub Actions to create and approve pull requests")  # fmt: skip
    if "head invalid" in fault.said:
        return f": push the branch {wanted.head} first"
    return ""


def _made(client: Client, document: dict[str, Any], remarks: list[str]) -> None:
    try:
        client.post("pulls", document)
    except Refused as fault:
        if not (document["draft"] and "draft" in fault.said.lower()):
            raise
        client.post("pulls", {**document, "draft": False})
        remarks.append("this repository has no drafts: it is an ordinary pull request")


def _reopened(
    client: Client, wanted: _Wanted, there: Request, extras: Extras, push: Callable[[], None]
) -> Kept:
    """Open it again, before its branch changes; a new one where the branch is another by now."""
    now = _opened(client, there)
    push()
    now = now or _opened(client, there)  # where the branch was gone
    if now is None:
        return _created(client, wanted, extras)
    return replace(_updated(client, wanted, now, extras, False), did="reopened")


def _opened(client: Client, there: Request) -> Request | None:
    """The pull request, open again; `None` where GitHub does not open it. Raises `RemoteError`."""
    try:
        now = _patched(client, there, {"state": "open"})
    except Refused as fault:
        if fault.status != 422:
            raise
        return None
    if now.closed:
        raise RemoteError(f"{there.url} is still closed: run again")
    return now


def _updated(
    client: Client, wanted: _Wanted, there: Request, extras: Extras, dry_run: bool
) -> Kept:
    changes = wanted.changes(there)
    pull = Kept(there.number, there.url, "updated" if changes else "unchanged")
    if dry_run:
        return pull
    if changes:
        now = _patched(client, there, changes)
        if wanted.changes(now):
            raise RemoteError(f"{there.url} was changed while it was written: run again")
    return replace(pull, remarks=tuple(add(client, there, extras, again=True)))


def _patched(client: Client, there: Request, changes: dict[str, str]) -> Request:
    """The pull request as it is after the change, answered or not."""
    path = f"pulls/{there.number}"
    try:
        client.patch(path, changes)
    except Unanswered:
        now = Request.read(client.get(path))
        if any(_differs(now, name, value) for name, value in changes.items()):
            raise
        return now
    return Request.read(client.get(path))


def _differs(now: Request, name: str, value: str) -> bool:
    if name == "state":
        return now.closed
    there = now.title if name == "title" else now.body.replace("\r\n", "\n")
    return there != value
