"""Ratings on Spark: as its frames, and block of users by block of users on its machines."""
