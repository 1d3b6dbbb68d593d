"""Bad data, refused with one sentence that says where."""

from pathlib import Path

import pandas as pd
import pytest

from tests.support.tiny_movielens import csv_files, dat_files, sentence, u_files, write_folder

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
