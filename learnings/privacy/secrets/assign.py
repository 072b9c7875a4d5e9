"""Values that a word for a credential announces: on the line, by an operator or in a sentence."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from ...diagnostic import Confidence
from ...lazy import regex
from ..detector import Detector, Organisation
from ..finding import Hit, Piece
from ..folding import lowered
from .change import changed, following, is_plural, listed, others
from .fingerprint import is_fingerprint
from .judge import is_credential, is_made_up
from .value import Value, is_mark, marked_at, value_at, whole
from .words import BENIGN, GATES, LAST, SUFFIX, Strength, is_other, words
from .worth import classes, is_worded

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
    rf"{_TYPE}\s{{0,20}}(?:\??:{{1,3}}=?|[=!?+]{{0,2}}=>?|[-=]+>|：|＝|→|⇒|[|│┃║]{{1,2}}|<-)"
    r"(?P<mark>\*\*|__|\*|_)?\s{0,20}"
)
_VERB = (
    r"(?:is|was|to|are|ist|war|lautet|est|était|es|era|é|foi|now|of|with|=|è|är|er|je|је|jest|yra|ir"
    r"|este|és|είναι|е|є|это|це|zní|lyder|(?<=salasana )on|(?<=parool )on)"
)
_IS = r"(?:is|was|ist|war|lautet|est|es|é|è|är|er|je|је|jest|yra|este|és|είναι|е|это)"
_NEAR = regex(
    rf"(?P<sign>{_SIGN})"
    r"|(?P<markup>\s{0,3}<t[dh](?:\s[^<>]{0,60})?>\s{0,3}|>(?:\s{0,4}<[Vv]alue>)?|[\"']?\s{0,3}(?:,|\))?\s{0,3}(?:value|default|content|text)\s{0,2}[=:]\s{0,2}"
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
# A name in `${…}` or `{{ … }}`: what follows the brackets is not its value.
_IN_TEMPLATE = regex(r"(?:\$\{|\{\{) ?[\w.-]{0,40}$")
_TO_TEMPLATE = regex(r"[\w.-]{1,60}(?:[ |]{1,3}[a-z][a-z0-9]{1,20}){0,3} ?\}")
_CLIENT = regex(r"(?i)client[ _-]?$")
# What stands for a password in an address, or was put there: `://app:$PASSWORD@db:5432/x`.
_USERINFO = regex(
    r"(?:(?P<sure>://[^\s@]{0,80}:|REDACTED:)[$%{<\[(\s]{0,4}|:[$%{<\[(]{0,3})[\w.-]{0,40}$"
)
_AT_HOST = regex(
    r"[\w-]{0,40}(?::[a-z0-9]{1,16}(?=[\s\]]))?"
    r"(?:[\]})>%]{0,3}|(?P<loose>[\]})>%\s]{0,4}s?))@(?=\S| REDACTED)"
)
# `admin/…` and `deploy.…`: what stands before the value itself.
_USER = regex(r"[a-z][a-z_-]{1,30}\d{0,3}/(?=[^/]{6,80}\Z)")
_OF = regex(r"[a-z]{4,20}(?:[-_][a-z]{2,20}){0,3}\.(?=[A-Za-z]{2,8}[_-][A-Za-z0-9_-]{16,}\Z)")
_SENTENCE = regex(r"[.!?;]\s|&|[。；]|\s[-—–]\s")
_WINDOW = 90
_TRIES = 4


def assignments(_: Organisation) -> Sequence[Detector]:
    """The detectors of passwords and of other credentials that a word announces."""
    return [
        Detector(
            name="announced-password",
            least="after_password",
            kind="password",
            title="Value after a word for a password",
            find=lambda piece: hits(piece, "password"),
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
            forms=frozenset(("raw", "shown", "decoded")),
            confidence=Confidence.MEDIUM,
        ),
        Detector(
            name="announced-secret",
            least="after_secret",
            kind="secret",
            title="Value after a word for a token, a key or another credential",
            find=lambda piece: hits(piece, "secret"),
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


def hits(piece: Piece, family: str) -> Iterator[Hit]:
    """The values in a line that a word of the family (`password` or `secret`) announces."""
    text, last = piece.text, 0
    for start, end, strength in words(text, lowered(text), family):
        if start < last or _is_other(text, start, strength) or _is_userinfo(text, start, end):
            continue
        some = listed(text, end, strength)
        if some is not None:
            for one in some:
                last = whole(text, one)
                yield Hit(one.start, last)
            continue
        value, new = changed(text, end, strength) or (_value(text, start, end, strength), None)
        if value is None or is_fingerprint(text, start, value.start, value.text):
            continue
        is_list = new is None and is_plural(text, start, end)
        more = list(others(text, value, strength)) if is_list else []
        while value is not None:
            last = whole(text, value)
            yield Hit(_begin(text[start:end].lower(), value, strength), last)
            new = new or (more.pop(0) if more else None)
            value, new = new or following(text, value, strength), None


def _begin(word: str, value: Value, strength: Strength) -> int:
    """Where the value begins, without the name of a user or of a thing in front of it."""
    named = _USER.match(value.text) if word.startswith("cred") else None
    if named is None and strength is not Strength.PASSWORD:
        named = _OF.match(value.text)
    rest = value.text[named.end() :] if named else ""
    if named and is_credential(rest, Strength.PASSWORD, is_near=True, is_quoted=False):
        return value.start + named.end()
    return value.start


def _is_other(text: str, start: int, strength: Strength) -> bool:
    """Whether the word is part of the name of something that is no credential."""
    head = text[max(0, start - 60) : start]
    if is_other(text, start, strength) or _RESOURCE.search(head):
        return True
    if _IN_TEMPLATE.search(head) and _TO_TEMPLATE.match(text, start):
        return True
    return text[start : start + 5].lower() == "token" and _CLIENT.search(head) is not None


def _is_userinfo(text: str, start: int, end: int) -> bool:
    """Whether the word is before the host of an address: a port and a path are no values."""
    host = _AT_HOST.match(text, end)
    head = _USERINFO.search(text[max(0, start - 130) : start]) if host else None
    return host is not None and head is not None and bool(head["sure"] or not host["loose"])


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
        value = marked_at(text, near.end(), near["mark"] or "")
        if strength is Strength.CODE and not near["sign"]:
            return None
        if near["space"] and text[start:end].lower() == "pass" and not _is_flag(text, start):
            return value if _is_passed(text, start, value) else None
        if near["space"]:
            is_option = _is_flag(text, start) or "_" in text[start - 1 : end + 1]
            is_announced = is_option or (value is not None and value.is_quoted)
            value = value if is_announced or _is_sure(value, strength) else None
        if value and is_credential(value.text, strength, is_near=True, is_quoted=value.is_quoted):
            return value
        is_told = bool(near["sign"] or near["markup"]) or (value is not None and value.is_quoted)
        # A name that goes on is that of something else: `passwordRef`.
        is_whole = strength is Strength.PASSWORD and not rest["name"]
        if value and is_told and is_whole and is_made_up(value.text):
            return value
    if strength is Strength.PASSWORD and text[start:end].lower() == "pass":
        return None
    return _far(text, rest.end(), strength)


def _is_passed(text: str, start: int, value: Value | None) -> bool:
    """Whether `pass` is a noun: what follows is a password, or a user stands before it."""
    if value is None or not _is_sure(value, Strength.PASSWORD) or is_worded(value.text):
        return False
    has_user = _OF_USER.search(text, max(0, start - 60), start) is not None
    return (value.is_quoted or has_user) and is_credential(
        value.text, Strength.PASSWORD, is_near=True, is_quoted=value.is_quoted
    )


def _is_flag(text: str, start: int) -> bool:
    """Whether the word is an option of a command, as in `--db-password`."""
    head = text[max(0, start - 30) : start]
    return _FLAG.search(head) is not None


_OF_USER = regex(
    r"(?i)(?<![\w-])(?:user(?:name)?|login)[\"'`:= ]{1,4}[\w.@-]{1,40}[\"'`,;/ ]{1,4}$"
)
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
        value = None if is_mark(text, found.end()) else value_at(text, found.end())
        if value and is_credential(value.text, strength, is_near=False, is_quoted=value.is_quoted):
            return value
    return None
