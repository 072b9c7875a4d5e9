"""Credentials in headers of HTTP: Authorization and cookies."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence

from ...lazy import regex
from ..detector import Detector, Organisation
from ..finding import Hit, Piece
from .judge import is_credential
from .words import Strength
from .worth import entropy, is_placeholder, is_worded

_SCHEME = regex(
    r"(?<![A-Za-z0-9])(?P<scheme>(?i:bearer|basic|token|apikey|api-key|negotiate|ntlm|ssws|geniekey"
    r"|splunk|bot|key|hawk|oauth|snowflake token=|sso-key|pre-shared))[ :=]\s?[\"'`]?"
    r"(?P<value>[A-Za-z0-9._~+/:%-]{8,4000}={0,2})"
)
_ALWAYS = frozenset(("bearer", "basic", "ssws", "geniekey"))
_HEADER = regex(r"(?i:authorization|auth)")
_COOKIE = regex(
    r"(?i:cookie)s?[\"'`*]{0,3}\s{0,3}[:=]\s{0,3}[\"'`]?(?P<pairs>[^\"'`|<>\n]{8,4000})|(?<![\w-])"
    r"(?:-b|--cookie) [\"']?(?P<more>[^\"'`|\n]{8,4000})"
)
_PAIR = regex(r"(?:^|[;,&]?\s?)(?P<name>[\w.%:$-]{1,80})=(?P<value>[^\s;,\"'`]{12,4000})")
_COUNTED = regex(
    r"(?i:_?(?:ga|gid|gat|fbp|gcl_au)(?:_[\w-]*)?\Z|__?utm|expires|path|domain|max-age|version|lang|theme|tz)"
)


def headers(_: Organisation) -> Sequence[Detector]:
    """The detectors of credentials in headers."""
    return [
        Detector(
            name="authorization-header",
            least="header",
            check="secret",
            kind="token",
            title="Credential of an Authorization header",
            gates=(
                r"(?:bearer|basic|token|api-?key|negotiate|ntlm|ssws|geniekey|splunk|bot|key|hawk"
                r"|oauth|token=|sso-key|pre-shared)[ :=][ \"'`]{0,2}[a-z0-9._~+/:%-]{8}",
            ),
            find=_authorizations,
            source="https://www.rfc-editor.org/rfc/rfc6750",
            recipes=(
                "Authorization: Bea{}rer {w*38}7a",
                "curl -H 'Authorization: Bea{}rer {x*32}' https://api.example.com",
                "Authorization: Ba{}sic YWRtaW46aHVudGVyMg==",
                "the call went out with Bea{}rer {s*38}7a in it",
            ),
            decoys=(
                "Authorization: Bearer <token>",
                "uses bearer authentication everywhere",
                "Authorization: Basic realm-name",
                "Bearer your-token-1234567890abcdef",
            ),
        ),
        Detector(
            name="cookie",
            check="secret",
            kind="token",
            title="Value of a cookie that says who somebody is",
            gates=(r"cookies?[\"'`*]{0,3} {0,3}[:=]", r"-b [^ ]+=", r"cookie [^ ]+="),
            find=_cookies,
            source="https://www.rfc-editor.org/rfc/rfc6265",
            recipes=(
                "Cookie: lang=en; session={w*30}7a; theme=dark",
                "Set-Cookie: sid={x*32}; Path=/; HttpOnly",
                "curl -b 'auth={w*40}' https://example.com",
            ),
            decoys=(
                "Cookie: lang=en; theme=dark-and-quiet-mode",
                "Set-Cookie: session=<value>; Path=/",
            ),
        ),
    ]


def _authorizations(piece: Piece) -> Iterator[Hit]:
    for found in _SCHEME.finditer(piece.text):
        scheme = found["scheme"].lower()
        head = piece.text[max(0, found.start() - 40) : found.start()]
        if scheme not in _ALWAYS and not _HEADER.search(head):
            continue
        value = found["value"].rstrip(".:")
        if scheme == "basic":
            is_hit = _is_pair(value)
        else:
            is_hit = is_credential(value, Strength.SECRET, is_near=True, is_quoted=True)
        if is_hit:
            yield Hit(found.start("value"), found.start("value") + len(value))


def _is_pair(value: str) -> bool:
    """Whether it is a name and a password in base64."""
    try:
        decoded = base64.b64decode(value + "=" * (-len(value) % 4), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return False
    name, mark, password = decoded.partition(":")
    if is_placeholder(decoded) or not decoded.isprintable() or not mark:
        return False
    return len(name) + len(password) >= 6


def _cookies(piece: Piece) -> Iterator[Hit]:
    for found in _COOKIE.finditer(piece.text):
        group = "pairs" if found["pairs"] else "more"
        for pair in _PAIR.finditer(piece.text, *found.span(group)):
            value = pair["value"].rstrip(".)*")
            if not _COUNTED.match(pair["name"]) and _is_session(value):
                yield Hit(pair.start("value"), pair.start("value") + len(value))


def _is_session(value: str) -> bool:
    if is_credential(value, Strength.SECRET, is_near=True, is_quoted=True):
        return len(value) >= 12
    is_made = len(value) >= 24 and any(map(str.isdigit, value)) and entropy(value) > 4
    return is_made and not is_placeholder(value) and not is_worded(value) and "/" not in value[:2]
