"""Edits of a log: named operations that become byte edits; all else stays as it is."""

from .apply import EditError, edited
from .entries import insert_entry, remove_entry
from .fields import remove_field, set_field, set_section_field
from .references import FORMER, add_former, add_reference, rename
from .sections import add_section, retitle
from .style import Style, style_of

__all__ = [
    "FORMER",
    "EditError",
    "Style",
    "add_former",
    "add_reference",
    "add_section",
    "edited",
    "insert_entry",
    "remove_entry",
    "remove_field",
    "rename",
    "retitle",
    "set_field",
    "set_section_field",
    "style_of",
]
