"""What learns from ratings."""
