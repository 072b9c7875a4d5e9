"""Checks of our own for learnings."""
