"""Every setting is read, and a wrong one is one sentence."""

from __future__ import annotations

import socket

import pytest

from preflight import settings
from preflight.errors import PreflightError


@pytest.mark.parametrize(
    "text", ["abc", "99999", "0", "-1", "8000.0", "80 00", "٨٠٠٠", "8_000", "1" * 40]
)
def test_what_is_no_port(text):
    with pytest.raises(PreflightError, match="from 1 to 65535"):
        settings.port({"PORT": text})


def test_ports_and_hosts():
    assert settings.port({}) == settings.port({"PORT": ""}) == 8000
    assert settings.port({"PORT": "65535"}) == 65535
    assert settings.host({}) == "127.0.0.1"


@pytest.mark.parametrize("text", ["0", "two", "-1", "1.5", "100000", " 2"])
def test_what_is_no_number_of_workers(text):
    with pytest.raises(PreflightError, match="from 1 to 256"):
        settings.workers({"WEB_CONCURRENCY": text})


def test_workers():
    assert settings.workers({"WEB_CONCURRENCY": "3"}) == 3
    assert settings.workers({}) >= 1


def test_a_taken_port_is_one_sentence_that_names_another():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PreflightError, match=f"Port {port} of 127.0.0.1 is taken"):
            settings.free_address({"PORT": str(port)})
    assert settings.free_address({"PORT": str(port)}) == ("127.0.0.1", port)


@pytest.mark.parametrize("name", ["203.0.113.7", "no host", "nowhere.invalid", "a" * 70, "x" * 300])
def test_what_is_no_address_of_this_machine(name):
    with pytest.raises(PreflightError, match="is no address of this machine"):
        settings.free_address({"HOST": name, "PORT": "8731"})


def test_data_is_a_path_or_a_known_name(tmp_path):
    for known in ("", "ml-1m", "sample", str(tmp_path), "s3a://bucket/ml-32m"):
        settings.data({"DATA": known})
    with pytest.raises(PreflightError, match="DATA=ml-7 is no file or folder and no known name"):
        settings.data({"DATA": "ml-7", "MATINEE_DATA": str(tmp_path)})
    with pytest.raises(PreflightError, match="MATINEE_DATA=/nowhere is no file"):
        settings.data({"MATINEE_DATA": "/nowhere"})


def test_names_and_numbers_of_a_training():
    settings.jobs({"STEPS": "svd,users"})
    settings.jobs({})
    with pytest.raises(PreflightError, match="no step 'magic'; the steps are popularity"):
        settings.jobs({"STEPS": "svd,magic"})
    settings.method({"ANSWERS_BY": "plain"})
    with pytest.raises(PreflightError, match="the methods are blend, plain"):
        settings.method({"ANSWERS_BY": "magic"})
    settings.numbers({"SEED": "0", "SVD_K": "1"})
    for wrong in ({"SEED": "-1"}, {"SEED": "x"}, {"SVD_K": "0"}):
        with pytest.raises(PreflightError, match="expected a whole number"):
            settings.numbers(wrong)


@pytest.mark.parametrize("text", ["local", "local[*]", "spark://h:7077", "yarn", "k8s://h:1"])
def test_addresses_of_spark(text):
    settings.master({"SPARK_MASTER": text})


def test_what_is_no_address_of_spark():
    with pytest.raises(PreflightError, match="SPARK_MASTER=nonsense"):
        settings.master({"SPARK_MASTER": "nonsense"})


def test_shapes_and_their_limit():
    assert settings.shapes({}) == ("100k", "1m")
    assert settings.shapes({"SHAPES": "10m,32m"}) == ("10m", "32m")
    with pytest.raises(PreflightError, match="There is no shape '2m'; the shapes are 100k, 1m,"):
        settings.shapes({"SHAPES": "1m,2m"})
    settings.limit({})
    settings.limit({"LIMIT": "90"})
    for text in ("0", "1.5", "an hour"):
        with pytest.raises(PreflightError, match="expected a whole number of minutes from 1 up"):
            settings.limit({"LIMIT": text})


@pytest.mark.parametrize("setting", ["MATINEE_MEMORY", "MATINEE_SPARK_MEMORY"])
def test_amounts_of_memory(setting):
    settings.memory({})
    settings.memory({setting: "4g"})
    with pytest.raises(PreflightError, match=f"{setting}=4 is no amount of memory"):
        settings.memory({setting: "4"})


def test_what_is_no_token_of_tmdb():
    settings.tmdb({"TMDB_API_TOKEN": "eyJhbGciOiJIUzI1NiJ9.e30.x-_"})
    for token, sentence in (
        ("", "is not set: make an API Read Access Token"),
        ("0123456789abcdef" * 2, "is an API key: the API Read Access Token is needed"),
        ("two words", "holds spaces or signs"),
        ("tökn", "holds spaces or signs"),
    ):
        with pytest.raises(PreflightError, match=f"TMDB_API_TOKEN {sentence}"):
            settings.tmdb({"TMDB_API_TOKEN": token})


@pytest.mark.parametrize("url", ["api.themoviedb.org", "ftp://x", "https://", "https://a b"])
def test_what_is_no_address_of_tmdb(url):
    with pytest.raises(PreflightError, match=f"MATINEE_TMDB_URL={url} is no address"):
        settings.tmdb({"TMDB_API_TOKEN": "t", "MATINEE_TMDB_URL": url})
    settings.tmdb({"TMDB_API_TOKEN": "t", "MATINEE_TMDB_URL": "http://127.0.0.1:8000/tmdb/"})


@pytest.mark.parametrize(
    "text",
    ["", "*", "https://example.org", "http://127.0.0.1:5000, https://a-b.org", "http://[::1]"],
)
def test_sites_that_may_read_the_api(text):
    settings.origins({"MATINEE_CORS": text})


@pytest.mark.parametrize("text", ["example.org", "https://a.org/", "*,https://a.org", "https://*"])
def test_what_are_no_sites(text):
    with pytest.raises(PreflightError, match="names no sites: expected \\* for all of them"):
        settings.origins({"MATINEE_CORS": text})


@pytest.mark.parametrize("good", ["", "https://matinee.example", "http://127.0.0.1:8000"])
def test_the_sites_own_address(good: str) -> None:
    settings.url({"MATINEE_URL": good})


@pytest.mark.parametrize(
    "wrong", ["matinee.example", "https://a/b", "https://A.example", "ftp://a"]
)
def test_what_is_no_address_of_a_site(wrong: str) -> None:
    with pytest.raises(PreflightError, match=r"MATINEE_URL=.* is no address of a site: expected"):
        settings.url({"MATINEE_URL": wrong})
