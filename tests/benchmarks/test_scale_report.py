"""docs/scale.md as it is written from made-up measurements."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.scaling.report import Machine, duration, report
from tests.benchmarks.made_up_measurements import measurement
from tests.support.documents import Document

GIB = 2**30
MACHINE = Machine(cores=2, memory_bytes=24 * GIB, python="3.11.7", date="2026-01-02")

SMALL = measurement(
    "100k", 100_000, {"popularity": 1.0, "dnmf": 10.0}, seconds=12.0, peak_bytes=2 * GIB
)
LARGE = measurement(
    "1m",
    1_000_000,
    {"popularity": 2.0, "dnmf": 100.0},
    seconds=110.0,
    peak_bytes=3 * GIB,
    job_bytes={"dnmf": 5 * GIB // 2},
)
STOPPED = measurement(
    "10m", 10_000_000, {"popularity": 15.0}, seconds=600.0, trouble="Stopped at the limit | `x`."
)


def rows(text: str) -> list[list[str]]:
    return list(Document(text).rows())


def test_figures_stand_by_job_and_shape():
    text = report([SMALL, LARGE], MACHINE, cluster=False)
    found = rows(text)
    assert ["1m", "1,000,000", "10,000", "5,000", "110 s", "153 s", "3.0 GiB", "published"] in found
    assert ["dnmf", "10.0", "100.0"] in found
    assert ["reading and publishing", "1.0", "8.0"] in found
    assert ["dnmf", "–", "2.5"] in found
    assert ["job", "100k to 1m"] in found
    assert ["dnmf", "1.00"] in found
    assert ["dnmf", "1.00", "27.8 h", "27.8 h"] in found
    assert ["popularity", "0.30", "16 s", "33.3 min"] in found
    # 3 GiB at a million and one GiB for each 900,000 more.
    assert "1,113 GiB" in " ".join(text.split())
    assert max(len(line) for line in text.splitlines() if line[:1] != "|") <= 100
    for word in ("2 cores and 24.0 GiB", "Python 3.11.7", "numpy 2.0", "2026-01-02", "made up"):
        assert word in " ".join(text.split())
    assert "`make bench-scale SHAPES=100k,1m`" in text


def test_a_row_that_is_not_of_today_says_so():
    text = report(
        [replace(SMALL, date="2026-01-02"), replace(LARGE, date="2025-12-31")], MACHINE, False
    )
    ends = [row[-1] for row in rows(text) if row[0] in ("100k", "1m")]
    assert ends == ["published", "published (2025-12-31)"]


def test_a_training_that_was_stopped_is_a_row_that_says_so():
    text = report([SMALL, LARGE, STOPPED], MACHINE, cluster=False)
    found = rows(text)
    whole = next(row for row in found if row[0] == "10m")
    assert whole[4:] == ["more than 10.0 min", "22 s", "1.0 GiB", "Stopped at the limit / 'x'."]
    assert ["popularity", "1.0", "2.0", "15.0"] in found
    assert ["dnmf", "10.0", "100.0", "–"] in found
    assert ["dnmf", "1.00", "–"] in found
    assert "from 100k to 1m;" in " ".join(text.split())


def test_one_shape_and_none_that_was_finished():
    text = report([SMALL], MACHINE, cluster=False)
    assert "It takes two shapes" in text
    assert "two shapes that were finished" in text
    assert ["dnmf", "10.0"] in rows(text)
    assert "Peak memory while each job" not in text
    text = report([measurement("1m", 10, {}, seconds=3, trouble="Failed.")], MACHINE, cluster=False)
    assert ["1m", "10", "0", "0", "3.0 s", "0.0 s", "1.0 GiB", "Failed."] in [
        [cell.removeprefix("more than ") for cell in row] for row in rows(text)
    ]
    assert "two shapes that were finished" in text


def test_a_cluster_is_named_where_there_is_a_document_of_it():
    assert "cluster.md" not in report([SMALL], MACHINE, cluster=False)
    assert Document(report([SMALL], MACHINE, cluster=True)).links == ("cluster.md",)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0.0 s"),
        (9.94, "9.9 s"),
        (9.96, "10 s"),
        (299, "299 s"),
        (690, "11.5 min"),
        (3 * 3600, "3.0 h"),
        (40 * 86_400, "40 days"),
    ],
)
def test_durations(seconds, text):
    assert duration(seconds) == text


def test_memory_that_did_not_grow_says_nothing_of_a_billion():
    small = measurement("100k", 100_000, {"dnmf": 10.0}, peak_bytes=4 * GIB)
    text = report([small, LARGE], MACHINE, cluster=False)
    assert "Memory did not grow" in text
    assert "would be" not in text
