"""The workshop in which integration concepts are made, decided, carried out and revised (Django)."""
