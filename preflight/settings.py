"""The settings of the environment, read and checked: each has one function and one sentence.

Every function raises ``PreflightError`` for a value that cannot be used.
"""

from __future__ import annotations

import errno
import os
import re
import socket
from collections.abc import Mapping
from pathlib import Path

from preflight.errors import PreflightError
from training.names import DATA_SETS, JOBS, MEMORY, METHODS, SAMPLE, SHAPES

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
MOST_WORKERS = 256
DEFAULT_SHAPES = "100k,1m"

_ORIGIN = re.compile(r"https?://[a-z0-9.\-]+(:[0-9]{1,5})?|https?://\[[0-9a-f:]+\](:[0-9]{1,5})?")
# The same form is in webapp/own_address.py, which may not be imported here.
_SITE = re.compile(r"https?://(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::[0-9]{1,5})?")
_MASTER = re.compile(r"local(\[.+\])?|yarn|(spark|k8s)://.+")


def port(environment: Mapping[str, str]) -> int:
    """PORT, a whole number from 1 to 65535; 8000 where it is not set."""
    text = environment.get("PORT") or str(DEFAULT_PORT)
    number = _whole(text)
    if number is None or not 1 <= number <= 65535:
        raise PreflightError(f"PORT={text} is no port: expected a whole number from 1 to 65535.")
    return number


def host(environment: Mapping[str, str]) -> str:
    """HOST, an address or a name of this machine; 127.0.0.1 where it is not set."""
    return environment.get("HOST") or DEFAULT_HOST


def workers(environment: Mapping[str, str]) -> int:
    """WEB_CONCURRENCY, how many processes serve; one a core where it is not set."""
    text = environment.get("WEB_CONCURRENCY")
    if not text:
        return min(os.cpu_count() or 1, MOST_WORKERS)
    number = _whole(text)
    if number is None or not 1 <= number <= MOST_WORKERS:
        raise PreflightError(
            f"WEB_CONCURRENCY={text} is no number of processes: "
            f"expected a whole number from 1 to {MOST_WORKERS}."
        )
    return number


def origins(environment: Mapping[str, str]) -> None:
    """MATINEE_CORS: ``*``, or origins with commas between them; none where it is not set."""
    text = environment.get("MATINEE_CORS", "").strip()
    for origin in filter(None, (part.strip() for part in text.split(","))):
        if text != "*" and not _ORIGIN.fullmatch(origin):
            raise PreflightError(
                f"MATINEE_CORS={text} names no sites: expected * for all of them, or origins "
                "such as https://example.org with commas between them, without a path."
            )


def url(environment: Mapping[str, str]) -> None:
    """MATINEE_URL, the address at which others reach the site, without a path."""
    text = environment.get("MATINEE_URL")
    if text and not _SITE.fullmatch(text):
        raise PreflightError(
            f"MATINEE_URL={text} is no address of a site: expected one such as "
            "https://matinee.example, in small letters and without a path."
        )


def free_address(environment: Mapping[str, str]) -> tuple[str, int]:
    """HOST and PORT, after a socket could be bound to them."""
    name, number = host(environment), port(environment)
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            name, number, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError):  # a label of a name that is too long is a UnicodeError
        raise PreflightError(
            f"HOST={name} is no address of this machine: expected one such as {DEFAULT_HOST} "
            "(this machine alone) or 0.0.0.0 (everybody who can reach it)."
        ) from None
    with socket.socket(family, kind, protocol) as probe:
        # A server that has just ended leaves connections behind that do not keep a new one away.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError:
            raise PreflightError(
                f"PORT={number} is kept for the system: choose one from 1024 up, "
                "as in `make serve PORT=8000`."
            ) from None
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PreflightError(
                    f"Port {number} of {name} is taken by another program: end that, or choose "
                    f"another port, as in `make run PORT={number % 65535 + 1}`."
                ) from None
            raise PreflightError(
                f"HOST={name} is no address of this machine ({error.strerror})."
            ) from None
    return name, number


