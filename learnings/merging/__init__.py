"""Three versions of a log merged entry by entry: bytes in, bytes out, and no entry lost."""

from .merge import Merged, Rules, merge, with_markers

__all__ = ["Merged", "Rules", "merge", "with_markers"]
