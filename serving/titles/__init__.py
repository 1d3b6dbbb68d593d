"""Films found by title."""
