"""Setting and removing fields, in the header of an entry and in its sections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..diagnostic import Edit
from ..disk import printable
from ..entry import Entry, Field, Log, Section
from ..kind import FieldSpec, Kind
from .apply import EditError, insertion
from .notes import last_line, told, value_lines
from .sections import add_section, body_end, refuse_open
from .style import Style, style_of
from .text import one_line

UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_PLAIN_YAML = re.compile(r"[^\W_][\w ./+-]*$")


def set_field(log: Log, entry: Entry, kind: Kind, name: str, value: str) -> list[Edit]:
    """Give a field of the entry a value; it is added in the template's order if it is missing.

    `name` is folded. The first field of that name is set wherever it stands. Raises `EditError`
    where an entry has no place for a field.
    """
    plain = one_line(value)
    found = entry.field(name)
    if found is not None:
        return [_replaced(log, found, plain)]
    spec = kind.field(name)
    title = spec.title if spec is not None else titled(name)
    if kind.header_section:
        section = entry.section(kind.header_section)
        if section is None:
            raise EditError(f"{entry.label} has no section {kind.header_section!r} for {title}")
        return [_inserted(log, section.fields, section.start, title, plain, style_of(log))]
    return [_into_header(log, entry, kind, name, title, plain)]


def set_section_field(
    log: Log, entry: Entry, kind: Kind, section: str, name: str, value: str
) -> list[Edit]:
    """Give a field of a section a value; field and section are added where they are missing.

    A value of several lines stands below its key, as far as the key is that of a list item.
    """
    found = entry.section(section)
    spec = kind.section(section)
    field_spec = spec.field(name) if spec is not None else None
    title = field_spec.title if field_spec is not None else titled(name)
    if found is None:
        heading = spec.title if spec is not None else section.title()
        line = _section_line(style_of(log), section, title, value)
        return add_section(log, entry, heading, line)
    field = next((item for item in found.fields if item.name == name), None)
    if field is not None:
        return [_retold(log, field, value, found.own_end)]
    style = _style_of_section(log, found)
    order = spec.fields if spec is not None else ()
    line = told(style, title, value, bold=style.section_bold)
    return [_into_section(log, found, order, name, line)]


def remove_field(log: Log, entry: Entry, field: Field) -> list[Edit]:
    """Take the line of a field away, with the lines that continue its value.

    Raises `EditError` where several fields share a line or a table row.
    """
    others = [item for item in _all(entry) if item is not field and item.line == field.line]
    if others or field.form == "table":
        raise EditError(f"{log.path}:{field.line}: `{field.key}` shares its line: edit it by hand")
    last = field.line + _more_lines(field)
    end = log.starts[last] if last < log.line_count else len(log.text)
    return [Edit(log.starts[field.line - 1], end, "")]


def titled(name: str) -> str:
    """A folded name as a heading or key has it."""
    return name.title().replace("Ids", "IDs")


def _all(entry: Entry) -> list[Field]:
    return [*entry.fields, *(item for section in entry.sections for item in section.fields)]


def _more_lines(field: Field) -> int:
    return field.more.count("\n") + 1 if field.more else 0


def value_start(log: Log, field: Field) -> int:
    """The offset of a value; that of an empty one is not behind the end of its line."""
    return log.offset(field.line, min(field.column, len(log.line(field.line)) + 1))


def _replaced(log: Log, field: Field, value: str) -> Edit:
    """The edit that puts a value in the place of a field's, continuation lines included."""
    start = value_start(log, field)
    line_end = log.offset(field.line, len(log.line(field.line)) + 1)
    end = start + len(field.raw)
    if log.text[start:end] != field.raw:
        # A comment stood inside the value: what is behind the key goes as a whole.
        end = line_end
    if field.more:
        last = field.line + _more_lines(field)
        end = log.offset(last, len(log.line(last)) + 1)
    text = _fit(field, value, log.text[start - 1 : start])
    return Edit(start, end, text)


def _retold(log: Log, field: Field, value: str, end: int) -> Edit:
    """The edit that puts a value, maybe of several lines, in the place of a field's."""
    if field.form not in ("list", "bold-list"):
        return _replaced(log, field, one_line(value))
    dash = re.match(r"[ \t]*(?:[-*+][ \t]+)?", log.line(field.line))
    first, *more = value_lines(value, dash[0] if dash else "")
    edit = _replaced(log, field, first)
    last = last_line(log, field, end, fields=False)
    stop = max(edit.end, log.offset(last, len(log.line(last)) + 1))
    return Edit(edit.start, stop, log.newline.join([edit.text, *more]))


def _fit(field: Field, value: str, before: str) -> str:
    if field.form == "table":
        value = value.replace("|", "\\|")
    elif field.form == "front-matter" and not _PLAIN_YAML.match(value):
        value = "'" + value.replace("'", "''") + "'"
    return f" {value}" if value and before in (":", "*", "_") else value


