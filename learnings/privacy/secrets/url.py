"""Credentials in addresses: before the host, and in the query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...lazy import regex
from ..detector import FORMS, Detector, Organisation
from ..finding import Hit, Piece
from .judge import is_credential
from .words import Strength
from .worth import entropy, is_placeholder, is_stand_in, is_worded

_USERINFO = regex(
    r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,30}:(?://|\\/\\/)"
    r"(?P<user>[^\s/?#:@\"'`<>|\[\]{}]{0,200})"
    r"(?::(?P<password>[^\s/?#@\"'`<>|]{1,300}(?:[@#/?][^\s/?#@\"'`<>|]{1,60}){0,2}))?@(?=[\w\[$%{.-])"
)
_PARAMETER = (
    r"access[_-]?token|id[_-]?token|refresh[_-]?token|auth[_-]?token|api[_-]?token|token"
    r"|api[_-]?key"
    r"|x-api-key|subscription-key|key|app[_-]?key|secret|client[_-]?secret|password|passwd|pwd|pass"
    r"|auth|authorization|sig|signature|hmac|code|session|session[_-]?id|sid|jwt|assertion|ticket"
    r"|private[_-]?token|access[_-]?key|secret[_-]?key|api[_-]?secret|credential|otp"
    r"|license[_-]?key"
    r"|apikey|appid|app_id|sas|saml\w{0,20}|nonce|oauth_token|oauth_signature|hash|invite|magic|t|k"
)
_QUERY = regex(
    rf"[?&;](?:amp;)?(?P<name>(?i:{_PARAMETER}))=(?P<value>[^\s&#\"'`<>|;,)\]}}]{{6,4000}})"
)
_SURE = regex(r"(?i:.*(?:token|key|secret|pass|pwd|sig|jwt|auth|sas))")
_SIGNED = regex(r"\?(?P<query>[^\s\"'`<>|)\]?]{24,4000})")
_IS_SIGNED = regex(
    r"(?i:x-(?:amz|goog|oss|cos|ms|bce)-signature=|q-signature=|(?:^|[&;])(?:signature"
    r"|sig)=[^&]{16}"
    r"|hdnts=)"
)


def addresses(_: Organisation) -> Sequence[Detector]:
    """The detectors of credentials in addresses."""
    return [
        Detector(
            name="url-userinfo",
            check="credential-in-url",
            kind="password",
            title="Password in an address, before the host",
            gates=(r":(?://|\\/\\/)[^ ]+@",),
            find=_userinfo,
            source="https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
            recipes=(
                "https://deploy:{}{w*14}@git.example.com/ops.git",
                "postgres://app:{}{w*8}7x@db-01:5432/orders",
                "amqp://worker:{}{w*9}7!@queue:5672/%2f",
                "redis://:{}{w*16}@cache:6379/0",
                "mongodb+srv://root:{}{w*9}7x@cluster0.example.net/?retryWrites=true",
                "git clone https://{}{w*38}7a@git.example.com/ops.git",
            ),
            decoys=(
                "https://user:password@example.com/",
                "postgres://app:${DB_PASSWORD}@db:5432/orders",
                "https://deploy:<token>@git.example.com",
                "ssh://git@git.example.com/ops.git",
                "https://example.com/@grafana/ui:10.0@latest",
            ),
            forms=FORMS,
        ),
        Detector(
            name="url-parameter",
            check="credential-in-url",
            kind="token",
            title="Credential in the query of an address",
            gates=(rf"[?&;](?:amp;)?(?:{_PARAMETER})=[^ &]{{6}}",),
            find=_parameters,
            source="https://www.rfc-editor.org/rfc/rfc6750#section-2.3",
            recipes=(
                "https://api.example.com/v1/items?access_{}token={w*40}",
                "https://example.com/hook?id=7&key={w*30}7",
                "https://example.com/reset?to{}ken={x*32}",
            ),
            decoys=(
                "https://example.com/search?key=user-profile-settings",
                "https://example.com/?token=<token>",
                "https://example.com/list?code=incident-42",
            ),
        ),
        Detector(
            name="signed-url",
            check="credential-in-url",
            kind="token",
            title="Signed address, good for whoever has it",
            gates=(r"(?:signature|sig|hdnts)=[^ &]{16}",),
            find=_signed,
            source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html",
            recipes=(
                "https://logs.s3.amazonaws.com/a.gz?X-Amz-Expires=600&X-Amz-Signa{}ture={x*64}",
                "https://storage.googleapis.com/b/o?X-Goog-Date=20260301&X-Goog-Signa{}ture={x*256}",
                "https://acme.blob.core.windows.net/c/b?sv=2024-11-04&si{}g={w*43}%3D&se=2026-04-01",
                "https://d111.cloudfront.net/x?Expires=1700000000&Signa{}ture={w*80}&Key-Pair-Id=K{U*13}",
            ),
            decoys=("https://example.com/?signature=required", "?sig=<signature>"),
        ),
    ]


def _userinfo(piece: Piece) -> Iterator[Hit]:
    for found in _USERINFO.finditer(piece.text):
        user, password = found["user"], found["password"]
        if password is None:
            if _is_token(user):
                yield Hit(*found.span("user"))
        elif len(password) > 3 and not is_stand_in(password, user) and not is_placeholder(password):
            yield Hit(*found.span("password"))
        elif _is_token(user):
            yield Hit(*found.span("user"))


def _is_token(user: str) -> bool:
    return len(user) >= 20 and is_credential(user, Strength.SECRET, is_near=True, is_quoted=True)


def _parameters(piece: Piece) -> Iterator[Hit]:
    for found in _QUERY.finditer(piece.text):
        value = found["value"].rstrip(".:!*_~")
        strength = Strength.SECRET if _SURE.match(found["name"]) else Strength.WEAK
        if found["name"].lower() in ("password", "passwd", "pwd", "pass"):
            strength = Strength.PASSWORD
        if _is_query_value(value, strength):
            yield Hit(found.start("value"), found.start("value") + len(value))


def _is_query_value(value: str, strength: Strength) -> bool:
    # An address has these marks encoded.
    if value[:1] not in "{[(<" and is_credential(value, strength, is_near=True, is_quoted=True):
        return True
    is_encoded = "%" in value and len(value) >= 24 and any(map(str.isdigit, value))
    return is_encoded and not is_placeholder(value) and entropy(value) > 4 and not is_worded(value)


def _signed(piece: Piece) -> Iterator[Hit]:
    for found in _SIGNED.finditer(piece.text):
        query = found["query"].rstrip(".,;:!*_~\\}")
        if _IS_SIGNED.search(query) and not is_placeholder(query) and entropy(query) > 4:
            yield Hit(found.start("query"), found.start("query") + len(query))
