"""How fast and how large `learnings` is: a corpus of any size, and ratios measured in one run."""