def _into_header(log: Log, entry: Entry, kind: Kind, name: str, title: str, value: str) -> Edit:
    """After the field that precedes it in the template, else before the first one."""
    style = style_of(log, entry=entry if entry.fields else None)
    if entry.fields and entry.fields[0].form == "front-matter":
        last = entry.fields[-1]
        line = f"{title.lower().replace(' ', '-')}: {_fit(last, value, ' ').strip()}"
        return _after(log, last.line + _more_lines(last), line)
    if any(item.form == "table" for item in entry.fields):
        last = next(item for item in reversed(entry.fields) if item.form == "table")
        if last.key_column == last.column:
            raise EditError(
                f"{printable(log.path)}:{last.line}: this table has a column for each field: "
                f"add the column {title} by hand"
            )
        return _after(log, last.line, f"| {title} | {value.replace('|', chr(92) + '|')} |")
    line = _header_line(style, entry, title, value)
    order = [item.name for item in kind.fields]
    rank = _rank(order, name)
    before = [item for item in entry.fields if _rank(order, item.name) <= rank]
    if before:
        last = before[-1]
        return _after(log, last.line + _more_lines(last), line + _hard_break(log, last))
    if entry.fields:
        first = entry.fields[0]
        text = line + _hard_break(log, first) + style.newline
        return insertion(log, log.starts[first.line - 1], text)
    return _under_heading(log, entry, line)


def _header_line(style: Style, entry: Entry, title: str, value: str) -> str:
    """A field of the header, in bold unless all the others do without."""
    if not entry.fields or any(item.form.startswith("bold") for item in entry.fields):
        return style.field(title, value)
    dash = (style.dash or "- ") if entry.fields[0].form == "list" else ""
    return f"{dash}{title}: {value}".rstrip()


def _rank(order: Sequence[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _hard_break(log: Log, field: Field) -> str:
    """Two blanks or a backslash at the end of a line keep fields on lines of their own."""
    line = log.line(field.line)
    return line[len(line.rstrip(" \\")) :] if line.rstrip(" \\") != line else ""


def _under_heading(log: Log, entry: Entry, line: str) -> Edit:
    """The first field of an entry, parted by blank lines from what is around it."""
    number = entry.span.end_line
    underlined = not log.line(number).lstrip().startswith("#") and entry.shape != "file"
    if underlined and UNDERLINE.match(log.line(number + 1)):
        number += 1
    text = f"\n{line}"
    if log.line(number + 1).strip():
        text += "\n"
    return _after(log, number, text)


def _inserted(
    log: Log, fields: Sequence[Field], start: int, title: str, value: str, style: Style
) -> Edit:
    line = style.field(title, value, header=False, bold=True)
    number = fields[-1].line + _more_lines(fields[-1]) if fields else start
    return _after(log, number, line)


def _into_section(
    log: Log,
    section: Section,
    order: Sequence[FieldSpec],
    name: str,
    line: str,
) -> Edit:
    names = [item.name for item in order]
    rank = names.index(name) if name in names else len(names)
    before = [
        item
        for item in section.fields
        if (names.index(item.name) if item.name in names else -1) <= rank
    ]
    if before:
        return _after(log, last_line(log, before[-1], section.own_end), line)
    if section.fields:
        start = log.starts[section.fields[0].line - 1]
        return insertion(log, start, line.replace("\n", log.newline) + log.newline)
    last = body_end(log, section.start, section.own_end)
    refuse_open(log, last, section.own_end)
    text = line if last < section.start else f"\n{line}"
    return _after(log, max(last, section.span.end_line), text)


def _section_line(style: Style, section: str, title: str, value: str) -> str:
    bold = style.section_bold or section in ("resolution", "impact")
    return told(style, title, value, bold=bold)


def _style_of_section(log: Log, section: Section) -> Style:
    """The style of the section's own fields, or else that of the log."""
    style = style_of(log)
    fields = [item for item in section.fields if item.form != "table"]
    if not fields:
        return style._replace(section_bold=style.section_bold or section.name == "resolution")
    bold = fields[-1].form in ("bold", "bold-list")
    dash = re.match(r"[ \t]*(?:[-*+][ \t]+)?", log.line(fields[-1].line))
    return style._replace(section_bold=bold, section_dash=dash[0] if dash else "")


def _after(log: Log, number: int, line: str) -> Edit:
    """Insert a line behind line `number`, whatever ends that one."""
    newline = log.newline
    line = line.replace("\n", newline)
    if number >= log.line_count:
        gap = "" if log.text.endswith(("\n", "\r")) else newline
        return insertion(log, len(log.text), f"{gap}{line}{newline}")
    return insertion(log, log.starts[number], f"{line}{newline}")
