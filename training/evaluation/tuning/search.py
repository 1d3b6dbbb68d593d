"""Parameter search over a declared grid: random trials, then one parameter at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Parameters = Mapping[str, Any]
Scores = Mapping[str, float]


@dataclass
class Search:
    """Every parameter set tried so far, in order, each scored once on every objective."""

    grid: Mapping[str, Sequence[Any]]
    """Values to try of each parameter; the first is the starting point."""
    evaluate: Callable[[Parameters], Scores]
    """Scores of one parameter set, one per objective; higher is better."""
    trials: list[tuple[dict[str, Any], dict[str, float]]] = field(default_factory=list)
    _scored: dict[tuple[Any, ...], dict[str, float]] = field(default_factory=dict)

    def score(self, parameters: Parameters) -> dict[str, float]:
        key = tuple(parameters[name] for name in self.grid)
        if key not in self._scored:
            self._scored[key] = dict(self.evaluate(parameters))
            self.trials.append((dict(parameters), self._scored[key]))
        return self._scored[key]

    def best(self, objective: str) -> dict[str, Any]:
        """The parameters that score highest; the earliest trial wins a tie."""
        scores = [scores[objective] for _, scores in self.trials]
        return dict(self.trials[int(np.argmax(scores))][0])

    def try_at_random(self, count: int, seed: int) -> None:
        """Score the starting point and ``count`` sets drawn uniformly from the grid."""
        self.score({name: values[0] for name, values in self.grid.items()})
        generator = np.random.default_rng(seed)
        for _ in range(count):
            self.score(
                {
                    name: values[int(generator.integers(len(values)))]
                    for name, values in self.grid.items()
                }
            )

    def climb(self, objective: str, rounds: int = 10) -> dict[str, Any]:
        """From the best set so far, vary one parameter at a time until nothing improves.

        The result is a local optimum of the grid: no single change improves it
        (unless ``rounds`` passes over all parameters were not enough).
        """
        current = self.best(objective)
        for _ in range(rounds):
            before = dict(current)
            for name, values in self.grid.items():
                for value in values:
                    self.score({**current, name: value})
                current = self.best(objective)
            if current == before:
                break
        return current
