"""Values that a word for a credential announces: on the line, by an operator or in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...diagnostic import Confidence
from ...lazy import regex
from ..detector import Detector, Organisation
from ..finding import Hit, Piece
from .judge import is_credential
from .value import Value, value_at
from .words import BENIGN, GATES, LAST, PREFIX, SUFFIX, Strength, lowered, words

# The rest of a name and the marks that close it: `_PROD"]`, `**`, `</b>`, ` (root)`.
_REST = regex(
    r"(?P<name>[A-Za-z0-9_-]{0,40}(?:\.[A-Za-z0-9_-]{1,40}){0,3})(?:\[\w{0,20}\])?"
    r"(?:\\?[\"'`”’」*~_\])}]|</\w{1,10}>){0,6}(?:\s?[(（][^()\n（）]{0,40}[)）])?[\"'`*_]{0,3}"
)
_TYPE = r"(?:\s?:\s?(?:&?'?(?:static )?)?(?:\[\]|\*)?(?:str|string|String|char|bytes?|const)\b(?:\[\])?\s{0,3}(?==))?"
_SIGN = rf"{_TYPE}\s{{0,20}}(?:[:=!?+]{{0,2}}=>?|=>|[-=]+>|:{{1,2}}|：|＝|→|⇒|\|{{1,2}}|<-)\s{{0,20}}"
_NEAR = regex(
    rf"(?P<sign>{_SIGN})"
    r"|(?P<markup>>|[\"']?\s{0,3}(?:,|\))?\s{0,3}(?:value|default|content|text)\s{0,2}[=:]\s{0,2}|,\s{0,3}(?=[\"'])"
    r"|[\"']\s{0,3}[,:]\s{0,3}[\"']?(?:value|secret|data)[\"']?\s{0,3}[:=]\s{0,3})"
    r"|(?P<call>\(\s{0,2}(?=[\"'`]))"
    r"|(?P<verb>\s{1,3}(?:(?:is|was|to|are|ist|war|lautet|est|était|es|era|é|foi|now|of|with|=)\s+){1,2}"
    r"(?:(?:now|still|currently|always|set to|called|the|this one|this)\s*:?\s+)?"
    r"|\s?(?:是|为|為|は|が|：|설정|은|는)\s?)"
    r"|(?P<space>\s{1,8})"
)
_FAR = regex(
    r"\s(?:is|was|to|are|ist|war|lautet|est|es|era|é|foi|now|with)\s+(?:now |still |set to )?"
    r"|\s?(?:[:=|]|=>|->|：|→)\s{1,4}|[=:](?=[\"'`\w])|[:：]?\s{1,3}(?=[\"`'])|是|为"
)
_RESOURCE = regex(r"arn:[\w:*-]{0,56}$|etc/$|/var/[\w/.]{0,40}$")
_CLIENT = regex(r"(?i)client[ _-]?$")
_SENTENCE = regex(r"[.!?;]\s|[。；]|\s[-—–]\s")
_WINDOW = 90


def assignments(organisation: Organisation) -> Sequence[Detector]:
    """The detectors of passwords and of other credentials that a word announces."""
    return [
        Detector(
            name="announced-password",
            kind="password",
            title="Value after a word for a password",
            find=lambda piece: _hits(piece, "password"),
            recipes=(
                "password: {w*7}7a!",
                "DB_PASS{}WORD={w*12}7",
                "the root password for db-01 is `{w*10}3x`",
                "Das Passwort lautet {w*8}3x!K",
                "密码：{w*9}3x",
            ),
            decoys=(
                "The password is required.",
                "password: <password>",
                "password = os.environ['DB_PASSWORD']",
                "DB_PASSWORD=changeme",
                "the password was rotated on 2026-03-01",
            ),
            check="secret", gates=GATES["password"], confidence=Confidence.MEDIUM,
        ),
        Detector(
            name="announced-secret",
            kind="secret",
            title="Value after a word for a token, a key or another credential",
            find=lambda piece: _hits(piece, "secret"),
            recipes=(
                "API key: {w*30}7a",
                "client_{}secret = \"{x*32}\"",
                "The **access token** (prod) is {w*38}7q",
                "X-Api-Key: {x*8}-{x*4}-{x*4}-{x*4}-{x*12}",
            ),
            decoys=(
                "token: kubernetes.io/service-account-token",
                "secretName: grafana-admin-credentials-v2",
                "cache key: user-profile-1234567890-en-GB",
                "the token was rotated in commit {x*40}",
                "API key: your-api-key-1234567890",
            ),
            check="secret", gates=GATES["secret"], confidence=Confidence.MEDIUM,
        ),
    ]


def _hits(piece: Piece, family: str) -> Iterator[Hit]:
    text, last = piece.text, 0
    for start, end, strength in words(text, lowered(text), family):
        if start < last or _is_other(text, start):
            continue
        value = _value(text, start, end, strength)
        if value is not None:
            last = value.end
            yield Hit(value.start, value.end)


def _is_other(text: str, start: int) -> bool:
    """Whether the word is part of the name of something that is no credential."""
    head = text[max(0, start - 60) : start]
    if PREFIX.search(head) or _RESOURCE.search(head):
        return True
    return text[start : start + 5].lower() == "token" and _CLIENT.search(head) is not None


def _value(text: str, start: int, end: int, strength: Strength) -> Value | None:
    rest = _REST.match(text, end)
    assert rest is not None
    if (SUFFIX.match(text, end) or LAST.search(rest["name"])) and not _is_secret_id(text, start, rest.end()):
        return None
    near = _NEAR.match(text, rest.end())
    if near:
        value = value_at(text, near.end())
        if near["space"]:
            is_announced = _is_flag(text, start) or (value is not None and value.is_quoted)
            value = value if is_announced or _is_long(value) else None
        if value and is_credential(
            value.text, strength, is_near=True, is_quoted=value.is_quoted
        ):
            return value
    return _far(text, rest.end(), strength)


def _is_flag(text: str, start: int) -> bool:
    """Whether the word is an option of a command, as in `--db-password`."""
    head = text[max(0, start - 30) : start]
    return _FLAG.search(head) is not None


_FLAG = regex(r"(?:^|[\s\"'`(\[])--?[A-Za-z0-9-]{0,24}$")
_SECRET_ID = regex(r"(?i:secret[_-]id)\Z")


def _is_secret_id(text: str, start: int, end: int) -> bool:
    return _SECRET_ID.match(text[start:end].rstrip("\"'`*")) is not None


def _is_long(value: Value | None) -> bool:
    return value is not None and len(value.text) >= 20


def _far(text: str, position: int, strength: Strength) -> Value | None:
    """The value that a sentence comes to, a few words after the word."""
    if strength in (Strength.WEAK, Strength.CODE):
        return None
    limit = min(len(text), position + _WINDOW)
    sentence = _SENTENCE.search(text, position, limit)
    limit = sentence.start() if sentence else limit
    for found in _FAR.finditer(text, position, limit):
        if BENIGN.search(text, position, found.end()):
            return None
        value = value_at(text, found.end())
        if value and is_credential(
            value.text, strength, is_near=False, is_quoted=value.is_quoted
        ):
            return value
    return None
