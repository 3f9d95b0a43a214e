"""Pages: `rounds`, the `desk`, one `contribution`, the `draft` that ends a review, the `editor` of a wording."""
