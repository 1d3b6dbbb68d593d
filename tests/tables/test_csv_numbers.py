"""Tables of numbers: written and read by whole columns as they are row by row."""

from __future__ import annotations

import numpy as np
import pytest

from tables import TableError, csv_files, schemas
from tables.csv_files import read_csv, write_csv
from tables.csv_numbers import as_written, number_lines, read_numbers

SCHEMA = schemas.SVD_MOVIES_BY_USER  # its score may be any number
HEADER = "userId,rank,movieId,score\n"


def _table(scores):
    n = len(scores)
    ids = np.arange(n, dtype=np.int32)
    return {"userId": ids * 9973, "rank": ids + 1, "movieId": np.ones(n, int), "score": scores}


ODD = [0.0, -0.0, 5, 0.5, 1 / 128, -1 / 128, 3 / 128, 1e-9, -1e-9, 4.9999995, 0.99999951, -12.5]
ODD += [0.1 + 0.2, 99999.9999995, 123456.654321, 2.5e-7, -0.0000005, 0.0000015, 1e-320]


@pytest.mark.parametrize(
    "scores",
    [
        ODD,
        np.array(ODD, dtype=np.float32),
        np.random.default_rng(3).normal(size=20_000) * 3,
        np.random.default_rng(4).random(20_000).astype(np.float32) * 5,
        (2 * np.arange(5000) + 1) / 2**7,  # many of them half-way between two millionths
        [1, 2, 3],
        [],
    ],
    ids=["odd", "odd float32", "normal", "float32", "halves", "whole", "none"],
)
def test_the_bytes_are_those_of_the_rows(tmp_path, monkeypatch, scores):
    table, quick, slow = _table(scores), tmp_path / "quick.csv", tmp_path / "slow.csv"
    assert number_lines(SCHEMA, [table[name] for name in SCHEMA.header]) is not None
    write_csv(quick, SCHEMA, table)
    found = read_numbers(quick, SCHEMA)
    monkeypatch.setattr(csv_files, "number_lines", lambda schema, columns: None)
    monkeypatch.setattr(csv_files, "read_numbers", lambda path, schema: None)
    write_csv(slow, SCHEMA, table)
    assert quick.read_bytes() == slow.read_bytes()
    for name, column in read_csv(slow, SCHEMA).items():
        np.testing.assert_array_equal(found[name], column, strict=True)
    np.testing.assert_array_equal(as_written(np.array(scores)), found["score"])


@pytest.mark.parametrize(
    "scores", [[1.0, None], [1.0, np.nan], [np.inf], [1e6], [-3e12], ["1"]], ids=str
)
def test_what_is_not_plain_is_written_row_by_row(tmp_path, scores):
    table = _table(scores)
    assert number_lines(SCHEMA, [table[name] for name in SCHEMA.header]) is None
    if scores != ["1"]:
        write_csv(tmp_path / "table.csv", SCHEMA, table)
        lines = (tmp_path / "table.csv").read_text().splitlines()[1:]
        assert [line.split(",")[3] for line in lines] == [
            "" if score is None or score != score else f"{score:.6f}" for score in scores
        ]


def test_large_and_missing_values_as_written():
    values = np.array([1234567.1234567, np.nan, np.inf, -0.25])
    np.testing.assert_array_equal(as_written(values), [1234567.123457, np.nan, np.inf, -0.25])


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("1,2,3", "expected 4 fields, found 3"),
        ("1,2,3,4,5", "expected 4 fields, found 5"),
        ("1,2,3.0,4", "column movieId: expected a whole number .*found '3.0'"),
        ("1,2,,4", "column movieId: expected a whole number .*found nothing"),
        ("1,2,3,1.2.3", "column score: expected a number, found '1.2.3'"),
        ("1,2,3,1-2", "column score: expected a number, found '1-2'"),
        ("1,2,3,--2", "column score: expected a number, found '--2'"),
        ("1,2,3,-", "column score: expected a number, found '-'"),
        ("1,2,3,nan", "column score: expected a number, found nan"),
        ("-1,2,3,4", "column userId: expected a whole number from 0"),
        ("1,2,99999999999999999999,4", "column movieId: expected a whole number from 1"),
        ("", "expected 4 fields, found 0"),
    ],
)
def test_the_first_wrong_line_is_named(tmp_path, line, fault):
    table = tmp_path / "table.csv"
    table.write_text(f"{HEADER}1,1,1,0.5\n{line}\n1,3,3,0.5\n")
    assert read_numbers(table, SCHEMA) is None
    with pytest.raises(TableError, match=f"line 3[,:].*{fault}"):
        read_csv(table, SCHEMA)


@pytest.mark.parametrize("line", ["1,2,3,4e-1\n", "1,2,3,.4\n", "1,2, 3,0.4\r\n", '"1",2,3,0.4'])
def test_what_other_programs_write_is_read(tmp_path, line):
    table = tmp_path / "table.csv"
    table.write_text(HEADER + line, newline="")
    assert read_numbers(table, SCHEMA) is None
    found = read_csv(table, SCHEMA)
    assert [column.tolist() for column in found.values()] == [[1], [2], [3], [0.4]]


def test_a_table_is_read_in_blocks(tmp_path, monkeypatch):
    monkeypatch.setattr("tables.csv_numbers._BYTES", 7)
    write_csv(tmp_path / "table.csv", SCHEMA, _table(ODD))
    found = read_numbers(tmp_path / "table.csv", SCHEMA)
    assert found is not None
    assert found["rank"].tolist() == list(range(1, len(ODD) + 1))
