"""Models that predict stars, measured against one another."""
