"""The demo: an invented county tells its whole procedure through the workshop's own deeds."""
