"""A concept as a value: read, compare, amend, check and write integration concepts. No Django, no database."""
