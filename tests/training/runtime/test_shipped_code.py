"""What is sent to the workers can be imported there, without a checkout."""

from __future__ import annotations

import subprocess
import sys

from training.runtime.shipped_code import ship_code, write_code

_PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
import training.models.all_pairs, training.methods.registry, serving.ranking
assert "code.zip" in serving.ranking.__file__
assert not {"tensorflow", "pyspark"} & set(sys.modules)
"""


def test_it_is_importable_and_brings_no_tensorflow(tmp_path):
    archive = tmp_path / "code.zip"
    write_code(archive)
    finished = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(archive)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr


def test_the_same_code_is_the_same_file(tmp_path):
    for name in ("one.zip", "two.zip"):
        write_code(tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_it_is_sent_once_and_not_imported_here(spark):
    before = sys.path.copy()
    ship_code(spark)
    ship_code(spark)
    assert sys.path == before
    sent = spark.sparkContext.parallelize([0], 1).map(lambda _: list(__import__("sys").path))
    assert any("matinee_code.zip" in path for path in sent.collect()[0])
