"""A data set of three invented users, written in any layout, for tests of the reader."""

import zipfile
from pathlib import Path

import pytest

from training.data.movielens import DataError, MovieLens, read_movielens

MOVIES = [
    (1, "Matrix, The (1999)", ["Action", "Sci-Fi"]),
    (2, "Misérables, Les (1998)", ["Drama"]),
    (5, "Nameless", []),
]
RATINGS = [
    (7, 2, 5, 1000000001),
    (7, 1, 4, 1000000000),
    (8, 1, 3, 1000000002),
    (9, 5, 1, 1000000003),
]

FLAGS = """
    unknown Action Adventure Animation Children's Comedy Crime Documentary Drama Fantasy
    Film-Noir Horror Musical Mystery Romance Sci-Fi Thriller War Western
"""


def csv_files(delimiter: str = ",", genres: str = "genres") -> dict[str, bytes]:
    """File names and bytes in the layout of ml-latest-small, or of its semicolon variant."""
    movies = [["movieId", "title", genres]]
    for movie_id, title, names in MOVIES:
        movies.append([str(movie_id), f'"{title}"', "|".join(names) or "(no genres listed)"])
    ratings = [["userId", "movieId", "rating", "timestamp"]]
    ratings += [
        [str(user), str(movie), f"{stars:.1f}", str(t)] for user, movie, stars, t in RATINGS
    ]
    links = [["movieId", "imdbId", "tmdbId"], ["1", "0000101", "11"], ["2", "0000102", ""]]
    tags = [["userId", "movieId", "tag", "timestamp"], ["7", "1", '"red, blue"', "1000000009"]]
    tables = {"movies": movies, "ratings": ratings, "links": links, "tags": tags}
    return {
        f"{name}.csv": "".join(delimiter.join(row) + "\n" for row in rows).encode()
        for name, rows in tables.items()
    }


def dat_files(encoding: str = "latin-1") -> dict[str, bytes]:
    """The layout of ML-1M; with ``encoding="utf-8"`` that of ML-10M, with its tags."""
    movies = "".join(
        f"{movie_id}::{title}::{'|'.join(names) or '(no genres listed)'}\n"
        for movie_id, title, names in MOVIES
    )
    ratings = "".join("::".join(map(str, row)) + "\n" for row in RATINGS)
    files = {"movies.dat": movies.encode(encoding), "ratings.dat": ratings.encode()}
    if encoding == "utf-8":
        return files | {"tags.dat": b"7::1::a::b: odd tag::1000000009\n"}
    return files | {"users.dat": b"7::F::25::6::55117\n"}


def u_files() -> dict[str, bytes]:
    """The layout of ML-100K."""
    genres = FLAGS.split()
    items = []
    for movie_id, title, names in MOVIES:
        flags = ["1" if genre in (names or ["unknown"]) else "0" for genre in genres]
        items.append("|".join([str(movie_id), title, "01-Jan-1999", "", "http://x/", *flags]))
    ratings = "".join("\t".join(map(str, row)) + "\n" for row in RATINGS)
    return {
        "u.item": "".join(item + "\n" for item in items).encode("latin-1"),
        "u.data": ratings.encode(),
        "u.genre": "".join(f"{name}|{i}\n" for i, name in enumerate(genres)).encode(),
    }


def write_folder(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def write_zip(path: Path, files: dict[str, bytes], top: str = "") -> Path:
    """A zip of the files, inside the folder ``top`` when that is given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(f"{top}/{name}" if top else name, data)
    return path


def check_tiny(data: MovieLens) -> None:
    """Assert that ``data`` is what the files hold."""
    assert data.ratings.to_dict("list") == {
        "userId": [7, 7, 8, 9],
        "movieId": [1, 2, 1, 5],
        "rating": [4.0, 5.0, 3.0, 1.0],
        "timestamp": [1000000000, 1000000001, 1000000002, 1000000003],
    }
    assert [str(dtype) for dtype in data.ratings.dtypes] == ["int32", "int32", "float32", "int64"]
    assert data.movies["movieId"].tolist() == [1, 2, 5]
    assert data.movies["title"].tolist() == ["The Matrix", "Les Misérables", "Nameless"]
    assert data.movies["year"].tolist()[:2] == [1999, 1998]
    assert data.movies["year"].isna().tolist() == [False, False, True]
    assert data.movies["genres"].tolist() == ["Action|Sci-Fi", "Drama", ""]
    assert not data.simulated


def sentence(path: Path) -> str:
    """What is said of data that is refused."""
    with pytest.raises(DataError) as raised:
        read_movielens(path)
    message = str(raised.value)
    assert message.endswith(".") and "\n" not in message
    return message
