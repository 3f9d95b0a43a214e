"""The laws of the house that import-linter cannot see. Each is a function over a source tree that returns the breaches, as sentences."""
