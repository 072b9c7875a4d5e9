"""Lines of files in which a password is told by its place alone, without a word for one.

Switches, name servers, mail servers and directories have such files, and so have calls that take
a name and a password one after the other. They are pasted into logs as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...diagnostic import Confidence
from ...lazy import regex
from ..detector import Detector, Organisation
from ..finding import Hit, Piece
from .judge import is_credential
from .words import Strength
from .worth import classes, entropy, is_placeholder, is_worded

_VALUE = r"[\"'`]?(?P<value>[^\s\"'`|;,<>()]{5,200})"
# Communities and keys of devices of networks.
_DEVICE = regex(
    r"(?i:snmp-(?:server|agent)\s{1,3}(?:usm-user\s\S{1,60}\s)?community\s{1,3}(?:(?:read|write|cipher|simple"
    r"|[07])\s{1,3}){0,3}"
    r"|(?<![\w-])(?:r[ow]|trap)community6?\s{1,4}|(?<![\w-])com2sec6?\s{1,4}(?:-Cn\s\S{1,40}\s)?\S{1,60}\s{1,4}"
    r"\S{1,60}\s{1,4}|(?:set\s)?snmp\s{1,3}community\s{1,3}"
    r"|(?:tacacs|radius)(?:-server)?\s{1,3}(?:host\s\S{1,60}\s)?key\s{1,3}(?:[0-9]\s{1,2})?"
    r"|(?:enable|username\s\S{1,60}(?:\sprivilege\s\d{1,2})?|neighbor\s\S{1,60}|line|user\s\S{1,60})\s"
    r"(?:(?:insecure-)?password|secret)\s(?:[0-9]{1,2}\s|cipher\s|encrypted\s)?"
    r"|isakmp\s{1,2}key\s{1,2}(?:[0-9]\s{1,2})?|pre-shared-key\s{1,2}(?:(?:local|remote|ascii-text"
    r"|[0-9])\s{1,2}){0,2}|(?:authentication-key|key-string|message-digest-key\s\d{1,3}\smd5"
    r"|standby\s\d{1,4}\sauthentication)\s{1,2}(?:[0-9]\s{1,2})?"
    r"|(?<![\w-])createUser\s{1,3}\S{1,60}\s{1,3}(?:MD5|SHA(?:-?\d{3})?)\s{1,3})" + _VALUE
)
# A user and what follows it: data sources of Go, servers of mail, lists of users.
_USER = regex(
    r"(?<![\w./:@-])(?:[\w.-]{1,60}:(?P<dsn>[^\s\"'`|<>/]{4,200})@(?:tcp|unix|udp)\("
    r"|\[?[\w-]{1,60}(?:\.[\w-]{1,60}){1,6}\]?(?::\d{2,5})?[ \t:]{1,4}"
    r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,5}:(?P<mail>[^\s\"'`|<>/]{6,200})"
    r"|stats\sauth\s{1,3}[\w.-]{1,60}:(?P<stats>[^\s\"'`|<>]{4,200}))"
)
_SCHEME = regex(
    r"\{(?i:plain|clear(?:text)?|crypt|s?sha(?:256|384|512)?|s?md5|blf-crypt|argon2id?|pbkdf2\S{0,12}"
    r"|sha512-crypt|ssha512|cram-md5|nt)(?:\.\w{1,8})?\}(?P<value>[^\s\"'`|<>:,;]{6,300})"
)
_OTHERS = regex(
    r"(?i:acl\ssetuser|(?<![\w.-])user)\s\S{1,60}\s(?:[^|\n]{0,60}?\s)?"
    r">(?P<redis>[^\s\"'`|<>~]{5,200})"
    r"|(?:nsupdate|dig|knsupdate)\b[^|\n]{0,120}?\s-y\s{0,2}[\"'`]?"
    r"(?:hmac-[\w-]{2,12}:)?[\w.-]{1,80}:(?P<tsig>[A-Za-z0-9+/]{16,200}={0,2})"
    r"|-setcookie\s{1,2}[\"'`]?(?P<erlang>[A-Za-z0-9_]{12,200})"
    r"|rootpw\s{1,3}(?:--(?:plaintext|allow-ssh|lock)\s{1,3}){1,3}(?P<kickstart>[^\s\"'`|<>-][^\s\"'`|<>]{3,200})"
    r"|::add-mask::(?P<mask>[^\s\"'`|<>]{6,400})"
    r"|(?<![\w-])send(?:_user)?\s{1,3}(?:--\s{1,2})?\"(?P<expect>[^\"\s\\]{8,200})\\[rn]"
)
_CALL = regex(
    r"(?:getConnection|mysqli(?:_connect|_real_connect)?|mysql_connect|PDO|ldap_bind|simple_bind_s|ftp_login"
    r"|\.login|\.auth|basic_auth|HTTPBasicAuth|setBasicAuth|SetBasicAuth|basicAuth)"
    r"\s{0,2}\((?:[^()\"']{0,80},\s{0,3})?(?:[\"'][^\"'\n]{0,200}[\"'],\s{0,3}){1,2}"
    r"[\"'](?P<value>[^\"'\s]{5,200})[\"']"
)


def lines(_: Organisation) -> Sequence[Detector]:
    """The detector of passwords that the place in a line tells."""
    return [
        Detector(
            name="password-by-place",
            least="placed",
            check="secret",
            kind="password",
            title="Password in a line of a configuration, told by its place",
            gates=(
                r"community|com2sec|enable |username |neighbor |isakmp|-shared-key"
                r"|user [^ ]+ .{0,60}(?:secret|password)|line (?:secret|password)|standby [0-9]"
                r"|ation-key|key-string|digest-key|createuser|insecure-password"
                r"|@(?:tcp|unix|udp)\(|stats auth|setuser|nsupdate|-setcookie|rootpw|::add-mask::",
                r"\{(?:plain|clear|crypt|s?sha|s?md5|blf-|argon2|pbkdf2|cram-|nt[.}])",
                r"(?:tacacs|radius)(?:-server)? {1,3}(?:host [^ ]{1,60} )?key",
                r"user [^ ]+ .{0,60}>[^ ]{5}|dig .{0,120}-y|send(?:_user)? .{0,6}\"[^ ]+\\[rn]"
                r"|\.[a-z0-9_-]+\]?(?::[0-9]{2,5})?[ :\t]{1,4}[a-z0-9_.+-]+@[a-z0-9_.-]+:[^ ]{6}",
                r"(?:getconnection|mysqli?[a-z_]*|pdo|ldap_bind|simple_bind_s|ftp_login|\.login|\.auth"
                r"|basic_?auth) {0,2}\(",
            ),
            find=_hits,
            recipes=(
                "snmp-server community {w*9}7x RO",
                "rocommunity {w*9}7x default",
                "com2sec readonly default {w*9}7x",
                "tacacs-server key 7 0{X*15}",
                "username admin privilege 15 password 7 0{X*15}",
                "crypto isakmp key {w*12}7x address 0.0.0.0",
                "app:{w*9}7x@tcp(db-01:3306)/orders",
                "[smtp.example.com]:587 ops@example.com:{w*9}7x",
                "ops:{PLAIN}{w*9}7x::::::",
                "ACL SETUSER ops on >{w*9}7x ~* +@all",
                "nsupdate -y hmac-sha256:ops:{b*43}=",
                "rootpw --plaintext {w*9}7x",
                'DriverManager.getConnection(url, "app", "{w*9}7x")',
                'smtp.login("ops@example.com", "{w*9}7x")',
            ),
            decoys=(
                "snmp-server community public RO",
                "rocommunity <community> default",
                "username ops password 7 ********",
                "app:${DB_PASSWORD}@tcp(db-01:3306)/orders",
                "scp ops@example.com:backup/2026 .",
                "ops:{SHA}<hash>",
                "ACL SETUSER ops on >password ~* +@all",
                'getConnection(url, "app", "password")',
                'smtp.login("ops@example.com", os.environ["X"])',
            ),
            confidence=Confidence.MEDIUM,
        )
    ]


def _hits(piece: Piece) -> Iterator[Hit]:
    text = piece.text
    for expression in (_DEVICE, _CALL):
        for found in expression.finditer(text):
            if _is_password(found["value"]):
                yield Hit(*found.span("value"))
    for expression in (_USER, _OTHERS):
        for found in expression.finditer(text):
            name = str(found.lastgroup)
            if _is_made(found[name]) if name in _LONG else _is_password(found[name]):
                yield Hit(*found.span(name))
    for found in _SCHEME.finditer(text):
        if _is_hash(found["value"]):
            yield Hit(*found.span("value"))


# What holds no password that somebody thought of, and is long.
_LONG = frozenset(("tsig", "erlang", "mask"))


def _is_password(value: str) -> bool:
    return is_credential(value, Strength.PASSWORD, is_near=True, is_quoted=True)


def _is_made(value: str) -> bool:
    return len(value) >= 12 and not is_placeholder(value) and not is_worded(value)


def _is_hash(value: str) -> bool:
    if is_placeholder(value) or is_worded(value):
        return False
    return classes(value) >= 2 and any(map(str.isdigit, value)) and entropy(value) > 2.5
