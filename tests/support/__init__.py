"""Tiny data, a tiny run, servers and processes that tests need."""
