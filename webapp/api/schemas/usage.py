"""Use of the site, and of the training."""

from __future__ import annotations

from typing import Annotated, TypedDict

from msgspec import Meta

from webapp.api.schemas.common import Seconds


class Usage(TypedDict):
    """How often and how long."""

    count: Annotated[int, Meta(ge=0, description="How many: requests, or runs of a job.")]
    averageSeconds: Seconds | None
    totalSeconds: Seconds
    lastSeconds: Annotated[
        list[Seconds], Meta(max_length=20, description="The last 20, the latest last.")
    ]


class RouteUsage(Usage):
    """Requests of one route."""

    route: Annotated[str, Meta(description="Pattern of the address; none where none matched.")]


class RequestUsage(Usage):
    """All requests together, and by route."""

    routes: list[RouteUsage]


class JobUsage(Usage):
    """Runs of one training job."""

    name: str


class TrainingUsage(Usage):
    """All training jobs together, and by job."""

    jobs: list[JobUsage]


class Metrics(TypedDict):
    """Use of the site since it started, and training of the runs that are kept."""

    requests: RequestUsage
    training: TrainingUsage
