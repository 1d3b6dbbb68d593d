"""A ratings file in pieces gives what it gives row by row, and the same faults."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.support.tiny_movielens import (
    check_tiny,
    csv_files,
    dat_files,
    sentence,
    u_files,
    write_folder,
    write_zip,
)
from training.data.movielens import read_movielens
from training.data.reading import pieces, rating_files
from training.data.reading.rating_columns import parse_piece
from training.data.reading.table_rows import whole_number
from training.errors import DataError

NAMES = ["userId", "movieId", "rating", "timestamp"]


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rating_files, "line_pieces", partial(pieces.line_pieces, size=30))


@pytest.fixture
def no_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading row by row, which is for files in doubt, is a fault here."""

    def row_by_row(*_: object) -> None:
        raise AssertionError("read row by row")

    monkeypatch.setattr(rating_files, "_row_by_row", row_by_row)


def parsed(text: bytes, delimiter: str = ",") -> list[list[float]] | None:
    columns = parse_piece(text, delimiter, NAMES)
    return None if columns is None else [column.tolist() for column in columns]


@pytest.mark.parametrize("files", [csv_files, partial(csv_files, ";"), dat_files, u_files])
@pytest.mark.parametrize("packing", ["folder", "zip"])
def test_every_layout_in_pieces(small_pieces, no_rows, tmp_path, files, packing):
    whole = files()
    write = write_folder if packing == "folder" else partial(write_zip, top="ml")
    check_tiny(read_movielens(write(tmp_path / "ml", whole)))


def test_pieces_do_not_change_the_checksum(small_pieces, tmp_path):
    folder = write_folder(tmp_path / "ml", csv_files())
    checksum = read_movielens(folder).checksum
    assert checksum == "afa029b0457b63be0f99bc9076f71ad75fe87d77d7098230a827c6e3bdc8100d"
    (folder / "ratings.csv").write_bytes(csv_files()["ratings.csv"].replace(b"3.0", b'"3"'))
    assert read_movielens(folder).checksum != checksum


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (b"8,2,good,1", "line 6: the rating 'good' is not a number"),
        (b"8,2,5.5,1", "line 6: the rating 5.5 is not on the scale"),
        (b"7,2,3,1", "line 6: user 7 rated movie 2 already in line 2"),
        (b"8,3,3,1", "line 6: movie 3 is not in movies.csv"),
        (b"4294967297,2,3,1", "line 6: userId 4294967297 is not a whole number from 0"),
        (b"8,2,3,-1", "line 6: timestamp -1 is not a whole number from 0"),
        (b"\n8,2,3", "line 7: 3 fields where 4 belong"),
    ],
)
def test_faults_in_later_pieces(small_pieces, tmp_path, row, says):
    files = csv_files()
    files["ratings.csv"] += row + b"\n9,2,4.0,1\n"
    assert says in sentence(write_folder(tmp_path / "ml", files))


@pytest.mark.parametrize("name", ["ratings.csv", "ratings.dat", "u.data"])
def test_whole_numbers_that_went_through_another_program(no_rows, tmp_path, name):
    files = {"ratings.csv": csv_files, "ratings.dat": dat_files, "u.data": u_files}[name]()
    delimiter = {"ratings.csv": b",", "ratings.dat": b"::", "u.data": b"\t"}[name]
    for number in (b"7", b"8", b"9"):
        files[name] = files[name].replace(
            b"\n" + number + delimiter, b"\n" + number + b".0" + delimiter
        )
    files[name] = files[name].replace(b"1000000002", b"1000000002.00")
    assert b".0" in files[name]
    check_tiny(read_movielens(write_folder(tmp_path / "ml", files)))


