"""What the user can mend, each with the exit code that the command line returns."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from .lazy import regex

_USER = regex(r"(?<=://)[^\s/]*@")


def redacted(text: str) -> str:
    """The text without the user and password of the addresses in it: `https://***@host/`."""
    return _USER.sub("***@", text)


class LearningsError(Exception):
    """A fault that the user can mend; the text names the thing and the remedy.

    The command line prints the text and returns `exit_code`. Passwords in addresses are left out.
    """

    exit_code = 2

    def __init__(self, message: str = "") -> None:
        super().__init__(redacted(message))


class UsageError(LearningsError):
    """An option, a path or a name that the command cannot take (exit code 2)."""


class UnknownEntry(UsageError):
    """No entry has the ID that was asked for, which is `name`."""

    def __init__(self, message: str, name: str) -> None:
        super().__init__(message)
        self.name = name


class ConfigurationError(LearningsError):
    """A configuration, preset, schema or baseline that cannot be used (exit code 2).

    `keys` lead to the setting that is at fault, where it is known: whoever has the file adds
    the line.
    """

    def __init__(self, message: str, keys: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.keys = keys


@contextlib.contextmanager
def placed(*keys: str) -> Iterator[None]:
    """Whatever is wrong with the configuration in here, is wrong with the setting of those keys."""
    try:
        yield
    except ConfigurationError as error:
        error.keys = error.keys or keys
        raise


class RepositoryError(LearningsError):
    """The environment or the repository is not what the command needs (exit code 3)."""

    exit_code = 3


class RemoteError(LearningsError):
    """A service did not do what it was asked for, or did not answer (exit code 4).

    `status` is the number of its answer, `None` where there was none.
    """

    exit_code = 4

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class CheckFailed(LearningsError):
    """A check raised: a bug of ours or of a plug-in, never the user's (exit code 70)."""

    exit_code = 70

    def __init__(self, check: str, path: str) -> None:
        super().__init__(f"the check {check} failed on {path}; please report this as a bug")
        self.check = check
        self.path = path
