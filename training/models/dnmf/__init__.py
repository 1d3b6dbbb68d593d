"""Job 3, dnmf: deep neural matrix factorization of the ratings, and its exact top tens.

``config`` what can be set; ``movie_features`` genres and year as numbers; ``model``
the network (Keras); ``fitting`` its training, with early stopping; ``pair_terms`` the
trained network as arrays, split so that all pairs can be scored quickly;
``estimator`` all of it behind fit and predict; ``top_tens`` the two published tables.
"""
