"""The models: what each method is, how good it is, and how long it takes to train."""

from __future__ import annotations

from dataclasses import asdict
from typing import cast

from flask import Blueprint, Response

from tables.evaluation import PICK_THREE, RATING, Comparison, Evaluation, Metric
from webapp import shapes
from webapp.answering import conditional_json, page
from webapp.described import Described, describe
from webapp.published import current_showing
from webapp.standings import Standings

blueprint = Blueprint("models", __name__)


@blueprint.get("/models")
def models() -> Response:
    """What the methods are and how good they are, with figures drawn at training time."""
    showing = current_showing()
    standings = showing.standings
    return page(
        "pages/models.html",
        run=showing.run,
        standings=standings,
        picks=standings.boards.get(PICK_THREE),
        ratings=standings.boards.get(RATING),
    )


@blueprint.get("/api/v1/models")
@describe(Described(shapes.Models, problems=("no-published-run",)))
def models_json() -> Response:
    """What the methods are, how good they are, and how long they take to train."""
    showing = current_showing()
    manifest, standings = showing.run.manifest, showing.standings
    body: shapes.Models = {
        "run": manifest.id,
        "created": manifest.created,
        "dataset": cast(shapes.Dataset, asdict(manifest.dataset)),
        "answersBy": manifest.settings.get("answersBy"),
        "evaluation": _evaluation(standings.evaluation, standings),
        "methods": [
            {
                "name": method.name,
                "title": method.title,
                "kind": method.kind,
                "summary": method.summary,
                "citation": method.citation,
                "url": method.url,
                "served": method.name in standings.served,
            }
            for method in standings.methods
        ],
        "learningCurve": standings.curve,
        "factorizationCurves": standings.factorization,
        "svdTimes": standings.svd_times,
        "similarityVariance": standings.similarity_variance,
        "jobs": [
            {"name": job.name, "seconds": job.seconds, "run": job.run} for job in manifest.jobs
        ],
    }
    return conditional_json(body)


def _evaluation(evaluation: Evaluation | None, standings: Standings) -> shapes.Evaluation | None:
    if evaluation is None:
        return None
    return {
        "run": evaluation.run,
        "measured": evaluation.measured,
        "protocols": [
            {
                "protocol": "pick-three" if protocol.protocol == PICK_THREE else "rating",
                "seeds": list(protocol.seeds),
                "folds": list(protocol.folds),
                "methods": [
                    {
                        "method": scores.method,
                        "complete": scores.complete,
                        "seconds": scores.seconds,
                        "memory": scores.memory,
                        "metrics": {name: _metric(m) for name, m in scores.metrics.items()},
                    }
                    for scores in protocol.methods
                ],
                "comparisons": [
                    _comparison(c) for c in standings.boards[protocol.protocol].comparisons
                ],
            }
            for protocol in evaluation.protocols
        ],
    }


def _metric(metric: Metric) -> shapes.Metric:
    return {
        "mean": metric.mean,
        "standardError": metric.standard_error,
        "seeds": dict(metric.seeds),
    }


def _comparison(comparison: Comparison) -> shapes.Comparison:
    return {
        "metric": comparison.metric,
        "method": comparison.method,
        "baseline": comparison.baseline,
        "difference": comparison.difference,
        "standardError": comparison.standard_error,
        "pValue": comparison.p_value,
        "pHolm": comparison.p_holm,
        "users": comparison.users,
    }
