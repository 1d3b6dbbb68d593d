"""Drawn posters survive their table, and what is not in its place is refused."""

from __future__ import annotations

import numpy as np
import pytest

from posters.looks import Look, looks, seed_of
from posters.poster import draw_poster
from tables import TableError, open_current
from tables.arrays.drawings import DrawnPoster, pack
from tests.support import tiny_run


def posters(*movie_ids):
    found = []
    for movie_id in movie_ids:
        for look in looks(seed_of(movie_id, "Film", 1990, ["Drama"]), ["Drama"])[:2]:
            drawn = draw_poster(movie_id, "Film", 1990, ["Drama"], look)
            found.append(DrawnPoster(movie_id, *look, drawn))
    return found


def test_what_is_packed_is_read(tmp_path):
    drawn = posters(1, 2, 9)
    tiny_run.publish(tmp_path, drawings=pack(drawn))
    run = open_current(tmp_path)
    assert len(run.drawings) == 6
    for movie_id in (1, 2, 9):
        rows = run.drawings.rows(movie_id)
        its = [poster for poster in drawn if poster.movieId == movie_id]
        assert [Look(*run.drawings.look(row)) for row in rows] == [Look(*p[1:4]) for p in its]
        assert [run.drawings.elements(row) for row in rows] == [p.elements for p in its]
        assert [run.drawings.version(row) for row in rows] == [p.version for p in its]
    assert len(run.drawings.rows(3)) == 0


def test_a_run_without_drawings_opens(tmp_path):
    tiny_run.publish(tmp_path)
    assert open_current(tmp_path).drawings is None


def refusal(tmp_path, columns, drawings):
    with pytest.raises(TableError) as found:
        tiny_run.publish(tmp_path, drawings=(columns, drawings))
    return str(found.value)


def test_drawings_in_another_order_are_refused(tmp_path):
    columns, _ = pack(posters(1, 2))
    swapped, drawings = pack([*posters(2), *posters(1)])
    columns["bytes"] = swapped["bytes"]
    said = refusal(tmp_path, columns, drawings)
    assert "drawing 0: is not the one of movie 1" in said


def test_looks_in_another_order_are_refused(tmp_path):
    columns, drawings = pack(posters(1, 2))
    columns["motif"] = columns["motif"][::-1]
    assert "is not the one of movie 1" in refusal(tmp_path, columns, drawings)


def test_films_in_another_order_are_refused(tmp_path):
    columns, drawings = pack([*posters(2), *posters(1)])
    assert "must ascend" in refusal(tmp_path, columns, drawings)


def test_damaged_and_missing_drawings_are_refused(tmp_path):
    columns, drawings = pack(posters(1, 2))
    damaged = drawings.copy()
    damaged[:40] = 0
    assert "drawing 0: cannot be read" in refusal(tmp_path, columns, damaged)
    assert "it should be" in refusal(tmp_path, columns, drawings[:-1])
    assert "expected one row of uint8" in refusal(tmp_path, columns, drawings.astype(np.int32))
