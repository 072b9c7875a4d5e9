"""Which lines of a staged log a change can have touched, told without reading its Markdown.

A hook judges the entries that a change adds or edits, and what stands outside of all. So what
certainly lies within an entry that was there before, word for word, need not be looked at. An
entry is only certain where its heading is one to every reader: what could be a fence that goes
on, a comment, HTML or another heading leaves all that follows in doubt.
"""

from __future__ import annotations

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BEGIN = "## ["
_FENCE = "```"
_DAY = 8
# They look like the ID of an entry and stand for one in a template.
_TEMPLATES = frozenset(("TYPE", "PREFIX", "KIND"))
_CONFLICT = ("<<<<<<<", ">>>>>>>")


def touched(new: str, old: str) -> list[range] | None:
    """The lines of a log, counted from 1, but for entries that the old text has as they are.

    None stands for all lines.
    """
    if "\r" in new or "\r" in old or any(mark in new or mark in old for mark in _CONFLICT):
        return None
    tame: dict[str, bool] = {}
    known = {text for _, _, text in _entries(old.split("\n"), tame)}
    lines = new.split("\n")
    found: list[range] = []
    headings: set[str] = set()
    at = seen = 0
    for start, stop, text in _entries(lines, tame):
        # Of two that are alike nobody can say here which one was there before.
        if lines[start] in headings:
            return None
        headings.add(lines[start])
        seen = stop
        if text in known:
            if at < start:
                found.append(range(at + 1, start + 1))
            at = stop
    if any(line in headings for line in lines[seen:]):
        return None
    return [*found, range(at + 1, len(lines) + 1)]


def _entries(lines: Sequence[str], tame: dict[str, bool]) -> Iterator[tuple[int, int, str]]:
    """The first line of each certain entry, the one behind it, and its text, up to any doubt."""
    begins = [at for at, line in enumerate(lines) if line.startswith(_BEGIN) and _opens(line)]
    if not begins or not _is_tame(lines[: begins[0]], is_entry=False):
        return
    for start, stop in zip(begins, [*begins[1:], len(lines)], strict=True):
        text = "\n".join(lines[start:stop]).rstrip()
        if text not in tame:
            tame[text] = _is_tame(lines[start + 1 : stop], is_entry=True)
        if not tame[text]:
            return
        yield start, stop, text


def _opens(line: str) -> bool:
    """True for a heading with an ID in brackets, such as LRN-20260301-001."""
    name, end, rest = line[len(_BEGIN) :].partition("]")
    prefix, _, number = name.partition("-")
    day, mark, last = number.partition("-")
    return bool(
        (end and mark and (not rest or rest[0] == " "))
        and (prefix.isascii() and prefix.isalpha() and prefix.isupper() and len(prefix) > 1)
        and (day.isascii() and day.isdigit() and len(day) == _DAY and prefix not in _TEMPLATES)
        and (last.isascii() and last.isalnum())
    )


def _is_tame(lines: Sequence[str], *, is_entry: bool) -> bool:
    """True if nothing in the lines ends an entry, or reaches beyond the last of them."""
    is_open, is_blank = False, is_entry
    for line in lines:
        text = line.strip()
        if is_open:
            if text.startswith(_FENCE):
                if text.strip("`") or line[0] not in "` " or line.startswith("    "):
                    return False
                is_open = False
            elif text.startswith("~~~") or (text.startswith("#") and "-" in text):
                return False
        elif line.startswith(_FENCE):
            if line.startswith("`", 3) or "`" in line[3:] or "#" in line:
                return False
            is_open = True
        elif text and not _is_plain(line, text, is_entry=is_entry, is_blank=is_blank):
            return False
        # Other blanks are text to Markdown, and may be underlined.
        is_blank = not line.strip(" \t")
    return not is_open


def _is_plain(line: str, text: str, *, is_entry: bool, is_blank: bool) -> bool:
    """True for a line that neither heads nor opens nor underlines anything but a section."""
    if _FENCE in line or "~~~" in line:
        return False
    first = text[0]
    if first == "#":
        return line[0] == "#" and (not is_entry or (line.startswith("###") and "-" not in line))
    if first == "<":
        is_whole = text.startswith("<!--") and text.find("-->", 4) == len(text) - 3
        return is_whole and line[0] == "<"
    if first == "=" or first == "-":
        return bool(text.strip(first)) or (first == "-" and is_blank)
    return True
