"""The contract: what is published is checked, and every fault is named to the line."""

from __future__ import annotations

import itertools
import shutil

import numpy as np
import pytest

from tables import NoPublishedRun, Run, RunStore, TableError, open_current, schemas
from tables.__main__ import main
from tables.arrays.answers import ANSWERS, BECAUSE, SCORES
from tables.arrays.stars import STAR_COUNTS
from tables.arrays.triples import all_triples, triple_count, triple_index
from tables.drafts.draft import Draft
from tables.manifest import Manifest
from tests.support import tiny_run


@pytest.mark.parametrize("n", [0, 2, 3, 7, 30])
def test_triples_are_numbered_without_gap(n):
    triples = all_triples(n)
    assert len(triples) == triple_count(n)
    assert [tuple(t) for t in triples] == sorted(
        itertools.combinations(range(n), 3), key=lambda t: t[::-1]
    )
    assert [triple_index(*t) for t in triples.tolist()] == list(range(len(triples)))


def test_descending_triple_is_refused():
    with pytest.raises(ValueError, match="i < j < k"):
        triple_index(2, 1, 3)


def test_a_published_run_reads_back(tmp_path):
    run_id = tiny_run.publish(tmp_path)
    run = open_current(tmp_path)
    assert run.id == run_id
    assert run.manifest.dataset.simulated
    assert run.catalogue == (1, 2, 3, 4, 5, 6)
    assert run.movies.get(1).genres == ("Comedy", "Drama")
    odd = run.movies.get(30)
    assert (odd.year, odd.genres, odd.imdbId, odd.tmdbId) == (None, (), "", None)
    assert run.movies.get(31).meanRating is None
    assert run.movies.get(999) is None
    assert run.popular[7].rank == 7
    assert [n.movieId for n in run.neighbors(1)] == [2, 3]
    assert run.neighbors(31) == ()


def test_an_answer_is_the_same_in_any_order_of_picks(tmp_path):
    tiny_run.publish(tmp_path)
    run = open_current(tmp_path)
    answers = [run.answer(picks) for picks in itertools.permutations((2, 5, 3))]
    assert all(answer == answers[0] for answer in answers)
    assert [film.movieId for film in answers[0].popular] == [7, 8, 9, 10, 11]
    assert [film.movieId for film in answers[0].less_known] == [17, 18, 19, 20, 21]
    assert len(answers[0].best) == 10
    # Bits count the picks by catalogue rank: 0b001 is film 2, 0b111 all three.
    assert [film.because for film in answers[0].popular[:4]] == [(2,), (3,), (5,), (2, 3, 5)]


@pytest.mark.parametrize(
    ("picks", "error"),
    [
        ((1, 2), ValueError),
        ((1, 1, 2), ValueError),
        ((1, 2, 3, 4), ValueError),
        ((1, 2, 7), KeyError),
    ],
)
def test_only_three_different_catalogue_films_have_an_answer(tmp_path, picks, error):
    tiny_run.publish(tmp_path)
    with pytest.raises(error):
        open_current(tmp_path).answer(picks)


def test_nothing_published_names_the_command(tmp_path):
    with pytest.raises(NoPublishedRun, match="make train"):
        open_current(tmp_path)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"knn_neighbors.csv": {"distance": [0.5] * 5 + [2.5] + [0.5] * 26}},
            r"knn_neighbors.csv, line 7, column distance: expected a number from 0 to 2",
        ),
        (
            {"knn_neighbors.csv": {"neighborId": [2, 2] + [3, 4] * 15}},
            r"knn_neighbors.csv, line 3, column movieId\+neighborId",
        ),
        (
            {"knn_neighbors.csv": {"neighborId": [999, 2] + [30, 31] * 15}},
            r"knn_neighbors.csv, line 2, column neighborId: this movieId is not in movies.csv",
        ),
        (
            {"dnmf_movies_by_user.csv": {"rank": [1, 2, 1, 3, 1, 2]}},
            r"dnmf_movies_by_user.csv, line 5, column rank",
        ),
        (
            {"dnmf_movies_by_user.csv": {"predictedRating": [4.5, None, 4, 4, 4, 4]}},
            r"dnmf_movies_by_user.csv, line 3, column predictedRating: .*found nothing",
        ),
        ({"movies.csv": {"year": [12] + [None] * 30}}, r"movies.csv, line 2, column year"),
        ({"movies.csv": {"movieId": [2, 1, *range(3, 32)]}}, "must ascend"),
    ],
)
def test_a_wrong_table_is_named_and_not_published(tmp_path, changes, message):
    before = tiny_run.publish(tmp_path)
    with pytest.raises(TableError, match=message):
        tiny_run.publish(tmp_path, changes)
    assert RunStore(tmp_path).current_id() == before
    assert RunStore(tmp_path).ids() == [before]
    assert [p.name for p in (tmp_path / "runs").iterdir()] == [before]


