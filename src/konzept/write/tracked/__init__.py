"""The tracked-changes file: what became of a concept, as a Word document with every change marked (Änderungsverfolgung)."""