def data(environment: Mapping[str, str]) -> None:
    """DATA, else MATINEE_DATA: a folder, a file, an address or a known name."""
    setting = "DATA" if environment.get("DATA") else "MATINEE_DATA"
    named = environment.get(setting)
    if not named or named in (*DATA_SETS, SAMPLE) or "://" in named:
        return  # what an address leads to, its reader finds out
    path = Path(named).expanduser()
    if not path.exists():
        raise PreflightError(
            f"{setting}={named} is no file or folder and no known name: give a MovieLens folder "
            f"or zip, `{SAMPLE}`, or one of {', '.join(DATA_SETS)}."
        )
    if not os.access(path, os.R_OK | (os.X_OK if path.is_dir() else 0)):
        raise PreflightError(f"{setting}={named} cannot be read by this user.")


def jobs(environment: Mapping[str, str]) -> None:
    """STEPS: names of jobs, with commas between them."""
    for name in filter(None, environment.get("STEPS", "").split(",")):
        if name not in JOBS:
            raise PreflightError(f"There is no step {name!r}; the steps are {', '.join(JOBS)}.")


def method(environment: Mapping[str, str]) -> None:
    """ANSWERS_BY: the method that answers three picks."""
    name = environment.get("ANSWERS_BY")
    if name and name not in METHODS:
        raise PreflightError(
            f"There is no method {name!r} to answer with; the methods are {', '.join(METHODS)}."
        )


def numbers(environment: Mapping[str, str]) -> None:
    """SEED and SVD_K: whole numbers from 0 and from 1 up."""
    for setting, least in (("SEED", 0), ("SVD_K", 1)):
        text = environment.get(setting)
        number = _whole(text) if text else least
        if number is None or number < least:
            raise PreflightError(f"{setting}={text}: expected a whole number from {least} up.")


def shapes(environment: Mapping[str, str]) -> tuple[str, ...]:
    """SHAPES, names of made-up data sets with commas between them; 100k,1m where it is not set."""
    names = tuple((environment.get("SHAPES") or DEFAULT_SHAPES).split(","))
    for name in names:
        if name not in SHAPES:
            raise PreflightError(f"There is no shape {name!r}; the shapes are {', '.join(SHAPES)}.")
    return names


def limit(environment: Mapping[str, str]) -> None:
    """LIMIT: minutes, a whole number from 1 up."""
    text = environment.get("LIMIT")
    if text and not _whole(text):
        raise PreflightError(f"LIMIT={text}: expected a whole number of minutes from 1 up.")


def master(environment: Mapping[str, str]) -> None:
    """SPARK_MASTER, in one of the forms that Spark knows."""
    text = environment.get("SPARK_MASTER")
    if text and not _MASTER.fullmatch(text):
        raise PreflightError(
            f"SPARK_MASTER={text} is no address of Spark: expected local[*], spark://host:7077, "
            "yarn or k8s://host:443."
        )


def memory(environment: Mapping[str, str]) -> None:
    """MATINEE_MEMORY and MATINEE_SPARK_MEMORY, amounts as Java writes them."""
    for setting in ("MATINEE_MEMORY", "MATINEE_SPARK_MEMORY"):
        text = environment.get(setting)
        if text and not re.fullmatch(MEMORY, text):
            raise PreflightError(
                f"{setting}={text} is no amount of memory: "
                "write 900m for megabytes or 4g for gigabytes."
            )


def tmdb(environment: Mapping[str, str]) -> None:
    """TMDB_API_TOKEN, which must be set, and MATINEE_TMDB_URL, an address."""
    token = environment.get("TMDB_API_TOKEN")
    if not token:
        raise PreflightError(
            "TMDB_API_TOKEN is not set: make an API Read Access Token at "
            "https://www.themoviedb.org/settings/api, and `TMDB_API_TOKEN=... make posters`."
        )
    if re.fullmatch(r"[0-9a-f]{32}", token):
        raise PreflightError(
            "TMDB_API_TOKEN is an API key: the API Read Access Token is needed, the longer one of "
            "https://www.themoviedb.org/settings/api."
        )
    if not re.fullmatch(r"[!-~]+", token):
        raise PreflightError("TMDB_API_TOKEN holds spaces or signs that no token of TMDB has.")
    url = environment.get("MATINEE_TMDB_URL")
    if url and not re.fullmatch(r"https?://[^\s?#]+", url):
        raise PreflightError(
            f"MATINEE_TMDB_URL={url} is no address: expected one such as "
            "https://api.themoviedb.org."
        )


def _whole(text: str) -> int | None:
    # int() would take "8_000", "٨" and " 8000" too.
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None
