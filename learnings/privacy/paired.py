"""Whether what may be a password stands behind a name, or behind a word for a login.

As in `least`, an answer may say yes too often, never no where `name-and-password` finds something.
"""

from __future__ import annotations

from itertools import chain

from .folding import PLAIN, only
from .paths import without_paths
from .runs import password

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Iterator

# The names that `secrets.command` knows; others are `svc` with more behind it.
_NAMES = frozenset((
    *("admin", "administrator", "adminuser", "administrador", "root", "user", "postgres", "sa"),
    *("oracle", "ubuntu", "deploy", "deployer", "grafana", "elastic", "ops", "backup", "sysadmin"),
    *("superuser", "guest", "demo", "jenkins", "monitoring", "nagios", "zabbix", "kibana"),
    *("rabbitmq", "mysql", "mongo", "redis", "ec2-user", "centos", "debian", "vagrant", "dba"),
))  # fmt: skip
_LOGINS = (
    *("credential", "credentials", "creds", "login", "logins", "zugangsdaten", "identifiants"),
    *("credenciales", "username", "user"),
)
# What goes on with some of the names.
_OF_MORE = {
    "svc": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-",
    "user": "0123456789",
}
# What may stand between the two, before the password.
_PASSWORDS = ("pw", "pass")
# What parts a name from what follows, and a password from that.
_APART = only(PLAIN + b"-")
_PARTING, _WORDS = "/|:->", ("and", "with")
_MARKS = "\"'`*()[]{}<>_~;"
# So many runs of a line a password may be from a name, and so many from a word for a login.
_NEAR, _FAR = 6, 14
# A word for a user, and marks or a blank behind it.
_SHORT = 8


def pair(line: str) -> bool:
    """True if anything looks like a password that stands beside a name."""
    small = line.lower()
    if not line.isascii() or "log in" in small or _is_of_user(small):
        return password(without_paths(line))
    parts = chain(
        (part for word in _LOGINS if word in small for part in _after_login(line, small, word)),
        (part for name in _names(small) for part in _after_name(line, small, name)),
    )
    return any(map(password, parts)) and password(without_paths(line))


def _is_of_user(small: str) -> bool:
    """True if what ends with `u` or `user` stands before a colon or an equals sign."""
    for mark in ":=":
        at = small.find(mark)
        while at >= 0:
            if small[max(at - _SHORT, 0) : at].rstrip(_MARKS + " \t").endswith(("u", "user")):
                return True
            at = small.find(mark, at + 1)
    return False


def _names(small: str) -> Iterator[str]:
    """The names in a line of ASCII, and what may be one."""
    words = set(small.encode().translate(_APART).decode().split())
    yield from words & _NAMES
    if "svc" in small:
        yield "svc"
    if "user" in small and "user" not in words:
        yield "user"


def _after_login(line: str, small: str, word: str) -> Iterator[str]:
    for end in _ends(small, word):
        if not (small[end : end + 1].isalnum() or small[end : end + 1] == "-"):
            yield " ".join(line[end:].split()[:_FAR])


def _after_name(line: str, small: str, name: str) -> Iterator[str]:
    """The parts of a line in which a password may stand that belongs to a name."""
    more = _OF_MORE.get(name, "")
    for end in _ends(small, name):
        before = small[: end - len(name)][-1:]
        if before.isalnum() or (before and before in "./@:-"):
            continue
        if more:
            end += len(line[end:]) - len(line[end:].lstrip(more))
        after = line[end : end + 1]
        if after and not after.isalnum() and after != "-":
            yield from _behind(line[end:].split(None, _NEAR + 1), is_apart=after.isspace())


def _behind(runs: list[str], *, is_apart: bool) -> Iterator[str]:
    """What may hold a password of the runs behind a name, of which the first may go on with it."""
    rest = "" if is_apart or not runs else runs.pop(0).lstrip(_MARKS)
    value = rest.lstrip(_PARTING + _MARKS)
    following = runs[0].lstrip(_MARKS) if runs else ""
    if value and rest[0] in _PARTING and not value.lower().startswith(_PASSWORDS):
        yield from (value, rest)
    elif rest or (following[:1] and following[:1] in _PARTING) or following.lower() in _WORDS:
        yield " ".join((rest, *runs[:_NEAR]))


def _ends(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at + len(word)
        at = text.find(word, at + 1)
