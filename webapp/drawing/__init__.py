"""Drawn posters, for films whose real one has not been fetched."""
