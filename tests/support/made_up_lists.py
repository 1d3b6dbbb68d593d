"""Made-up exports: lists of films with the noise that real ones have, and what they should match.

The films are those of the built-in sample with invented ids, some with a second title, and
sequels and remakes of some. A tenth of the sample is left out of the data: rows that name such
a film have none, like those of sequels and remakes that nobody has made.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tables import Movie

SAMPLE = Path(__file__).parents[2] / "training" / "data" / "sample_films.csv"
ROWS = 1_000
_ARABIC = {"II": "2", "III": "3", "IV": "4", "VI": "6"}


class Line(NamedTuple):
    """What somebody wrote down, and the film that it is: None where the data has none."""

    title: str
    year: int
    movie: Movie | None
    stars: float


def sample_films() -> list[tuple[str, int]]:
    """Title and year of each film of the built-in sample."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return [(row["title"], int(row["year"])) for row in csv.DictReader(file)]


def movie(number: int, title: str, year: int | None, **fields: object) -> Movie:
    """A film with invented ids and ratings."""
    made = Movie(number, title, year, (), f"{5_000_000 + number:07d}", 900_000 + number, 50, 3.5)
    return made._replace(**fields)  # type: ignore[arg-type]


class MadeUp:
    """Films, and a list of 1,000 rows of which 7% name a film that is not among them."""

    def __init__(self, seed: int, *, years: bool = True) -> None:
        """``years`` says whether the export names them: without, remakes are all the same."""
        self._random = random.Random(seed)
        self._noise = _NOISE if years else _NOISE[:-1]
        sample = sample_films()
        self._random.shuffle(sample)
        known, unknown = sample[80:], sample[:80]
        titled = [
            (self._with_second_title(i, title), year) for i, (title, year) in enumerate(known)
        ]
        sequels = [(f"{title} II", year + 3) for title, year in known[:120]]
        again = [(title, year + 25) for title, year in known[120:126] if years]
        longer = [(f"{title}: The Return", year + 6) for title, year in known[200:240]]
        self.movies = [
            movie(number, title, year)
            for number, (title, year) in enumerate([*titled, *sequels, *again, *longer], 1)
        ]
        absent = [(title, year) for title, year in unknown[:40]]
        absent += [(f"{title} III", year + 5) for title, year in known[:15]]
        if years:
            absent += [(title, year - 9) for title, year in known[300:315]]
        named = self._random.sample(self.movies, ROWS - len(absent))
        self.lines = [self._line(entry.title, entry.year, entry) for entry in named]
        self.lines += [self._line(title, year, None) for title, year in absent]
        self._random.shuffle(self.lines)

    def _with_second_title(self, position: int, title: str) -> str:
        second = f"Das Leben des {' '.join(reversed(title.split()))}" if position % 20 == 0 else ""
        return f"{title} (a.k.a. {second})" if second else title

    def _line(self, title: str, year: int | None, named: Movie | None) -> Line:
        assert year is not None
        main, _, second = title.removesuffix(")").partition(" (a.k.a. ")
        if second:
            title = self._random.choice((main, second, title))
        if self._random.random() < 0.5:
            title = self._random.choice(self._noise)(title)
        if named and self._random.random() < 0.03:
            year += self._random.choice((-1, 1))
        return Line(title, year, named, self._random.randrange(1, 11) / 2)


def _moved_article(title: str) -> str:
    found = re.fullmatch(r"(The|A|An|Le|La|Das) (.+)", title)
    return f"{found[2]}, {found[1]}" if found else title


def _without_accents(title: str) -> str:
    return unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()


def _arabic(title: str) -> str:
    return " ".join(_ARABIC.get(word, word) for word in title.split())


_NOISE: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    _moved_article,
    _without_accents,
    _arabic,
    lambda title: title.replace(": ", " - "),
    lambda title: re.sub(r"[:,.!?'’-]", "", title),
    lambda title: title.replace(" and ", " & "),
    lambda title: title.removeprefix("The "),
)


def letterboxd(made: MadeUp) -> bytes:
    """ratings.csv of Letterboxd."""
    header = ("Date", "Name", "Year", "Letterboxd URI", "Rating")
    return _csv(
        header,
        (
            ("2024-05-01", line.title, line.year, f"https://boxd.it/{i:x}", f"{line.stars:g}")
            for i, line in enumerate(made.lines)
        ),
    )


def imdb(made: MadeUp) -> bytes:
    """ratings.csv of IMDb."""
    header = (
        *("Const", "Your Rating", "Date Rated", "Title", "Original Title", "URL", "Title Type"),
        *("IMDb Rating", "Runtime (mins)", "Year", "Genres", "Num Votes", "Release Date"),
    )
    return _csv(
        header,
        (
            (
                *(_imdb_id(i, line), int(2 * line.stars), "2024-05-01", line.title, line.title),
                *("https://www.imdb.com/", "Movie", 7.1, 100, line.year, "Drama", 1000, ""),
            )
            for i, line in enumerate(made.lines)
        ),
    )


def trakt(made: MadeUp) -> bytes:
    """ratings-movies.json of Trakt; a fifth of the films without an id."""
    entries = []
    for i, line in enumerate(made.lines):
        ids = {"trakt": i, "slug": "x", "imdb": _imdb_id(i, line), "tmdb": None}
        if line.movie and i % 3 == 0:
            ids = {"trakt": i, "slug": "x", "imdb": None, "tmdb": line.movie.tmdbId}
        if i % 5 == 0:
            ids = {"trakt": i, "slug": "x", "imdb": None, "tmdb": None}
        entries.append(
            {
                "rated_at": "2024-05-01T10:00:00.000Z",
                "rating": int(2 * line.stars),
                "type": "movie",
                "movie": {"title": line.title, "year": line.year, "ids": ids},
            }
        )
    return json.dumps(entries).encode()


def netflix(made: MadeUp) -> bytes:
    """The viewing history of Netflix."""
    return _csv(("Title", "Date"), ((line.title, "5/1/24") for line in made.lines))


def plain(made: MadeUp) -> bytes:
    """A table of semicolons without a header, in Latin-1."""
    rows = [(line.title, line.year, f"{line.stars:g}".replace(".", ",")) for line in made.lines]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("latin-1", "replace")


def _imdb_id(position: int, line: Line) -> str:
    return f"tt{line.movie.imdbId}" if line.movie else f"tt{9_000_000 + position}"


def _csv(header: object, rows: object) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)  # type: ignore[arg-type]
    writer.writerows(rows)  # type: ignore[arg-type]
    return text.getvalue().encode()
