"""A run in the making, from its first file to its publication, over a stop or not."""
