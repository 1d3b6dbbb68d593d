"""Exponents and what they say of a billion ratings, on made-up measurements."""

from __future__ import annotations

import pytest

from benchmarks.scaling.growth import (
    REST,
    WHOLE,
    exponent,
    extrapolate,
    memory_at,
    row_names,
    seconds_by_row,
)
from tests.benchmarks.made_up_measurements import measurement


def test_seconds_of_the_rest_are_what_no_job_took():
    one = measurement("1m", 1_000, {"popularity": 2.0, "dnmf": 5.0}, seconds=9.0)
    assert seconds_by_row(one) == {"popularity": 2.0, "dnmf": 5.0, REST: 2.0, WHOLE: 9.0}
    stopped = measurement("1m", 1_000, {"popularity": 2.0}, seconds=9.0, trouble="Stopped.")
    assert seconds_by_row(stopped) == {"popularity": 2.0}


@pytest.mark.parametrize(
    ("low", "high", "expected"), [(2.0, 20.0, 1.0), (3.0, 300.0, 2.0), (5.0, 5.0, 0.0)]
)
def test_exponent_of_ten_times_the_ratings(low, high, expected):
    small, large = measurement("a", 100, {"dnmf": low}), measurement("b", 1_000, {"dnmf": high})
    assert exponent(small, large, "dnmf") == pytest.approx(expected)


def test_no_exponent_where_there_is_nothing_to_compare():
    small = measurement("a", 100, {"dnmf": 1.0, "svd": 0.1})
    large = measurement("b", 1_000, {"svd": 8.0, "als": 4.0}, trouble="Stopped.")
    assert exponent(small, large, "dnmf") is None
    assert exponent(small, large, "als") is None
    assert exponent(small, large, "svd") is None  # a tenth of a second is the machine's
    assert exponent(small, large, WHOLE) is None
    assert exponent(small, small, "dnmf") is None


def test_rows_keep_the_order_of_the_jobs():
    short = measurement("a", 100, {"popularity": 1.0}, trouble="Stopped.")
    long = measurement("b", 1_000, {"popularity": 1.0, "dnmf": 1.0, "als": 1.0})
    assert row_names([short, long]) == ["popularity", "dnmf", "als", REST, WHOLE]
    assert row_names([short]) == ["popularity"]


def test_extrapolation_goes_on_from_the_two_largest_that_were_finished():
    measured = [
        measurement("c", 10_000, {"flat": 2.0, "square": 400.0, "quick": 0.1}, seconds=412.1),
        measurement("a", 100, {"flat": 50.0, "square": 50.0, "quick": 0.1}, seconds=101.0),
        measurement("b", 1_000, {"flat": 2.0, "square": 4.0, "quick": 0.1}, seconds=7.1),
        measurement("d", 100_000, {"flat": 2.0}, trouble="Stopped."),
    ]
    rows = {row.name: row for row in extrapolate(measured, 100_000)}
    assert list(rows) == ["flat", "square", "quick", REST, WHOLE]
    assert rows["flat"].exponent == pytest.approx(0)
    assert rows["flat"].measured == pytest.approx(2)
    assert rows["flat"].at_least_linear == pytest.approx(20)
    assert rows["square"].measured == pytest.approx(40_000)
    assert rows["square"].at_least_linear == pytest.approx(40_000)
    assert (rows["quick"].exponent, rows["quick"].measured) == (None, None)
    assert rows["quick"].at_least_linear == pytest.approx(1)
    # Ten seconds of the rest after one: it grows linearly.
    assert rows[REST].measured == pytest.approx(10.0 * 10 ** rows[REST].exponent)
    # What is too short to have an exponent counts in proportion.
    assert rows[WHOLE].measured == pytest.approx(40_002 + 1 + rows[REST].measured)
    assert rows[WHOLE].at_least_linear == pytest.approx(
        20 + 40_000 + 1 + rows[REST].at_least_linear
    )


def test_one_finished_shape_says_nothing_of_growth():
    one = measurement("a", 100, {"dnmf": 3.0}, seconds=4.0)
    failed = measurement("b", 1_000, {"dnmf": 30.0}, trouble="Failed.")
    assert extrapolate([one, failed], 10_000) == []
    assert memory_at([one, failed], 10_000) is None


def test_memory_grows_along_a_line():
    small = measurement("a", 100, {}, peak_bytes=1_000)
    large = measurement("b", 1_000, {}, peak_bytes=2_800)
    assert memory_at([large, small], 2_000) == pytest.approx(4_800)
    falling = measurement("b", 1_000, {}, peak_bytes=900)
    assert memory_at([small, falling], 2_000) is None
