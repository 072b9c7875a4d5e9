"""One module per command: a plain function from values to an exit code."""
