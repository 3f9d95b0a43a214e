"""Takes documents and changes; hands on a concept as a chain of sealed versions."""
