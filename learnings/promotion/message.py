"""What a promotion is called: commit message, branch, title and body of a pull request."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import ConfigurationError
from ..lazy import regex
from .target import Target
from .template import Value
from .words import in_message, slug

TEMPLATE = "docs(memory): promote {id} — {line}"
RETIREMENT = "docs(memory): retire {id} — {line}"
TRAILER = "Learnings-Entry"
PREFIX = "learnings/promote-"
_NAME = regex(r"\{(\w+)\}")


@dataclass(frozen=True)
class Told:
    """What there is to tell of a promotion."""

    id: str
    line: str
    target: Target
    path: str
    log: str
    values: Mapping[str, Value]
    untrusted: str = ""

    def parts(self) -> tuple[tuple[str, str], ...]:
        """What the body of the pull request says, as pairs of a heading and raw text."""
        from_ = f"{self.id} in {self.log}, logged {self.values['date']}"
        found = [("Rule", self.line), ("Target", self._where),
                 ("Provenance", from_)]  # fmt: skip
        if self.untrusted:
            found.append(("Trust", f"{self.untrusted}; it was confirmed"))
        return tuple(found)

    @property
    def _where(self) -> str:
        """The file, and what it is called where that is something else."""
        title = self.target.title
        return self.path if title == self.path else f"{title}: {self.path}"


def message_of(told: Told, wanted: str = "", default: str = TEMPLATE) -> str:
    """The commit message: one line by the template, and the trailer with the ID.

    Raises `ConfigurationError` for a template that names what there is not.
    """
    given = {"id": told.id, "line": in_message(told.line, 120), "target": told.target.name,
             "path": in_message(told.path)}  # fmt: skip
    subject = filled(wanted or default, given)
    return f"{subject}\n\n{TRAILER}: {told.id}\n"


def filled(template: str, given: Mapping[str, str]) -> str:
    """A template of one line with its names filled in; raises `ConfigurationError`."""
    unknown = [name for name in _NAME.findall(template) if name not in given]
    if unknown or "\n" in template or "{id}" not in template:
        known = ", ".join(f"{{{name}}}" for name in given)
        raise ConfigurationError(
            f"promotion.message has to be one line with {{id}}, and may name {known}",
            ("promotion", "message"),
        )
    return _NAME.sub(lambda found: given[found[1]], template)


def branch_of(id: str, prefix: str = PREFIX) -> str:
    """The branch of a promotion, from the ID alone.

    What a name of a branch cannot say of the ID, a digest says: two entries never share one.
    """
    name, plain = slug(id, 100), id.lower()
    if name != plain:
        digest = hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        name = f"{name}-{digest}".lstrip("-")
    return f"{prefix}{name}"


def title_of(told: Told) -> str:
    """The title of the pull request."""
    return f"Promote {told.id} to {told.target.title}: {in_message(told.line, 100)}"
