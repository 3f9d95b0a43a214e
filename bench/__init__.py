"""How good and how fast: `make bench` runs all of it and writes RESULTS.md."""
