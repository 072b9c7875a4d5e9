"""What a detector sees (`Piece`), where it found something (`Hit`), and what is made of that."""

from __future__ import annotations

from typing import NamedTuple

from ..diagnostic import Confidence


class Piece(NamedTuple):
    """One line of a text, or what its Markdown shows, or what an encoded run in it says.

    `form` is `raw`, `shown` (the projection), `joined` (a run that a line end had broken) or
    `decoded`. `is_code` is True inside of a fenced block. `before` is the line above in the same
    form: a word that announces a value may stand there.
    """

    text: str
    form: str = "raw"
    is_code: bool = False
    before: str = ""


class Hit(NamedTuple):
    """Where in a piece the value stands, from `start` up to `end`, and nothing around it.

    `detector` may name another detector than the one that was asked, where that found something
    more special.
    """

    start: int
    end: int
    detector: str = ""


class Finding(NamedTuple):
    """A sensitive value in a text: offsets of code points, and never the value itself.

    `detector` names what found it, `check` the check that reports it, `kind` the word that its
    placeholder holds: `[REDACTED:kind]`.
    """

    start: int
    end: int
    detector: str
    check: str
    kind: str
    confidence: Confidence = Confidence.HIGH
