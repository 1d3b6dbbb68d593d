"""What a run says about its users."""

from __future__ import annotations

import pytest

from serving.users import Users
from tables import Run, TableError, open_current, schemas
from tables.runs import RunStore
from tests.support import tiny_run


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Run:
    folder = tmp_path_factory.mktemp("artifacts")
    tiny_run.publish(folder)
    return open_current(folder)


def test_facts(run):
    assert Users(run).ids.tolist() == [1, 2, 3]
    assert Users(run).get(2) == (2, 5, 4.0)
    assert Users(run).get(4) is None
    assert Users(run).position(3) == 2
    with pytest.raises(KeyError):
        Users(run).position(4)


def test_rated_highest(run):
    assert Users(run).rated_highest(1) == ((5, 5.0), (1, 5.0), (9, 4.5))
    assert Users(run).rated_highest(1, limit=1) == ((5, 5.0),)
    assert Users(run).rated_highest(4) == ()


def test_every_model_recommends(run):
    assert Users(run).models == ("dnmf", "svd", "pmf", "nn", "mf", "als")
    assert Users(run).recommended(2, "dnmf") == ((19, 4.5), (20, 4.25))
    assert [film.movieId for film in Users(run).recommended(3, "pmf", limit=2)] == [11, 12]
    assert [film.score for film in Users(run).recommended(3, "pmf")] == [4.75, 4.5, 4.25, 4.0]
    assert Users(run).recommended(4, "svd") == ()
    with pytest.raises(KeyError):
        Users(run).recommended(1, "oracle")


def test_lists_need_no_order_of_users(tmp_path):
    changed = {"userId": [2, 2, 1, 1], "rank": [1, 2, 1, 2], "movieId": [4, 5, 6, 7]}
    tiny_run.publish(tmp_path, {"svd_movies_by_user.csv": {**changed, "score": [4, 3, 2, 1]}})
    users = Users(open_current(tmp_path))
    assert [film.movieId for film in users.recommended(1, "svd")] == [6, 7]
    assert [film.movieId for film in users.recommended(2, "svd")] == [4, 5]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"users.csv": {"userId": [1, 1, 2]}}, r"users.csv, line 3"),
        ({"users.csv": {"userId": [2, 1, 3]}}, r"users.csv: the userIds must ascend"),
        ({"users.csv": {"meanRating": [3, 4, 7]}}, r"users.csv, line 4, column meanRating"),
        ({"rated_movies_by_user.csv": {"rank": [1, 3, 2, 1, 1]}}, r"line 3, column rank"),
        ({"pmf_movies_by_user.csv": {"movieId": [99] * 12}}, r"pmf_movies_by_user.csv, line 2"),
    ],
)
def test_wrong_tables_are_not_published(tmp_path, changes, message):
    with pytest.raises(TableError, match=message):
        tiny_run.publish(tmp_path, changes)
    assert RunStore(tmp_path).current_id() is None


def test_every_model_has_a_schema():
    assert all(schema.name in schemas.SCHEMAS for schema in schemas.MOVIES_BY_USER.values())
