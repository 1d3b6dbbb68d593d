"""How good methods and models are: protocols, statistics, reports."""
