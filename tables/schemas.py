"""The published CSV tables: their names, columns, types and checks.

One row per fact. ``movies.csv`` is the vocabulary: a movie's *position* is its
row number there, and the arrays of ``tables.arrays`` store positions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Kind = Literal["int", "float", "text"]
Value = int | float | str | None

_INT32_MAX = 2**31 - 1


@dataclass(frozen=True)
class Column:
    """One column: its type, its range, and the movies it may refer to."""

    name: str
    kind: Kind
    nullable: bool = False  # an empty field is allowed and means "not known"
    minimum: float = -math.inf
    maximum: float = math.inf
    is_movie: bool = False  # every value must be a movieId of movies.csv

    def parse(self, field: str) -> Value:
        """The field's value; ``ValueError`` says what was expected."""
        if field == "":
            if self.nullable:
                return None
            if self.kind != "text":
                raise ValueError(f"expected {self._expected()}, found nothing")
        if self.kind == "text":
            return field
        try:
            value: int | float = int(field) if self.kind == "int" else float(field)
        except ValueError:
            raise ValueError(f"expected {self._expected()}, found {field!r}") from None
        # Written so that NaN, which compares false with everything, is refused too.
        if not self.minimum <= value <= self.maximum:
            raise ValueError(f"expected {self._expected()}, found {field}")
        return value

    def _expected(self) -> str:
        noun = "a whole number" if self.kind == "int" else "a number"
        if math.isfinite(self.minimum) and math.isfinite(self.maximum):
            return f"{noun} from {self.minimum:g} to {self.maximum:g}"
        if math.isfinite(self.minimum):
            return f"{noun} of at least {self.minimum:g}"
        return noun


@dataclass(frozen=True)
class Schema:
    """One CSV table. ``key`` is unique; ``ranked_within`` names the column whose
    groups each carry ranks 1, 2, 3, ... without a gap ("" for one group in all).
    ``looked_up_by`` names the column by which the site looks rows up: such a table has a
    twin (``tables/arrays/twins.py``)."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    ranked_within: str | None = None
    required: bool = True
    looked_up_by: str | None = None

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def twin(self) -> str | None:
        """The file of the table's twin; None where it has none."""
        return None if self.looked_up_by is None else self.name.removesuffix(".csv") + ".npy"


def _movie_id(name: str = "movieId") -> Column:
    return Column(name, "int", minimum=1, maximum=_INT32_MAX, is_movie=True)


def _user_id() -> Column:
    return Column("userId", "int", minimum=0, maximum=_INT32_MAX)


_RANK = Column("rank", "int", minimum=1, maximum=_INT32_MAX)
_RATINGS = Column("ratings", "int", minimum=0, maximum=_INT32_MAX)

MOVIES = Schema(
    "movies.csv",
    (
        Column("movieId", "int", minimum=1, maximum=_INT32_MAX),
        Column("title", "text"),
        Column("year", "int", nullable=True, minimum=1800, maximum=2200),
        Column("genres", "text"),  # separated by |, empty where none are listed
        Column("imdbId", "text"),
        Column("tmdbId", "int", nullable=True, minimum=0, maximum=_INT32_MAX),
        _RATINGS,
        Column("meanRating", "float", nullable=True, minimum=0, maximum=5),
    ),
    key=("movieId",),
)

POPULAR_MOVIES = Schema(
    "popular_movies.csv",
    (
        _RANK,
        _movie_id(),
        _RATINGS,
        Column("meanRating", "float", minimum=0, maximum=5),
        Column("weightedRating", "float", minimum=0, maximum=5),
    ),
    key=("movieId",),
    ranked_within="",
)

KNN_NEIGHBORS = Schema(
    "knn_neighbors.csv",
    (
        _movie_id(),
        _RANK,
        _movie_id("neighborId"),
        Column("distance", "float", minimum=0, maximum=2),  # 1 - cosine similarity
    ),
    key=("movieId", "neighborId"),
    ranked_within="movieId",
    looked_up_by="movieId",
)

DNMF_MOVIES_BY_USER = Schema(
    "dnmf_movies_by_user.csv",
    (_user_id(), _RANK, _movie_id(), Column("predictedRating", "float", minimum=0, maximum=5)),
    key=("userId", "movieId"),
    ranked_within="userId",
    looked_up_by="userId",
)

DNMF_USERS_BY_MOVIE = Schema(
    "dnmf_users_by_movie.csv",
    (_movie_id(), _RANK, _user_id(), Column("predictedRating", "float", minimum=0, maximum=5)),
    key=("movieId", "userId"),
    ranked_within="movieId",
)

DNMF_CURVE = Schema(
    "dnmf_curve.csv",
    (
        Column("epoch", "int", minimum=1, maximum=_INT32_MAX),
        Column("trainRmse", "float", minimum=0),  # stars, on ratings hidden while training
        Column("validationRmse", "float", minimum=0),  # stars, on ratings held out of training
    ),
    key=("epoch",),
)