def _answers_with(row, column, value):
    answers = tiny_run.arrays()[ANSWERS]
    answers[row, column] = value
    return {ANSWERS: answers}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (_answers_with(4, 1, 40), "answers.npy, row 4, column 1: is no movie position"),
        (_answers_with(4, 1, 2), "row 4, column 1: is a film of the catalogue"),
        (_answers_with(4, 12, 30), "row 4, column 12: is a film that nobody rated"),
        (_answers_with(4, 1, 20), "row 4, column 1: stands in the wrong row"),
        (_answers_with(4, 6, 8), "row 4, column 6: stands in the wrong row"),
        (_answers_with(4, 7, 16), "row 4, column 7: stands twice"),
        (_answers_with(4, 2, -1), "row 4, column 3: follows an empty place"),
        ({SCORES: tiny_run.arrays()[SCORES][:, ::-1].copy()}, "scores higher than the film before"),
        ({SCORES: tiny_run.arrays()[SCORES] * np.nan}, "no number"),
        ({BECAUSE: tiny_run.arrays()[BECAUSE] * 0}, "answer_because.npy, row 0, column 0"),
        ({BECAUSE: tiny_run.arrays()[BECAUSE] + 8}, "fourth pick"),
        ({ANSWERS: tiny_run.arrays()[ANSWERS][:-1]}, "expected 20 rows of 20"),
        ({ANSWERS: tiny_run.arrays()[ANSWERS].astype(float)}, "float64"),
        ({STAR_COUNTS: tiny_run.star_counts()[::-1].copy()}, "not the ratings of movie 1"),
        (
            {STAR_COUNTS: np.roll(tiny_run.star_counts(), 1, axis=1)},
            "star_counts.npy, row 0: .* movie 1, which has 99 with a mean of 3.5000",
        ),
        ({STAR_COUNTS: tiny_run.star_counts()[:, :9].copy()}, "31 rows of 10 int32"),
    ],
)
def test_wrong_answers_are_named_and_not_published(tmp_path, changes, message):
    with pytest.raises(TableError, match=message):
        tiny_run.publish(tmp_path, changes)
    assert RunStore(tmp_path).current_id() is None


def test_a_changed_file_is_noticed(tmp_path):
    run_id = tiny_run.publish(tmp_path)
    table = tmp_path / "runs" / run_id / "movies.csv"
    table.write_text(table.read_text().replace("Film 3", "Film X"))
    with pytest.raises(TableError, match=r"movies.csv in .* is not the file that was published"):
        open_current(tmp_path)


def test_a_missing_file_and_a_broken_manifest_are_noticed(tmp_path):
    run_id = tiny_run.publish(tmp_path)
    folder = tmp_path / "runs" / run_id
    (folder / "answers.npy").unlink()
    with pytest.raises(TableError, match=r"answers.npy is listed .* but missing"):
        open_current(tmp_path)
    (folder / "manifest.json").write_text('{"format": 1}')
    with pytest.raises(TableError, match="incomplete"):
        open_current(tmp_path)
    (folder / "manifest.json").write_text('{"format": 99}')
    with pytest.raises(TableError, match="make train"):
        open_current(tmp_path)


