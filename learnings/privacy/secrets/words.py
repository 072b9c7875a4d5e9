"""Words that announce a credential, in several languages, and words that say it is none."""

from __future__ import annotations

import enum
from collections.abc import Iterator

from ...lazy import regex


class Strength(enum.IntEnum):
    """How much a word says about the value after it."""

    WEAK = 1
    SECRET = 2
    CODE = 3
    PASSWORD = 4


# All of these are looked for in text in small letters. Those with one first letter stand
# together: that is what makes looking for them quick.
_PASSWORD = regex(
    r"(?P<password>p(?:/w|sk|ass(?:[ _-]?(?:word|wort|wd|phrase|code))?(?:ord(?:et)?)?|wd|w|sw"
    r"|arol(?:a(?:d'ordine| d'ordine|sı|dır)?|e|ata)|arool|alavra[ -]passe|asahitza|asfhocal)"
    r"|requirepass|m(?:asterauth|ot[ _-]?de[ _-]?passe|dp|ật khẩu)|authtok"
    r"|k(?:en(?:n)wort|ata sandi|odeord(?:et)?)|rediscli[ _-]auth"
    r"|contrase(?:[ñn]a|nya)|contrasinal|c(?:lave(?! p[uú]blica)|ommunity[ _-]string|yfrinair)"
    r"|s(?:enha|alasana|laptažodis|laptažodį)|wachtwoord|h(?:asł(?:o|em|a)|esl[oaeu]m?)"
    r"|l(?:ösenord(?:et)?|ozink[aeu]|ykilorð(?:ið)?)|adgangskode(?:n|r)?|jelsz(?:ó|ava?)|geslo"
    r"|fjalëkalimi?|şifre(?:sidir|si|niz)?|密[码碼]|口令|パスワード|暗証番号|парол(?:ата|[ьяеюиі])|лозинк[ае]"
    r"|w(?:i-?fi|lan|pa2?)[ _-](?:pass[ _-]?)?key"
    r"|비밀번호|κωδικός(?: πρόσβασης)?|συνθηματικό|كلمة (?:المرور|السر)|סיסמה|รหัสผ่าน"
    r"|पासवर्ड)"
    r"|(?P<code>pin|one[ -]time (?:code|password)|(?:t?otp(?!w))"
    r"|(?:recovery|backup|verification|verify|2fa|mfa|sms|login|security)[ _-]codes?"
    r"|验证码|認証コード)"
)
_SECRET = regex(
    r"(?P<secret>secret|signature|token"
    r"|c(?:redential|red|onn(?:ection)?[ _-]?str(?:ing)?"
    r"|l[ée]s? (?:api|secrète|d'accès|privée)|have|hiave)|authorization|bearer"
    r"|dsn|webhook|j(?:wt|eton)|llave|schlüssel|nyckeln?|sleutel|klucz"
    r"|anahtar[ıi]?|密[钥鑰]|秘钥|令牌|凭证"
    r"|トークン|シークレット|キー|токен[а-я]?|ключ[а-я]?|секрет[а-я]?|토큰|비밀키)"
    r"|(?P<key>key)"
    r"|(?P<weak>s(?:id|ig|ession|eed|alt)"
    r"|pat|auth|cookie|hmac)"
)
WORDS = {"password": _PASSWORD, "secret": _SECRET}

