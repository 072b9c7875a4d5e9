"""Paths that stand beside a name and are no password, as in `deploy/charts/web-2/values.yaml`."""

from __future__ import annotations

# Where one of these is in a line, what stands behind a name is taken for a value as it is.
_OF_LOGIN = ("log", "cred", "zugang", "identif", "passw", "pw", "username")
_OF_USER = ("u:", "u=", "user:", "user=")
# The names that `secrets.command` knows, or a part of each.
_NAMES = (
    *(
        "admin",
        "root",
        "user",
        "postgres",
        "sa",
        "oracle",
        "ubuntu",
        "deploy",
        "grafana",
        "elastic",
    ),
    *("ops", "backup", "svc", "guest", "demo", "jenkins", "monitoring", "nagios", "zabbix"),
    *("kibana", "rabbitmq", "mongo", "redis", "centos", "debian", "vagrant", "dba", "mysql"),
)
_PARTING = ("/", "|", ":", "→", "->", ",")
_PARTS = frozenset("/|:→>,")
_WORDS = ("and", "with")
# As `secrets.judge` knows them.
_ENDINGS = frozenset(
    ("md", "py", "js", "ts", "yml", "yaml", "json", "txt", "toml", "conf", "ini", "sh", "go")
)
_OTHERS = {code: None for code in range(128) if not (chr(code).isalnum() or chr(code) in ":=")}
_OF_PATH = str.maketrans(dict.fromkeys("_.-", "0"))


def without_paths(line: str) -> str:
    """The line without the paths of three parts and more that `name-and-password` never takes.

    It does take what stands in marks behind a name, and all that is spoken of as a login.
    """
    if "/" not in line:
        return line
    small = line.lower()
    if any(word in small for word in _OF_LOGIN) or _is_of_user(small):
        return line
    runs = line.replace("\t", " ").split(" ")
    return " ".join(
        run
        for before, run in zip(["", *runs], runs, strict=False)
        if not _is_path(run) or (not run[:1].isalnum() and _may_name(before.lower()))
    )


def _is_of_user(small: str) -> bool:
    """True if a line in small letters may hold a word for a user, and what it is behind that."""
    if ":" not in small and "=" not in small:
        return False
    signs = small.translate(_OTHERS)
    if not signs.isascii():
        signs = "".join(sign for sign in signs if sign.isalnum() or sign in ":=")
    return any(word in signs for word in _OF_USER)


def _may_name(before: str) -> bool:
    """True if what stands before a value may be a name, or part it from one."""
    if before in _WORDS:
        return True
    if not any(map(str.isalnum, before)):
        return not _PARTS.isdisjoint(before)
    return before.endswith(_PARTING) and any(name in before for name in _NAMES)


def _is_path(run: str) -> bool:
    if "/" not in run:
        return False
    parts = run.strip("\"'`()[]*,.;").split("/")
    is_path = len(parts) > 2 or (len(parts) == 2 and _is_file(parts[1]))
    return is_path and all(part.isascii() and part.translate(_OF_PATH).isalnum() for part in parts)


def _is_file(part: str) -> bool:
    """True for the name of a file that no password looks like."""
    stem, _, ending = part.partition(".")
    return ending in _ENDINGS and stem.isalpha() and (stem[1:].islower() or stem.isupper())
