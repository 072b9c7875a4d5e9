"""Reads, validates and checks the learnings that agents and teams keep as Markdown."""

__version__ = "0.1.0"
