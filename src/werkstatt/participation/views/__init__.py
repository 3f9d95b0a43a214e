"""Pages: `public` and `saying` for everybody, `rounds` for the office, `uploads` for both."""
