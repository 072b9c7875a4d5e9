"""What the user can mend, each with the exit code that the command line returns."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator


class LearningsError(Exception):
    """A fault that the user can mend; the text names the thing and the remedy.

    The command line prints the text and returns `exit_code`.
    """

    exit_code = 2


class UsageError(LearningsError):
    """An option, a path or a name that the command cannot take (exit code 2)."""


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


class CheckFailed(LearningsError):
    """A check raised: a bug of ours or of a plug-in, never the user's (exit code 70)."""

    exit_code = 70

    def __init__(self, check: str, path: str) -> None:
        super().__init__(f"the check {check} failed on {path}; please report this as a bug")
        self.check = check
        self.path = path
