"""Takes a question; hands on the elements that answer it."""
