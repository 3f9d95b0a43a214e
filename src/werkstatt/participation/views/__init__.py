"""Pages: `public` for everybody, `rounds` for the office."""
