"""Synthetic concepts of every layout of the catalogue, whose truth is known: same seed, same document."""
