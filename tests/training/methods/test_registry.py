"""The methods by name, and the parameters that tuning chose for them."""

import json

import pytest

from training.methods import registry


def test_every_registered_method_can_be_made():
    for name in registry.method_names():
        assert registry.create_method(name).name == name


def test_tuned_parameters_belong_to_their_grids():
    from training.evaluation.tuning.pick_three import SPACES

    tuned = json.loads(registry.TUNED_PARAMETERS.read_text(encoding="utf-8"))
    assert set(tuned) == set(registry.TUNABLE) == set(SPACES)
    for name, entry in tuned.items():
        for row in ("best", "popular", "lessKnown"):
            for parameter, value in entry[row].items():
                assert value in SPACES[name].grid[parameter], (name, row, parameter)


def test_an_unknown_method_is_named():
    with pytest.raises(KeyError, match="no-such-method"):
        registry.create_method("no-such-method")
