"""Takes long work and outgoing mail; hands on progress: done once, found again after a crash."""
