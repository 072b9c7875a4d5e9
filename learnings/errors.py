"""What the user can mend, each with the exit code that the command line returns."""

from __future__ import annotations


class LearningsError(Exception):
    """A fault that the user can mend; the text names the thing and the remedy.

    The command line prints the text and returns `exit_code`.
    """

    exit_code = 2


class UsageError(LearningsError):
    """An option, a path or a name that the command cannot take (exit code 2)."""


class ConfigurationError(LearningsError):
    """A configuration, preset, schema or baseline that cannot be used (exit code 2)."""


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
