"""Methods that the published answers are measured against."""
