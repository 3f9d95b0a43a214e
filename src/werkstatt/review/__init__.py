"""Takes contributions; hands on answers and changes."""
