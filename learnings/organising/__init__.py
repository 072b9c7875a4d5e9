"""Putting logs in order: an index of them, archives, IDs for journals, conversions."""
