"""Text that somebody says, made sure of: characters that can be written as UTF-8, or a refusal."""

from __future__ import annotations

import os
import re

from .disk import printable
from .errors import UsageError

_SURROGATE = re.compile("[\ud800-\udfff]")


def argument(text: str, name: str) -> str:
    """A word of the command line as text, whatever the locale made of its bytes.

    Raises `UsageError`, with the name of the argument, where the bytes are no UTF-8.
    """
    if not _SURROGATE.search(text):
        return text
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        raise UsageError(f"{name}: {printable(text[:40])} is no UTF-8 text: "
                         "write it in UTF-8") from None  # fmt: skip


def legible(text: str, name: str) -> str:
    """The text itself; raises `UsageError` for halves of characters, which no file can hold."""
    found = _SURROGATE.search(text)
    if found:
        raise UsageError(f"{name} holds {printable(found[0])}, half of a character, which no file "
                         "can hold: leave it out, or write the whole character")  # fmt: skip
    return text


def decoded(data: bytes, name: str) -> str:
    """Bytes that were typed or piped, as text; raises `UsageError` where they are no UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is no UTF-8 text (byte {error.start + 1}): "
                         "write it in UTF-8") from None  # fmt: skip
