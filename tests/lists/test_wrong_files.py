"""Files that are no lists, damaged or made to do harm: each ends in a sentence."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lists import LARGEST_FILE, ListError, read_list
from lists.archives import LARGEST_UNPACKED
from tests.support.small_lists import IMDB, LETTERBOXD, NETFLIX, TRAKT, zipped


def sentence(data: bytes) -> str:
    """What is said of a file that cannot be read."""
    with pytest.raises(ListError) as caught:
        read_list(data)
    return str(caught.value)


PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)
WRONG = {
    "empty": (b"", "The file is empty"),
    "blank": (b"\xef\xbb\xbf \r\n\r\n", "The file is empty"),
    "image": (PNG, "This is an image"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(50), "This is an image"),
    "pdf": (b"%PDF-1.7\n", "This is a PDF"),
    "web page": (b"\n<!DOCTYPE html><html><body>Sign in", "This is a web page"),
    "old spreadsheet": (b"\xd0\xcf\x11\xe0" + bytes(60), "This is a spreadsheet"),
    "spreadsheet": (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "spreadsheet"),
    "open spreadsheet": (zipped({"mimetype": "", "content.xml": ""}), "spreadsheet"),
    "gzip": (b"\x1f\x8b\x08" + bytes(20), "This is a gzip archive"),
    "program": (b"\x7fELF" + bytes(range(256)) * 4, "This is no text"),
    "other columns": (b"id,colour,size\n1,red,9\n", "“id, colour, size”"),
    "prose": (b"Dear Sir or Madam,\nI like films.\n", "not the columns"),
    "one column": (b"Heat\nAlien\n", "not the columns"),
    "only a header": (LETTERBOXD.splitlines()[0].encode(), "names no film"),
    "only series": (b'Title,Date\n"Dark: Season 1: Secrets","5/2/24"\n', "1 episode of a series"),
    "broken JSON": (json.dumps(TRAKT).encode()[:-9], "perhaps it was cut off"),
    "deep JSON": (b"[" * 100_000, "perhaps it was cut off"),
    "other JSON": (b'{"a": 1}', "none of Trakt's"),
    "numbers": (b"[1, 2, 3]", "none of Trakt's"),
    "long field": (b'title,year,rating\n"' + b"x" * 200_000 + b'",2000,4\n', "near row 2"),
    "broken zip": (zipped({"ratings.csv": LETTERBOXD})[:-30], "The zip is broken"),
    "not even a zip": (b"PK\x03\x04" + bytes(40), "The zip is broken"),
    "empty zip": (zipped({}), "The zip is empty"),
    "folders only": (zipped({"likes/": ""}), "The zip is empty"),
    "zip of other things": (zipped({"a.png": PNG, "b.txt": "x"}), "b.txt in the zip"),
    "zip of images": (zipped({"a.png": PNG, "b.png": PNG}), "only a.png, b.png"),
    "zip in a zip": (zipped({"x.zip": zipped({"ratings.csv": LETTERBOXD})}), "another zip"),
    "zip of a web page": (
        zipped({"ratings.csv": "<html>"}),
        "ratings.csv in the zip: This is a web",
    ),
    "too many rows": (b"title,year,rating\n" + b"Heat,1995,4\n" * 20_001, "more than 20,000 rows"),
    "too many rows without a header": (b"Heat,1995,4\n" * 20_001, "more than 20,000 rows"),
    "too many entries": (
        json.dumps([{"movie": {"title": "Heat"}}] * 20_001).encode(),
        "more than 20,000 rows",
    ),
    "too many cells": (b"title,year,rating\n" + b"," * 2_000_001, "more than 2,000,000 cells"),
    "too many parts": (b"[" + b"{}," * 1_000_001 + b"{}]", "more than 2,000,000 cells"),
    "too many files": (zipped({f"{i}.csv": "x" for i in range(60)}), "more than 50 files"),
    "too large": (b"x" * (LARGEST_FILE + 1), "more than 10 MiB"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_files_end_in_a_sentence(name: str) -> None:
    data, words = WRONG[name]
    said = sentence(data)
    assert words in said
    assert said.endswith(".")
    assert len(said) < 400


def test_an_encrypted_zip() -> None:
    data = bytearray(zipped({"ratings.csv": LETTERBOXD}))
    data[6] |= 1  # the flag in the file's own header
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    assert "The zip is encrypted" in sentence(bytes(data))


def test_a_zip_that_lies_about_its_size() -> None:
    bomb = bytearray(zipped({"ratings.csv": b"0" * (LARGEST_UNPACKED + 1)}))
    assert len(bomb) < LARGEST_FILE
    assert "more than 50 MiB" in sentence(bytes(bomb))
    directory = bomb.index(b"PK\x01\x02")
    bomb[directory + 24 : directory + 28] = (1000).to_bytes(4, "little")
    assert sentence(bytes(bomb)).startswith(("The zip is broken", "Unpacked, the zip holds"))


def test_bytes_of_a_zip_count_together() -> None:
    half = "title,year,rating\n" + "x" * (LARGEST_UNPACKED // 2)
    assert "more than 50 MiB" in sentence(zipped({f"{i}.csv": half for i in range(3)}))


@settings(max_examples=150, derandomize=True, deadline=None)
@given(
    start=st.sampled_from([LETTERBOXD, IMDB, NETFLIX, json.dumps(TRAKT), "a;b;1\n", ""]),
    place=st.integers(0, 400),
    inserted=st.binary(max_size=30),
    cut=st.integers(0, 40),
    pack=st.booleans(),
)
def test_whatever_comes_is_read_or_ends_in_a_sentence(
    start: str, place: int, inserted: bytes, cut: int, pack: bool
) -> None:
    data = start.encode()
    if pack:
        data = zipped({"ratings.csv": data})
    place = min(place, len(data))
    try:
        reading = read_list(data[:place] + inserted + data[place + cut :])
    except ListError as error:
        assert str(error).endswith(".")
    else:
        assert all(row.stars is None or 0.5 <= row.stars <= 5 for row in reading.rows)
        assert all(row.text.isprintable() for row in reading.rows)


def test_damage_in_a_zip() -> None:
    data = bytearray(zipped({"ratings.csv": LETTERBOXD * 50}))
    data[60:90] = bytes(30)
    assert "The zip is broken" in sentence(bytes(data))
