"""Reading MovieLens in every layout, and refusing bad data with one sentence."""

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.support.tiny_movielens import csv_files, dat_files, u_files, write_folder, write_zip
from training.data.movielens import SIMULATED_MARKER, DataError, MovieLens, read_movielens

LAYOUTS: dict[str, Callable[[], dict[str, bytes]]] = {
    "csv": csv_files,
    "semicolons": lambda: csv_files(";", "genre"),
    "1m": dat_files,
    "10m": lambda: dat_files("utf-8"),
    "100k": u_files,
}


def check_tiny(data: MovieLens) -> None:
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


# What is put at the end of a file or in place of it, and what the sentence must say.
BAD_CSV = [
    ("ratings.csv", b"+8,2,0,1", r"ratings\.csv, line 6: the rating 0 is not on the scale .*0\.5"),
    ("ratings.csv", b"+8,2,5.5,1", r"line 6: the rating 5\.5 is not on the scale"),
    ("ratings.csv", b"+8,2,3.7,1", r"line 6: the rating 3\.7 is not on the scale .* steps of 0\.5"),
    ("ratings.csv", b"+8,2,good,1", r"line 6: the rating 'good' is not a number"),
    ("ratings.csv", b"+8,2,,1", r"line 6: the rating '' is not a number"),
    ("ratings.csv", b"+8,2,NaN,1", r"line 6: the rating 'NaN' is not a number"),
    ("ratings.csv", b"+8,2,inf,1", r"line 6: the rating 'inf' is not a number"),
    ("ratings.csv", b"+8,2,1e999,1", r"line 6: the rating '1e999' is not a number"),
    ("ratings.csv", b"+8,two,3,1", r"line 6: movieId 'two' is not a whole number"),
    ("ratings.csv", b"+8.5,2,3,1", r"line 6: userId '8\.5' is not a whole number"),
    ("ratings.csv", b"+-8,2,3,1", r"line 6: userId -8 is not a whole number"),
    ("ratings.csv", b"+9999999999,2,3,1", r"line 6: userId 9999999999 is not a whole number"),
    ("ratings.csv", b"+99999999999999999999,2,3,1", r"line 6: userId '9+' is not a whole number"),
    ("ratings.csv", b"+8,2,3,soon", r"line 6: timestamp 'soon' is not a whole number"),
    ("ratings.csv", b"+8,2,3", r"line 6: 3 fields where 4 belong"),
    ("ratings.csv", b"+8,2,3,1,1", r"line 6: 5 fields where 4 belong"),
    ("ratings.csv", b"+\n\n8,2,9,1", r"line 8: the rating 9 is not on the scale"),
    ("ratings.csv", b"+8,2,3,1\n9,2\n9,1,4,1e3", r"line 7: 2 fields where 4 belong"),
    ("ratings.csv", b"+8,2,\r3,1", r"line 6: 3 fields where 4 belong"),
    ("ratings.csv", b"+8,2,\xff,1", r"line 6: byte 0xff is not utf-8"),
    ("ratings.csv", b'+8,2,"3,1', r"line 6: the quotes are broken"),
    ("ratings.csv", b"+7,2,3,1", r"line 6: user 7 rated movie 2 already in line 2"),
    ("ratings.csv", b"+8,3,3,1", r"line 6: movie 3 is not in movies\.csv"),
    ("ratings.csv", b"", r"ratings\.csv is empty"),
    ("ratings.csv", b" \n\n", r"ratings\.csv is empty"),
    ("ratings.csv", b"userId,movieId,rating,timestamp\n", r"ratings\.csv holds a header but no"),
    ("ratings.csv", b"userId,movieId,rating\n1,1,1\n", r"line 1: the column timestamp is missing"),
    ("ratings.csv", b"1,1,4.0,99\n1,2,4.0,99\n", r"line 1: the column userId is missing"),
    ("ratings.csv", b"userId,movieId,rating,timestamp\n1,1,4,9,9\n", r"line 2: 5 fields where 4"),
    ("ratings.csv", b"userId,movieId,rating,rating,timestamp\n", r"column rating is there twice"),
    ("ratings.csv", None, r"ratings\.csv is missing"),
    ("movies.csv", None, r"movies\.csv is missing"),
    ("movies.csv", b"", r"movies\.csv is empty"),
    ("movies.csv", b"movieId,title,genres\n", r"movies\.csv holds a header but no movie"),
    ("movies.csv", b"movieId,name,genres\n1,A,B\n", r"line 1: the column title is missing"),
    ("movies.csv", b"+2,Twice (2000),Drama", r"line 5: movie 2 is already in line 3"),
    ("movies.csv", b"+x,Which (2000),Drama", r"line 5: movieId 'x' is not a whole number"),
    ("movies.csv", b"+6,Me, Myself (2000),Drama", r"line 5: 4 fields where 3 belong"),
    ("movies.csv", b"+6, (2000),Drama", r"line 5: movie 6 has no title"),
    ("movies.csv", b"+6,Caf\xe9 (2000),Drama", r"line 5: byte 0xe9 is not utf-8"),
    ("movies.csv", b'+6,"Open (2000),Drama', r"line 5: the quotes are broken"),
    ("links.csv", b"movieId\r\x00,imdbId,tmdbId\n", r"line 1: the column imdbId is missing"),
    ("links.csv", b"+5,tt12,3", r"links\.csv, line 4: imdbId 'tt12' is not a whole number"),
    ("links.csv", b"+1,12,3", r"links\.csv, line 4: movie 1 is already in line 2"),
    ("tags.csv", b"+7,1,funny", r"tags\.csv, line 3: 3 fields where 4 belong"),
    ("tags.csv", b"", r"tags\.csv is empty"),
]


