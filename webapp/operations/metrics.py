"""How the site is doing: counts and durations of requests, for Prometheus."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from tables import NoPublishedRun
from webapp.operations.recent_times import RecentTimes
from webapp.published import Published

blueprint = Blueprint("metrics", __name__)

NO_ROUTE = "none"  # in place of the pattern, for addresses that match none
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_BUCKETS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)  # seconds


@blueprint.get("/metrics")
def metrics() -> Response:
    """Counts and durations of requests, and the run, in Prometheus' text format.

    Under several workers the figures are those of all of them together.
    """
    return Response(generate_latest(metrics_registry()), content_type=CONTENT_TYPE_LATEST)


def metrics_registry() -> CollectorRegistry:
    """The metrics of this process, or of all workers together where there are several."""
    registry: CollectorRegistry = current_app.extensions["metrics"]
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # untyped there
        registry.register(_RunInfo(current_app.extensions["published"]))
    return registry


def init_app(app: Flask) -> None:
    """Measure every request. To be called when all routes are registered."""
    registry = CollectorRegistry()
    registry.register(_RunInfo(app.extensions["published"]))
    app.extensions["metrics"] = registry
    requests = Counter(
        "matinee_requests",
        "Requests answered.",
        ("route", "method", "status"),
        registry=registry,
    )
    durations = Histogram(
        "matinee_request_seconds",
        "Seconds from a request's arrival in the application to its response.",
        ("route", "method"),
        buckets=_BUCKETS,
        registry=registry,
    )

    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    recent = RecentTimes(
        [*(rule.rule for rule in app.url_map.iter_rules()), NO_ROUTE],
        Path(folder) if folder else None,
    )
    app.extensions["recent"] = recent

    @app.before_request
    def start_clock() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def record(response: Response) -> Response:
        # Labels come from fixed sets only: the route's pattern, never the visitor's path.
        route = request.url_rule.rule if request.url_rule else NO_ROUTE
        method = request.method if request.method in _METHODS else "other"
        requests.labels(route, method, str(response.status_code)).inc()
        if "started" in g:
            seconds = time.perf_counter() - g.started
            durations.labels(route, method).observe(seconds)
            recent.add(route, seconds)
        return response


class _RunInfo(Collector):
    """Says which run is served, as a gauge that is always 1."""

    def __init__(self, published: Published) -> None:
        self._published = published

    def collect(self) -> Iterator[GaugeMetricFamily]:
        family = GaugeMetricFamily(
            "matinee_run_info", "The run that is served.", labels=("run", "dataset", "created")
        )
        try:
            manifest = self._published.current().run.manifest
        except NoPublishedRun:
            pass  # the family without a sample: nothing is served
        else:
            family.add_metric((manifest.id, manifest.dataset.name, manifest.created), 1.0)
        yield family
