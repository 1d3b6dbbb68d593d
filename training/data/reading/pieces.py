"""A file in pieces that end where a line ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

PIECE_BYTES = 16 << 20


def line_pieces(
    stream: BinaryIO, seen: Callable[[bytes], object] | None = None, size: int = PIECE_BYTES
) -> Iterator[bytes]:
    """All bytes of ``stream``, in pieces of about ``size`` that are cut behind line ends.

    ``seen`` is called with every byte once, in order, before the piece that holds it
    comes out. Where no line ends with a newline, pieces are cut behind carriage returns.
    """
    rest = b""
    while chunk := stream.read(size):
        if seen is not None:
            seen(chunk)
        # A carriage return at the very end may be the first half of a line end.
        cut = chunk.rfind(b"\n") + 1 or chunk.rfind(b"\r", 0, len(chunk) - 1) + 1
        if cut:
            yield rest + chunk[:cut]
            rest = chunk[cut:]
        else:
            rest += chunk
    if rest:
        yield rest
