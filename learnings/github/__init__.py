"""The door to GitHub: its API, what a workflow says of itself, issues and pull requests kept.

Nothing here is loaded by commands that do not talk to GitHub. Reads are repeated when they
fail. A write is not: what it did is read back, whether it was answered or not, so that running
a command again completes what was interrupted and makes nothing twice.
"""
