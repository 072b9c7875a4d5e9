"""Finding words in the logs: what a word is, what holds it, and an index on disk."""
