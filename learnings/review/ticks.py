"""The check boxes of a review: how they are written, what was ticked, and that ticks survive.

A box carries what it does in a comment that nobody sees: the verb, the ID of the entry and the
part of the review. Only IDs of letters, digits, hyphens and underscores get boxes, and the text
of entries never holds a comment when it gets here, so no entry can forge one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ..lazy import regex

VERBS = ("promote", "resolve", "snooze", "wont-fix")
PARTS = ("candidates", "stale")
_ID = r"[A-Za-z0-9](?:-?[A-Za-z0-9_]){0,63}"
_SAFE = regex(_ID)
_BOX = regex(
    rf"(?P<before>[ \t]*[-*+] \[)(?P<mark>[ xX])(?P<after>\] <!-- learnings:"
    rf"(?:act (?P<verb>{'|'.join(VERBS)}) (?P<id>{_ID})"
    rf"|all (?P<all>{'|'.join(VERBS)})) (?P<part>{'|'.join(PARTS)}) -->)"
)
_CUT = regex(rf"<!-- learnings:cut (?P<part>{'|'.join(PARTS)}) (?P<ids>{_ID}(?: {_ID})*) -->")
_DOES = {"promote": "promote", "resolve": "resolve", "snooze": "snooze", "wont-fix": "won’t fix"}
# Both can be meant: the matter is settled, and its lesson is to be a rule.
_TOGETHER = frozenset(("resolve", "promote"))
_KEPT = "Ticked before, and not listed above:"


class Action(NamedTuple):
    """What a ticked box asks for: a verb, and the ID of the entry."""

    verb: str
    id: str


def can_have(id: str) -> bool:
    """True if an ID can be written into a box."""
    return _SAFE.fullmatch(id) is not None


def box(verb: str, id: str, part: str, words: str = "") -> str:
    """A box that does something with an entry, without indentation.

    Raises `ValueError` for an ID that cannot be written, and for an unknown verb or part.
    """
    if verb not in VERBS or part not in PARTS or not can_have(id):
        raise ValueError(f"no box for {verb} {id!r} in {part}")
    return f"- [ ] <!-- learnings:act {verb} {id} {part} --> {words or _DOES[verb]}"


def box_for_all(verb: str, part: str, words: str) -> str:
    """A box that does the same with every entry that has such a box in that part."""
    if verb not in VERBS or part not in PARTS:
        raise ValueError(f"no box for {verb} in {part}")
    return f"- [ ] <!-- learnings:all {verb} {part} --> {words}"


def cut(part: str, ids: list[str]) -> str:
    """The IDs that were left out for want of room, so that their ticks survive."""
    held = [name for name in ids if can_have(name)]
    return f"<!-- learnings:cut {part} {' '.join(held)} -->" if held else ""


def merged(old_body: str, new_body: str, waits: Callable[[Action], bool] = lambda _: False) -> str:
    """The new body with the ticks that the old one has.

    A tick for all becomes one for each entry that it stood for then, so that it does not take in
    entries that came later. Ticks that the new body has no box for are kept behind it, where it
    leaves the entry out for want of room or what they ask for still `waits`; the others are gone.
    """
    wanted = ticked(old_body)
    if not wanted:
        return new_body
    everything, open_ = frozenset(wanted), set(wanted)
    lines = new_body.split("\n")
    for at, line in enumerate(lines):
        found = _BOX.match(line)
        if found is None or found["id"] is None:
            continue
        action = Action(found["verb"], found["id"])
        if action in everything:
            open_.discard(action)
            lines[at] = f"{found['before']}x{found['after']}{line[found.end() :]}"
    parts = {name: found["part"]
             for found in _CUT.finditer(new_body) for name in found["ids"].split()}  # fmt: skip
    former = {found["id"]: found["part"] for found in _boxes(old_body) if found["id"]}
    kept = [action for action in wanted
            if action in open_ and (action.id in parts or waits(action))]  # fmt: skip
    if kept:
        lines += ["", _KEPT, ""]
        lines += [_ticked_box(action, parts.get(action.id) or former[action.id]) for action in kept]
    return "\n".join(lines)


def followed(body: str, names: Mapping[str, str]) -> str:
    """The body with the boxes of entries that got another ID under that: former ID to ID."""
    lines = body.split("\n")
    for at, line in enumerate(lines):
        found = _BOX.match(line)
        if found is not None and can_have(names.get(found["id"] or "", "")):
            lines[at] = line[: found.start("id")] + names[found["id"]] + line[found.end("id") :]
    return "\n".join(lines)


def _ticked_box(action: Action, part: str) -> str:
    words = f"{_DOES[action.verb]} `{action.id}`"
    return box(action.verb, action.id, part, words).replace("[ ]", "[x]", 1)


def _boxes(body: str) -> Iterator[re.Match[str]]:
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return (found for line in lines if (found := _BOX.match(line)) is not None)


def ticked(body: str) -> list[Action]:
    """What the ticked boxes ask for, in their order, each once, also what contradicts itself.

    A box for all stands for every box of its verb and part, but for entries that have a box
    ticked themselves.
    """
    boxes = list(_boxes(body))
    own = {found["id"] for found in boxes if found["id"] and found["mark"] != " "}
    everyone = {(found["all"], found["part"]) for found in boxes
                if found["all"] and found["mark"] != " "}  # fmt: skip
    asked = []
    for found in boxes:
        if found["id"] is None:
            continue
        by_all = (found["verb"], found["part"]) in everyone and found["id"] not in own
        if found["mark"] != " " or by_all:
            asked.append(Action(found["verb"], found["id"]))
    return list(dict.fromkeys(asked))


def torn(found: Iterable[Action]) -> frozenset[str]:
    """The IDs of entries with ticks that cannot all be meant."""
    verbs: dict[str, set[str]] = {}
    for action in found:
        verbs.setdefault(action.id, set()).add(action.verb)
    return frozenset(
        name for name, said in verbs.items() if len(said) > 1 and not said <= _TOGETHER
    )
