"""What visitors send as files: read into memory, understood, and forgotten."""
