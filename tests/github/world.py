"""A clone, the repository it pushes to over HTTP, and the fake that serves both."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ..canary import CANARY
from .remote import PROTECTED, Served

if TYPE_CHECKING:
    import pytest

    from .fake import Fake
    from .server import Server

ID = "LRN-20260301-001"
BRANCH = "learnings/promote-lrn-20260301-001"
LOG = f"""\
# Learnings

---

## [{ID}] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: high
**Status**: pending
**Area**: docs

### Summary
A disk filled up.

### Details
Nobody had looked at it.

### Suggested Action
Empty the cache every night.

### Metadata
- Source: error

---
"""


class World:
    """A clone, the bare repository that it pushes to, and the fake that serves it."""

    def __init__(self, clone: Path, bare: Path, fake: Fake) -> None:
        self.clone, self.bare, self.fake = clone, bare, fake

    def git(self, *words: str, at: Path | None = None) -> str:
        done = subprocess.run(["git", *words], cwd=at or self.clone, capture_output=True,
                              text=True, check=True, env=os.environ)  # fmt: skip
        return done.stdout.strip()

    def state(self) -> tuple[str, ...]:
        """All that is the person's: HEAD, branches, index, files."""
        own = self.clone / ".git"
        kept = [own / "HEAD", own / "index", *sorted((own / "refs/heads").rglob("*"))]
        files = [path for path in self.clone.rglob("*") if ".git" not in path.parts]
        return tuple(f"{path} {path.read_bytes()!r}" for path in [*kept, *sorted(files)]
                     if path.is_file())  # fmt: skip

    def branches(self) -> dict[str, str]:
        return Served(self.bare).tips()

    def commit_on(self, branch: str, files: dict[str, str], message: str = "by hand") -> str:
        """Somebody pushes a commit to a branch of the remote."""
        other = self.clone.parent / "other"
        if not other.exists():
            self.git("clone", "-q", str(self.bare), str(other), at=self.clone.parent)
        self.git("fetch", "-q", "origin", at=other)
        self.git("checkout", "-q", "-B", branch, f"origin/{branch}", at=other)
        for name, text in files.items():
            (other / name).write_text(text)
        self.git("add", "-A", at=other)
        self.git("commit", "-qm", message, at=other)
        commit = self.git("rev-parse", "HEAD", at=other)
        self.git("fetch", "-q", str(other), f"+{branch}:{branch}", at=self.bare)
        return commit


def whole(world: World) -> None:
    """What has to be true after a clean promotion, whatever went before."""
    assert set(world.branches()) == {"main", BRANCH}
    assert world.git("rev-list", "--count", f"main..{BRANCH}", at=world.bare) == "1"
    text = world.git("show", f"{BRANCH}:AGENTS.md", at=world.bare)
    assert text.count(ID) == 1
    assert len(world.fake.pulls()) == 1


def founded(
    server: Server, fake: Fake, folder: Path, patch: pytest.MonkeyPatch, *,
    form: str = "sha1", log: str = LOG,
) -> World:  # fmt: skip
    """A world below a folder, in which the process finds itself, with the token of a workflow."""
    origin = f"http://127.0.0.1:{server.server_address[1]}/acme/ops.git"
    if (origin, form, log) not in _BUILT:
        _BUILT[origin, form, log] = tempfile.TemporaryDirectory(prefix="world-")
        _build(Path(_BUILT[origin, form, log].name), origin, form, log)
    shutil.copytree(_BUILT[origin, form, log].name, folder, dirs_exist_ok=True)
    fake.root = folder / "served"
    patch.chdir(folder / "clone")
    patch.setenv("GITHUB_API_URL", server.url)
    patch.setenv("GITHUB_SERVER_URL", origin.removesuffix("/acme/ops.git"))
    patch.setenv("GITHUB_REPOSITORY", "acme/ops")
    patch.setenv("GITHUB_TOKEN", CANARY)
    return World(folder / "clone", fake.root / "acme/ops.git", fake)


# The same world is built once, and copied for each test.
_BUILT: dict[tuple[str, str, str], tempfile.TemporaryDirectory[str]] = {}


def _build(folder: Path, origin: str, form: str, log: str) -> None:
    bare, clone = folder / "served/acme/ops.git", folder / "clone"

    def git(*words: str, at: Path = clone) -> None:
        subprocess.run(["git", *words], cwd=at, check=True, env=os.environ)

    bare.mkdir(parents=True)
    clone.mkdir()
    init = ("init", "-q", f"--object-format={form}", "--template=", "-b", "main")
    git(*init, "--bare", at=bare)
    git("config", "http.receivepack", "true", at=bare)
    git(*init)
    (clone / ".learnings").mkdir()
    (clone / ".learnings/LEARNINGS.md").write_text(log)
    (clone / "AGENTS.md").write_text("# Rules\n\nBe kind.\n")
    git("add", "-A")
    git("commit", "-qm", "begin")
    git("remote", "add", "origin", origin)
    git("push", "-q", str(bare), "main")
    git("update-ref", "refs/remotes/origin/main", "main")
    (bare / "hooks").mkdir()
    hook = bare / "hooks/pre-receive"
    hook.write_text(PROTECTED)
    hook.chmod(0o755)
