"""Helpers without tables, one subject a file."""
