"""The front door of the hooks: lets what is certainly none of their business pass at once.

Most commits touch no log, and of those that do most disclose nothing. A hook that says so should
cost little more than a start of Python. So here is looked at what is staged with next to nothing
imported. Whatever is not quite certain (a setting, a merge, a long file, a value) is left to
`learnings lint`.
"""

from __future__ import annotations

import os
import sys

from .extension import offers_checks
from .manners import FIXED, MANNERS, PLACES

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    # A text, and which of its lines are looked at; None stands for all.
    Text = tuple[str, Sequence[range] | None]

GROUPS = frozenset(("secrets", "network", "pii"))
# What the hook for secrets asks for as well, and brings with it in any case.
_WITH_SECRETS = "unreadable-text"
# Inside of a hook git says where its index is, and from where it was called.
_EXPECTED = frozenset(("GIT_INDEX_FILE", "GIT_PREFIX"))
_AWAY = (PLACES - _EXPECTED) | {"GIT_CEILING_DIRECTORIES"}
_PUSHED = frozenset(("PRE_COMMIT_FROM_REF", "PRE_COMMIT_TO_REF", "PRE_COMMIT_LOCAL_BRANCH"))
_DIFF = (
    *("diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-color", "--no-ext-diff"),
    *("--no-textconv", "--no-relative", "--ignore-submodules=all", "--no-renames"),
)
_FILES = frozenset(("100644", "100755"))
# What makes a hook say less, or be stricter: of a commit without logs it has nothing to say.
_NARROWING = frozenset(("--group", "--select", "--ignore", "--fail-on"))
_MOST_LISTED = 1 << 20
_MOST_FILES = 60
_MOST_SETTINGS = 4_000
# A mark of byte order, what was lost, and what reorders text: not sensitive, but reported.
_REPORTED = "\ufeff\ufffd\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


# A staged file: its path, seen from the root, and the names of its content and of that before,
# empty if there was none.
Blob = tuple[str, str, str]


def groups_of(words: Sequence[str]) -> frozenset[str]:
    """The groups of checks that the words ask for; none if they ask for anything else."""
    groups: set[str] = set()
    rest = [part for word in words for part in _split(word)]
    if len(rest) % 2:
        return frozenset()
    for name, value in zip(rest[::2], rest[1::2], strict=True):
        if name == "--group" and value in GROUPS:
            groups.add(value)
        elif (name, value) != ("--select", _WITH_SECRETS):
            return frozenset()
    if any(value == _WITH_SECRETS for value in rest) and "secrets" not in groups:
        return frozenset()
    return frozenset(groups)


def _split(word: str) -> tuple[str, ...]:
    name, mark, value = word.partition("=")
    return (name, value) if mark and name in _NARROWING else (word,)


def passes(words: Sequence[str], environment: Mapping[str, str]) -> bool:
    """True if what is staged certainly holds nothing that a hook with these words reports.

    The sentence that says so is printed. False says nothing: then `learnings lint` has to judge.
    """
    if sys.stdout is None or any(environment.get(name) for name in _AWAY | _PUSHED):
        return False
    if words[:1] == ["--named"]:
        return _concerns_nothing(words[1:], environment)
    groups = groups_of(words)
    if not groups:
        return False
    try:
        count = _judged(groups, environment)
    except (OSError, ValueError):
        return False
    if not count:
        return False
    sys.stdout.write(f"no problems in {count} {'file' if count == 1 else 'files'}\n")
    return True


def _concerns_nothing(words: Sequence[str], environment: Mapping[str, str]) -> bool:
    """True if the next commit certainly touches no log, nothing beside one and no setting."""
    rest = [part for word in words for part in _split(word)]
    if len(rest) % 2 or not all(name in _NARROWING for name in rest[::2]):
        return False
    try:
        root = _root()
        if not root or _merges(root):
            return False
        from .errand import git

        listed = git(root, _told(environment, root), *_DIFF, most=_MOST_LISTED)
        paths = [] if listed is None else [os.fsdecode(item) for item in listed.split(b"\0")[1::2]]
        if listed is None or any(_is_concerned(path) for path in paths):
            return False
        if not all(_tells_no_logs(folder) for folder in _folders(root, ["", *paths])):
            return False
    except (OSError, ValueError):
        return False
    sys.stdout.write("no problems in 0 files (0 entries)\n")
    return True


def _judged(groups: frozenset[str], environment: Mapping[str, str]) -> int:
    """How many clean files are staged; 0 where it is not known that they are."""
    root = _root()
    if not root or _merges(root):
        return 0
    from .errand import git

    places = _told(environment, root)
    listed = git(root, places, *_DIFF, most=_MOST_LISTED)
    staged = None if listed is None else _staged(listed)
    if not staged or len(staged) > _MOST_FILES or not any(_is_log(path) for path, _, _ in staged):
        return 0
    folders = _folders(root, [path for path, _, _ in staged])
    if not all(_is_plain(folder) for folder in folders) or offers_checks():
        return 0
    texts = _texts(root, places, staged)
    if texts is None:
        return 0
    from .privacy.glance import is_clean

    paths: list[Text] = [(path, None) for path, _, _ in staged]
    return len(staged) if is_clean([*texts, *paths], groups) else 0


# --- git --------------------------------------------------------------------------------------


