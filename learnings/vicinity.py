"""What is judged beside the logs: other files in their folders, and the messages of commits.

Of a change only what it adds counts: the lines of a file that none of its sides had. A name
counts where the file is touched.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from . import registry
from .beside import besides, homes_of, is_beside, log_beside, text_beside
from .change import Changes
from .collect import Collection
from .diagnostic import Diagnostic, Span
from .entry import Log
from .git import Change, Repository, find_repository
from .git.introduced import Message, messages
from .git.series import Commit
from .settings import Settings
from .snapshot import repository_of

GROUPS = frozenset(("secrets", "network", "pii"))
MESSAGE, TAG = "COMMIT_EDITMSG", "TAG_EDITMSG"


def is_wanted(settings: Settings) -> bool:
    """True unless the command line leaves out every check of sensitive values."""
    given = settings.overrides
    chosen = registry.select(given.get("select", ()), given.get("ignore", ()))
    return any(check.group in GROUPS for check in chosen)
