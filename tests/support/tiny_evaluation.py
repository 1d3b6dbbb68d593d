"""Invented measurements of every method on the tiny run, published beside its tables."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from tables.evaluation import PICK_THREE, RATING
from tests.support import tiny_run
from training.data.movielens import MovieLens
from training.evaluation.publish import publish_evaluation
from training.evaluation.report import write_report
from training.evaluation.tasks import Measurement, Task
from training.methods.registry import method_names
from training.models.ratings.registry import model_names

USERS = np.repeat(np.arange(1, 11, dtype=np.int32), 3)
_PICKS = ("ndcg@10", "popular ndcg@5", "less_known ndcg@5", "popularity rank", "hit@10")
_STARS = ("rmse", "mae")


def publish(artifacts: Path) -> str:
    """Publish the tiny run with measurements of every method and return the new run's id.

    The last method of each protocol was measured in part, as after an evaluation that
    was stopped; one has no less-known row, so that a score is missing.
    """
    tiny_run.publish(artifacts, settings={"answersBy": "blend"})
    random = np.random.default_rng(3)
    measured = []
    for protocol, names, metrics in (
        (PICK_THREE, method_names(), _PICKS),
        (RATING, model_names(), _STARS),
    ):
        for place, name in enumerate(names):
            for seed in (7, 8) if place < len(names) - 1 else (7,):
                scores = {m: random.uniform(0.1, 0.5, len(USERS)) for m in metrics}
                if place == 0 and protocol == PICK_THREE:
                    scores["less_known ndcg@5"][:] = np.nan
                coverage = {"coverage": 0.02 + place / 100} if protocol == PICK_THREE else {}
                task = Task(protocol, name, seed, "0" if protocol == PICK_THREE else "random")
                measured.append(Measurement(task, 1.5, 300.0, USERS, scores, coverage))
    write_report(artifacts / "evaluation", _data(), measured, [])
    return publish_evaluation(artifacts, _data(), artifacts / "evaluation")


def _data() -> MovieLens:
    """The data set that the tiny run says it was computed from, without its contents."""
    dataset, empty = tiny_run.DATASET, pd.DataFrame()
    return MovieLens(
        name=dataset.name,
        source=Path(dataset.name),
        checksum=dataset.checksum,
        simulated=dataset.simulated,
        scale=(0.5, 5.0, 0.5),
        ratings=empty,
        movies=empty,
        links=empty,
        tags=empty,
    )
