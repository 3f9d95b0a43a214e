"""Takes feedback by every channel; hands on sealed contributions."""
