"""The hooks, each written once: the manifest for pre-commit and docs/hooks.md are made of this."""

from __future__ import annotations

from typing import NamedTuple

# Where logs live by default; `.learnings.toml` decides what is said of all of them. Where case
# makes no other folder, `.Learnings` is the same.
FILES = (
    r"(^|/)((?i:\.learnings)/.*|docs/ops-knowledge/.*|memory/working-buffer)\.(md|markdown)$"
    r"|(^|/)\.learnings\.toml$"
)

# Whatever lies in a folder of logs, for hooks that look at files beside them.
FOLDERS = (
    r"(^|/)((?i:\.learnings)/|docs/ops-knowledge/)"
    r"|(^|/)memory/working-buffer\.(md|markdown)$"
    r"|(^|/)\.learnings\.toml$"
)

# A fixer is given names, and only those of logs.
MARKDOWN = FILES.partition(r"|(^|/)\.learnings\.toml$")[0]

# Names of stages as pre-commit 3.2.0 and later know them.
STAGES = ("pre-commit", "pre-merge-commit", "pre-push", "manual")
# What is pushed is committed already, and a fixer would come too late.
STAGES_OF_FIXERS = ("pre-commit", "pre-merge-commit", "manual")
MINIMUM_PRE_COMMIT = "3.2.0"


# A message, a merge and a push have a stage each, whatever files are concerned.
STAGES_OF_SCOPES = {"commit-msg": "commit-msg", "post-merge": "post-merge", "push": "pre-push"}


class Hook(NamedTuple):
    """A hook: `groups` are the groups of checks that it runs, all of them if there are none.

    An `advisory` hook never fails a commit, and pre-commit prints what it says all the same. A
    hook that `fixes` is given the files of the commit, and fails it if it changed one. One with
    a `scope` judges something else than the files of a commit: its message, a merge, a push.
    One that looks `beside` the logs judges every text in their folders. One that runs `always`
    judges what a commit takes away too: pre-commit names no file that is gone, and runs no hook
    for it by itself.
    """

    id: str
    name: str
    description: str
    groups: tuple[str, ...] = ()
    options: str = ""
    advisory: bool = False
    fixes: bool = False
    scope: str = ""
    beside: bool = False
    always: bool = False

    @property
    def entry(self) -> str:
        """The command that pre-commit runs."""
        words = ["learnings-hook", *(["--named"] if self.always else [])]
        words += [f"--group {group}" for group in self.groups]
        words += ["--fix"] if self.fixes else []
        words += [f"--for {self.scope}"] if self.scope else []
        words += [self.options] if self.options else []
        return " ".join([*words, "--fail-on never"] if self.advisory else words)

    @property
    def takes_names(self) -> bool:
        """True if pre-commit gives it the files of the commit, or that with the message."""
        return self.fixes or self.always or self.scope == "commit-msg"

    @property
    def stages(self) -> tuple[str, ...]:
        """When pre-commit runs it."""
        if self.scope:
            return (STAGES_OF_SCOPES[self.scope],)
        return STAGES_OF_FIXERS if self.fixes else STAGES


HOOKS = (
    Hook(
        "learnings",
        "learnings",
        "Judge every changed entry with all checks, in one process.",
        beside=True,
        always=True,
    ),
    Hook(
        "learnings-schema",
        "learnings: form and fields",
        "Entries can be read and have the fields, sections and values of their kind.",
        ("structure", "schema"),
    ),
    Hook(
        "learnings-ids",
        "learnings: IDs",
        "IDs are well formed, unique over all files, and agree with dates and file names.",
        ("identity",),
    ),
    Hook(
        "learnings-lifecycle",
        "learnings: lifecycle",
        "A status has what it needs: a resolved entry says how it was resolved.",
        ("lifecycle",),
    ),
    Hook(
        "learnings-references",
        "learnings: references",
        "Entries, files and links that are named exist.",
        ("references",),
    ),
    Hook(
        "learnings-history",
        "learnings: history",
        "No entry is lost, overwritten or moved back; no ID is taken by another branch.",
        ("history",),
        always=True,
    ),
    Hook(
        "learnings-substance",
        "learnings: substance",
        "Times, durations, budgets, targets and severities agree with one another.",
        ("substance",),
    ),
    Hook(
        "learnings-secrets",
        "learnings: secrets",
        "No secret is written down: in no entry, in no file beside the logs, in no file name.",
        ("secrets",),
        "--select unreadable-text",
        beside=True,
    ),
    Hook(
        "learnings-pii",
        "learnings: network and people",
        "No internal address, account, customer or person is named that must not be.",
        ("network", "pii"),
        beside=True,
    ),
    Hook(
        "learnings-stale",
        "learnings: stale entries",
        "Say which entries were left open for too long; never fails.",
        ("ageing",),
        "--scope all",
        advisory=True,
    ),
    Hook(
        "learnings-recurrence",
        "learnings: recurring patterns",
        "Say which patterns come back and deserve a rule; never fails.",
        ("recurrence",),
        advisory=True,
    ),
    Hook(
        "learnings-fix",
        "learnings: fix",
        "Mend what can be mended safely in the files of the commit; fails if it changed one.",
        fixes=True,
    ),
    Hook(
        "learnings-push",
        "learnings: push",
        "Judge every commit that is pushed against its parents, not only where they end.",
        scope="push",
    ),
    Hook(
        "learnings-merge",
        "learnings: merge",
        "After a merge, say what it lost or changed on either side; a merge is made by then.",
        scope="post-merge",
    ),
    Hook(
        "learnings-commit-msg",
        "learnings: commit message",
        "The entries exist that a commit message names, and nothing is told that must not be.",
        scope="commit-msg",
    ),
)
