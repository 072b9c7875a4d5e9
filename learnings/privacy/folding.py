"""Text as gates are looked for in it."""

from __future__ import annotations

_LETTERS = str.maketrans({"ſ": "s", "ı": "i", "K": "k", "İ": "i"})


def folded(text: str) -> str:
    """The text in small letters, each line end one character, with the same lines."""
    if not text.isascii():
        text = text.translate(_LETTERS)
    text = text.lower()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text
