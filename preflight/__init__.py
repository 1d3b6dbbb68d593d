"""What is checked and installed before anything else runs: the standard library alone."""