def spoil(files: dict[str, bytes], name: str, change: bytes | None) -> dict[str, bytes]:
    if change is None:
        return {other: data for other, data in files.items() if other != name}
    if change.startswith(b"+"):
        change = files[name] + change[1:] + b"\n"
    return files | {name: change}


def sentence(path: Path) -> str:
    with pytest.raises(DataError) as raised:
        read_movielens(path)
    message = str(raised.value)
    assert message.endswith(".") and "\n" not in message
    return message


@pytest.mark.parametrize(("name", "change", "says"), BAD_CSV)
def test_bad_csv(name: str, change: bytes | None, says: str, tmp_path: Path) -> None:
    files = spoil(csv_files(), name, change)
    message = sentence(write_folder(tmp_path / "ml", files))
    assert pd.Series([message]).str.contains(says).item(), message


@pytest.mark.parametrize(
    ("files", "name", "change", "says"),
    [
        (
            dat_files(),
            "ratings.dat",
            b"+8::2::0.5::1",
            "line 5: the rating 0.5 is not on the scale",
        ),
        (dat_files(), "ratings.dat", b"+8::2::6::1", "line 5: the rating 6 is not on the scale"),
        (dat_files(), "ratings.dat", b"+8::2::3", "line 5: 3 fields where 4 belong"),
        (dat_files(), "ratings.dat", b"+8:2:3:1", "line 5: 1 field where 4 belong"),
        (
            dat_files(),
            "ratings.dat",
            b"+7::1::3::1",
            "line 5: user 7 rated movie 1 already in line 2",
        ),
        (dat_files(), "ratings.dat", b"", "ratings.dat is empty"),
        (dat_files("utf-8"), "ratings.dat", b"+8::2::0.7::1", "line 5: the rating 0.7 is not"),
        (dat_files("utf-8"), "movies.dat", b"+6::Caf\xe9::Drama", "line 4: byte 0xe9 is not utf-8"),
        (u_files(), "u.data", b"+8\t2\t3.5\t1", "line 5: the rating 3.5 is not on the scale"),
        (u_files(), "u.data", b"+8\t4\t3\t1", "line 5: movie 4 is not in u.item"),
        (u_files(), "u.item", b"+6|Short (2000)|||", "line 4: 5 fields where 24 belong"),
        (u_files(), "u.item", b"+6|Odd (2000)||||" + b"2|" * 18 + b"0", "genre unknown is '2'"),
        (u_files(), "u.item", None, "u.item is missing"),
    ],
)
def test_bad_old_layouts(
    files: dict[str, bytes], name: str, change: bytes | None, says: str, tmp_path: Path
) -> None:
    assert says in sentence(write_folder(tmp_path / "ml", spoil(files, name, change)))


def test_no_layout(tmp_path: Path) -> None:
    assert "does not exist" in sentence(tmp_path / "nowhere")
    assert "holds no MovieLens layout" in sentence(write_folder(tmp_path / "ml", {"a.txt": b"a"}))
    (tmp_path / "notes.txt").write_text("notes")
    assert "neither a folder nor a zip" in sentence(tmp_path / "notes.txt")
    both = write_folder(tmp_path / "both", csv_files() | dat_files())
    assert "more than one MovieLens layout (ratings.csv and ratings.dat)" in sentence(both)


@pytest.mark.parametrize("kept", [0, 10, 0.5, -1])
def test_truncated_zip(kept: float, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "ml.zip", csv_files(), "ml")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept) if 0 < kept < 1 else int(kept)])
    assert "truncated or damaged zip" in sentence(path)


def test_zip_of_an_unknown_version(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "ml.zip", csv_files())
    data = path.read_bytes()
    central = data.index(b"PK\x01\x02")
    path.write_bytes(data[: central + 6] + b"\xff" + data[central + 7 :])  # version needed: 25.5
    assert "truncated or damaged zip" in sentence(path)


def test_damaged_member(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "ml.zip", csv_files(), "ml")
    with zipfile.ZipFile(path) as archive:
        offset = archive.getinfo("ml/ratings.csv").header_offset
    data = bytearray(path.read_bytes())
    data[offset + 60 : offset + 70] = b"\x00" * 10
    path.write_bytes(data)
    assert "truncated or damaged zip" in sentence(path)


@pytest.mark.parametrize(
    "name", ["../evil.csv", "ml/../../evil.csv", "/etc/evil.csv", "C:\\evil.csv"]
)
def test_zip_that_leads_outside(name: str, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "ml.zip", csv_files() | {name: b"evil"})
    assert "leads outside the zip" in sentence(path)
    assert [file.name for file in tmp_path.iterdir()] == ["ml.zip"]


def test_zip_with_a_link(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "ml.zip", csv_files())
    link = zipfile.ZipInfo("users.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "holds the link 'users.csv'" in sentence(path)


def test_zip_that_unpacks_beyond_reason(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "ml.zip", csv_files() | {"ratings.csv": b"\n" * 12_000_000})
    assert "would unpack to 12,000,000 bytes" in sentence(path)


def test_zip_with_two_data_sets(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "ml.zip", csv_files(), "one")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("two/u.data", b"")
    assert "more than one data set (one, two)" in sentence(path)


def test_zip_made_on_a_mac_with_a_readme_beside_the_folder(tmp_path: Path) -> None:
    files = {f"ml-tiny/{name}": data for name, data in csv_files().items()}
    files |= {"README.txt": b"", "__MACOSX/ml-tiny/._ratings.csv": b"", "ml-tiny/old/u.info": b""}
    data = read_movielens(write_zip(tmp_path / "download.zip", files))
    check_tiny(data)
    assert data.name == "ml-tiny"


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
