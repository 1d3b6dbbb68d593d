"""Posters and facts of films fetched from TMDB: ``make posters``. Nothing of it is learned from."""
