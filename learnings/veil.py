"""What a command prints, without the sensitive values of the logs that it has read.

`lint` takes them out of its findings one by one. All other commands print parts of logs, each in
a way of its own, so their streams are looked through: at the end, in one place, whatever the
format is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from .entry import Log
from .errors import LearningsError
from .lazy import regex
from .privacy.seen import hiding, noted

if TYPE_CHECKING:
    from .privacy.mask import Mask
    from .watch import Watch


# A word that nobody would say: letters and digits without an end. Only those are looked at.
_MADE = regex(r"(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9_.+/=:@-]{20,}")


# What commands say when they have written something; looking through all logs takes longer.
_BRIEF = 2_000
_OWN = frozenset(
    (
        *("", "in", "and", "to", "wrote", "learnings", "nothing", "was", "is", "were", "written"),
        *("pending", "in_progress", "resolved", "wont_fix", "promoted", "promoted_to_skill"),
        *("→", "->", "linked", "archived", "restored", "counted", "entry", "entries", "no", "logs"),
    )
)
_ID = regex(r"[A-Z]{2,5}-[0-9]{8}-[A-Z0-9]{3}")
_PATH = regex(
    r"(?:\.learnings|docs|memory|archive|ops-knowledge|[A-Z_]+\.md|/|[0-9]{4}(?:-[0-9]{2})?(?:\.md)?)+"
)


class Veil:
    """Takes the values in logs out of a text.

    `texts` is False for a command that shows no text of a log as it stands: then only the values
    in their paths are taken out.
    """

    def __init__(self, logs: list[Log], *, texts: bool = True) -> None:
        self._logs = logs
        self._texts = texts
        self._mask: Mask | None = None
        self._watch: Watch | None = None
        self._known: set[tuple[str, int]] = set()

    def hidden(self, text: str) -> str:
        """The text without the values of the logs that were read so far."""
        if self._is_harmless(text):
            return text
        while self._logs:
            self._learn(self._logs.pop())
        return self._mask(text) if self._mask else text

    def _is_harmless(self, text: str) -> bool:
        """True if a text consists of IDs, paths of logs and words of our own."""
        if len(text) > _BRIEF:
            return not text.strip()
        paths = {log.path for log in self._logs}
        return not any(
            word not in _OWN
            and not _ID.fullmatch(word)
            and not (word in paths and _PATH.fullmatch(word))
            for word in (part.strip("():,;") for part in text.split())
        )

    def _learn(self, log: Log) -> None:
        key = (log.path, hash(log.text))
        if key in self._known:
            return
        self._known.add(key)
        if self._watch is None or self._mask is None:
            from .privacy.mask import Mask

            self._mask, self._watch = Mask(), _watch()
        self._watch.teach(self._mask, log, text=self._texts or not log.path)


class Veiled:
    """A stream that writes what a veil leaves."""

    def __init__(self, stream: Any, veil: Veil) -> None:
        self._stream = stream
        self._veil = veil
        self.buffer = _Bytes(stream, veil) if hasattr(stream, "buffer") else None
        if self.buffer is None:
            del self.buffer

    def write(self, text: str) -> int:
        """Write the text without values; gives its length."""
        self._stream.write(self._veil.hidden(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write all of the lines, looked through together."""
        self.write("".join(lines))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _Remarks(Veiled):
    """Standard error: what is said there stands below what was printed before, also in a file."""

    def write(self, text: str) -> int:
        """Write the text without values, behind all of standard output; gives its length."""
        with suppress(OSError):  # the end of the process tells of it
            sys.stdout.flush()
        return super().write(text)


class _Bytes:
    """The bytes below a stream."""

    def __init__(self, stream: Any, veil: Veil) -> None:
        self._stream = stream
        self._veil = veil

    def write(self, data: bytes | memoryview) -> int:
        """Write the bytes without values, all of them; gives how many there were."""
        text = bytes(data).decode("utf-8", "surrogateescape")
        rest = memoryview(self._veil.hidden(text).encode("utf-8", "surrogateescape"))
        while rest:
            rest = rest[self._stream.buffer.write(rest) or 0 :]
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream.buffer, name)


@contextmanager
def veiled(words: Sequence[str] = (), *, texts: bool = True) -> Iterator[None]:
    """Everything that is written to the standard streams in here goes through a veil.

    `words` are those of the command line, of which a message may quote one that is a secret.
    """
    out, err = sys.stdout, sys.stderr
    with noted() as logs:
        parts = (part for word in words for part in word.split())
        logs += [Log("", part, [0]) for part in parts if _MADE.fullmatch(part)]
        veil = Veil(logs, texts=texts)
        sys.stdout, sys.stderr = Veiled(out, veil), _Remarks(err, veil)
        try:
            with hiding(veil.hidden):
                yield
        finally:
            sys.stdout, sys.stderr = out, err


def _watch() -> Watch:
    # As late as that: a command that prints nothing of a log need not know how to look for it.
    from .settings import defaults, load
    from .watch import Watch

    try:
        return Watch(load(os.getcwd()).nearest)
    except (LearningsError, OSError):
        return Watch(defaults().nearest)
