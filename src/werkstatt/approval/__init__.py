"""Takes a version; hands on cosignatures, the decision and the edition."""
