"""The methods that can answer on the site, by the name that a maintainer chooses them with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.data.blocks import Engine
from training.errors import SetupError
from training.methods.base import ExplainedMethod

if TYPE_CHECKING:
    from training.models.dnmf.estimator import Dnmf

DEFAULT = "blend"


class Trained:
    """The run's network as a rating model that is not to be trained once more."""

    def __init__(self, network: Dnmf) -> None:
        self.name = network.name
        self._network = network

    def fit(self, ratings: pd.DataFrame, movies: pd.DataFrame) -> Self:
        return self

    def predict(
        self, user_ids: NDArray[np.int32], movie_ids: NDArray[np.int32]
    ) -> NDArray[np.float32]:
        return self._network.predict(user_ids, movie_ids)


def _plain(dnmf: Callable[[], Dnmf], engine: Engine | None) -> ExplainedMethod:
    from training.methods.baselines.plain import Plain

    return Plain(lambda: Trained(dnmf()))


def _blend(dnmf: Callable[[], Dnmf], engine: Engine | None) -> ExplainedMethod:
    from training.methods.blend.blend import Blend
    from training.methods.blend.network_signals import NetworkSignals

    return Blend(more_signals=lambda data: NetworkSignals(dnmf(), data), engine=engine)


METHODS: dict[str, Callable[[Callable[[], Dnmf], Engine | None], ExplainedMethod]] = {
    "blend": _blend,
    "plain": _plain,
}


def check_method(name: str) -> None:
    """Raise ``SetupError`` for a name that is no method."""
    if name not in METHODS:
        raise SetupError(
            f"There is no method {name!r} to answer with; the methods are {', '.join(METHODS)}."
        )


def published_method(
    name: str, dnmf: Callable[[], Dnmf], engine: Engine | None = None
) -> ExplainedMethod:
    """The method of that name, not fitted yet; ``dnmf`` gives the run's trained network.

    ``engine`` sums over users, this machine's cores where it is not given.

    Raises ``SetupError`` for a name that is no method.
    """
    check_method(name)
    return METHODS[name](dnmf, engine)
