"""A progress bar: on a terminal, and only once the work has taken a while."""

from __future__ import annotations

import sys
import time

_PATIENCE = 1.0
_STEP = 0.1
_WIDTH = 30


class Bar:
    """Shows how far a count has come, on standard error."""

    def __init__(self, word: str, began: float | None = None) -> None:
        self.word = word
        self._began = time.monotonic() if began is None else began
        self._last = 0.0
        self._wanted = sys.stderr.isatty()
        self._drawn = False

    def renamed(self, word: str) -> Bar:
        """A bar for the next step that goes on where this one stands."""
        self.clear()
        return Bar(word, self._began)

    def __call__(self, count: int, total: int) -> None:
        """Draw the bar if it is time."""
        now = time.monotonic()
        if not self._wanted or now - self._began < _PATIENCE or now - self._last < _STEP:
            return
        self._last = now
        self._drawn = True
        full = _WIDTH * count // max(total, 1)
        sys.stderr.write(f"\r{self.word} [{'#' * full:<{_WIDTH}}] {count}/{total} ")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the bar away."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False
