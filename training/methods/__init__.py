"""Ways to turn three picked films into a ranking: one file per method."""
