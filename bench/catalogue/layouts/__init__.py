"""From a plan to the parts of a document: one module for each layout, and the frame that all share."""
