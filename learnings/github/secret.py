"""A token that does not show itself."""

from __future__ import annotations

from ..errors import UsageError


class Secret:
    """A token; printing it, or a traceback with the values of variables, shows `***`.

    Raises `UsageError` for what no token can be, without quoting it.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        if not value.isascii() or not value.isprintable() or " " in value or not value:
            raise UsageError("the token for GitHub is empty or holds characters that no token "
                             "has: set GITHUB_TOKEN to the token alone")  # fmt: skip
        self._value = value

    def reveal(self) -> str:
        """The token itself, for the header or the login that needs it."""
        return self._value

    def hidden(self, text: str) -> str:
        """The text without the token."""
        return text.replace(self._value, "***")

    def removed(self, data: bytes) -> bytes:
        """The bytes without the token."""
        return data.replace(self._value.encode("ascii"), b"***")

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written anywhere")
