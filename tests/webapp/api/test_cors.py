"""Other sites read the API where the setting says so, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from webapp import create_app

ORIGIN = "Access-Control-Allow-Origin"
ONE, OTHER = "https://example.org", "https://example.com:8443"
CATALOGUE = "/api/v1/catalogue"


def site(artifacts: Path, setting: str) -> FlaskClient:
    return create_app({"MATINEE_ARTIFACTS": artifacts, "MATINEE_CORS": setting}).test_client()


@pytest.mark.parametrize("setting", ["", " ", ","])
def test_it_is_off_unless_set(artifacts: Path, setting: str) -> None:
    client = site(artifacts, setting)
    for method in ("GET", "OPTIONS"):
        headers = client.open(CATALOGUE, method=method, headers={"Origin": ONE}).headers
        assert not [name for name, _ in headers if name.startswith("Access-Control")]
        assert "Origin" not in headers.get("Vary", "")


def test_the_environment_sets_it(artifacts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATINEE_CORS", "*")
    client = create_app({"MATINEE_ARTIFACTS": artifacts}).test_client()
    assert client.get(CATALOGUE).headers[ORIGIN] == "*"


def test_every_site_may_read_answers_problems_and_304(artifacts: Path) -> None:
    client = site(artifacts, "*")
    first = client.get(CATALOGUE)
    known = {"If-None-Match": first.headers["ETag"]}
    for response, status in (
        (first, 200),
        (client.head(CATALOGUE), 200),
        (client.get(CATALOGUE, headers=known), 304),
        (client.get("/api/v1/recommendations"), 400),
        (client.get("/api/v1/nothing"), 404),
    ):
        assert response.status_code == status
        assert response.headers[ORIGIN] == "*"
        assert "ETag" in response.headers["Access-Control-Expose-Headers"]
        assert "Origin" not in response.headers.get("Vary", "")


def test_pages_and_what_is_sent_stay_with_this_site(artifacts: Path) -> None:
    client = site(artifacts, "*")
    rating = {"ratings": [{"movieId": 1, "rating": 4}]}
    for response in (
        client.get("/"),
        client.get("/healthz"),
        client.post("/api/v1/recommendations", json=rating),
        client.delete(CATALOGUE),
    ):
        assert ORIGIN not in response.headers


def test_sites_that_are_listed_are_told_apart(artifacts: Path) -> None:
    client = site(artifacts, f"{ONE}, {OTHER}")
    for origin, allowed in ((ONE, ONE), (OTHER, OTHER), ("https://else.org", None), (None, None)):
        headers = {"Origin": origin} if origin else {}
        response = client.get(CATALOGUE, headers=headers)
        assert response.headers.get(ORIGIN) == allowed
        assert "Origin" in response.headers["Vary"]


def test_a_browser_that_asks_first_is_told(artifacts: Path) -> None:
    client = site(artifacts, ONE)
    asked = {"Origin": ONE, "Access-Control-Request-Headers": "if-none-match"}
    response = client.options(CATALOGUE, headers=asked)
    assert response.status_code == 200
    assert response.headers[ORIGIN] == ONE
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert response.headers["Access-Control-Allow-Headers"] == "If-None-Match"
    refused = client.options(CATALOGUE, headers={"Origin": OTHER})
    assert ORIGIN not in refused.headers
