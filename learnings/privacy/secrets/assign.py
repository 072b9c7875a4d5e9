"""Values that a word for a credential announces: on the line, by an operator or in a sentence."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from ...diagnostic import Confidence
from ...lazy import regex
from ..detector import Detector, Organisation
from ..finding import Hit, Piece
from .judge import is_credential
from .value import Value, value_at, whole
from .words import BENIGN, GATES, LAST, SUFFIX, Strength, is_other, lowered, words
from .worth import classes

# The rest of a name and the marks that close it: `_PROD"]`, `**`, `</b>`, ` (root)`.
_REST = regex(
    r"(?P<name>[A-Za-z0-9_-]{0,40}(?:\.[A-Za-z0-9_-]{1,40}){0,3})(?:\[\w{0,20}\])?"
    r"(?:\\?[\"'`”’」*~_\])}]|</\w{1,10}>){0,6}(?:\s?[(（][^()\n（）]{0,40}[)）])?[\"'`*_]{0,3}"
)
_TYPE = (
    r"(?:(?:\s?:\s?|\s)(?:&?'?(?:static )?)?(?:\[\]|\*)?(?:str|string|String|char|bytes?"
    r"|const)\b(?:\[\])?"
    r"\s{0,3}(?==))?"
)
_SIGN = (
    rf"{_TYPE}\s{{0,20}}(?:\??:{{1,3}}=?|[=!?+]{{0,2}}=>?|[-=]+>|：|＝|→|⇒|\|{{1,2}}|<-)"
    r"(?:\*\*|__|\*|_)?\s{0,20}"
)
_VERB = (
    r"(?:is|was|to|are|ist|war|lautet|est|était|es|era|é|foi|now|of|with|=|è|är|er|je|је|jest|yra|ir"
    r"|este|és|είναι|е|є|это|це|zní|lyder|(?<=salasana )on|(?<=parool )on)"
)
_IS = r"(?:is|was|ist|war|lautet|est|es|é|è|är|er|je|је|jest|yra|este|és|είναι|е|это)"
_NEAR = regex(
    rf"(?P<sign>{_SIGN})"
    r"|(?P<markup>>(?:\s{0,4}<[Vv]alue>)?|[\"']?\s{0,3}(?:,|\))?\s{0,3}(?:value|default|content|text)\s{0,2}[=:]\s{0,2}"
    r"|,\s{0,3}(?=[\"'])"
    r"|[\"']\s{0,3}[,:]\s{0,3}[\"']?(?:value|secret|data)[\"']?\s{0,3}[:=]\s{0,3})"
    r"|(?P<call>\(\s{0,2}(?=[\"'`]))"
    rf"|(?P<verb>\s{{1,3}}(?:{_VERB}\s+){{1,2}}"
    r"(?:(?:now|still|currently|always|set to|called|the|this one|this)\s*:?\s+)?"
    r"|\s?(?:是|为|為|は|が|：|설정|은|는)\s?)"
    r"|(?P<about>\s(?:for|of|on|in|to|at|für|von|de|del|pour|do|da|di|per|till|för|til|van|voor|dla"
    r"|od|pro|za|от|для|към|за|к)\s(?:the\s|user\s|account\s)?"
    r"[\"'`]?[\w./@-]{1,40}[\"'`]?(?:\s(?:user|account|db|database|server|host|dashboard|admin))?"
    rf"(?:\s{_IS}\s|[:：]\s|\s=\s)(?:now\s|still\s)?)"
    r"|(?P<space>\s{1,8}(?:[-—–]\s{1,4})?)"
)
_FAR = regex(
    r"\s(?:is|was|to|as|are|ist|war|lautet|est|es|era|é|foi|now|with|è|är|er|je|је|jest|yra|este|és)\s+"
    r"(?:now |still |set to )?"
    r"|\s?(?:[:=|]|=>|->|：|→)\s{1,4}|[=:](?=[\"'`\w])|[:：]?\s{1,3}(?=[\"`'])|是|为"
)
# A value that stands in brackets, a few words after its name.
_ASIDE = regex(r"(?:\s[a-z]{1,16}){0,5}\s\((?P<value>[\"'`]?[^\s()\"'`]{8,400})[\"'`]?\)")
_RESOURCE = regex(r"arn:[\w:*-]{0,56}$|etc/$|/var/[\w/.]{0,40}$")
_CLIENT = regex(r"(?i)client[ _-]?$")
# Which key of OpenPGP it is, and what says that it is one.
_FINGERPRINT = regex(r"(?:0x)?(?:[0-9A-F]{8}|[0-9A-F]{16}|[0-9A-F]{40}|[0-9a-f]{16}|[0-9a-f]{40})\Z")
_OPENPGP = regex(
    r"(?i)(?:gpg|pgp|apt|rpm|yum|dnf|dpkg|keyring|repo(?:sitory)?|package|packaging|archive"
    r"|release|maintainers?)(?:['’]s)?(?:[ _-](?:public|signing|release|archive|repository|repo))?"
    r"[ _-]$"
)
_SIGNING = regex(r"(?i)(?<![\w-])(?:signing|trusted|revoked|expired) $")
_OWNED = regex(r"(?i)[\w-]$|(?:api|access|auth|secret|private|account|storage|encryption) $")
_TELLING = regex(r"[=]|[a-z_]\s{0,3}:")
_SENTENCE = regex(r"[.!?;]\s|&|[。；]|\s[-—–]\s")
_WINDOW = 90
_TRIES = 4


def assignments(_: Organisation) -> Sequence[Detector]:
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
                "bindpw: {w*9}3x",
                "the redis password was left as {w*9}3x there",
                "Data Source=db;User Id=sa;Pwd={w*9}3.aAx;",
            ),
            decoys=(
                "The password is required.",
                "password: <password>",
                "password = os.environ['DB_PASSWORD']",
                "DB_PASSWORD=changeme",
                "the password was rotated on 2026-03-01",
            ),
            check="secret",
            gates=GATES["password"],
            confidence=Confidence.MEDIUM,
        ),
        Detector(
            name="announced-secret",
            kind="secret",
            title="Value after a word for a token, a key or another credential",
            find=lambda piece: _hits(piece, "secret"),
            recipes=(
                "API key: {w*30}7a",
                'client_{}secret = "{x*32}"',
                "The **access token** (prod) is {w*38}7q",
                "X-Api-Key: {x*8}-{x*4}-{x*4}-{x*4}-{x*12}",
                "the deploy token in production ({x*40}) had expired",
                "still the old API secret {w*14}7a there",
            ),
            decoys=(
                "token: kubernetes.io/service-account-token",
                "secretName: grafana-admin-credentials-v2",
                "cache key: user-profile-1234567890-en-GB",
                "the token was rotated in commit {x*40}",
                "API key: your-api-key-1234567890",
                "the token went with the commit (`{x*40}`)",
            ),
            check="secret",
            gates=GATES["secret"],
            confidence=Confidence.MEDIUM,
        ),
    ]


def _hits(piece: Piece, family: str) -> Iterator[Hit]:
    text, last = piece.text, 0
    for start, end, strength in words(text, lowered(text), family):
        if start < last or _is_other(text, start, strength):
            continue
        value = _value(text, start, end, strength)
        if value is not None and not _is_fingerprint(text, start, value):
            last = whole(text, value)
            yield Hit(value.start, last)


def _is_fingerprint(text: str, start: int, value: Value) -> bool:
    """Whether the value tells which public key is meant, as programs of OpenPGP write it."""
    if _FINGERPRINT.match(value.text) is None or text[start : start + 3].lower() != "key":
        return False
    head = text[max(0, start - 40) : start]
    if _OPENPGP.search(head):
        return True
    is_told = _TELLING.search(text, start + 3, value.start) is not None
    if len(value.text) != 40 or is_told:
        return False
    return _SIGNING.search(head) is not None or (value.text.isupper() and not _OWNED.search(head))


def _is_other(text: str, start: int, strength: Strength) -> bool:
    """Whether the word is part of the name of something that is no credential."""
    head = text[max(0, start - 60) : start]
    if is_other(text, start, strength) or _RESOURCE.search(head):
        return True
    return text[start : start + 5].lower() == "token" and _CLIENT.search(head) is not None


def _value(text: str, start: int, end: int, strength: Strength) -> Value | None:
    rest = _REST.match(text, end)
    assert rest is not None
    if (SUFFIX.match(text, end) or LAST.search(rest["name"])) and not _is_secret_id(
        text, start, rest.end()
    ):
        return None
    bracket = rest[0].find("(")
    if bracket >= 0:
        value = value_at(text, end + bracket + 1)
        if (
            value
            and len(value.text) >= 16
            and is_credential(value.text, strength, is_near=True, is_quoted=True)
        ):
            return value
    near = _NEAR.match(text, rest.end())
    if near:
        value = value_at(text, near.end())
        if strength is Strength.CODE and not near["sign"]:
            return None
        if near["space"] and text[start:end].lower() == "pass" and not _is_flag(text, start):
            return None
        if near["space"]:
            is_option = _is_flag(text, start) or "_" in text[start - 1 : end + 1]
            is_announced = is_option or (value is not None and value.is_quoted)
            value = value if is_announced or _is_sure(value, strength) else None
        if value and is_credential(value.text, strength, is_near=True, is_quoted=value.is_quoted):
            return value
    if strength is Strength.PASSWORD and text[start:end].lower() == "pass":
        return None
    return _far(text, rest.end(), strength)


def _is_flag(text: str, start: int) -> bool:
    """Whether the word is an option of a command, as in `--db-password`."""
    head = text[max(0, start - 30) : start]
    return _FLAG.search(head) is not None


_FLAG = regex(r"(?:^|[\s\"'`(\[])--?[A-Za-z0-9-]{0,24}$")
_SECRET_ID = regex(r"(?i:secret[_-]id)\Z")


def _is_secret_id(text: str, start: int, end: int) -> bool:
    return _SECRET_ID.match(text[start:end].rstrip("\"'`*")) is not None


def _is_sure(value: Value | None, strength: Strength) -> bool:
    """Whether the value needs no operator: a word right before it is enough."""
    if value is None:
        return False
    if strength is Strength.PASSWORD:
        has_digit = any(map(str.isdigit, value.text))
        return len(value.text) >= 8 and has_digit and classes(value.text) >= 3
    return len(value.text) >= (20 if strength is Strength.WEAK or classes(value.text) < 3 else 16)


def _is_aside(value: Value, strength: Strength) -> bool:
    """Whether the value in brackets needs no operator: it is long, or a password of all sorts."""
    if len(value.text) < 16:
        letters = "".join(filter(str.isalnum, value.text))
        return strength is Strength.PASSWORD and classes(letters) == 3
    return is_credential(value.text, strength, is_near=True, is_quoted=False)


def _far(text: str, position: int, strength: Strength) -> Value | None:
    """The value that a sentence comes to, a few words after the word."""
    if strength in (Strength.WEAK, Strength.CODE):
        return None
    limit = min(len(text), position + _WINDOW)
    sentence = _SENTENCE.search(text, position, limit)
    limit = sentence.start() if sentence else limit
    aside = _ASIDE.match(text, position, limit)
    if aside and not BENIGN.search(text, position, aside.start("value")):
        value = value_at(text, aside.start("value"))
        if value and _is_aside(value, strength):
            return value
    for found in itertools.islice(_FAR.finditer(text, position, limit), _TRIES):
        if BENIGN.search(text, position, found.end()):
            return None
        value = value_at(text, found.end())
        if value and is_credential(value.text, strength, is_near=False, is_quoted=value.is_quoted):
            return value
    return None