# A line without any of these holds no such word.
GATES = {
    "password": (
        r"pass|pwd|wort|pw|psw|contrase|clave|senha|wachtwoord|parola|senord|salasana"
        r"|adgangskode|masterauth|sandi|pins?[^a-z]|otp|[ _-]codes?|parole"
        r"|parool|kodeord|jelsz|hesl|lozink|geslo|slapta|mdp|contrasi|pasahitz|pasfhocal"
        r"|cyfrinair|p/w|psk|wi-?fi[ _-]|wlan[ _-]|wpa2?[ _-]|lykilor|kalim|authtok|rediscli"
        r"|community",
        r"密码|密碼|口令|パスワード|暗証番号|парол|Парол|ПАРОЛ|비밀번호|khẩu|ifre|has[łŁ]|验证码|認証コード"
        r"|лозинк|Лозинк|ЛОЗИНК|κωδικ|Κωδικ|συνθηματικ|Συνθηματικ|كلمة ا|סיסמה|รหัสผ่าน|पासवर्ड",
    ),
    "secret": (
        r"key|secret|token|cred|authoriz|bearer|signature|conn[ _-]?str|connection[ _-]?str|dsn"
        r"|webhook"
        r"|jwt|nyckel|sleutel|klucz|anahtar|chl.{1,2}ssel|jeton|cl.{1,2}s? |chave|llave|chiave"
        r"|auth|session|cookie"
        r"|sids?[^a-z]|sigs?[^a-z]|pats?[^a-z]|seed|salt|hmac",
        r"密钥|密鑰|秘钥|令牌|凭证|トークン|シークレット|キー|토큰|비밀키"
        r"|токен|ключ|секрет|Токен|Ключ|Секрет|ТОКЕН|КЛЮЧ|СЕКРЕТ",
    ),
}
# A word that begins in the middle of another one is none: `compass`, `spin`.
_GLUED = regex(
    r"(?:pass|p/w|pwd?|psw|mdp|pin|t?otp|creds?|dsn|psk|jwt|sid|sig|pat|seed|salt|hmac|auth)\Z"
)
# Whose password it is, in one word with it: `bindpw`, `rootpass`.
_OWNER = regex(
    r"(?:bind|root|admin|user|db|ldap|ftp|smtp|mail|imap|sql|mysql|pg|vnc|rpc|http|proxy|store|trust"
    r"|wifi|login|sudo|redis|mongo|backup|service|ssh|rsync|auth|become|key|gpg|borg|rabbit|kafka"
    r"|sasl|ssl|web|api|app|repo|git|svn|host|smb|cifs|snmp|radius|bmc|ipmi|ilo|idrac|postgres)\Z"
)

# `token` in `tokenize` is none; it is in `tokens` and in `tokenValue`.
_GOES_ON = regex(r"[a-rt-z]|s[a-z]")

# Whatever letter stands behind these, as in `PATH`: see their gates.
_BRIEF = frozenset(("pin", "pat", "sid", "sig"))
_OF_KEY = regex(
    r"(?:api|access|auth|app|application|private|signing|sign|encrypt(?:ion)?|decryption|master"
    r"|shared|service|account|storage|licen[sc]e|subscription|integration|routing|ingest(?:ion)?"
    r"|server|client|consumer|secret|admin|session|webhook|deploy|project|sas|hmac|crypto|cipher"
    r"|aes|jwt|django|flask|rails|writer?|live|test|prod(?:uction)?|sandbox|merchant|partner"
    r"|developer|dev|ssh|gpg|pgp|tls|ssl|root|user|database|db|data|instrumentation|registration"
    r"|enroll?ment|stream|bot|org|team|workspace|personal|secondary|pre-?shared|wpa|wifi"
    r"|heroku|postmark|mailchimp|mailgun|sendgrid|pagerduty|opsgenie|airtable|netlify|vercel|fastly"
    r"|linode|new ?relic|datadog|rollbar|segment|mixpanel|intercom|snyk|twilio|stripe|cloudflare"
    r"|recovery|unseal|cookie|csrf|validation|verification|sender|push|maps|rest|insert|security)"
    r"[ _.-]?\Z"
)


def words(text: str, small: str, family: str) -> Iterator[tuple[int, int, Strength]]:
    """Where words of the family (`password` or `secret`) stand in a text, and how strong they are.

    `small` is the text in small letters.
    """
    for found in WORDS[family].finditer(small):
        start, end = found.span()
        is_brief = found[0] in _BRIEF
        if _GOES_ON.match(small if is_brief else text, end) and (
            is_brief or text[end - 1].islower()
        ):
            continue
        if start and small[start - 1].isascii() and small[start - 1].isalpha():
            is_hump = text[start].isupper() and text[start - 1].islower()
            if not is_hump and _GLUED.match(found[0]) and not _is_owned(small, start, found[0]):
                continue
            is_key = found.lastgroup == "key"
            if is_key and not is_hump and not _OF_KEY.search(small, max(0, start - 16), start):
                continue
        strength = _STRENGTH[str(found.lastgroup)]
        if found.lastgroup == "key" and _OF_KEY.search(small, max(0, start - 16), start):
            strength = Strength.SECRET
        yield start, end, strength


