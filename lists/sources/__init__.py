"""What each source exports: a file per source."""
