"""Secrets: tokens of known shapes, private keys, values that the words around them give away."""
