"""What the site's page on the models needs, put into a run.

``make evaluate`` publishes its measurements as a new run with the tables of the
published one; ``make train`` takes them over for as long as the ratings are the
same. Descriptions and figures are written anew each time, so they are always
those of the code and of the tables beside them.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from tables import schemas
from tables.csv_files import read_csv
from tables.drafts.draft import Draft
from tables.evaluation import (
    EVALUATION,
    FIGURES,
    METHODS,
    SERVED_RATINGS,
    Publication,
    figure_file,
    methods_json,
    read_evaluation,
)
from tables.json_files import encode
from tables.manifest import Manifest
from tables.runs import RunStore
from training.data.movielens import MovieLens
from training.evaluation.figures import learning_curves_figure, variance_figure
from training.evaluation.report_figures import report_figures
from training.methods.descriptions import DESCRIPTIONS

_TITLES = {description.name: description.title for description in DESCRIPTIONS}
_MEASURED = (EVALUATION, schemas.EVALUATION.name)
_DRAWN = {figure_file(name) for name in FIGURES}


class NotPublishedError(Exception):
    """Measurements that cannot be published; the sentence says why."""


def publish_evaluation(artifacts: Path, data: MovieLens, folder: Path) -> str:
    """Publish ``folder``'s ``evaluation.csv`` and ``evaluation.json`` with the published tables.

    Returns the new run's id. Raises ``NotPublishedError`` where nothing is published
    yet, what is published was computed from other ratings, or nothing was measured.
    """
    store = RunStore(artifacts)
    if store.current_id() is None:
        raise NotPublishedError("no run is published that they could be added to (`make train`)")
    earlier = store.current_path()
    manifest = Manifest.read(earlier)
    if manifest.dataset.checksum != data.checksum:
        raise NotPublishedError(
            f"the published run was computed from other ratings ({manifest.dataset.name})"
        )
    report = read_evaluation(folder)
    if not report.protocols:
        raise NotPublishedError("nothing was measured")
    with Draft.start(
        store,
        manifest.dataset,
        manifest.seed,
        manifest.settings,
        manifest.libraries,
        manifest.makers,
    ) as draft:
        for name in manifest.tables:
            if name not in {METHODS, *_MEASURED} | _DRAWN:
                draft.keep(name, earlier)
        for job in manifest.jobs:
            draft.add_job(job.name, job.seconds, job.run)
        measured = Publication(draft.id, draft.created)
        report = msgspec.structs.replace(report, measured=measured)
        draft.write_file(EVALUATION, encode(report))
        table = read_csv(folder / schemas.EVALUATION.name, schemas.EVALUATION)
        draft.write_table(schemas.EVALUATION, table)
        describe_models(draft)
        return draft.publish()


def keep_evaluation(draft: Draft, store: RunStore, checksum: str) -> None:
    """Take the published run's measurements over, if it has any and they are of these ratings."""
    if store.current_id() is None:
        return
    earlier = store.current_path()
    manifest = Manifest.read(earlier)
    if manifest.dataset.checksum == checksum:
        for name in _MEASURED:
            if name in manifest.tables:
                draft.keep(name, earlier)


def describe_models(draft: Draft) -> None:
    """Write ``methods.json``, and the figures of the curves and measurements of the draft."""
    draft.write_file(METHODS, methods_json(DESCRIPTIONS))
    figures = _curve_figures(draft.folder)
    if (draft.folder / EVALUATION).is_file():
        served = {draft.settings.get("answersBy"), SERVED_RATINGS}
        figures |= report_figures(read_evaluation(draft.folder), served, _TITLES)
    for name, svg in figures.items():
        draft.write_file(figure_file(name), svg.encode())


def _curve_figures(folder: Path) -> dict[str, str]:
    curve = read_csv(folder / schemas.DNMF_CURVE.name, schemas.DNMF_CURVE)
    epochs = curve["epoch"].tolist()
    figures = {
        "dnmf-curve": learning_curves_figure(
            {
                "learned from": list(zip(epochs, curve["trainRmse"].tolist(), strict=True)),
                "held out": list(zip(epochs, curve["validationRmse"].tolist(), strict=True)),
            },
            "Learning curve of the network",
        )
    }
    table = schemas.FACTORIZATION_CURVE
    if (folder / table.name).is_file():
        columns = read_csv(folder / table.name, table)
        points: dict[str, list[tuple[int, float]]] = {}
        for model, epoch, error in zip(
            columns["model"],
            columns["epoch"].tolist(),
            columns["validationMse"].tolist(),
            strict=True,
        ):
            points.setdefault(_TITLES.get(model, model), []).append((epoch, error))
        figures["factorization-curve"] = learning_curves_figure(
            points, "Learning curves of the factorizations", "mean squared error, held out"
        )
    table = schemas.SIMILARITY_VARIANCE
    if (folder / table.name).is_file():
        columns = read_csv(folder / table.name, table)
        kept = {space: columns[space] for space in ("content", "collaborative")}
        figures["similarity-variance"] = variance_figure(
            {space: [s for s in shares if s is not None] for space, shares in kept.items()},
            "Variance that the components of each space keep",
        )
    return figures
