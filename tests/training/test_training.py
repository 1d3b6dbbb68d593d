"""The whole of ``make train`` on the built-in sample, in a process of its own, as a maintainer."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tables import open_current
from tables.manifest import Manifest
from tables.runs import RunStore
from tests.support.train import train
from training.names import JOBS


@pytest.fixture
def own_copy(trained: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of the trained artifacts that a test may publish into."""
    return shutil.copytree(trained[0], tmp_path / "artifacts", symlinks=True)


def test_training_says_what_it_did(trained):
    said = trained[1]
    assert "simulated" in said
    for job in ("popularity", "neighbours", "dnmf", "answers"):
        assert re.search(rf"\] {job} .* [0-9.]+ s$", said, re.MULTILINE), job
    assert re.search(r"In all [0-9.]+ s, peak memory [0-9.]+ GiB", said)
    assert "WARN" not in said


def test_every_job_is_a_line_that_fits_a_screen(trained):
    lines = [line for line in trained[1].splitlines() if line.startswith("[")]
    assert len(lines) == len(JOBS)
    assert {len(line) for line in lines} == {80}


def test_every_table_is_published_and_checked(trained):
    run = open_current(trained[0])
    run.check()
    assert run.manifest.dataset.simulated
    assert len(run.catalogue) == 100
    assert run.manifest.tables["answers.npy"].rows == 161_700
    assert [job.name for job in run.manifest.jobs][:3] == ["popularity", "neighbours", "dnmf"]
    assert {"threshold", "m", "C", "dnmfEpochs", "answersBy"} <= set(run.manifest.settings)
    assert {"numpy", "pyspark", "scikit-learn", "keras"} <= set(run.manifest.libraries)


def _pick(run, genre):
    """The three catalogue films that are most plainly of a genre."""
    films = [run.movies.get(movie_id) for movie_id in run.catalogue]
    of_genre = [film for film in films if genre in film.genres]
    return [film.movieId for film in sorted(of_genre, key=lambda film: len(film.genres))[:3]]


def test_a_taste_is_answered_with_that_taste(trained):
    run = open_current(trained[0])
    outside = [m for m in run.movies if m.ratings and m.movieId not in run.catalogue]
    for genre in ("Sci-Fi", "Horror", "Romance"):
        answer = run.answer(_pick(run, genre))
        share = sum(genre in run.movies.get(f.movieId).genres for f in answer.best) / 10
        usual = sum(genre in film.genres for film in outside) / len(outside)
        assert share >= 0.4, genre
        assert share > 1.5 * usual, genre


def test_a_step_alone_keeps_the_other_tables(own_copy):
    before = Manifest.read(RunStore(own_copy).current_path())
    finished = train(own_copy, "--data", "sample", "--steps", "neighbours")
    assert finished.returncode == 0, finished.stderr
    after = Manifest.read(RunStore(own_copy).current_path())
    assert after.id != before.id
    # The neighbours are exact and free of chance, so even the rerun table is the same.
    assert after.tables == before.tables
    runs = {job.name: job.run for job in after.jobs}
    assert runs["neighbours"] == after.id
    assert runs["dnmf"] == before.id
    assert after.settings == before.settings


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--data", "sample", "--steps", "magic"), "no step 'magic'; the steps are popularity"),
        (("--data", "sample", "--answers-by", "magic"), "no method 'magic' to answer with"),
        (("--data", "/does/not/exist"), "/does/not/exist"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_changes_nothing(own_copy, arguments, sentence):
    before = RunStore(own_copy).current_id()
    finished = train(own_copy, *arguments)
    assert finished.returncode == 2
    assert sentence in finished.stderr
    assert "Traceback" not in finished.stderr
    assert RunStore(own_copy).current_id() == before
    assert [path.name for path in (own_copy / "runs").iterdir()] == [before]


def test_other_ratings_do_not_mix_with_the_published_run(own_copy, tmp_path):
    from training.data.sample import write_sample

    other = write_sample(tmp_path / "other")
    ratings = (other / "ratings.csv").read_text().splitlines(keepends=True)
    (other / "ratings.csv").write_text("".join(ratings[:-1]))
    finished = train(own_copy, "--data", str(other), "--steps", "neighbours")
    assert finished.returncode == 2
    assert "computed from other ratings" in finished.stderr


def test_steps_without_a_published_run_ask_for_a_whole_one(tmp_path):
    finished = train(tmp_path, "--data", "sample", "--steps", "neighbours")
    assert finished.returncode == 2
    assert "Nothing is published yet" in finished.stderr
    assert not (tmp_path / "runs").exists()


def test_bad_ratings_leave_the_published_run_as_it_was(own_copy, tmp_path):
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "movies.csv").write_text("movieId,title,genres\n1,One (1999),Drama\n")
    (bad / "ratings.csv").write_text("userId,movieId,rating,timestamp\n1,1,4.0,1\n1,1,9.0,1\n")
    before = RunStore(own_copy).current_id()
    finished = train(own_copy, "--data", str(bad))
    assert finished.returncode == 2
    assert "ratings.csv" in finished.stderr
    assert "line 3" in finished.stderr
    assert RunStore(own_copy).current_id() == before


def test_a_data_set_too_small_to_pick_from_is_refused(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    (small / "movies.csv").write_text("movieId,title,genres\n1,One (1999),Drama\n")
    (small / "ratings.csv").write_text("userId,movieId,rating,timestamp\n1,1,4.0,1\n2,1,5.0,1\n")
    finished = train(tmp_path / "artifacts", "--data", str(small))
    assert finished.returncode == 2
    assert "a visitor needs at least 3" in finished.stderr
