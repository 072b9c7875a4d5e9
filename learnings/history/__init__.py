"""What git knows of entries: how each came to be what it is, and how it was before a change."""
