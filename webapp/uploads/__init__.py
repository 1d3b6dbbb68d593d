"""What visitors and programs send: read into memory, understood, and forgotten."""
