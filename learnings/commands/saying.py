"""What a person says on the command line and others will read: no secret, and no value as it is.

The words of entries lose their values on the way out. What is said of them in options goes to
the same places, into files, commits and pull requests, and is held to the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..entry import Log
from ..errors import UsageError
from ..exposure import SECRETS
from ..privacy.finding import Finding
from ..privacy.mask import Mask
from ..settings import Settings
from ..watch import Watch


class Saying:
    """Looks at what is said as the settings of the repository would at a log."""

    def __init__(self, settings: Settings) -> None:
        self._watch = Watch(settings.nearest)

    def refuse(self, said: Mapping[str, str | Iterable[str]]) -> None:
        """Raise `UsageError` where a secret is in what an option says; it is not quoted."""
        for option, values in said.items():
            for text in (values,) if isinstance(values, str) else values:
                kinds = sorted({item.kind for _, item in self._found(text) if _is_secret(item)})
                if kinds:
                    raise UsageError(
                        f"{option} holds a secret ({', '.join(kinds)}), which would be written "
                        "where others read it: say it without, and rotate the secret if the "
                        "shell keeps a history"
                    )

    def masked(self, option: str, text: str) -> str:
        """The text without addresses, names and hosts; raises `UsageError` for a secret in it."""
        self.refuse({option: text})
        mask = Mask()
        for log, item in self._found(text):
            mask.learn(log.text, [item])
        return mask(text) if mask else text

    def _found(self, text: str) -> list[tuple[Log, Finding]]:
        """The values in a text, as it stands or as the value of a name."""
        log = Log("", text, _starts(text))
        return [(log, item) for item in self._watch.findings(log)] if text.strip() else []


def _is_secret(item: Finding) -> bool:
    return item.check in SECRETS


def _starts(text: str) -> list[int]:
    return [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
