"""Models computed from published tables with NumPy alone, for the site and the evaluation."""
