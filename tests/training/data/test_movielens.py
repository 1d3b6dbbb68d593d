"""Reading MovieLens in every layout."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.tiny_movielens import (
    check_tiny,
    csv_files,
    dat_files,
    u_files,
    write_folder,
    write_zip,
)
from training.data.movielens import SIMULATED_MARKER, MovieLens, read_movielens

LAYOUTS: dict[str, Callable[[], dict[str, bytes]]] = {
    "csv": csv_files,
    "semicolons": lambda: csv_files(";", "genre"),
    "1m": dat_files,
    "10m": lambda: dat_files("utf-8"),
    "100k": u_files,
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("packing", ["folder", "zip", "zip without a folder"])
def test_every_layout(layout: str, packing: str, tmp_path: Path) -> None:
    files = LAYOUTS[layout]()
    if packing == "folder":
        path = write_folder(tmp_path / "ml-tiny", files)
    else:
        path = write_zip(tmp_path / "ml-tiny.zip", files, "ml-tiny" if packing == "zip" else "")
    data = read_movielens(path)
    check_tiny(data)
    assert (data.name, data.source) == ("ml-tiny", path)
    assert data.scale == ((1, 5, 1) if layout in ("1m", "100k") else (0.5, 5, 0.5))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_windows_line_ends_and_blank_lines(layout: str, tmp_path: Path) -> None:
    files = {
        name: data.replace(b"\n", b"\r\n") + b"\r\n\r\n" for name, data in LAYOUTS[layout]().items()
    }
    check_tiny(read_movielens(write_folder(tmp_path / "ml", files)))


def test_links_and_tags(tmp_path: Path) -> None:
    data = read_movielens(write_folder(tmp_path / "csv", csv_files()))
    assert data.links["imdbId"].tolist() == ["0000101", "0000102"]
    assert data.links["tmdbId"].isna().tolist() == [False, True]
    assert data.tags.values.tolist() == [[7, 1, "red, blue", 1000000009]]
    data = read_movielens(write_folder(tmp_path / "dat", dat_files("utf-8")))
    assert data.tags["tag"].tolist() == ["a::b: odd tag"]  # a tag may hold the delimiter
    assert data.links.empty and list(data.links) == ["movieId", "imdbId", "tmdbId"]


def test_links_and_tags_may_be_missing(tmp_path: Path) -> None:
    files = csv_files()
    del files["links.csv"], files["tags.csv"]
    data = read_movielens(write_folder(tmp_path / "ml", files))
    assert data.links.empty
    assert data.tags.empty


def test_other_spellings_of_columns(tmp_path: Path) -> None:
    files = csv_files(";", "Genre")
    files["ratings.csv"] = b"\xef\xbb\xbf" + files["ratings.csv"].replace(
        b"userId;movieId", b"USER_ID;movie_id"
    )
    check_tiny(read_movielens(write_folder(tmp_path / "ml", files)))


def test_old_layouts_saved_anew_as_utf8(tmp_path: Path) -> None:
    files = dat_files()
    files["movies.dat"] = files["movies.dat"].decode("latin-1").encode()
    check_tiny(read_movielens(write_folder(tmp_path / "ml", files)))


def test_dat_files_alone_tell_their_scale(tmp_path: Path) -> None:
    files = dat_files()
    del files["users.dat"]
    assert read_movielens(write_folder(tmp_path / "whole", files)).scale == (1, 5, 1)
    files["ratings.dat"] += b"9::1::2.5::1000000004\n"
    assert read_movielens(write_folder(tmp_path / "half", files)).scale == (0.5, 5, 0.5)


def test_children_has_one_name(tmp_path: Path) -> None:
    files = dat_files()
    files["movies.dat"] = files["movies.dat"].replace(b"Drama", b"Children's|Drama")
    movies = read_movielens(write_folder(tmp_path / "ml", files)).movies
    assert movies["genres"].tolist()[1] == "Children|Drama"


def test_checksum_is_of_the_content(tmp_path: Path) -> None:
    files = csv_files()
    folder = read_movielens(write_folder(tmp_path / "a", files)).checksum
    assert folder == read_movielens(write_zip(tmp_path / "b.zip", files, "c")).checksum
    files["tags.csv"] += b"8,1,long,1000000010\n"
    assert folder != read_movielens(write_folder(tmp_path / "d", files)).checksum


def test_marker_of_simulated_ratings(tmp_path: Path) -> None:
    files = csv_files() | {SIMULATED_MARKER: b""}
    assert read_movielens(write_folder(tmp_path / "ml", files)).simulated


def test_real_data_is_read_whole(real_data: MovieLens) -> None:
    data = real_data
    assert len(data.ratings) == 100836
    assert data.ratings["userId"].nunique() == 610
    assert len(data.movies) == len(data.links) == 9742
    assert len(data.tags) == 3683
    assert data.movies["year"].isna().sum() == 12
    assert (data.movies["genres"] == "").sum() == 34
    titles = data.movies.set_index("movieId")["title"]
    assert titles[318] == "The Shawshank Redemption"
