"""Pages: documents that are read in, versions, the editor."""
