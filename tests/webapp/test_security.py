"""Headers of every response, and pages that need nothing from anybody else."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

PAGES = (
    "/",
    "/recommendations?movie=1&movie=2&movie=3",
    "/recommendations",
    "/movies/1",
    "/lists",
    "/nowhere",
)
ADDRESSES = (
    *PAGES,
    "/api/v1/catalogue",
    "/api/v1/nowhere",
    "/healthz",
    "/metrics",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_response_carries_the_headers(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert set(re.findall(r"'[^']+'", policy)) == {"'none'", "'self'"}
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", PAGES)
def test_pages_obey_their_own_policy(client: FlaskClient, address: str) -> None:
    html = client.get(address).text
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))
    html = re.sub(r'<link rel="canonical"[^>]*>', "", html)  # which is whole, and not loaded
    loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', html)
    assert loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)


def test_links_that_leave_the_site_do_not_hand_it_over(client: FlaskClient) -> None:
    for link in re.findall(r'<a [^>]*href="https?:[^>]*>', client.get("/movies/1").text):
        assert 'rel="noopener"' in link


@pytest.mark.parametrize("address", ["/movies//1", "/static//x", "/surprise"])
def test_no_address_leads_to_the_host_that_a_request_names(
    client: FlaskClient, address: str
) -> None:
    response = client.get(address, headers={"Host": "elsewhere.example"})
    assert "elsewhere" not in response.headers.get("Location", "")
    assert response.status_code in (302, 404)
