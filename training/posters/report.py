"""What ``make posters`` says at its end: what was done, what went wrong, and what to do."""

from __future__ import annotations

import errno
from pathlib import Path

from tables.fetched.entries import SHOWN
from training.posters.client import BASE_URL
from training.posters.fetching import Tally
from training.posters.films import Films
from training.posters.troubles import TmdbError, Trouble

_AGAIN = "`make posters` goes on from here"

# (of one film, of several, what to do)
_TROUBLES = {
    Trouble.UNKNOWN: (
        "film is not known to TMDB by its number (404)",
        "films are not known to TMDB by their numbers (404)",
        "the drawn poster stays, and there is nothing to do",
    ),
    Trouble.NOT_A_FILM: (
        "film was answered with something else than its JSON",
        "films were answered with something else than their JSON",
        "run `make posters` again, and look for a proxy in between if it stays so",
    ),
    Trouble.NO_PICTURE: (
        "film has a poster at TMDB that is no picture, or not to be had",
        "films have a poster at TMDB that is no picture, or not to be had",
        "the drawn poster stays, and the next `make posters` tries again",
    ),
    Trouble.BROKEN_OFF: (
        "film was lost to a connection that broke or never came",
        "films were lost to connections that broke or never came",
        "run `make posters` again when the network is better",
    ),
    Trouble.SERVER: (
        "film was answered with an error of the server",
        "films were answered with an error of the server",
        "run `make posters` again later",
    ),
}


def summary(films: Films, tally: Tally) -> list[str]:
    """Sentences on what was done; every kind of trouble has one of its own."""
    numbered = len(films.tmdb_ids)
    said = [
        f"{films.all:,} films can appear, {numbered:,} of them with a number at TMDB: "
        f"{tally.fetched:,} fetched now ({tally.with_poster:,} with a poster), "
        f"{tally.there:,} there already, {tally.left:,} left for the next time."
    ]
    if tally.too_old:
        said.append(
            f"{_films(tally.too_old)} deleted: fetched more than {SHOWN.days} days ago, which is "
            "as long as TMDB's terms let anybody keep them."
        )
    for kind, (one, several, remedy) in _TROUBLES.items():
        if count := tally.troubles[kind]:
            what = f"{count:,} {one if count == 1 else several}"
            said.append(f"{what}; {remedy}. For example {tally.examples[kind]}.")
    return said


def why_stopped(stopped: TmdbError | OSError, folder: Path) -> str:
    """One sentence on what ended the job before its end, and what to do."""
    if isinstance(stopped, OSError):
        full = stopped.errno in (errno.ENOSPC, errno.EDQUOT)
        remedy = "make room" if full else "let this user read and write there"
        return (
            f"{folder} cannot be used ({stopped.strerror or stopped}): {remedy}; what was "
            f"fetched before is kept, and {_AGAIN}."
        )
    if stopped.kind is Trouble.REFUSED:
        return (
            f"TMDB refused the token: {stopped}. TMDB_API_TOKEN must be the API Read Access "
            "Token, the long one, of https://www.themoviedb.org/settings/api."
        )
    if stopped.kind is Trouble.QUOTA:
        return f"TMDB has had enough for now: {stopped}. Wait as long, and {_AGAIN}."
    return (
        f"TMDB does not answer as it should: {stopped}. Look at the network and at "
        f"MATINEE_TMDB_URL ({BASE_URL} unless told), and {_AGAIN}."
    )


def _films(count: int) -> str:
    return f"{count:,} film is" if count == 1 else f"{count:,} films are"
