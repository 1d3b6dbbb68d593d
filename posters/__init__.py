"""Drawn posters: every film gets one, the same each time."""