def test_they_are_whole_numbers_in_the_other_files_too(tmp_path):
    files = csv_files()
    files["movies.csv"] = files["movies.csv"].replace(b"\n1,", b"\n1.0,")
    files["links.csv"] = b"movieId,imdbId,tmdbId\n1.0,0000101.0,862.0\n2,0000102,\n"
    files["tags.csv"] = b"userId,movieId,tag,timestamp\n7.0,1.0,1.5,1000000009.0\n"
    data = read_movielens(write_folder(tmp_path / "ml", files))
    check_tiny(data)
    assert data.links["imdbId"].tolist() == ["0000101", "0000102"]
    assert data.links["tmdbId"].tolist() == [862, pd.NA]
    assert data.tags.values.tolist() == [[7, 1, "1.5", 1000000009]]


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("ratings.csv", b"862.5,2,3,1", r"line 6: userId '862.5' is not a whole number"),
        ("ratings.csv", b"8,2,3,1.5", r"line 6: timestamp '1.5' is not a whole number"),
        ("links.csv", b"5,1,862.5", r"line 4: tmdbId '862.5' is not a whole number"),
        ("tags.csv", b"7,1.5,tag,1", r"line 3: movieId '1.5' is not a whole number"),
        ("movies.csv", b"6.5,Film,Drama", r"line 5: movieId '6.5' is not a whole number"),
        ("ratings.csv", b"4\0,2,3,1", r"line 6: userId '4\x00' is not a whole number"),
        ("ratings.csv", b"8,2,4\0,1", r"line 6: the rating '4\x00' is not a number"),
        ("ratings.csv", b"8,2,4,1\0", r"line 6: timestamp '1\x00' is not a whole number"),
        ("ratings.csv", b"\0", r"line 6: 1 field where 4 belong"),
        ("tags.csv", b"7,1\0,tag,1", r"line 3: movieId '1\x00' is not a whole number"),
        ("ratings.csv", b"0x8,2,4,1", r"line 6: userId '0x8' is not a whole number"),
        ("ratings.csv", b'"8"0,2,4,1', r"line 6: the quotes are broken"),
    ],
)
def test_what_is_no_whole_number(tmp_path, name, change, says):
    files = csv_files()
    files[name] += change + b"\n"
    assert says in sentence(write_folder(tmp_path / "ml", files))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"1000000002", b'"1000000002"'),
        lambda data: data.replace(b"3.0", b" 3.0 ").replace(b"\n9,", b"\n 9 ,"),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: data.replace(b"\n", b"\n \n\n"),
        lambda data: b"\n\n" + data,
        lambda data: b"note," + data.replace(b"\n", b'\n"a, ""b""\n c \xc3\xa9",')[:-17],
        lambda data: b"note," + data.replace(b"\n", b"\nextra,")[:-6],
    ],
    ids=["quoted", "spaces", "old Mac", "blank lines", "blank start", "text", "plain text"],
)
def test_other_ways_to_write_the_same(small_pieces, tmp_path, change):
    files = csv_files()
    files["ratings.csv"] = change(files["ratings.csv"])
    check_tiny(read_movielens(write_folder(tmp_path / "ml", files)))


def test_numbers_are_those_of_plain_python():
    rng = np.random.default_rng(3)
    fields = [b"7", b"-7", b"0x7", b" 7", b"7 ", b"\t7", b"+7", b"7.0", b"7.", b".7", b"7.5", b"",
              b"7e1", b"inf", b"nan", b"007", b"7\0", b'"7"', b"1_0", b"99999999999", b"7" * 18,
              b"7" * 19, b"\xd9\xa7", b"true", b"7,7"]  # fmt: skip
    taken = 0
    for _ in range(300):
        row = [fields[i] for i in rng.integers(0, len(fields), 4)]
        row = [field if rng.random() < 0.4 else b"7" for field in row]
        found = parsed(b",".join(row) + b"\n")
        if found is None:  # in doubt, so plain Python decides
            continue
        taken += 1
        values = [column[0] for column in found]
        for field, column, value in zip(row, NAMES, values, strict=True):
            if column == "rating":
                assert value == float(field.decode())
                continue
            try:
                assert value == whole_number(field.decode(), column, "file", 1)
            except DataError:  # a whole number, but beyond what is allowed: checked later
                assert value == int(field.partition(b".")[0]) and not 0 <= value <= 2**31 - 1
    assert taken > 20


def test_delimiters_of_two_characters():
    assert parsed(b"1::2::3::4\n", "::") == [[1], [2], [3.0], [4]]
    assert parsed(b"1::2::3:4\n", "::") is None
    assert parsed(b"1\x1f2\x1f3\x1f4\n", "::") is None


def test_memory_of_a_zip_is_that_of_its_pieces(monkeypatch, tmp_path):
    """No one read asks for all that is left of a file."""
    asked: list[int] = []
    whole = pieces.line_pieces

    def watched(stream, seen=None, size=64):
        class Watched:
            def read(self, n: int = -1) -> bytes:
                asked.append(n)
                return stream.read(n)

        return whole(Watched(), seen, size)

    monkeypatch.setattr(rating_files, "line_pieces", watched)
    check_tiny(read_movielens(write_zip(Path(tmp_path) / "ml.zip", csv_files())))
    assert set(asked) == {64}
