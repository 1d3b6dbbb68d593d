"""Use of the site and of the training in numbers, as JSON: the twin of ``/metrics``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from flask import Blueprint, Response, current_app, jsonify

from tables import TableError
from tables.manifest import Manifest
from tables.runs import RunStore
from webapp.api import schemas
from webapp.api.specification import Specification, specify
from webapp.operations.metrics import metrics_registry
from webapp.operations.recent_times import KEPT, RecentTimes

blueprint = Blueprint("usage", __name__)


@blueprint.get("/api/v1/metrics")
@specify(Specification(schemas.Metrics, conditional=False))
def usage() -> Response:
    """How often and how long: requests since the site started, and training jobs.

    Requests are those of all workers together. Training jobs are those of the runs that
    are kept; a job whose result was taken over from an earlier run counts once.
    """
    body: schemas.Metrics = {
        "requests": request_usage(),
        "training": training_usage(Path(current_app.config["MATINEE_ARTIFACTS"])),
    }
    response = jsonify(body)
    response.headers["Cache-Control"] = "no-store"
    return response


def request_usage() -> schemas.RequestUsage:
    """What the metrics' registry and the recent times say."""
    counts: dict[str, float] = defaultdict(float)
    seconds: dict[str, float] = defaultdict(float)
    for family in metrics_registry().collect():
        if family.name == "matinee_request_seconds":
            for sample in family.samples:
                if sample.name.endswith("_count"):
                    counts[sample.labels["route"]] += sample.value
                elif sample.name.endswith("_sum"):
                    seconds[sample.labels["route"]] += sample.value
    recent: RecentTimes = current_app.extensions["recent"]
    last = recent.last()
    routes: list[schemas.RouteUsage] = [
        {
            "route": route,
            **_usage(int(counts[route]), seconds[route], [s for _, s in last.get(route, ())]),
        }
        for route in sorted(counts)
    ]
    ends = sorted(entry for times in last.values() for entry in times)
    together = _usage(int(sum(counts.values())), sum(seconds.values()), [s for _, s in ends])
    return {**together, "routes": routes}


def training_usage(artifacts: Path) -> schemas.TrainingUsage:
    """What the manifests of the kept runs say; runs that cannot be read are left out."""
    store = RunStore(artifacts)
    found: dict[str, dict[str, float]] = defaultdict(dict)  # job: run: seconds, oldest run first
    for run_id in store.ids():
        try:
            manifest = Manifest.read(store.runs / run_id)
        except TableError:
            continue
        for job in manifest.jobs:
            found[job.name].setdefault(job.run, job.seconds)
    jobs: list[schemas.JobUsage] = []
    everything = []
    for name, by_run in found.items():
        times = [by_run[run] for run in sorted(by_run)]  # ids are in the order of time
        everything += list(by_run.items())
        jobs.append({"name": name, **_usage(len(times), sum(times), times)})
    everything.sort(key=lambda entry: entry[0])
    seconds = [spent for _, spent in everything]
    return {**_usage(len(seconds), sum(seconds), seconds), "jobs": jobs}


def _usage(count: int, total: float, times: Sequence[float]) -> schemas.Usage:
    return {
        "count": count,
        "averageSeconds": round(total / count, 6) if count else None,
        "totalSeconds": round(total, 6),
        "lastSeconds": [round(seconds, 6) for seconds in times[-KEPT:]],
    }
