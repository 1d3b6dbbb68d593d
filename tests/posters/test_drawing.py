"""Drawn posters: well-formed, legible, inside their frame, and each its own."""

from __future__ import annotations

import itertools
import re
from random import Random
from xml.etree import ElementTree

import pytest

from posters import lettering
from posters.canvas import Canvas
from posters.looks import looks, seed_of
from posters.motifs import MOTIFS
from posters.palettes import PALETTES
from posters.poster import FACES, HEIGHT, LAYOUTS, WIDTH, draw_poster
from posters.svg import poster_svg, sheet_svg

SVG = "{http://www.w3.org/2000/svg}"
TITLES = (
    "M",
    "Heat",
    "The Lord of the Rings: The Fellowship of the Ring",
    "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "A " * 60,
    "七人の侍 (Shichinin no samurai)",
    '<b>"Tom" & Jerry\'s</b>\x00\x08\ufffe',
    "Straße",
    "",
)


@pytest.mark.parametrize("title", TITLES)
def test_any_title_gives_a_well_formed_poster_with_its_text_inside(title: str) -> None:
    for movie_id in range(24):  # through layouts and faces
        genre = list(MOTIFS)[movie_id % len(MOTIFS)]
        root = ElementTree.fromstring(
            poster_svg(title, draw_poster(movie_id, title, 1999, [genre]))
        )
        [texts] = root.findall(f"{SVG}g[@text-anchor]")
        for text in texts:
            width = float(text.get("textLength", "0"))
            x, y, size = (float(text.get(name, "")) for name in ("x", "y", "font-size"))
            left = x if texts.get("text-anchor") == "start" else x - width / 2
            assert left >= 10
            assert left + width <= WIDTH - 10
            assert y - size * 0.75 >= 0
            assert y <= HEIGHT


def test_the_words_of_the_title_are_all_there_in_order() -> None:
    title = "The Lord of the Rings: The Fellowship of the Ring"
    for movie_id in range(20):
        svg = draw_poster(movie_id, title, None, ["Fantasy"])
        lines = re.findall(r"<text[^>]*>([^<]*)</text>", svg)[:-1]  # the last is the caption
        assert " ".join(lines).lower() == title.lower()


def test_posters_are_the_same_every_time_and_differ_from_film_to_film() -> None:
    first = draw_poster(1, "Heat", 1995, ["Crime"])
    assert first == draw_poster(1, "Heat", 1995, ["Crime"])
    assert first != draw_poster(2, "Heat", 1995, ["Crime"])
    assert first != draw_poster(1, "Heat", 1986, ["Crime"])


def test_genres_that_nobody_knows_and_none_at_all_are_drawn_too() -> None:
    for genres in ([], ["IMAX"], ["(no genres listed)"]):
        assert "FILM" in draw_poster(5, "Film", None, genres).upper()


@pytest.mark.parametrize("genre", MOTIFS)
def test_every_motif_draws_something_that_varies(genre: str) -> None:
    assert genre in PALETTES
    assert genre in FACES
    for motif, palette in itertools.product(MOTIFS[genre], PALETTES[genre]):
        pictures = []
        for seed in (1, 2):
            canvas = Canvas(300, 330)
            motif(canvas, palette, Random(seed))
            assert canvas.elements
            pictures.append("".join(canvas.elements))
            assert "nan" not in pictures[-1]
        assert pictures[0] != pictures[1], motif.__name__


def test_posters_load_and_run_nothing() -> None:
    drawn = draw_poster(3, "Heat", 1995, ["Crime"])
    svg = poster_svg("Heat", drawn) + sheet_svg([(3, drawn)])
    assert not re.search(r"href|url\((?!#)|<script|<style|style=|on\w+=", svg)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("genre", PALETTES)
def test_titles_stand_out_from_their_paper(genre: str) -> None:
    for palette in PALETTES[genre]:
        dark, light = sorted((luminance(palette.paper), luminance(palette.ink)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, palette


def test_a_title_is_set_as_large_as_its_box_allows() -> None:
    for face in (lettering.GOTHIC, lettering.PALATINO, lettering.NARROW):
        short = lettering.fit("Heat", face, 260, 90, 52)
        long = lettering.fit("One Flew Over the Cuckoo's Nest", face, 260, 90, 52)
        assert short.lines == ("HEAT" if face.capitals else "Heat",)
        assert short.size == 52
        assert 2 <= len(long.lines) <= 3
        assert long.size < short.size
        for setting in (short, long):
            assert max(setting.widths) <= 260.001
            assert setting.height <= 90.001


def test_there_is_a_layout_for_either_order_of_picture_and_title() -> None:
    above = [layout.title.y < layout.picture.y for layout in LAYOUTS]
    assert True in above
    assert False in above


def test_every_look_of_a_film_is_another_picture() -> None:
    film = (6, "Heat", 1995, ["Crime", "Thriller"])
    order = looks(seed_of(*film), film[3])
    assert len({look.motif for look in order}) == len(order) >= 100
    pictures = {draw_poster(*film, look) for look in order}
    assert len(pictures) == len(order)
    assert draw_poster(*film) == draw_poster(*film, order[0])


def test_the_first_looks_of_a_film_are_of_its_genres() -> None:
    for movie_id in range(50):
        genres = ["Crime", "Thriller"]
        order = looks(seed_of(movie_id, "Heat", 1995, genres), genres)
        assert {look.genre for look in order[:15]} <= {"Crime", "Thriller"}
        assert all(look.palette < len(PALETTES[look.genre]) for look in order)


def test_a_sheet_shows_each_of_its_posters_alone() -> None:
    drawn = [(n, draw_poster(n, f"Film {n}", 1999, ["Drama"])) for n in (7, 3, 5)]
    root = ElementTree.fromstring(sheet_svg(drawn))
    views = {view.get("id"): view.get("viewBox") for view in root.iter(f"{SVG}view")}
    assert views == {"m7": "0 0 300 450", "m3": "0 450 300 450", "m5": "0 900 300 450"}
    posters = root.findall(f"{SVG}svg")
    assert [(one.get("y"), one.get("height")) for one in posters] == [
        ("0", "450"),
        ("450", "450"),
        ("900", "450"),
    ]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert sorted(ids) == sorted(views)
