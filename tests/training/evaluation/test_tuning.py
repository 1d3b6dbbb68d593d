import json

import pytest

from tests.support.tiny_taste import tiny_folds
from training.evaluation.tuning import pick_three as tuning


@pytest.fixture
def folds(monkeypatch):
    return {
        seed: tiny_folds(monkeypatch, seed)[:2] for seed in (tuning.SEARCH_SEED, tuning.CHECK_SEED)
    }


def test_reported_seeds_are_never_tuned_on():
    from training.evaluation.runner import REPORTED_SEEDS

    assert not set(REPORTED_SEEDS) & {tuning.SEARCH_SEED, tuning.CHECK_SEED}


def test_tune_chooses_what_scores_best_on_both_seeds(folds, monkeypatch):
    from training.evaluation.pick_three import evaluate_fold
    from training.methods.registry import TUNABLE

    grid = {"like_from": (4.0, 0.0), "neighbours": (None, 3)}
    monkeypatch.setitem(tuning.SPACES, "item-cosine", tuning.Space(grid, 8))
    chosen, search = tuning.tune("item-cosine", folds)
    assert len(search.trials) == 4
    for objective, metric in tuning.OBJECTIVES.items():
        means = []
        for parameters, _ in search.trials:
            per_seed = []
            for seed_folds in folds.values():
                found = [
                    evaluate_fold(TUNABLE["item-cosine"](parameters), fold).metrics[metric]
                    for fold in seed_folds
                ]
                cases = [value for values in found for value in values if value == value]
                per_seed.append(sum(cases) / len(cases))
            means.append(sum(per_seed) / 2)
        assert chosen[objective].score == pytest.approx(max(means))


def test_document_shows_what_was_tried_and_chosen():
    entry = {
        **{row: {"like_from": 3.5} for row in tuning.OBJECTIVES},
        "scores": dict.fromkeys(tuning.OBJECTIVES, 0.25),
        "trials": 6,
        "seconds": 1,
    }
    text = tuning.document({"most-popular": entry})
    assert "| like_from | 0.0, 3.0, 3.5, 4.0, 4.5, 5.0 | 3.5 | 3.5 | 3.5 |" in text
    assert "0.2500" in text


def test_document_in_the_repository_is_up_to_date():
    tuned = json.loads(tuning.TUNED_PARAMETERS.read_text(encoding="utf-8"))
    written = tuning.DOCUMENT.read_text(encoding="utf-8")
    assert written == tuning.document(tuned)
