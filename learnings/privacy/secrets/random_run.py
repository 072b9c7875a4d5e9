"""Runs of characters that nothing announces and that only chance can have made."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Sequence

from ...diagnostic import Confidence
from ...lazy import regex
from ..detector import Detector, Organisation
from ..finding import Hit, Piece
from ..signs import BASE64_GATE
from .worth import entropy, is_placeholder, is_worded, letter_score

_RUN = regex(r"(?<![\w/+.=@%~:#&?\\-])[A-Za-z0-9_-]{24,200}(?![\w/+.=@%~\\;-])")
_PUBLIC = regex(
    r"(?:MII|MFkw|MFww|AAAA|ssh-|sha\d|H4sI|iVBORw0KGgo|R0lGOD|UEsDB|JVBERi0|PHN2Zy|PD94bW|d09G"
    r"|T2dnUw|UklGR|Qlpo|Z[A-Z0-9]{13,}\Z|E[A-Z0-9]{13}\Z|[0-9A-HJKMNP-TV-Z]{26}\Z)"
)
_CHANGE = regex(r"[A-Z]+|[a-z]+|\d+")
# What says what the run is: a name that it is the value of, or a word for something public.
_NEAR = regex(
    r"(?i)(?:(?<!value)(?<!content)(?<!default)[:=]\s{0,3}[\"'`]?|(?:sha-?\d+|md5|digest|commit|integrity|checksum|fingerprint"
    r"|e-?tag|trace|span"
    r"|hash|nonce|public|ssh-|cert\w*|ids?|key[ _-]?id|cursor|page|image|request|src|href|data"
    r"|spki|pin"
    r"|version|revision|bucket|resource|file|object|dashboard|document|doc|sheet|folder|video"
    r"|channel)"
    r"\W{0,12}\w{0,20}\W{0,4})$"
)
_BASE64 = regex(r"[A-Za-z0-9+/]{24}={0,2}[\"',]{0,2}\s*$")
_SHORTEST_CHANGES = 12


def random_runs(_: Organisation) -> Sequence[Detector]:
    """The detector of runs of mixed case and digits without words, paths and addresses."""
    return [
        Detector(
            name="random-run",
            least="random",
            check="secret",
            kind="secret",
            title="Long run of letters and digits at random",
            gates=(BASE64_GATE,),
            find=_runs,
            recipes=("rotate {w*40}7aB9x today", "| grafana | {w*38}7aK |", "value: {w*38}7aK"),
            decoys=(
                "commit {x*40}",
                "pod api-{x*10}-{L*5}",
                "grafana.net/d/{w*30}",
                "sha256:{x*64}",
                "H4sIAAAAAAAA{w*40}",
                "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A{b*40}",
                "GetSecretValueFromSecretsManagerV2",
            ),
            confidence=Confidence.MEDIUM,
        )
    ]


def _runs(piece: Piece) -> Iterator[Hit]:
    for found in _RUN.finditer(piece.text):
        value = found[0]
        if value == piece.text.strip() and _is_encoded(piece):
            continue
        if _is_random(value) and not _NEAR.search(
            piece.text[max(0, found.start() - 40) : found.start()]
        ):
            yield Hit(*found.span())


def _is_encoded(piece: Piece) -> bool:
    """Whether the whole line is one of many of something in base64, such as a certificate."""
    return len(piece.text.strip()) >= 60 or _BASE64.search(piece.before) is not None


def _is_random(value: str) -> bool:
    if not (re.search("[A-Z]", value) and re.search("[a-z]", value)):
        return False
    digits = sum(map(str.isdigit, value))
    if digits < 2 or digits > 0.6 * len(value) or _PUBLIC.match(value):
        return False
    if len(_CHANGE.findall(value)) < max(_SHORTEST_CHANGES, 0.4 * len(value)):
        return False
    score = letter_score(value)
    is_odd = score is None or score < -5.2
    if _is_text(value):
        return False
    return is_odd and entropy(value) > 4.0 and not is_placeholder(value) and not is_worded(value)


def _is_text(value: str) -> bool:
    """Whether it is text in base64."""
    try:
        return base64.b64decode(value + "=" * (-len(value) % 4), "-_").decode("ascii").isprintable()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return False
