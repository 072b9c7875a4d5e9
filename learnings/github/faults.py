"""The ways in which GitHub does not do what it was asked for; each is a `RemoteError`."""

from __future__ import annotations

from ..errors import RemoteError


class Unanswered(RemoteError):
    """No answer that can be read. A write may have been done, or may not."""


class Limited(RemoteError):
    """Refused because of too many requests: nothing was done, `seconds` are to be waited."""

    def __init__(self, message: str, status: int, seconds: float) -> None:
        super().__init__(message, status)
        self.seconds = seconds


class Refused(RemoteError):
    """Refused for good: nothing was done. `said` is GitHub's reason, in its words."""

    def __init__(self, message: str, status: int, said: str) -> None:
        super().__init__(message, status)
        self.said = said
