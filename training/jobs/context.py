"""What the jobs of one training share, and what a job is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tables.drafts.draft import Draft
from tables.schemas import Schema
from training.data.blocks import Engine, Threads
from training.data.interactions import Interactions
from training.data.movielens import MovieLens
from training.methods.base import TrainingData
from training.models.catalogue import Catalogue, build_catalogue

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import SparkSession

    from training.models.dnmf.estimator import Dnmf
    from training.models.dnmf.top_tens import DnmfResult

NETWORK = "network.npz"
"""The network's weights, kept for a training that goes on after a stop."""


@dataclass
class JobContext:
    """The ratings, the draft that the tables go into, and what more than one job needs."""

    data: MovieLens
    seed: int
    draft: Draft
    answers_by: str
    svd_k: int
    stack: ExitStack  # closed when the training ends

    @cached_property
    def interactions(self) -> Interactions:
        return Interactions.from_frame(self.data.ratings)

    @cached_property
    def catalogue(self) -> Catalogue:
        return build_catalogue(self.interactions)

    @cached_property
    def training_data(self) -> TrainingData:
        return TrainingData(self.interactions, self.catalogue, self.data.movies, self.data.tags)

    @cached_property
    def spark(self) -> SparkSession:
        """The training's one Spark session, started by the first job that needs it."""
        from training.runtime.spark import spark_session

        return self.stack.enter_context(spark_session(ratings=len(self.data.ratings)))

    @cached_property
    def engine(self) -> Engine:
        """What works through blocks of users: this machine's cores, or the cluster's machines."""
        return self.cluster or Threads()

    @cached_property
    def cluster(self) -> Engine | None:
        """The machines that SPARK_MASTER names, if it names others than this one."""
        from training.runtime.spark import is_local, spark_master

        if is_local(spark_master()):
            return None
        from training.data.spark.engine import SparkBlocks, Stored

        store = self.data.store
        return SparkBlocks(self.spark, Stored(self.interactions, store) if store else None)

    @cached_property
    def dnmf(self) -> DnmfResult:
        """The trained network; where the answers alone are rerun, it is trained for them."""
        from training.runtime.tensorflow import import_tensorflow

        import_tensorflow()
        from training.models.dnmf.top_tens import train_dnmf

        return train_dnmf(self.data, self.seed, progress=True, engine=self.cluster)

    @cached_property
    def network(self) -> Dnmf:
        """The trained network, as an earlier part of this training kept it where there was one."""
        trained_here = "dnmf" in vars(self)
        weights = None if trained_here else self.draft.read_state(NETWORK)
        if weights is None:
            return self.dnmf.model
        from training.runtime.tensorflow import import_tensorflow

        import_tensorflow()
        from training.models.dnmf.estimator import Dnmf

        return Dnmf(seed=self.seed).restore(self.data.ratings, self.data.movies, weights)

    def write_frame(self, schema: Schema, frame: pd.DataFrame) -> None:
        """Write a frame with the schema's columns as its table."""
        columns = {str(name): values.to_numpy() for name, values in frame.items()}
        self.draft.write_table(schema, columns)


@dataclass(frozen=True)
class Job:
    """One job: what it does, and the files that it alone writes (twins aside)."""

    name: str
    does: str
    run: Callable[[JobContext], None]
    files: tuple[str, ...]
