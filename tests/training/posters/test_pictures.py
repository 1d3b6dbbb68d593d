"""Pictures that were fetched become two WebP files, or a trouble that is counted."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from tests.support.tmdb.server import poster_bytes
from training.posters.pictures import two_sizes
from training.posters.troubles import TmdbError, Trouble


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(500, 750), (342, 513), (500, 500), (1000, 600)])
def test_two_sizes_of_webp(kind, size):
    found = [Image.open(io.BytesIO(each)) for each in two_sizes(poster_bytes(3, size, kind))]
    assert [(each.format, each.size) for each in found] == [
        ("WEBP", (240, 360)),
        ("WEBP", (480, 720)),
    ]
    # The colour of the middle of the lower half survives: it is that picture and no other.
    assert all(
        abs(a - b) < 12
        for each in found
        for a, b in zip(
            each.convert("RGB").getpixel((each.width // 2, each.height * 9 // 10)),
            (141, 114, 90),
            strict=True,
        )
    )


def test_transparent_and_grey_pictures_are_pictures():
    for mode in ("RGBA", "L", "P", "1"):
        written = io.BytesIO()
        Image.new(mode, (300, 450)).save(written, "PNG")
        assert len(two_sizes(written.getvalue())) == 2
    written = io.BytesIO()
    Image.new("CMYK", (300, 450)).save(written, "JPEG")
    assert len(two_sizes(written.getvalue())) == 2


def bomb() -> bytes:
    """A PNG of a few bytes that says to have 60,000 x 60,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<h1>File not Found</h1>",
        poster_bytes(1)[:2000],
        poster_bytes(1, kind="PNG")[:-200],
        poster_bytes(1, (4001, 3000)),
        poster_bytes(1, (90, 135)),
        poster_bytes(1, kind="GIF"),
        bomb(),
        b"\xff\xd8\xff" + bytes(500),
        b"RIFF\x00\x00\x10\x00WEBPVP8 " + bytes(500),
    ],
    ids=["empty", "html", "cut", "cut-png", "huge", "tiny", "gif", "bomb", "no-jpeg", "no-webp"],
)  # fmt: skip
def test_what_is_no_picture(content, recwarn):
    with pytest.raises(TmdbError) as caught:
        two_sizes(content)
    assert caught.value.kind is Trouble.NO_PICTURE
    assert not recwarn.list