USERS = Schema(
    "users.csv",
    (_user_id(), _RATINGS, Column("meanRating", "float", minimum=0, maximum=5)),
    key=("userId",),
    required=False,
    looked_up_by="userId",
)
"""The vocabulary of users: a user's row number is their row in every array of users."""

RATED_BY_USER = Schema(
    "rated_movies_by_user.csv",
    (_user_id(), _RANK, _movie_id(), Column("rating", "float", minimum=0, maximum=5)),
    key=("userId", "movieId"),
    ranked_within="userId",
    required=False,
    looked_up_by="userId",
)


def _movies_by_user(model: str) -> Schema:
    return Schema(
        f"{model}_movies_by_user.csv",
        (_user_id(), _RANK, _movie_id(), Column("score", "float")),
        key=("userId", "movieId"),
        ranked_within="userId",
        required=False,
        looked_up_by="userId",
    )


SVD_MOVIES_BY_USER = _movies_by_user("svd")
PMF_MOVIES_BY_USER = _movies_by_user("pmf")
NN_MOVIES_BY_USER = _movies_by_user("nn")
MF_MOVIES_BY_USER = _movies_by_user("mf")
ALS_MOVIES_BY_USER = _movies_by_user("als")

MOVIES_BY_USER: dict[str, Schema] = {
    "dnmf": DNMF_MOVIES_BY_USER,
    "svd": SVD_MOVIES_BY_USER,
    "pmf": PMF_MOVIES_BY_USER,
    "nn": NN_MOVIES_BY_USER,
    "mf": MF_MOVIES_BY_USER,
    "als": ALS_MOVIES_BY_USER,
}
"""Every user's best unseen movies, by model."""

SVD_TIMES = Schema(
    "svd_times.csv",
    (
        Column("k", "int", minimum=1, maximum=_INT32_MAX),  # singular values asked for
        Column("usedK", "int", minimum=0, maximum=_INT32_MAX),  # k, or the rank where it is lower
        Column("seconds", "float", minimum=0),
        Column("reconstructionError", "float", minimum=0),  # root mean square over all pairs, stars
        Column("explainedVariance", "float", minimum=0, maximum=1),
    ),
    key=("k",),
    required=False,
)

SIMILARITY_VARIANCE = Schema(
    "similarity_variance.csv",
    (
        Column("components", "int", minimum=1, maximum=_INT32_MAX),
        # Share kept by that many components; empty beyond a space's last.
        Column("content", "float", nullable=True, minimum=0, maximum=1.000001),
        Column("collaborative", "float", nullable=True, minimum=0, maximum=1.000001),
    ),
    key=("components",),
    required=False,
)

FACTORIZATION_CURVE = Schema(
    "factorization_curve.csv",
    (
        Column("model", "text"),
        Column("epoch", "int", minimum=1, maximum=_INT32_MAX),
        Column("trainMse", "float", minimum=0),  # squared stars, while the weights changed
        Column("validationMse", "float", minimum=0),  # squared stars, on a fifth held out
    ),
    key=("model", "epoch"),
    required=False,
)

DRAWN_POSTERS = Schema(
    "drawn_posters.csv",
    (
        _movie_id(),
        _RANK,
        Column("genre", "text"),  # of the motif, empty for a pattern that suits any film
        Column("motif", "text"),
        Column("palette", "int", minimum=0, maximum=_INT32_MAX),
        Column("bytes", "int", minimum=1, maximum=_INT32_MAX),  # of the drawing, compressed
        Column("version", "text"),
    ),
    key=("movieId", "rank"),
    ranked_within="movieId",
    required=False,
)

EVALUATION = Schema(
    "evaluation.csv",
    (
        Column("method", "text"),
        Column("protocol", "text"),
        Column("seed", "int", minimum=0, maximum=_INT32_MAX),
        Column("fold", "text"),  # "0" to "4", or the name of a split of ratings
        Column("metric", "text"),
        Column("value", "float", nullable=True),
        Column("standardError", "float", nullable=True, minimum=0),  # over users
        Column("seconds", "float", minimum=0),  # of fitting and scoring
        Column("memory", "float", minimum=0),  # peak resident MB
    ),
    key=("method", "protocol", "seed", "fold", "metric"),
    required=False,
)

SCHEMAS: dict[str, Schema] = {
    schema.name: schema
    for schema in (
        MOVIES,
        POPULAR_MOVIES,
        KNN_NEIGHBORS,
        DNMF_MOVIES_BY_USER,
        DNMF_USERS_BY_MOVIE,
        DNMF_CURVE,
        USERS,
        RATED_BY_USER,
        SVD_MOVIES_BY_USER,
        PMF_MOVIES_BY_USER,
        NN_MOVIES_BY_USER,
        MF_MOVIES_BY_USER,
        ALS_MOVIES_BY_USER,
        SVD_TIMES,
        SIMILARITY_VARIANCE,
        FACTORIZATION_CURVE,
        DRAWN_POSTERS,
        EVALUATION,
    )
}
