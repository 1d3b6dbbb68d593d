"""Pieces end where lines end, whatever the size of what is read at a time."""

from __future__ import annotations

import io

import pytest

from training.data.reading.pieces import line_pieces


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_pieces_are_whole_lines(size, end):
    data = end.join([b"one", b"", b"two", b"three"])
    seen = bytearray()
    pieces = list(line_pieces(io.BytesIO(data), seen.extend, size))
    assert b"".join(pieces) == data == bytes(seen)
    assert all(piece.endswith(end) for piece in pieces[:-1])
    if size == 7 and end != b"\r\n":
        assert len(pieces) > 1


def test_there_may_be_nothing():
    assert list(line_pieces(io.BytesIO())) == []
