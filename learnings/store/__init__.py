"""Writing files that people care about: one writer at a time, and never half a file."""

from .batch import Batch
from .lock import LockTimeout, lock

__all__ = ["Batch", "LockTimeout", "lock"]
