"""Small exports of every source, and zips of them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

LETTERBOXD = (
    "Date,Name,Year,Letterboxd URI,Rating\n"
    "2024-01-01,Amélie,2001,https://boxd.it/a,4.5\n"
    '2024-01-02,"The Good, the Bad and the Ugly",1966,https://boxd.it/b,5\n'
)
IMDB = (
    "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),"
    "Year,Genres,Num Votes,Release Date,Directors\n"
    "tt0211915,9,2024-01-01,Amélie,Le fabuleux destin d'Amélie Poulain,u,Movie,8.3,122,2001,,1,,\n"
    "tt0903747,10,2024-01-01,Breaking Bad,Breaking Bad,u,TV Series,9.5,45,2008,,1,,\n"
    "tt0959621,10,2024-01-01,Pilot,Pilot,u,TV Episode,9.5,45,2008,,1,,\n"
)
OLD_IMDB = (
    '"position","const","created","modified","description","Title","Title type","Directors",'
    '"You rated","IMDb Rating","Runtime (mins)","Year","Genres","Num. Votes",'
    '"Release Date (month/day/year)","URL"\n'
    '"1","tt0211915","c","m","","Amélie","Feature Film","J","7","8.3","122","2001","","1","d","u"\n'
)
TRAKT: list[dict[str, Any]] = [
    {
        "rated_at": "2024-01-01T00:00:00.000Z",
        "rating": 9,
        "type": "movie",
        "movie": {
            "title": "Amélie",
            "year": 2001,
            "ids": {"trakt": 1, "slug": "amelie-2001", "imdb": "tt0211915", "tmdb": 194},
        },
    },
    {"rating": 8, "type": "show", "show": {"title": "Dark", "year": 2017, "ids": {}}},
]
NETFLIX = (
    "Title,Date\n"
    '"Amélie","5/1/24"\n'
    '"Dark: Season 1: Secrets","5/2/24"\n'
    '"Amélie","5/3/24"\n'
    '"The Queen\'s Gambit: Limited Series: Openings","5/3/24"\n'
    '"Money Heist: Part 1: Episode 2","5/3/24"\n'
    '"The Hunger Games: Mockingjay: Part 1","5/4/24"\n'
    '"Kill Bill: Vol. 1","5/4/24"\n'
)


def zipped(files: dict[str, str | bytes], **options: int) -> bytes:
    """A zip with these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()
