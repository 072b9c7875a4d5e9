"""What git knows of entries: when each was added, edited, moved and removed, and by whom."""
