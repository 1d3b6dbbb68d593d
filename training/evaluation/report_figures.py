"""The figures that the measurements of a run have data for."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tables.evaluation import (
    BEST_TEN,
    LESS_KNOWN_ROW,
    PICK_THREE,
    POPULAR_ROW,
    RATING,
    RMSE,
    Evaluation,
    Protocol,
    ProtocolName,
)
from training.evaluation.figures import Score, Spread, coverage_figure, methods_figure

COVERAGE = "coverage"

_COMPARED: dict[ProtocolName, tuple[tuple[str, str, str], ...]] = {  # figure, metric, title
    PICK_THREE: (
        ("best", BEST_TEN, "Best ten of each method"),
        ("popular", POPULAR_ROW, "Popular row of each method"),
        ("less-known", LESS_KNOWN_ROW, "Less-known row of each method"),
    ),
    RATING: (("ratings", RMSE, "Error of each rating model, in stars"),),
}


def report_figures(
    report: Evaluation,
    served: Collection[str | None] = (),
    titles: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """All figures that ``report`` has data for, by name, each as SVG text.

    ``best``, ``popular``, ``less-known`` (methods compared), ``coverage`` and
    ``ratings`` (rating models compared); ``served`` are the methods to stand out,
    ``titles`` what methods are called where it is not by their names.
    """
    figures = {}
    titles = titles or {}
    for protocol in report.protocols:
        for figure, metric, title in _COMPARED[protocol.protocol]:
            scores = [
                Score(
                    titles.get(entry.method, entry.method),
                    mean,
                    entry.metrics[metric].standard_error,
                    entry.method in served,
                )
                for entry in protocol.methods
                if (mean := entry.metrics[metric].mean) is not None
            ]
            if scores:
                label = f"{metric.split()[-1].upper()}, with 95% intervals over users"
                figures[figure] = methods_figure(
                    scores, title, label, lower_is_better=protocol.protocol == RATING
                )
        if points := _spread(protocol, served, titles):
            title = "Accuracy of the best ten against its variety"
            figures["coverage"] = coverage_figure(points, title, "NDCG@10")
    return figures


def _spread(
    protocol: Protocol, served: Collection[str | None], titles: Mapping[str, str]
) -> list[Spread]:
    points = []
    for entry in protocol.methods:
        if COVERAGE not in entry.metrics or BEST_TEN not in entry.metrics:
            continue
        share, mean = entry.metrics[COVERAGE].mean, entry.metrics[BEST_TEN].mean
        if share is not None and mean is not None:
            title = titles.get(entry.method, entry.method)
            points.append(Spread(title, share, mean, entry.method in served))
    return points