def _root() -> str:
    """The folder with `.git` at or above this one; empty if there is none."""
    folder = os.path.realpath(os.getcwd())
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return ""
        folder = parent
    return folder


def _merges(root: str) -> bool:
    """True unless it is certain that the next commit has one parent at most."""
    folder = os.path.join(root, ".git")
    if os.path.isfile(folder):
        with open(folder, encoding="utf-8") as file:
            mark, _, place = file.read(_MOST_SETTINGS).partition(": ")
        if mark != "gitdir":
            return True
        folder = os.path.join(root, place.rstrip("\n"))
    known = os.path.isfile(os.path.join(folder, "HEAD"))
    return not known or os.path.lexists(os.path.join(folder, "MERGE_HEAD"))


def _told(environment: Mapping[str, str], root: str) -> dict[str, str]:
    told = {name: value for name, value in environment.items() if name not in MANNERS | PLACES}
    index = environment.get("GIT_INDEX_FILE")
    if index:
        told["GIT_INDEX_FILE"] = os.path.join(root, index)
    # If that folder is no repository, git must not take one further up for it.
    return told | {"GIT_CEILING_DIRECTORIES": os.path.dirname(root)} | FIXED


def _staged(listed: bytes) -> list[Blob] | None:
    """The staged files that may be logs or lie beside them; None where something is odd."""
    records = iter(listed.split(b"\0"))
    found: list[Blob] = []
    for about in records:
        if not about:
            continue
        path = os.fsdecode(next(records, b""))
        _, mode, old, oid, status = about.decode("ascii").split(" ")
        if not _is_concerned(path) or status == "D":
            continue
        if status not in ("A", "M") or mode not in _FILES or not oid.strip("0"):
            return None
        found.append((path, oid, old if status == "M" and _is_log(path) else ""))
    return found


def _texts(root: str, environment: Mapping[str, str], staged: Sequence[Blob]) -> list[Text] | None:
    """The contents, if all of them are texts that nothing can be said against."""
    from .errand import blobs

    names = [name for _, *both in staged for name in both if name]
    contents = blobs(root, environment, names)
    if contents is None:
        return None
    texts: list[Text] = []
    for _, oid, old in staged:
        text = contents[oid].decode("utf-8")
        if "\0" in text or (not text.isascii() and any(sign in text for sign in _REPORTED)):
            return None
        texts.append((text, _lines(text, contents[old]) if old else None))
    return texts


def _lines(text: str, old: bytes) -> list[range] | None:
    try:
        before = old.decode("utf-8")
    except UnicodeDecodeError:
        return None
    from .settled import touched

    return touched(text, before)


# --- paths ------------------------------------------------------------------------------------


def _is_concerned(path: str) -> bool:
    """False for what is certainly no log, and does not lie beside one."""
    small = path.lower()
    return any(word in small for word in (".learnings", "ops-knowledge", "working-buffer"))


def _is_log(path: str) -> bool:
    """True for what is certainly a log."""
    folder, _, name = path.rpartition("/")
    if path == "memory/working-buffer.md":
        return True
    if folder not in (".learnings", "docs/ops-knowledge") or not name.endswith(".md"):
        return False
    small = name.lower()
    return not small.startswith(("readme", "skill", "index")) and "template" not in small


def _folders(root: str, paths: Sequence[str]) -> Iterator[str]:
    """The folders in which there may be settings of those files."""
    seen: set[str] = set()
    for path in paths:
        folder = os.path.dirname(path)
        while folder not in seen:
            seen.add(folder)
            yield os.path.join(root, folder)
            folder = os.path.dirname(folder)


def _tells_no_logs(folder: str) -> bool:
    """True if no settings in a folder say which files are logs."""
    for name in (".learnings.toml", "pyproject.toml"):
        path = os.path.join(folder, name)
        if not os.path.lexists(path):
            continue
        with open(path, "rb") as file:
            data = file.read(1 << 20)
        ours = name != "pyproject.toml" or b"learnings" in data
        if len(data) == 1 << 20 or (ours and (b"logs" in data or b"\\" in data)):
            return False
    return True


def _is_plain(folder: str) -> bool:
    """True if there are no settings in a folder, or none that matter here."""
    own = os.path.join(folder, ".learnings.toml")
    if os.path.lexists(own):
        return os.path.isfile(own) and not os.path.islink(own) and _is_only_preset(own)
    shared = os.path.join(folder, "pyproject.toml")
    if not os.path.lexists(shared):
        return True
    with open(shared, "rb") as file:
        data = file.read(1 << 20)
    return b"learnings" not in data and len(data) < 1 << 20


def _is_only_preset(path: str) -> bool:
    """True if the settings name a preset of ours and nothing else."""
    from . import resource

    with open(path, encoding="utf-8") as file:
        text = file.read(_MOST_SETTINGS)
    if len(text) == _MOST_SETTINGS or not text.isascii() or "\r" in text:
        return False
    lines = [line for line in text.split("\n") if line and not line.startswith("# ")]
    if not lines:
        return True
    start, end = 'preset = "', '"'
    name = lines[0].removeprefix(start).removesuffix(end)
    return (
        lines == [f"{start}{name}{end}"]
        and name not in ("index", "domain")  # neither is a preset that a log can have
        and name in resource.names(".json", "presets")
    )
