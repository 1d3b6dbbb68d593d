"""What the blend knows of films without ratings."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from training.data.interactions import Interactions
from training.methods.base import TrainingData
from training.methods.blend.inputs import content_of
from training.models.catalogue import build_catalogue


def content(genres: list[str]):
    movies = pd.DataFrame({"movieId": [1, 2, 3], "genres": genres})
    movies["year"] = pd.array([2000, None, 2010], dtype="Int16")
    ratings = pd.DataFrame({"userId": [1, 1, 1], "movieId": [1, 2, 3], "rating": [4.0, 5.0, 3.0]})
    known = Interactions.from_frame(ratings.assign(timestamp=0))
    tags = pd.DataFrame({"userId": [], "movieId": [], "tag": [], "timestamp": []})
    tags = tags.astype({"movieId": "int32", "tag": "str"})
    return content_of(TrainingData(known, build_catalogue(known), movies, tags))


def test_words_weigh_by_their_rarity_and_those_of_all_films_nothing():
    found = content(["Drama|War", "Drama|War|Noir", "Drama"]).genres.toarray()
    war, noir = np.log(3 / 2), np.log(3)  # columns: Drama, Noir, War
    assert found[0] == pytest.approx([0, 0, 1])
    assert found[1] == pytest.approx(np.array([0, noir, war]) / np.hypot(noir, war))
    assert found[2] == pytest.approx([0, 0, 0])


def test_films_without_any_word_are_alike_in_none():
    found = content(["", "", ""])
    assert found.genres.shape == (3, 0)
    assert found.tags.shape == (3, 0)
    assert found.years == pytest.approx([2000, 2005, 2010])
