"""`python -m learnings` is `learnings`."""

from __future__ import annotations

from .cli import console

if __name__ == "__main__":
    console()
