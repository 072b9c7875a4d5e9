"""Promotion: from an entry to the place where everybody reads its lesson."""
