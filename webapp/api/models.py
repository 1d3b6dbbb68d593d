"""What the methods are, how good they are, and how long they take to train."""

from __future__ import annotations

import msgspec
from flask import Blueprint, Response

from tables.evaluation import Description, Evaluation
from webapp.api import schemas
from webapp.api.answers import from_run
from webapp.api.specification import Specification, specify
from webapp.published import current_run_view
from webapp.responses import conditional_json
from webapp.standings import Standings

blueprint = Blueprint("api_models", __name__)


@blueprint.get("/api/v1/models")
@specify(Specification(schemas.Models, problems=("no-published-run",)))
def models_json() -> Response:
    """What the methods are, how good they are, and how long they take to train."""
    view = current_run_view()
    manifest, standings = view.run.manifest, view.standings
    body: schemas.Models = {
        **from_run(view),
        "created": manifest.created,
        "dataset": msgspec.to_builtins(manifest.dataset),
        "answersBy": manifest.settings.get("answersBy"),
        "evaluation": _evaluation(standings.evaluation, standings),
        "methods": [_method(method, standings) for method in standings.methods],
        "learningCurve": standings.curve,
        "factorizationCurves": standings.factorization,
        "svdTimes": standings.svd_times,
        "similarityVariance": standings.similarity_variance,
        "jobs": msgspec.to_builtins(list(manifest.jobs)),
    }
    return conditional_json(body)


def _method(method: Description, standings: Standings) -> schemas.Method:
    described: schemas.Method = msgspec.to_builtins(method)
    return {**described, "served": method.name in standings.served}


def _evaluation(evaluation: Evaluation | None, standings: Standings) -> schemas.Evaluation | None:
    if evaluation is None or evaluation.measured is None:
        return None
    protocols = [
        msgspec.to_builtins(
            msgspec.structs.replace(
                protocol, comparisons=standings.boards[protocol.protocol].comparisons
            )
        )
        for protocol in evaluation.protocols
    ]
    return {
        "run": evaluation.measured.run,
        "measured": evaluation.measured.created,
        "protocols": protocols,
    }
