"""Films that hang together do not look alike."""

from __future__ import annotations

from collections.abc import Iterator

from posters.hanging import by_look, hang
from posters.looks import Look

SKULL, SKULL_IN_RED = Look("Horror", "skull", 0), Look("Horror", "skull", 1)
BATS, EYE = Look("Horror", "bats", 0), Look("Horror", "eye", 0)


def test_the_film_that_comes_later_takes_its_next_look() -> None:
    assert hang([[SKULL, BATS], [SKULL_IN_RED, SKULL, EYE], [EYE, BATS]]) == [
        (0, SKULL),
        (2, EYE),
        (1, BATS),
    ]


def test_on_a_wall_a_motif_may_come_again_in_other_colours() -> None:
    films = [[SKULL], [SKULL_IN_RED], [SKULL, BATS]]
    assert hang(films, by_look) == [(0, SKULL), (0, SKULL_IN_RED), (1, BATS)]


def test_where_all_is_taken_the_first_look_comes_again() -> None:
    assert hang([[SKULL], [SKULL]]) == [(0, SKULL), (0, SKULL)]


def test_no_more_looks_are_asked_for_than_need_be() -> None:
    def film() -> Iterator[Look]:
        yield SKULL
        raise AssertionError("asked for a second look")

    assert hang([film()]) == [(0, SKULL)]
