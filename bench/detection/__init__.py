"""How much of what must not be in a log is found, and how much is flagged that may be there.

The collection is made when it is run, from recipes and sentences (`data/*.toml`): no value that a
scanner would take for a secret lies in a file. See docs/detection-figures.md.
"""
