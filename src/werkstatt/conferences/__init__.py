"""Holds conferences; hands on people at tables, and what is printed for them."""
