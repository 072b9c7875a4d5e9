"""Passwords on command lines, in SQL, and in pairs of a name and a password."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ...diagnostic import Confidence
from ...lazy import regex
from ..detector import Detector, Organisation
from ..finding import Hit, Piece
from .figured import is_figured
from .judge import is_credential
from .jumble import is_jumbled
from .remembered import is_remembered
from .words import Strength
from .worth import classes

_ARGUMENT = (
    r"(?:\"(?P<double>[^\"\n]{3,200})\"|'(?P<single>[^'\n]{3,200})'"
    r"|(?P<bare>[^\s\"'`|;&<>()]{3,200}))"
)
_FLAG = regex(
    r"(?<![\w-])(?:"
    r"(?:mysql\w{0,8}|mariadb(?:-\w{1,8})?|mycli|7z[ar]?|rar|unrar)\b[^|;&\n]{0,160}?\s-p(?=\S)"
    r"|sshpass\s{1,3}-p\s{0,2}|mongo\w{0,8}\b[^|;&\n]{0,160}?\s-p(?=\S)"
    r"|wpa_passphrase\s{1,2}\S{1,60}\s{1,2}|lftp\b[^|;&\n]{0,120}?\s-u\s{0,2}[\w.@-]{1,60},"
    r"|(?:ssh-keygen|ssh-copy-id)\b[^|;&\n]{0,160}?\s-[NP]\s{0,2}"
    r"|(?:docker|podman|nerdctl|buildah|skopeo|helm|oc|az|crane|oras|cf|heroku|mongo(?:sh)?|mongodump"
    r"|mongorestore|mongoexport|mongoimport|cqlsh|influx|psexec|winexe|ipmitool|wbadmin|twine"
    r"|ansible\S{0,12}"
    r"|nxc|crackmapexec|evil-winrm|odbc\w{0,8}|jmxterm|svn|argocd|rabbitmqadmin|keytool|jarsigner"
    r"|proxmox\S{0,12})"
    r"\b[^|;&\n]{0,200}?\s-{1,2}(?:p|P|pass|password|storepass|keypass)[ =]\s{0,2}"
    r"|(?:redis-cli|valkey-cli|keydb-cli|ipmitool)\b[^|;&\n]{0,120}?\s-[aP]\s{1,2}"
    r"|(?:sqlcmd|bcp|osql|tsql|isql|zip|unzip|tabcmd)\b[^|;&\n]{0,120}?\s-P\s{0,2}"
    r"|ldap(?:search|modify|add|delete|whoami|passwd)\b[^|;&\n]{0,200}?\s-w\s{0,2}"
    r"|openssl\b[^|;&\n]{0,200}?\s-(?:passin|passout|pass|k|password)\s{1,2}(?:pass:)?"
    r"|(?:rabbitmqctl|rabbitmq-\w{1,12})\s{1,2}(?:add_user|change_password"
    r"|authenticate_user)\s{1,2}\S{1,60}\s{1,2}"
    r"|htpasswd\s{1,2}(?=(?:-\w{1,6}\s{1,2}){0,3}-\w{0,6}b)(?:-(?:\w{0,5}(?P<shown>n)\w{0,5}|\w{1,6})\s{1,2}){1,4}"
    r"(?(shown)|\S{1,100}\s{1,2})\S{1,60}\s{1,2}"
    r"|(?:vault|bao)\s{1,2}login\s{1,2}(?:-\S{1,40}\s{1,2}){0,3}(?:\S{1,30}=)?"
    r"|snmp(?:walk|get|set|bulkwalk)\b[^|;&\n]{0,80}?\s-[cAX]\s{1,2}"
    r"|net\s{1,2}use\b[^|;&\n]{0,120}?\s/user:\S{1,60}\s{1,2}"
    r"|net\s{1,2}use\s{1,2}(?:[A-Za-z*]:?\s{1,2})?\\{2,4}\S{1,100}\s{1,2}(?=\S{1,80}\s{1,2}/user:)|xfreerdp\b[^|;&\n]{0,160}?\s/p:"
    r"|--pass(?:word|phrase|code)-(?:command|cmd)[ =][\"']?(?:echo|printf)\s{1,2}"
    r"|(?:private|preshared|psk)-key\s{1,2}<\(\s?(?:echo|printf)\s{1,2}"
    r"|(?:vault|bao)\s{1,2}operator\s{1,2}unseal\s{1,2}(?:-\S{1,40}\s{1,2}){0,3}"
    r"|(?:redis|valkey|keydb)-cli\b[^|;&\n]{0,120}?\s(?:AUTH|auth)\s{1,2}(?:[a-z_-]{2,30}\s{1,2})?"
    r"|net\s{1,2}user\s{1,2}[^\s/]{1,60}\s{1,2}"
    r"|set(?:x|env|\s{1,2}-\w{1,4})\s{1,2}(?:/[mM]\s{1,2})?"
    r"\w{0,40}(?i:pass|pwd|pw|token|secret|key)\w{0,20}\s{1,2}"
    r"|ansible-vault\s{1,2}encrypt_string\s{1,2}"
    r"(?:--?[\w-]{1,40}(?:[ =][^\s-]\S{0,80})?\s{1,2}){0,3}"
    r"|--from-literal[ =][\"']?[\w.-]{1,60}=|ConvertTo-SecureString\s{1,3}(?:-String\s{1,3})?"
    r"|login\s{1,3}[^\s]{1,60}\s{1,3}password\s{1,3}"
    r"|(?:echo|printf)\s{1,2}(?:-n\s{1,2})?(?:[\"']?%s(?:\\n)?[\"']?\s{1,2})?"
    r"(?=[^|\n]{3,120}\|\s{0,2}(?:sudo\s+-S"
    r"|kinit\b|(?:sudo\s+)?cryptsetup\b|(?:sudo\s+)?smbpasswd\b|gpg\b[^|\n]{0,80}--passphrase-fd|pdbedit\b"
    r"|docker\s+login|passwd\b|gh\s+auth|helm\s+registry|podman\s+login"
    r"|(?:docker|podman|nomad|flyctl|wrangler|gcloud)\s+secrets?\s+(?:create|put|set|versions)"
    r"|[^|\n]{3,100}\s--(?:password|token|secret|key)-stdin))"
    r"|smbclient\b[^|;&\n]{0,120}?\s-U\s{0,2}[\"']?[^\s%\"']{1,60}%)" + _ARGUMENT
)
_USER = regex(
    r"(?<![\w-])(?:curl|wget|https?|xh|httpie|ab|hey|lftp|grpcurl|aria2c|restic"
    r"|rclone)\b[^\n]{0,400}?\s"
    r"(?:-u|--user|--proxy-user|-U|-a|--auth|--basic|--user-pass)[ =]{0,2}[\"']?"
    r"(?P<user>[^\s:\"'`/]{0,80}):(?P<bare>[^\s\"'`|]{3,200})"
)
_CHPASSWD = regex(
    r"echo\s{1,2}[\"']?(?P<user>[\w.-]{1,40}):(?P<bare>[^\s\"'`|]{3,200})[\"']?\s{0,2}\\?\|\s{0,2}(?:sudo\s)?chpasswd"
    r"|(?:(?<![A-Za-z0-9])thin|sqlplus|rman|expdp|impdp|sqlldr)(?::| (?:-\w{1,3} )?"
    r"|.{0,20}userid=)(?P<ora>[\w$#]{1,40})/"
    r"(?P<double>[^\s/@\"'`]{3,80})@"
    r"|(?<![\w-])(?:sqlplus|expdp|impdp|sqlldr) (?:-\w{1,3} ){0,2}[\w$#]{1,40}/"
    r"(?P<single>[^\s/@\"'`]{6,80})(?=[\s\"'`]|\Z)"
)
# A line of ~/.pgpass, and the second password of a request to SNMP.
_PGPASS = regex(
    r"(?<![\w./:@*-])(?:[\w-]{1,60}(?:\.[\w-]{1,60}){1,6}|localhost|\*):(?:\d{4,5}|\*):"
    r"(?:[A-Za-z_][\w-]{0,60}|\*):[A-Za-z_*][\w.-]{0,60}:(?P<bare>[^\s:\"'`|]{6,200})"
)
_SNMP = regex(r"(?<=\s)-[AXc]\s{1,2}" + _ARGUMENT)
_SQL = regex(
    r"(?i:identified\s{1,3}(?:with\s{1,3}\S{1,40}\s{1,3})?(?:by|as)"
    r"|with\s{1,3}(?:encrypted\s{1,3})?password(?:\s{0,3}=)?"
    r"|encrypted\s{1,3}password|set\s{1,3}password[^=\n]{0,60}=\s{0,3}(?:password\s{0,2}\()?"
    r"|alter\s{1,3}login"
    r"[^\n]{0,80}?password\s{0,2}=|password\s{0,2}\()\s{0,3}N?['\"](?P<bare>[^'\"\n]{3,200})['\"]"
)
_NAMES = (
    r"admin(?:istrator|user|istrador)?|root|user\d?|postgres|sa|oracle|ubuntu|deploy(?:er)?"
    r"|grafana|elastic|ops"
    r"|backup|svc[\w-]{1,30}|sysadmin|superuser|guest|demo|jenkins|monitoring"
    r"|nagios|zabbix|kibana|rabbitmq|mysql|mongo|redis|ec2-user|centos|debian|vagrant|dba"
)
_PAIR = regex(
    r"(?:(?<![\w./@:-])(?P<name>(?i:"
    + _NAMES
    + r"))(?![\w-])|(?i:credentials?|creds|log ?in|logins|zugangsdaten"
    r"|identifiants|credenciales|username|(?<![\w-])user)(?:\s(?:with|as|is|are|of|for|on|to|via"
    r"|using|was"
    r"|[a-z]{2,12})){0,3}[ :=]{1,3}[\"'`(*]{0,2}(?P<login>[A-Za-z][\w.@+-]{1,40}))"
    r"[\"'`*]{0,2}(?:\s?(?:/|\||:|→|->)\s?|,\s|\s(?:and|with)\s)"
    r"(?:(?i:pw|pass|pwd"
    r"|password)[ :=]{1,3})?(?P<open>[\"'`*(]{0,2})(?P<bare>[^\s\"'`|<>(),;{}\[\]]{5,80})"
)
_SHORT = regex(
    r"(?i)(?<![\w/.-])u(?:ser)?\s?[:=]\s?[\"'`]?[\w.@+-]{1,40}[\"'`]?\s?[,;/|]?\s{0,3}(?<![\w-])p(?:w|ass)?\s?[:=]"
    r"\s?[\"'`]?(?P<bare>[^\s\"'`|<>,;]{6,80})"
)
_LOGIN = regex(
    r"(?i)(?:log ?in|logged in|credentials?|creds|zugangsdaten|identifiants|credenciales|password"
    r"|pw)\W"
)
# What a log says of a login: how it went, and settings that go with it.
_EVENT = regex(
    r"(?i)(?:fail(?:ed|ure|s|ing)?|errors?|ref(?:used|usé)|denied|rejected|time(?:out|d)|flow"
    r"|page|ok|attempts?|form|screen|event|request|response|state|status|result|loop|url|history|success(?:ful)?"
    r"|succeeded|blocked|expired|fehlgeschlagen|fehler|gesperrt|fallido|échoué)\Z"
)
_SETTING = regex(r"[A-Za-z][A-Za-z_.]{1,24}=")
_OTHER = regex(r"[\w.-]+[=:]|[\w.-]+/[\w./-]*\Z|\d+\Z|[\w.-]+@|[A-Za-z]+[\d.-]*\Z|\w+(?:-\w+)+\Z")


def commands(_: Organisation) -> Sequence[Detector]:
    """The detectors of passwords on command lines."""
    return [
        _detector(
            "command-line-password",
            "flag",
            "Password on a command line",
            _flags,
            (
                r"[^a-z0-9]-[apuw]|-k |ssh-keygen|ssh-copy-id|keytool|add_user|change_password"
                r"|authenticate_user|htpasswd|snmp|user:| /p:|wpa_passphrase|lftp "
                r"|(?:redis|valkey|keydb)-cli|net[ \t]{1,2}user|setx|setenv|set[ \t]{1,2}-"
                r"|encrypt_string|(?:vault|bao)\s{1,2}login|login\s{1,3}\S{1,60}\s{1,3}password",
                r"--from-literal|converttosecure|convertto-secure|chpasswd|userid=|sqlplus"
                r"|(?:^|[^a-z0-9])thin[: ]|rman|unseal |:[0-9*]{1,5}:[a-z0-9_*-]+:[a-z0-9_*.-]+:"
                r"|[ei]xpdp|sqlldr|impdp|echo |printf |-c |-x |--auth|--basic|--user"
                r"|(?:-command|-cmd|-key)[^a-z0-9]{1,6}(?:echo|printf)",
            ),
            (
                "mysql -u root -p{}{w*9}7x orders",
                "sshpass -p '{w*9}7x' ssh ops@db-01",
                "docker login -u ci -p {w*9}7x registry.example.com",
                "curl -u admin:{}{w*9}7x https://example.com/api",
                "redis-cli -h cache -a {w*14}7x ping",
                "kubectl create secret generic db --from-literal=pw={w*10}7x",
                "machine example.com login ops password {w*9}7x",
                "echo 'root:{w*9}7x' | chpasswd",
                "printf '%s' '{w*9}7x' | docker login -u ci --password-stdin",
                "echo -n {w*12}7x | docker secret create db -",
                "| echo 'root:{w*9}7x' \\| chpasswd |",
                "restic --password-command 'echo {w*12}7x' snapshots",
                "wg set wg0 private-key <(echo {w*42}7=)",
                "vault operator unseal {w*42}7=",
                "db.example.com:5432:orders:app:{w*9}7x",
                "snmpwalk -v3 -u ops -A $AUTH -X {w*12}7x db-01",
                "htpasswd -b /etc/nginx/x.htpasswd ops {w*9}7x",
                "echo {w*9}7x | kinit ops@EXAMPLE.COM",
                "net use Z: \\\\nas\\share {w*9}7x /user:ops",
                "lftp -u ops,{w*9}7x sftp://nas.example.com",
                "wpa_passphrase office {w*9}7x",
                "mongo -u root -p {w*9}7x admin",
                "redis-cli -h cache AUTH {w*9}7x",
                "redis-cli AUTH default {w*9}7x",
                "net user bob {w*9}7x /add",
                "setx DB_PASS {w*9}7x",
                "set -gx DB_PASS {w*9}7x",
                "impdp system/{w*9}7x directory=d",
                "ansible-vault encrypt_string --name 'db' '{w*9}7x'",
            ),
            (
                "mysql -u root -p orders",
                "docker run -p 8080:80 nginx",
                "ssh -p 2222 ops@db-01",
                "curl -u admin:$PASSWORD https://example.com/api",
                "mkdir -p /var/lib/grafana2/data",
                "db.example.com:5432:orders:app:*",
                "vault operator unseal -migrate",
                "restic --password-command 'echo $RESTIC'",
                "redis-cli AUTH $REDIS_PASS1",
                "net user bob2 /delete",
                "setx DB_PASS %DB_PASS2%",
                "impdp / as sysdba, sqlplus /nolog",
                "ansible-vault encrypt_string --stdin-name 'db2'",
            ),
        ),
        _detector(
            "sql-password",
            "statement",
            "Password in a statement of SQL",
            _sql,
            (r"identified\s{1,3}(?:by|as|with)|password",),
            (
                "CREATE USER app IDENTIFIED BY '{w*9}7x'",
                "ALTER ROLE app WITH PASSWORD '{w*9}7x'",
            ),
            ("CREATE USER app IDENTIFIED BY '<password>'", "IDENTIFIED BY 'your_password'"),
        ),
        _detector(
            "name-and-password",
            "pair",
            "Name and password, one after the other",
            _pairs,
            (
                rf"(?:^|[^a-z0-9])(?:{_NAMES})[^a-z0-9]{{0,5}}(?:[/|:,]|->|and |with )",
                r"→|credential|creds|log ?in|zugangsdaten|identifiants|credenciales|username"
                r"|user[ :=]|u ?[:=].{1,50}p(?:w|ass)? ?[:=]",
            ),
            (
                "Log in with admin / {w*7}7x!",
                "credentials: svc-backup / {w*9}7x!",
                "(`root` / `{w*9}7x!`)",
                "Login: ops:{w*9}7x!",
                "u: svc p: {w*7}7xA!",
            ),
            (
                "admin / operator",
                "root/var/lib/docker",
                "login with user / password",
                "admin: 2026-03-01",
            ),
        ),
    ]


def _detector(
    name: str,
    least: str,
    title: str,
    find: Callable[[Piece], Iterator[Hit]],
    gates: tuple[str, ...],
    recipes: tuple[str, ...],
    decoys: tuple[str, ...],
) -> Detector:
    return Detector(
        name=name,
        least=least,
        check="secret",
        kind="password",
        title=title,
        gates=gates,
        find=find,
        recipes=recipes,
        decoys=decoys,
        confidence=Confidence.MEDIUM,
    )


def _flags(piece: Piece) -> Iterator[Hit]:
    others = (_SNMP,) if "snmp" in piece.text else ()
    for expression in (_FLAG, _USER, _CHPASSWD, _PGPASS, *others):
        for found in expression.finditer(piece.text):
            for group in expression.groupindex.keys() & {"double", "single", "bare"}:
                if found[group] and _is_password(found[group], group != "bare"):
                    yield Hit(*found.span(group))


def _sql(piece: Piece) -> Iterator[Hit]:
    for found in _SQL.finditer(piece.text):
        if _is_password(found["bare"], True):
            yield Hit(*found.span("bare"))


def _pairs(piece: Piece) -> Iterator[Hit]:
    yield from _short(piece)
    for found in _PAIR.finditer(piece.text):
        value = found["bare"].rstrip(".:*_")
        head = piece.text[max(0, found.start() - 40) : found.end() - len(found["bare"])]
        if not found["open"] and _is_said(found, value):
            continue
        is_marked = (bool(found["open"]) or bool(_LOGIN.search(head))) and not value.isdigit()
        if (_OTHER.match(value) and not is_marked) or not is_credential(
            value, Strength.PASSWORD, is_near=is_marked, is_quoted=is_marked
        ):
            continue
        yield Hit(found.start("bare"), found.start("bare") + len(value))


def _is_said(found: re.Match[str], value: str) -> bool:
    """Whether it is a setting (`login ok: user=app`), or said of a login (`login failed: E42`)."""
    is_event = found["login"] is not None and _EVENT.match(found["login"]) is not None
    return (is_event or _SETTING.match(value) is not None) and not is_jumbled(value)


def _short(piece: Piece) -> Iterator[Hit]:
    """`u: NAME p: PASSWORD`."""
    for found in _SHORT.finditer(piece.text):
        if classes(found["bare"]) >= 3 and _is_password(found["bare"], False):
            yield Hit(*found.span("bare"))


def _is_password(value: str, is_quoted: bool) -> bool:
    is_made_up = is_figured(value) or is_remembered(value)
    return is_made_up or is_credential(value, Strength.PASSWORD, is_near=True, is_quoted=is_quoted)
