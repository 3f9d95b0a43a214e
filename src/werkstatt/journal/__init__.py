"""Takes deeds; hands on who did what when: append-only, hash-chained."""
