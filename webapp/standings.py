"""How the methods of a run stand against each other, worked out once when first asked for."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from tables import Run
from tables.evaluation import (
    BEST_TEN,
    FIGURES,
    LESS_KNOWN_ROW,
    PICK_THREE,
    POPULAR_ROW,
    RATING,
    RMSE,
    SERVED_RATINGS,
    Comparison,
    Description,
    Evaluation,
    Metric,
    Protocol,
    Scores,
)
from tables.schemas import DNMF_CURVE, FACTORIZATION_CURVE, SIMILARITY_VARIANCE, SVD_TIMES, Schema
from webapp.api import schemas

HIT_TEN = "hit@10"  # whether one of the favourites that were held out is among the best ten
CERTAIN = 0.05  # a difference is no chance below this p-value


class Headline(NamedTuple):
    """A metric that methods are compared by."""

    metric: str  # as it is measured
    compared: str  # as it stands in the comparisons
    title: str
    unit: str
    lower_is_better: bool = False


HEADLINES = {
    PICK_THREE: (
        Headline(BEST_TEN, BEST_TEN, "Best ten", "NDCG@10"),
        Headline(POPULAR_ROW, POPULAR_ROW, "Popular row", "NDCG@5"),
        Headline(LESS_KNOWN_ROW, LESS_KNOWN_ROW, "Less-known row", "NDCG@5"),
    ),
    # Each user's errors are averaged before the root is taken, so their squares are compared.
    RATING: (Headline(RMSE, "mse", "Error", "RMSE", lower_is_better=True),),
}


class Standing(NamedTuple):
    """A method's metric, and its difference to the best baseline's."""

    metric: Metric
    versus: Comparison | None  # None for the best baseline itself, and where not compared
    is_best_baseline: bool


class Line(NamedTuple):
    """A method in a table of scores."""

    scores: Scores
    title: str
    served: bool
    standings: tuple[Standing | None, ...]  # one per headline; None where not measured

    def metric(self, name: str) -> Metric | None:
        """Any metric of the method, or None where it was not measured."""
        return self.scores.metrics.get(name)


class Verdict(NamedTuple):
    """How the served method does against the best baseline, by one headline."""

    headline: Headline
    served: float
    baseline: float
    baseline_title: str
    versus: Comparison


class Tries(NamedTuple):
    """Of how many of 100 tries one of somebody's other favourites was among the ten."""

    served: int
    baseline: int
    baseline_title: str
    ahead: bool | None  # by NDCG, the finer measure; None where that may be chance


class Board(NamedTuple):
    """A protocol as the page shows it."""

    protocol: Protocol
    headlines: tuple[Headline, ...]
    lines: tuple[Line, ...]
    verdicts: tuple[Verdict, ...]
    comparisons: tuple[Comparison, ...]  # of all methods with the best baselines


class Standings:
    """The methods of a run: descriptions, measurements, figures and the network's curve.

    Raises ``TableError`` where one of their files is damaged.
    """

    def __init__(self, run: Run) -> None:
        self.methods: tuple[Description, ...] = run.methods
        self.evaluation: Evaluation | None = run.evaluation
        self.served = frozenset(
            name for name in (run.manifest.settings.get("answersBy"), SERVED_RATINGS) if name
        )
        self.titles = {method.name: method.title for method in self.methods}
        protocols = self.evaluation.protocols if self.evaluation else ()
        self.boards = {protocol.protocol: self._board(protocol) for protocol in protocols}
        self.figures = {
            name: svg for name in FIGURES if (svg := run.figure(name)) is not None
        }  # by name, as SVG elements to stand in a page
        self.curve = cast(list[schemas.Epoch], _rows(run, DNMF_CURVE))
        self.factorization = cast(list[schemas.FactorizationEpoch], _rows(run, FACTORIZATION_CURVE))
        self.svd_times = cast(list[schemas.SvdTime], _rows(run, SVD_TIMES))
        self.similarity_variance = cast(
            list[schemas.ExplainedVariance], _rows(run, SIMILARITY_VARIANCE)
        )

    @property
    def tries(self) -> Tries | None:
        """How often the ten are a success, beside the best of the others; None where unmeasured."""
        board = self.boards.get(PICK_THREE)
        if board is None:
            return None
        headline = board.headlines[0]
        served = next((line.scores for line in board.lines if line.served), None)
        other = self._best_baseline(board.protocol, headline)
        if served is None or other is None:
            return None
        found = [scores.metrics.get(HIT_TEN) for scores in (served, other)]
        shares = [metric.mean for metric in found if metric and metric.mean is not None]
        if len(shares) != len(found):
            return None
        versus = board.protocol.against(headline.compared, served.method, other.method)
        certain = versus is not None and versus.p_holm is not None and versus.p_holm < CERTAIN
        ahead = versus.difference > 0 if versus and versus.difference is not None else None
        return Tries(
            round(100 * shares[0]),
            round(100 * shares[1]),
            self.titles.get(other.method, other.method),
            ahead if certain else None,
        )

    def _board(self, protocol: Protocol) -> Board:
        headlines = HEADLINES[protocol.protocol]
        best = {headline: self._best_baseline(protocol, headline) for headline in headlines}
        lines = tuple(
            Line(
                scores,
                self.titles.get(scores.method, scores.method),
                scores.method in self.served,
                tuple(_standing(protocol, scores, h, best[h]) for h in headlines),
            )
            for scores in protocol.methods
        )
        verdicts = []
        for number, headline in enumerate(headlines):
            served = next((line for line in lines if line.served), None)
            baseline = best[headline]
            standing = served.standings[number] if served else None
            if standing is None or baseline is None or standing.versus is None:
                continue
            ours, theirs = standing.metric.mean, baseline.metrics[headline.metric].mean
            if ours is not None and theirs is not None:
                title = self.titles.get(baseline.method, baseline.method)
                verdicts.append(Verdict(headline, ours, theirs, title, standing.versus))
        comparisons = tuple(
            standing.versus
            for number in range(len(headlines))
            for line in lines
            if (standing := line.standings[number]) is not None and standing.versus is not None
        )
        return Board(protocol, headlines, lines, tuple(verdicts), comparisons)

    def _best_baseline(self, protocol: Protocol, headline: Headline) -> Scores | None:
        """The best of the methods that were measured in full and are not served."""
        sign = 1 if headline.lower_is_better else -1
        candidates = [
            (sign * mean, scores.method, scores)
            for scores in protocol.methods
            if scores.method not in self.served
            and scores.complete
            and headline.metric in scores.metrics
            and (mean := scores.metrics[headline.metric].mean) is not None
        ]
        return min(candidates, default=(0.0, "", None), key=lambda c: c[:2])[2]


def _rows(run: Run, schema: Schema) -> list[dict[str, Any]]:
    """The rows of a table by its columns' names; none where the run lacks it."""
    if schema.name not in run.manifest.tables:
        return []
    columns = run.read(schema)
    values = (c if isinstance(c, list) else c.tolist() for c in columns.values())
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]


def _standing(
    protocol: Protocol, scores: Scores, headline: Headline, best: Scores | None
) -> Standing | None:
    metric = scores.metrics.get(headline.metric)
    if metric is None or metric.mean is None:
        return None
    if best is None or best.method == scores.method:
        return Standing(metric, None, best is not None)
    return Standing(metric, protocol.against(headline.compared, scores.method, best.method), False)
