"""One quiet Spark session for a training run, with a Java that is found or brought."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from training.errors import SetupError
from training.runtime.environment import environment
from training.runtime.java import Java, brought_java, find_java, readable_paths
from training.runtime.room import told_memory
from training.runtime.silence import standard_error_held_back
from training.runtime.spark_memory import SETTING, spark_memory

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

log = logging.getLogger(__name__)

# Spark's own logger prints dozens of lines at start; errors are all that a maintainer needs.
_LOGGING = Path(__file__).with_name("spark_log4j2.properties")

# ALS makes a plan that grows with every iteration, and Java writes and reads it by recursion:
# the default stack of 1 MB overflows after some ten of them, now and then.
_STACK = "-Xss16m"

# A run of a minute is over before Java's second compiler has paid for itself: without it the
# jobs on 100,000 ratings take two thirds of the processor's time.
_FEW_RATINGS = 2_000_000
_SHORT_RUN = ("-XX:TieredStopAtLevel=1",)


def session_or_new(
    spark: SparkSession | None, ratings: int = 0
) -> AbstractContextManager[SparkSession]:
    """The given session, left running at the end, or else a new one for so many ratings."""
    return nullcontext(spark) if spark is not None else spark_session(ratings=ratings)


@contextmanager
def spark_session(master: str | None = None, ratings: int = 0) -> Iterator[SparkSession]:
    """A Spark session on ``master`` (default: $SPARK_MASTER, else all local cores).

    ``ratings`` says how many there are to learn from, which decides how much memory Java gets
    and how hard it works at its own code.

    Where Spark does not start on the machine's own Java, it is started on the one that is
    brought along, and says so. Raises ``SetupError`` when no Java is to be had or the master
    does not answer.
    """
    master = master or spark_master()
    java = find_java()
    try:
        session = _start(master, java, ratings)
    except _NotStartedError as error:
        # Elsewhere than here it is the master that did not answer.
        if java.brought or not is_local(master):
            raise SetupError(
                f"Spark did not start on {master} with the Java in {java.home}; "
                f"check SPARK_MASTER: {error}"
            ) from None
        log.warning(
            f"Spark did not start on the Java in {java.home} ({error}); "
            "using the one brought along."
        )
        java = brought_java()
        try:
            session = _start(master, java, ratings)
        except _NotStartedError as again:
            raise SetupError(f"Spark did not start on the Java in {java.home}: {again}") from None
    session.sparkContext.setLogLevel("ERROR")
    try:
        if not is_local(master):
            _await_worker(session, master)
        yield session
    finally:
        session.stop()


def spark_master() -> str:
    """$SPARK_MASTER, else all cores of this machine."""
    return os.environ.get("SPARK_MASTER") or "local[*]"


def is_local(master: str | None) -> bool:
    """Whether a master is no cluster: everything runs in one Java process on this machine."""
    return master is not None and (master == "local" or master.startswith("local["))


def _await_worker(session: SparkSession, master: str, seconds: float = 20.0) -> None:
    """Wait for the first worker; warn where none comes, since Spark would wait for ever in silence.

    One may still come, of a cluster that is busy or that starts workers for a job alone.
    """
    context = session.sparkContext
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if context._jsc.sc().getExecutorMemoryStatus().size() > 1:  # the driver is one of them
            return
        time.sleep(0.1)
    memory = context.getConf().get("spark.executor.memory", "1g")
    log.warning(
        f"No worker of {master} has started for this training yet. Where none does, it waits: see "
        f"that the cluster has a free core and {memory} of memory (MATINEE_SPARK_MEMORY), and that "
        "its machines reach this one (SPARK_LOCAL_IP)."
    )


def _options(ratings: int) -> tuple[str, ...]:
    """Java's options, where it plans and where it computes."""
    return (_STACK, *(_SHORT_RUN if ratings <= _FEW_RATINGS else ()))


class _NotStartedError(Exception):
    """The reason that Spark or its Java gave."""


def _start(master: str, java: Java, ratings: int) -> SparkSession:
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    builder = (
        SparkSession.builder.master(master)
        .appName("matinee")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.memory", spark_memory(ratings))
        .config(
            "spark.driver.extraJavaOptions",
            " ".join((*_options(ratings), f"-Dlog4j2.configurationFile={_LOGGING.as_uri()}")),
        )
        .config("spark.executor.extraJavaOptions", " ".join(_options(ratings)))
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        # The default of 200 is for clusters; on one machine most of them would be empty.
        .config("spark.sql.shuffle.partitions", "8")
    )
    if not is_local(master) and (told := told_memory(SETTING)):
        builder = builder.config("spark.executor.memory", told)
    variables = java.environment | readable_paths(os.environ)
    if is_local(master):
        # Workers run the Python that runs this, whatever PATH calls python3.
        variables["PYSPARK_PYTHON"] = os.environ.get("PYSPARK_PYTHON", sys.executable)
        # Without it Spark asks the network for its own name, and warns about the answer.
        variables["SPARK_LOCAL_IP"] = os.environ.get("SPARK_LOCAL_IP", "127.0.0.1")
    with environment(variables), standard_error_held_back() as noise:
        try:
            return builder.getOrCreate()
        except (PySparkException, RuntimeError) as error:
            noise.seek(0)
            said = noise.read().decode(errors="replace").strip().splitlines()
            # The JVM's reason, where it gave one before it left, beats Python's view of it.
            reasons = [line for line in said if "Exception" in line or "Error" in line]
            raise _NotStartedError(reasons[0].strip() if reasons else str(error)) from None
