"""The logs of a work tree, for commands that look entries up and for those that change them."""

from .files import read_or_none, reread, writing
from .logs import Found, Workspace
from .session import Session

__all__ = [
    "Found",
    "Session",
    "Workspace",
    "read_or_none",
    "reread",
    "writing",
]
