"""Twins of CSV tables: the same rows, looked up without parsing; and runs that have none."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

from serving.users import Users
from tables import Run, RunStore, TableError, open_current, schemas
from tables.arrays.twins import KeyedRows, twin_of, twin_type, twins_of
from tables.csv_files import read_csv
from tables.drafts import draft
from tables.drafts.draft import Draft
from tables.manifest import NAME, Manifest
from tests.support import tiny_run

TWINNED = [schema for schema in schemas.SCHEMAS.values() if schema.twin is not None]
SVD = schemas.SVD_MOVIES_BY_USER


def _without_twins(artifacts: Path) -> Path:
    """A published run as it was before there were twins."""
    folder = RunStore(artifacts).path(tiny_run.publish(artifacts))
    manifest = Manifest.read(folder)
    tables = dict(manifest.tables)
    for name in twins_of(manifest.tables):
        (folder / name).unlink()
        del tables[name]
    manifest = msgspec.structs.replace(manifest, tables=tables)
    (folder / NAME).write_bytes(manifest.to_json())
    return folder


def _answers(run: Run) -> list[object]:
    users = Users(run)
    numbers = (0, 1, 2, 3, 4)
    return [
        users.ids.tolist(),
        [users.get(user) for user in numbers],
        [users.rated_highest(user) for user in numbers],
        [users.recommended(user, model, 3) for model in users.models for user in numbers],
        [run.neighbors(movie) for movie in (1, 16, 17, 999)],
    ]


def test_a_twin_holds_the_rows_of_its_table(tmp_path):
    folder = RunStore(tmp_path).path(tiny_run.publish(tmp_path))
    manifest = Manifest.read(folder)
    assert len(TWINNED) == 9
    for schema in TWINNED:
        twin, columns = np.load(folder / schema.twin), read_csv(folder / schema.name, schema)
        assert manifest.tables[schema.twin].rows == manifest.tables[schema.name].rows == len(twin)
        assert twin.dtype.names == tuple(name for name in schema.header if name != "rank")
        for name in twin.dtype.names:
            np.testing.assert_array_equal(twin[name], columns[name], strict=True)


def test_a_run_without_twins_answers_the_same_and_later_runs_have_them(tmp_path):
    tiny_run.publish(tmp_path)
    expected = _answers(open_current(tmp_path))
    old = _without_twins(tmp_path)
    run = Run(old)
    run.check()
    assert _answers(run) == expected
    settings = {"catalogueSize": tiny_run.CATALOGUE}
    with Draft.start(RunStore(tmp_path), tiny_run.DATASET, 7, settings, {}) as taken_over:
        for name in Manifest.read(old).tables:
            taken_over.keep(name, old)
        taken_over.publish()
    run = open_current(tmp_path)
    assert set(twins_of(run.manifest.tables)) <= set(run.manifest.tables)
    assert _answers(run) == expected


def test_looking_up_parses_nothing(tmp_path, monkeypatch):
    tiny_run.publish(tmp_path)
    run = open_current(tmp_path)
    monkeypatch.setattr(Run, "read", lambda run, schema: pytest.fail(f"{schema.name} is parsed"))
    assert _answers(run)


def test_a_missing_twin_is_noticed(tmp_path):
    run_id = tiny_run.publish(tmp_path)
    (tmp_path / "runs" / run_id / SVD.twin).unlink()
    with pytest.raises(TableError, match=r"svd_movies_by_user.npy is listed .* but missing"):
        open_current(tmp_path)


def _later(rows):
    rows["score"][5] += 1e-6
    return rows


def _other_film(rows):
    rows["movieId"][0] = 30
    return rows


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_later, r"user.npy, row 5, score: 4.500001, where svd_movies_by_user.csv says 4.5"),
        (_other_film, r"user.npy, row 0, movieId: 30, where svd_movies_by_user.csv says 11"),
        (lambda rows: rows[::-1].copy(), r"user.npy, row 0, userId: 3, where .* says 1"),
        (lambda rows: rows[:-1], r"user.npy: expected 12 rows .*, found shape \(11,\)"),
        (lambda rows: rows["userId"].copy(), r"user.npy: expected 12 rows .*int32"),
    ],
)
def test_a_twin_that_says_something_else_is_not_published(tmp_path, monkeypatch, spoil, message):
    def spoilt(schema, columns):
        rows = twin_of(schema, columns)
        return spoil(rows) if schema is SVD else rows

    changes = {SVD.name: {"movieId": np.arange(12) % 4 + 11}}
    tiny_run.publish(tmp_path, changes)
    before = RunStore(tmp_path).current_id()
    monkeypatch.setattr(draft, "twin_of", spoilt)
    with pytest.raises(TableError, match=message):
        tiny_run.publish(tmp_path, changes)
    assert RunStore(tmp_path).current_id() == before


@pytest.mark.parametrize(
    ("column", "values", "message"),
    [
        ("movieId", [11, None, *range(12, 22)], "line 3, column movieId: .*found nothing"),
        ("movieId", np.arange(12) + 2**31, "line 2, column movieId: .*found 2147483648"),
        ("score", [4.5, np.nan, *[4] * 10], "line 3, column score: .*found nothing"),
        ("score", [4.5, None, *[4] * 10], "line 3, column score: .*found nothing"),
    ],
)
def test_what_no_twin_can_hold_is_named_by_its_line(tmp_path, column, values, message):
    with pytest.raises(TableError, match=message):
        tiny_run.publish(tmp_path, {SVD.name: {column: values}})


def test_rows_are_found_at_both_ends_and_between():
    rows = np.array([(2, 7, 0.5), (2, 8, 0.25), (5, 7, 1), (9, 1, 2)], dtype=twin_type(SVD))
    table = KeyedRows(rows, "userId")
    assert table.of(2) == [(7, 0.5), (8, 0.25)]
    assert table.of(2, 1) == [(7, 0.5)]
    assert table.of(2, 0) == []
    assert table.of(9) == [(1, 2.0)]
    for unknown in (-1, 0, 1, 3, 10, 2**31 - 1, 9_999_999_999):
        assert table.of(unknown) == []
    assert KeyedRows(rows[:0], "userId").of(2) == []


def test_scores_are_those_of_the_csv_to_the_last_digit(tmp_path):
    scores = np.random.default_rng(1).normal(size=12).astype(np.float32) * 20
    tiny_run.publish(tmp_path, {SVD.name: {"score": scores}})
    run = open_current(tmp_path)
    found = Users(run).recommended(1, "svd")
    assert [film.score for film in found] == run.read(SVD)["score"][:4].tolist()
    assert [f"{film.score:.6f}" for film in found] == [f"{s:.6f}" for s in scores[:4].tolist()]
