"""Ratings of any layout, checked, as one store of arrays and frames."""
