"""Takes Gebietskörperschaften; hands on who runs a concept, under which address."""
