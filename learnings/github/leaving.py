"""The one place through which the text of logs leaves for GitHub."""

from __future__ import annotations

from ..output.escape import visible
from ..privacy.seen import hidden


def leaving(text: str) -> str:
    """The text as it may leave: whatever must never leave is masked here, and only here.

    Characters that nobody sees are shown by their numbers; line ends stay, as `\\n`. What went
    through once goes through again unchanged.
    """
    lines = hidden(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(visible(line) for line in lines)
