"""What pre-commit runs: `manifest` lists the hooks, `lint` runs each of them."""
