"""The drawn posters of the films that can appear, drawn once and served as they are.

``drawn_posters.csv`` (``tables/schemas.py``) says of each such film in which looks it is drawn,
the first for all places where no other film has it. ``poster_drawings.npy`` holds the drawings:
uint8, one behind the other in the order of the rows, each SVG elements (UTF-8) compressed by zlib.
A row's ``version`` is a hash over the movieId, the look and the drawing, so a drawing that stands
in another's place is found.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tables.arrays.files import load_array
from tables.csv_files import Columns
from tables.errors import TableError
from tables.schemas import DRAWN_POSTERS

DRAWINGS = "poster_drawings.npy"


class DrawnPoster(NamedTuple):
    """A film in one of its looks; ``elements`` are the SVG elements of the drawing."""

    movieId: int  # noqa: N815 - the field's own name, the same in every table
    genre: str
    motif: str
    palette: int
    elements: str

    @property
    def version(self) -> str:
        """A hash over all of it, as 12 hexadecimal digits."""
        content = "\0".join(map(str, self))
        return hashlib.sha256(content.encode()).hexdigest()[:12]


class Drawings:
    """The drawn posters of a run. Raises ``TableError`` where table and drawings do not fit."""

    def __init__(self, folder: Path, columns: Columns) -> None:
        self._bytes = _open(folder)
        self._columns = columns
        self._ends = list(accumulate(columns["bytes"].tolist(), initial=0))
        if self._ends[-1] != len(self._bytes):
            raise TableError(
                f"{DRAWINGS} holds {len(self._bytes):,} bytes; by {DRAWN_POSTERS.name} it should "
                f"be {self._ends[-1]:,}."
            )
        ids = columns["movieId"]
        if (np.diff(ids) < 0).any():
            raise TableError(f"{DRAWN_POSTERS.name}: the movieIds must ascend.")
        starts = np.flatnonzero(np.diff(ids, prepend=-1)).tolist()
        stops = [*starts[1:], len(ids)]
        self._rows = {int(ids[a]): range(a, b) for a, b in zip(starts, stops, strict=True)}

    def __len__(self) -> int:
        """How many drawings there are."""
        return len(self._ends) - 1

    def rows(self, movie_id: int) -> range:
        """The rows of a film's drawings, the first choice first; none where it has no drawing."""
        return self._rows.get(movie_id, range(0))

    def look(self, row: int) -> tuple[str, str, int]:
        """Genre and name of the motif, and the palette's place in the genre's palettes."""
        columns = self._columns
        return columns["genre"][row], columns["motif"][row], int(columns["palette"][row])

    def version(self, row: int) -> str:
        """What tells this drawing from any other."""
        version: str = self._columns["version"][row]
        return version

    def elements(self, row: int) -> str:
        """The SVG elements of a drawing. Raises ``TableError`` where they cannot be read."""
        packed = self._bytes[self._ends[row] : self._ends[row + 1]].tobytes()
        try:
            return zlib.decompress(packed).decode()
        except (zlib.error, UnicodeDecodeError) as error:
            raise TableError(f"{DRAWINGS}, drawing {row}: cannot be read: {error}.") from None

    def check(self) -> None:
        """Read every drawing; ``TableError`` names the first that is not the one of its row."""
        for row in range(len(self)):
            movie_id = int(self._columns["movieId"][row])
            drawn = DrawnPoster(movie_id, *self.look(row), self.elements(row))
            if drawn.version != self.version(row):
                raise TableError(
                    f"{DRAWINGS}, drawing {row}: is not the one of movie {movie_id} that "
                    f"{DRAWN_POSTERS.name} says."
                )


def pack(posters: Iterable[DrawnPoster]) -> tuple[dict[str, list[Any]], NDArray[np.uint8]]:
    """The columns of ``drawn_posters.csv`` and the drawings; a film's posters follow each other."""
    columns: dict[str, list[Any]] = {name: [] for name in DRAWN_POSTERS.header}
    packed: list[bytes] = []
    for poster in posters:
        again = bool(packed) and columns["movieId"][-1] == poster.movieId
        packed.append(zlib.compress(poster.elements.encode(), 9))
        row = {
            "movieId": poster.movieId,
            "rank": columns["rank"][-1] + 1 if again else 1,
            "genre": poster.genre,
            "motif": poster.motif,
            "palette": poster.palette,
            "bytes": len(packed[-1]),
            "version": poster.version,
        }
        for name, value in row.items():
            columns[name].append(value)
    return columns, np.frombuffer(b"".join(packed), dtype=np.uint8)


def _open(folder: Path) -> NDArray[np.uint8]:
    drawings = load_array(folder / DRAWINGS)
    if drawings.ndim != 1 or drawings.dtype != np.uint8:
        raise TableError(
            f"{DRAWINGS}: expected one row of uint8, found shape {drawings.shape} of "
            f"{drawings.dtype.name}."
        )
    return drawings