def is_other(text: str, start: int, strength: Strength) -> bool:
    """Whether what stands before the word says that it is none, as in `partition key`."""
    head = text[max(0, start - 24) : start]
    if _OF_ANY.search(head):
        return True
    if strength in (Strength.PASSWORD, Strength.CODE):
        return False
    is_key = text[start : start + 3].lower() == "key"
    return bool(_OF_TOKENS.search(head) or (is_key and _OF_KEYS.search(head)))


def _is_owned(small: str, start: int, word: str) -> bool:
    return word.startswith("p") and _OWNER.search(small, max(0, start - 8), start) is not None


_STRENGTH = {
    "password": Strength.PASSWORD,
    "code": Strength.CODE,
    "secret": Strength.SECRET,
    "key": Strength.WEAK,
    "weak": Strength.WEAK,
}

# What a name goes on with when its value is about a credential and no credential.
SUFFIX = regex(
    r"[ _.-]?(?:ids?|names?|files?|filename|paths?|dir|folder|ur[li]s?|types?|len|length|size|count"
    r"|ttl|expir\w*|polic\w+|refs?|arn|versions?|fields?|hash(?:es)?|prefix|headers?|endpoint"
    r"|format"
    r"|algo\w*|rotat\w+|age|labels?|usage|limit|budget|bucket|index|fingerprint|digest|checksum"
    r"|thumbprint|sha\d*|md5|serial|created|updated|at|date|status|reset|manager|engine|store|class"
    r"|provider|mount|required|enabled|min|max|space|ring|board|word|vault|binding|service|scope"
    r"|kind"
    r"|issuer|audience|validity|lifetime|timeout|owner|region|bits?|env|var|metrics?|pair|spec"
    r"|exists"
    r"|certificate\w*|chain|block|material|lookup|attempts?|strength|usages?|selector|generator"
    r"|param(?:eter)?s?|column|claims?)"
    r"(?![a-z])",
    2,
)
# How such a name ends.
LAST = regex(
    r"(?:[a-z](?:Id|ID|Name|Arn|ARN|Url|URL|Type|File|Path|Version|Date|Ref)s?|[_-](?i:id|name|arn"
    r"|url|type|file|path|at))$"
)
# What stands right before such a word when it is none: of any, of others than passwords, of keys.
_OF_ANY = regex(r"(?:(?:no|non|without|request)[ _-]?|existing_?)$", 2)
_OF_TOKENS = regex(
    r"(?:public|idempotency|dedup\w*|next(?:[ _-]?(?:page|forward|backward))?|starting|page"
    r"|lock|change|action|waiter|update|fencing|idempotent"
    r"|continuation|cancell?ation|concurrency|trace|span|commit|sync|resume|pagination|csp|context"
    r"|message|recv|receive|fetch|lookup|kms|pgp public|partition|primary|foreign|sort|cache|hash"
    r"|config(?:uration)?)[ _-]?$",
    2,
)
_OF_KEYS = regex(
    r"(?:row|hot|object|s3|host|map|composite|surrogate|natural|unique|index|shard|bucket|group"
    r"|join|translation|locale|label|tag|redis|metric|json|yaml|registry|reg|header|answer|order"
    r"|ordering|package|release)[ _-]?$",
    2,
)
# What between the word and the value says that it is something else.
BENIGN = regex(
    r"sha-?\d+|md5|digest|commit|e-?tag|trace|span|request[ _-]?id|fingerprint|serial|image|\bpod\b"
    r"|partition|primary[ _-]key|public|key[ _-]?id|thumbprint|checksum|revision|version|build"
    r"|\bhash(?:es)?\b|\buuid\b|\bid\b|arn:|path|\bfile\b|\burl\b|\bname\b|digest|expir|ssh-"
    r"|run[ _-]?id"
    r"|ticket|issue|\bpr\b|entry|\bsee\b|instance|cluster|\bhost\b|bucket|deploy(?:ment)? "
    r"|container",
    2,
)
