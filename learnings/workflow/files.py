"""The workflows that `learnings install github` writes, and whether somebody changed them since."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from .. import resource
from ..errors import UsageError
from ..lazy import regex

FOLDER = ".github/workflows"
NAMES = ("lint", "review", "promote")
CHECKOUT = "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2"
_HEAD = (
    "# Written by `learnings install github`, which brings it up to date as long as nobody\n"
    "# changes the lines below. {sum}\n"
)
_SUM = regex(r"\A# Written by [^\n]*\n#[^\n]* sha256:(?P<sum>[0-9a-f]{64})\n")
_PLACE = regex(
    r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*@[0-9a-f]{40}(?: # [\w.-]+)?|\./"
)
_WORD = regex(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,99}(?:\[bot\])?")
_LABEL = r"[A-Za-z0-9][A-Za-z0-9._/-]{0,99}"
_BRANCH = regex(_LABEL)
_RUNNER = regex(rf"{_LABEL}|\[ ?{_LABEL}(?: ?, ?{_LABEL}){{0,19}} ?\]")
# What YAML reads as something else than a word, in one version of it or another.
_NO_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "y", "n", "null"))
_BLANK = regex("ACTION|CHECKOUT|RUNNER|MAIN|BOT")
_PIN = regex(r"@[0-9a-f]{40}(?: # \S+)?(?=\n)")
_STEP = r"(?m)^      - name: (?:{name})\n        uses: (\S+(?: # \S+)?)$"
_USED = {
    "action": regex(_STEP.format(name="Lint|Review|Promote")),
    "checkout": regex(_STEP.format(name="Check out")),
    "runner": regex(r"(?m)^    runs-on: (\S.*)$"),
    "main": regex(r"(?m)^    branches: \[(\S+)\]$"),
    "bot": regex(r"user\.login == '([^']+)'"),
}


@dataclass(frozen=True)
class Values:
    """What differs from one repository to another. Raises `UsageError` for what cannot be.

    `action` and `checkout` are `OWNER/NAME@COMMIT`, `bot` is who writes with the token.
    """

    action: str
    checkout: str = CHECKOUT
    runner: str = "ubuntu-latest"
    main: str = "main"
    bot: str = "github-actions[bot]"

    def __post_init__(self) -> None:
        for name, value in (("action", self.action), ("checkout", self.checkout)):
            if not _PLACE.fullmatch(value):
                raise UsageError(f"--{name} {value}: write OWNER/NAME@COMMIT, the commit with all "
                                 "of its 40 digits, since a tag can be moved")  # fmt: skip
        if not _RUNNER.fullmatch(self.runner):
            raise UsageError(
                f"--runs-on {self.runner}: that is no label of a runner: write one such as "
                "ubuntu-latest, or several as [self-hosted, linux]"
            )
        if not _WORD.fullmatch(self.bot):
            raise UsageError(f"--bot {self.bot}: that is no login: write one such as my-app[bot]")
        if not _BRANCH.fullmatch(self.main):
            raise UsageError(f"the main branch, {self.main}, has a name that is not written into "
                             "a workflow: use letters, digits and . _ / -")  # fmt: skip


def path(name: str) -> str:
    """Where a workflow lies in a repository."""
    return f"{FOLDER}/learnings-{name}.yml"


def rendered(name: str, values: Values) -> str:
    """The text of a workflow, its head included."""
    text = resource.text(f"workflows/{name}.yml")
    said = {
        "ACTION": values.action, "CHECKOUT": values.checkout, "BOT": values.bot,
        "RUNNER": _BRANCH.sub(_quoted, values.runner), "MAIN": _BRANCH.sub(_quoted, values.main),
    }  # fmt: skip
    # In one pass: a repository may be called RUNNER.
    text = _BLANK.sub(lambda found: said[found[0]], text)
    return _HEAD.format(sum=f"sha256:{_sum(text)}") + text


def _quoted(word: re.Match[str]) -> str:
    """A word, in quotes where YAML would read a number, a day, a truth or nothing."""
    is_other = word[0][0].isdigit() or word[0].casefold() in _NO_WORDS
    return f"'{word[0]}'" if is_other else word[0]


def plain(data: bytes) -> str:
    """A file as text with the line ends that we write: git may have made others of them."""
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def is_untouched(text: str) -> bool:
    """True if the file is one of ours and nobody changed it."""
    found = _SUM.match(text)
    return found is not None and _sum(text[found.end() :]) == found["sum"]


def used(texts: Iterable[str]) -> dict[str, str]:
    """What workflows of ours were written with, by the names in `Values`."""
    found: dict[str, str] = {}
    for text in texts:
        for name, pattern in _USED.items() if _SUM.match(text) else ():
            there = pattern.search(text)
            if there is not None:
                found.setdefault(name, there[1].replace("'", ""))
    return found


def _sum(text: str) -> str:
    """Of the text without its pins, which a bot may bring up to date."""
    return hashlib.sha256(_PIN.sub("@", text).encode()).hexdigest()