def test_a_failing_job_changes_nothing(tmp_path):
    before = tiny_run.publish(tmp_path)
    with (
        pytest.raises(RuntimeError),
        Draft.start(RunStore(tmp_path), tiny_run.DATASET, 7, {}, {}) as draft,
    ):
        draft.write_file("notes.txt", b"half done")
        raise RuntimeError
    assert RunStore(tmp_path).ids() == [before]
    assert open_current(tmp_path).id == before


def test_an_incomplete_run_is_not_published(tmp_path):
    with (
        pytest.raises(TableError, match=r"does not list movies.csv"),
        Draft.start(RunStore(tmp_path), tiny_run.DATASET, 7, {}, {}) as draft,
    ):
        draft.publish()
    assert RunStore(tmp_path).current_id() is None


def test_a_file_kept_from_an_earlier_run_is_the_same_file(tmp_path):
    first = RunStore(tmp_path).path(tiny_run.publish(tmp_path))
    with Draft.start(
        RunStore(tmp_path), tiny_run.DATASET, 7, {"catalogueSize": tiny_run.CATALOGUE}, {}
    ) as draft:
        for name in Manifest.read(first).tables:
            draft.keep(name, first)
        second = RunStore(tmp_path).path(draft.publish())
    assert Manifest.read(first).tables == Manifest.read(second).tables
    shutil.rmtree(first)
    assert open_current(tmp_path).answer((1, 2, 3)).best


def test_going_back_and_keeping_the_last_few(tmp_path, capsys):
    ids = [tiny_run.publish(tmp_path) for _ in range(7)]
    store = RunStore(tmp_path)
    assert store.ids() == sorted(ids[2:])
    assert main(["--artifacts", str(tmp_path), "use", ids[3]]) == 0
    assert store.current_id() == ids[3]
    assert main(["--artifacts", str(tmp_path), "list"]) == 0
    assert f"* {ids[3]}" in capsys.readouterr().out
    assert main(["--artifacts", str(tmp_path), "check"]) == 0
    assert "within their contract" in capsys.readouterr().out
    newest = tiny_run.publish(tmp_path)
    assert newest in store.ids()


def test_a_damaged_run_is_not_gone_back_to(tmp_path, capsys):
    first, second = tiny_run.publish(tmp_path), tiny_run.publish(tmp_path)
    (tmp_path / "runs" / first / "movies.csv").write_text("movieId\n")
    assert main(["--artifacts", str(tmp_path), "use", first]) == 2
    assert "movies.csv" in capsys.readouterr().err
    assert RunStore(tmp_path).current_id() == second
    assert main(["--artifacts", str(tmp_path), "use", "nonsense"]) == 2
    assert second in capsys.readouterr().err


def test_a_reader_keeps_its_run_while_another_is_published(tmp_path):
    tiny_run.publish(tmp_path)
    old = open_current(tmp_path)
    for _ in range(6):
        tiny_run.publish(tmp_path)
    assert not old.path.exists()
    assert old.answer((1, 2, 3)).popular[0].movieId == 7
    assert Run(RunStore(tmp_path).current_path()).id != old.id


def test_unexpected_headers_and_field_counts_are_named(tmp_path):
    from tables.csv_files import read_csv

    table = tmp_path / "users.csv"
    table.write_text("userId,path\n1,a.jpg\n")
    with pytest.raises(
        TableError, match=r"users.csv, line 1: expected the columns userId,ratings,meanRating"
    ):
        read_csv(table, schemas.USERS)
    table.write_text("userId,ratings,meanRating\n1,2,3\n2\n")
    with pytest.raises(TableError, match=r"users.csv, line 3: expected 3 fields, found 1"):
        read_csv(table, schemas.USERS)
    table.write_bytes(b"userId,ratings,meanRating\n1,\xff,3\n")
    with pytest.raises(TableError, match="UTF-8"):
        read_csv(table, schemas.USERS)
