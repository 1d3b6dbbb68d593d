"""Models that predict ratings, to compare the served one with; one file per model."""
