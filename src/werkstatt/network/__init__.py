"""Takes organisations and bodies; hands on who takes part in a procedure."""
