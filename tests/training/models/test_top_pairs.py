import numpy as np
import pytest
from scipy import sparse

from tables.arrays.files import NO_POSITION
from training.models.top_pairs import top_pairs


def brute_force(scores, seen, n):
    """Rows of (position, score), by a plain sort of each row."""
    rows = []
    for row, hidden in zip(scores, seen, strict=True):
        order = sorted(np.flatnonzero(~hidden), key=lambda column: (-row[column], column))
        rows.append([(column, row[column]) for column in order[:n]])
    return rows


def pairs_of(top):
    return [
        [(p, s) for p, s in zip(positions, scores, strict=True) if p != NO_POSITION]
        for positions, scores in zip(top.positions, top.scores, strict=True)
    ]


@pytest.mark.parametrize("case", range(40))
def test_equals_a_sort_of_all_pairs(case):
    random = np.random.default_rng(case)
    n_users, n_movies = random.integers(1, 30, size=2)
    # Few distinct values, so that there are ties; both signs, and both zeros.
    scores = random.integers(-3, 4, size=(n_users, n_movies)).astype(np.float32) / 2
    scores[random.random(scores.shape) < 0.1] = -0.0
    seen = random.random(scores.shape) < random.choice([0.0, 0.3, 0.9])
    n = int(random.integers(1, 12))
    block = tuple(int(size) for size in random.integers(1, 12, size=2))

    by_user, by_movie = top_pairs(
        lambda users, movies: scores[users, movies], sparse.csr_array(seen), n, block=block
    )

    assert pairs_of(by_user) == brute_force(scores, seen, n)
    assert pairs_of(by_movie) == brute_force(scores.T, seen.T, n)


def test_ties_go_to_the_lower_position():
    by_user, by_movie = top_pairs(
        lambda users, movies: np.ones((users.stop - users.start, movies.stop - movies.start)),
        sparse.csr_array((4, 30), dtype=bool),
        3,
        block=(2, 7),
    )
    assert by_user.positions.tolist() == [[0, 1, 2]] * 4
    assert by_movie.positions.tolist() == [[0, 1, 2]] * 30


def test_a_user_who_has_seen_everything_gets_nothing():
    by_user, by_movie = top_pairs(
        lambda users, movies: np.zeros((1, 3), dtype=np.float32),
        sparse.csr_array(np.ones((1, 3), dtype=bool)),
        2,
    )
    assert (by_user.positions == NO_POSITION).all()
    assert np.isnan(by_user.scores).all()
    assert (by_movie.positions == NO_POSITION).all()


def test_every_pair_is_scored_once():
    asked = np.zeros((7, 11), dtype=int)

    def score_block(users, movies):
        asked[users, movies] += 1
        return asked[users, movies].astype(np.float32)

    top_pairs(score_block, sparse.csr_array((7, 11), dtype=bool), 2, block=(3, 4))
    assert (asked == 1).all()


def test_a_score_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="NaN"):
        top_pairs(
            lambda users, movies: np.full((2, 2), np.nan, dtype=np.float32),
            sparse.csr_array((2, 2), dtype=bool),
        )
