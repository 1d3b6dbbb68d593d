"""Every pick-three method by name, baselines with the parameters that tuning chose.

``tuned_parameters.json`` beside this file is written by
``python -m training tune`` and never by hand: for each method and
each list that it fills (the best ten, the popular row, the less-known row) the
parameters that scored highest on the tuning seeds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from training.methods.base import PickThreeMethod
from training.methods.baselines.ease import Ease, EaseParameters
from training.methods.baselines.implicit_als import ImplicitAls, ImplicitAlsParameters
from training.methods.baselines.item_neighbours import ItemNeighbours, ItemNeighboursParameters
from training.methods.baselines.latent_cosine import LatentCosine, LatentCosineParameters
from training.methods.baselines.most_popular import MostPopular, MostPopularParameters
from training.methods.baselines.multinomial_autoencoder import (
    MultinomialAutoencoder,
    MultinomialAutoencoderParameters,
)
from training.methods.baselines.plain import Plain
from training.methods.baselines.random_order import RandomOrder
from training.methods.baselines.similar_films import SimilarFilms
from training.methods.baselines.tutorial_draws import TutorialDraws
from training.methods.baselines.weighting import Weighting
from training.methods.blend.blend import Blend
from training.methods.blend.network_signals import of_new_network
from training.methods.blend.per_row import PerRow
from training.methods.fold_in import FoldInMethod
from training.methods.taste import Taste

NETWORK_SIGNALS = of_new_network.__module__
TUNED_PARAMETERS = Path(__file__).with_name("tuned_parameters.json")

FlatParameters = Mapping[str, Any]
"""A method's parameters by name, those of its weighting among them."""

TUNABLE: dict[str, Callable[[FlatParameters], PickThreeMethod]] = {
    "most-popular": lambda flat: MostPopular(MostPopularParameters(**flat)),
    "item-cosine": lambda flat: ItemNeighbours(
        _unflatten(ItemNeighboursParameters, flat), name="item-cosine"
    ),
    "item-shrunk-cosine": lambda flat: ItemNeighbours(
        _unflatten(ItemNeighboursParameters, flat), name="item-shrunk-cosine"
    ),
    "ease": lambda flat: Ease(_unflatten(EaseParameters, flat)),
    "implicit-als": lambda flat: ImplicitAls(_unflatten(ImplicitAlsParameters, flat)),
    "latent-cosine": lambda flat: LatentCosine(_unflatten(LatentCosineParameters, flat)),
    "multinomial-autoencoder": lambda flat: MultinomialAutoencoder(
        _unflatten(MultinomialAutoencoderParameters, flat)
    ),
}


def _dnmf() -> Any:
    from training.models.dnmf.estimator import Dnmf

    return Dnmf(seed=0)


def _blend() -> PickThreeMethod:
    return Blend(more_signals=lambda data: of_new_network(_dnmf, data))


FIXED: dict[str, Callable[[], PickThreeMethod]] = {
    # What is published: its own weights are learned, on training users alone.
    "blend": _blend,
    # Defined by chance, by the published tables or by the tutorial: nothing to tune.
    "random": RandomOrder,
    "plain": lambda: Plain(_dnmf),
    "tutorial-draws": lambda: TutorialDraws(_dnmf),
    # What answers lists of any length, given three films.
    "taste": Taste,
}

CLASSICS: dict[str, Callable[[], PickThreeMethod]] = {
    # As they are published for users and film pages, with the picks folded in or summed over.
    "svd": lambda: FoldInMethod("svd"),
    "mf": lambda: FoldInMethod("mf"),
    "pmf": lambda: FoldInMethod("pmf"),
    "als": lambda: FoldInMethod("als"),
    "content": lambda: SimilarFilms("content"),
    "collaborative": lambda: SimilarFilms("collaborative"),
    "hybrid": lambda: SimilarFilms("hybrid"),
}


def method_names() -> list[str]:
    """Every name that ``create_method`` knows, simplest first."""
    simple = ["random", "most-popular", "tutorial-draws", "plain"]
    return [*simple, *CLASSICS, *list(TUNABLE)[1:], "taste", "blend"]


def create_method(name: str) -> PickThreeMethod:
    """A new, unfitted method; raises ``KeyError`` for a name that is not a method's."""
    if name in FIXED:
        return FIXED[name]()
    if name in CLASSICS:
        return CLASSICS[name]()
    tuned = json.loads(TUNED_PARAMETERS.read_text(encoding="utf-8"))[name]
    best, popular, less_known = (tuned[row] for row in ("best", "popular", "lessKnown"))
    make = TUNABLE[name]
    return PerRow(make(best), make(popular), make(less_known))


def method_code(name: str) -> tuple[list[str], str]:
    """The modules that make up a method, and its tuned parameters as text.

    Together they say whether something measured earlier still holds.
    """
    if name in FIXED:
        # These may be given a network by their factory, which their modules do not show.
        modules = [type(FIXED[name]()).__module__, "training.models.dnmf.estimator"]
        return [*modules, *([NETWORK_SIGNALS] if name == "blend" else [])], ""
    if name in CLASSICS:
        return [type(CLASSICS[name]()).__module__], ""
    tuned = json.loads(TUNED_PARAMETERS.read_text(encoding="utf-8"))[name]
    rows = {row: tuned[row] for row in ("best", "popular", "lessKnown")}
    modules = [type(TUNABLE[name](tuned["best"])).__module__, PerRow.__module__]
    return modules, json.dumps(rows, sort_keys=True)


def _unflatten(parameters: Callable[..., Any], flat: FlatParameters) -> Any:
    names = {field.name for field in fields(Weighting)}
    weighting = {name: value for name, value in flat.items() if name in names}
    others = {name: value for name, value in flat.items() if name not in names}
    return parameters(weighting=Weighting(**weighting), **others)
