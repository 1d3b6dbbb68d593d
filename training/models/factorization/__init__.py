"""Predicted votes by factorization: two matrix factorizations and a small network.

``models.py`` says what they are, ``fitting.py`` how all three are trained, and
``estimator.py`` puts the two behind fit and predict.
"""
