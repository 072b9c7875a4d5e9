"""Defects to plant in an entry: each function spoils one thing, `DEFECTS` names them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from .draft import BASE_36, Draft, id_of
from .phrase import Rand

Defect = Callable[[Draft], None]
# A defect of the status, or of what the status asks for, keeps the status that it needs.
STATUS_DEFECTS = {
    "bad_status",
    "missing_status",
    "resolved_without_resolution",
    "resolution_but_pending",
}


def _without(name: str) -> Defect:
    def spoil(draft: Draft) -> None:
        draft.fields = [item for item in draft.fields if item[0] != name]

    return spoil


def _bad(name: str, *values: str) -> Defect:
    def spoil(draft: Draft) -> None:
        draft.put(name, draft.dice.pick(values))

    return spoil


def _noted(line: str) -> Defect:
    def spoil(draft: Draft) -> None:
        draft.metadata.append(line.format(id=draft.id))

    return spoil


def _missing_summary(draft: Draft) -> None:
    del draft.sections[0]


def _missing_metadata(draft: Draft) -> None:
    draft.metadata.clear()


def _missing_separator(draft: Draft) -> None:
    draft.separator = ""


def _bad_category(draft: Draft) -> None:
    word = draft.dice.pick(["Incident Pattern", "misc", "incident-pattern"])
    draft.heading = f"## [{draft.id}] {word}\n\n"


def _bad_logged(draft: Draft) -> None:
    local = draft.day.isoformat() + " 10:00"
    draft.put("Logged", draft.dice.pick(["yesterday", "2025-13-40T10:00:00Z", "15/01/2025", local]))


def _id_date_mismatch(draft: Draft) -> None:
    later = draft.day + dt.timedelta(days=draft.dice.number(2, 30))
    draft.put("Logged", later.isoformat() + "T09:00:00Z")


def _duplicate_id(draft: Draft) -> None:
    twin = id_of(draft.seed, max(0, draft.number - draft.dice.number(1, 30)))
    draft.heading = draft.heading.replace(draft.id, twin)


def _lower_case_id(draft: Draft) -> None:
    draft.heading = draft.heading.replace(draft.id, draft.id.lower())


def _dangling_see_also(draft: Draft) -> None:
    draft.metadata.append(f"See Also: LRN-20191231-{draft.dice.number(1, 999):03d}")


def _first_after_last(draft: Draft) -> None:
    kept = [m for m in draft.metadata if not m.startswith(("First-Seen", "Last-Seen"))]
    last = draft.day - dt.timedelta(days=9)
    kept += [f"First-Seen: {draft.day.isoformat()}", f"Last-Seen: {last.isoformat()}"]
    draft.metadata = kept


def _recurrence_not_a_number(draft: Draft) -> None:
    kept = [m for m in draft.metadata if not m.startswith("Recurrence")]
    draft.metadata = [*kept, "Recurrence-Count: several"]


def _empty_summary(draft: Draft) -> None:
    draft.sections[0] = (draft.sections[0][0], "")


def _section_twice(draft: Draft) -> None:
    draft.sections.append((draft.sections[0][0], "Written a second time."))


def _field_twice(draft: Draft) -> None:
    draft.fields.append(("Priority", "low"))


def _resolved_without_resolution(draft: Draft) -> None:
    draft.put("Status", "resolved")


def _resolution_but_pending(draft: Draft) -> None:
    when = draft.day.isoformat()
    body = f"- **Resolved**: {when}T09:00:00Z\n- **Notes**: done"
    draft.sections.append(("Resolution", body))


def _wrong_heading_level(draft: Draft) -> None:
    title, body = draft.sections[-1]
    draft.sections[-1] = ("# " + title, body)


def _unclosed_fence(draft: Draft) -> None:
    title, body = draft.sections[-1]
    draft.sections[-1] = (title, body + "\n\n```bash\nkubectl get pods")


def _trailing_space(draft: Draft) -> None:
    title, body = draft.sections[0]
    draft.sections[0] = (title, body + "   ")


def _tab_in_metadata(draft: Draft) -> None:
    draft.metadata[0] = "\t" + draft.metadata[0]


def _secret(draft: Draft) -> None:
    title, body = draft.sections[1]
    draft.sections[1] = (title, f"{body}\n\n```\nexport TOKEN\n{token(draft.dice)}\n```")


def _internal_ip(draft: Draft) -> None:
    title, body = draft.sections[1]
    address = ".".join(["10", *(str(draft.dice.number(1, 254)) for _ in range(3))])
    draft.sections[1] = (title, f"{body}\n\nSeen on host {address} only.")


def _placeholder_left(draft: Draft) -> None:
    left = "Full context: what operational pattern was found, why it matters for reliability,"
    draft.sections[1] = (draft.sections[1][0], left)


def token(source: Rand) -> str:
    """A random token of a well-known shape, composed so that none stands in this source."""
    capitals, mixed = BASE_36[10:], BASE_36 + BASE_36[10:].lower()
    shape = source.number(0, 4)
    if shape == 0:
        return "AK" + "IA" + source.characters(capitals + "234567", 16)
    if shape == 1:
        return "gh" + "p_" + source.characters(mixed, 36)
    if shape == 2:
        first, second = source.characters("123456789", 12), source.characters("123456789", 12)
        return "xox" + f"b-{first}-{second}-" + source.characters(mixed, 24)
    if shape == 3:
        return "sk_" + "live_" + source.characters(mixed, 24)
    return "pass" + 'word = "' + source.characters(mixed, 20) + '"'


DEFECTS: dict[str, Defect] = {
    "missing_logged": _without("Logged"),
    "missing_priority": _without("Priority"),
    "missing_status": _without("Status"),
    "missing_area": _without("Area"),
    "missing_summary": _missing_summary,
    "missing_metadata": _missing_metadata,
    "bad_priority": _bad("Priority", "urgent", "High!", "p1", "medum"),
    "bad_status": _bad("Status", "open", "Resolved", "in-progress", "done"),
    "bad_area": _bad("Area", "networking", "on-call", "runbook"),
    "bad_category": _bad_category,
    "bad_logged": _bad_logged,
    "id_date_mismatch": _id_date_mismatch,
    "duplicate_id": _duplicate_id,
    "lower_case_id": _lower_case_id,
    "dangling_see_also": _dangling_see_also,
    "see_also_self": _noted("See Also: {id}"),
    "first_after_last": _first_after_last,
    "recurrence_not_a_number": _recurrence_not_a_number,
    "empty_summary": _empty_summary,
    "section_twice": _section_twice,
    "field_twice": _field_twice,
    "resolved_without_resolution": _resolved_without_resolution,
    "resolution_but_pending": _resolution_but_pending,
    "wrong_heading_level": _wrong_heading_level,
    "unclosed_fence": _unclosed_fence,
    "trailing_space": _trailing_space,
    "tab_in_metadata": _tab_in_metadata,
    "secret": _secret,
    "internal_ip": _internal_ip,
    "placeholder_left": _placeholder_left,
    "missing_separator": _missing_separator,
    "future_date": _bad("Logged", "2099-01-01T00:00:00Z"),
}
NAMES = list(DEFECTS)


def plant(draft: Draft, share: float) -> None:
    """Spoil one thing in that share of the entries, and note which."""
    if draft.dice.chance(share):
        draft.defect = NAMES[int(draft.dice.real() * len(NAMES))]
        DEFECTS[draft.defect](draft)
