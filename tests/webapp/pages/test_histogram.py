"""The bars of a film's ratings."""

from __future__ import annotations

import pytest

from webapp.pages.histogram import HEIGHT, WIDTH, histogram


def test_bars_show_the_counts():
    found = histogram((0, 0, 0, 1, 0, 2, 4, 0, 0, 1))
    assert found is not None
    assert [bar.stars for bar in found.bars] == [
        "½",
        "1",
        "1½",
        "2",
        "2½",
        "3",
        "3½",
        "4",
        "4½",
        "5",
    ]
    assert [bar.people for bar in found.bars] == [0, 0, 0, 1, 0, 2, 4, 0, 0, 1]
    assert found.bars[6].height == HEIGHT
    assert found.bars[5].height == pytest.approx(HEIGHT / 2)
    assert found.said == ("12% gave four stars or more; the most frequent rating is 3½ (50%).")
    ends = [bar.x + bar.width for bar in found.bars]
    starts = [bar.x for bar in found.bars[1:]]
    assert all(end < start for end, start in zip(ends, starts, strict=False))
    assert ends[-1] < WIDTH


def test_a_scale_of_whole_stars_has_five_bars():
    found = histogram((0, 3, 0, 0, 0, 0, 0, 0, 0, 1))
    assert found is not None
    assert [bar.stars for bar in found.bars] == ["1", "2", "3", "4", "5"]
    assert found.said.startswith("25% gave four stars or more; the most frequent rating is 1 (75%)")


def test_nobody_rated_nothing_is_drawn():
    assert histogram((0,) * 10) is None
