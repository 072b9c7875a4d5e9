"""The door to git: repositories, what is staged or changed, and trees of files.

The git program does the work, since it knows every shape of repository and costs little to
start; libgit2 reads revisions from the object database where it can.
"""

from .discovery import find_repository
from .repository import Change, Repository
from .sparse import hidden, not_checked_out
from .tree import LazyTree, SnapshotTree, WorkTree

__all__ = [
    "Change",
    "LazyTree",
    "Repository",
    "SnapshotTree",
    "WorkTree",
    "find_repository",
    "hidden",
    "not_checked_out",
]
