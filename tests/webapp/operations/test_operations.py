"""Health, readiness and metrics."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient


def test_alive_with_and_without_a_run(client: FlaskClient, closed_client: FlaskClient) -> None:
    assert client.get("/healthz").data == b"ok\n"
    assert closed_client.get("/healthz").status_code == 200


def test_ready_only_with_a_run(
    client: FlaskClient, closed_client: FlaskClient, artifacts: Path
) -> None:
    run = (artifacts / "current").readlink().name
    assert client.get("/readyz").json == {"ready": True, "run": run}
    closed = closed_client.get("/readyz")
    assert (closed.status_code, closed.json["ready"]) == (503, False)
    assert int(closed.headers["Retry-After"]) > 0


def test_requests_are_counted_by_route_and_not_by_address(client: FlaskClient) -> None:
    client.get("/movies/1")
    client.get("/movies/2?movie=1")
    client.get("/movies/999999")
    client.get("/nowhere/at/all")
    client.open("/", method="BREW")
    text = client.get("/metrics").text
    route = "/movies/<int:movie_id>"
    assert f'matinee_requests_total{{method="GET",route="{route}",status="200"}} 2.0' in text
    assert f'matinee_requests_total{{method="GET",route="{route}",status="404"}} 1.0' in text
    assert 'matinee_requests_total{method="GET",route="none",status="404"} 1.0' in text
    assert 'method="other"' in text
    assert f'matinee_request_seconds_count{{method="GET",route="{route}"}} 3.0' in text
    assert "BREW" not in text
    assert "nowhere" not in text


def test_the_run_is_among_the_metrics(
    client: FlaskClient, closed_client: FlaskClient, artifacts: Path
) -> None:
    run = (artifacts / "current").readlink().name
    assert f'run="{run}"}} 1.0' in client.get("/metrics").text
    assert "matinee_run_info{" not in closed_client.get("/metrics").text
