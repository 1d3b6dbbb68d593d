"""The pages, as a browser without JavaScript gets them."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support import tiny_run
from tests.support.wrong_picks import WRONG_PICKS
from webapp import create_app
from webapp.problems import KINDS

TEN = "/recommendations?movie=1&movie=2&movie=3"


def shown(html: str) -> list[int]:
    """The films of the wall that are not hidden."""
    tags = re.findall(r'<li class="pickable"[^>]*>', html.split("<template")[0])
    return [int(re.search(r'data-movie="(\d+)"', t)[1]) for t in tags if "hidden" not in t]


def ticked(html: str) -> list[int]:
    boxes = re.findall(r'<input type="checkbox"[^>]*>', html)
    return [int(re.search(r'value="(\d+)"', b)[1]) for b in boxes if "checked" in b]


def tickets(html: str) -> list[int]:
    page = html.split("<template")[0]
    return [int(i) for i in re.findall(r'<li class="ticket taken" data-movie="(\d+)"', page)]


def test_wall_shows_every_film_of_the_catalogue_with_poster_and_box(client: FlaskClient) -> None:
    html = client.get("/").text
    assert shown(html) == [1, 2, 3, 4, 5, 6]
    assert ticked(html) == []
    assert html.split("<template")[0].count('alt="Poster of ') == tiny_run.CATALOGUE
    assert '<form class="wall" action="/" method="get"' in html
    assert 'formaction="/recommendations"' in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("amelie", [1]),
        ("AMÉLIES garden", [1]),
        ("1983", [3]),
        ("sci-fi", [2, 4, 6]),
        ("comedy 1985", [5]),
        ("  ", [1, 2, 3, 4, 5, 6]),
        ("nothing like it", []),
    ],
)
def test_wall_searches_title_year_and_genre(
    client: FlaskClient, query: str, found: list[int]
) -> None:
    html = client.get("/", query_string={"q": query}).text
    assert shown(html) == found
    assert ("No film on this wall matches" in html) is (found == [])


def test_search_keeps_picks_even_of_films_it_hides(client: FlaskClient) -> None:
    html = client.get("/?q=1983&movie=2&movie=1").text
    assert shown(html) == [3]
    assert ticked(html) == [1, 2]
    assert tickets(html) == [2, 1]  # in the order they were picked


def test_search_text_is_escaped(client: FlaskClient) -> None:
    html = client.get("/", query_string={"q": '"><script>x</script>'}).text
    assert "<script>x" not in html


def test_wall_drops_what_it_does_not_know(client: FlaskClient) -> None:
    assert ticked(client.get("/?movie=2&movie=999&movie=x&movie=17&movie=2").text) == [2]


def test_wall_keeps_a_fourth_pick_and_says_so(client: FlaskClient) -> None:
    html = client.get("/?movie=1&movie=2&movie=3&movie=4").text
    assert ticked(html) == [1, 2, 3, 4]
    assert "the answer is to three: untick 1" in html


def test_a_ticket_leads_to_the_wall_without_it(client: FlaskClient) -> None:
    html = client.get("/?movie=1&movie=2").text
    assert 'class="ticket-action" href="/?movie=2"' in html
    assert 'class="ticket-action" href="/?movie=1"' in html


def test_recommendations_are_two_rows_of_five_with_reasons(client: FlaskClient) -> None:
    response = client.get(TEN)
    assert response.status_code == 200
    rows = re.findall(r"<ol class=\"films row-films\">(.*?)</ol>", response.text, re.S)
    films = [[int(i) for i in re.findall(r'href="/movies/(\d+)', row)] for row in rows]
    assert films == [[7, 8, 9, 10, 11], [17, 18, 19, 20, 21]]
    reasons = re.findall(r'<p class="reason">(.*?)</p>', response.text)
    assert reasons[1] == "Because you picked <em>Film 2</em>"
    assert reasons[3] == "Because you picked all three"
    for part in ("Film 7", "1987", "Comedy, Drama", 'alt="Poster of Film 7 (1987)"'):
        assert part in rows[0]


def test_recommendations_name_the_picks_in_title_and_offer_to_swap_each(
    client: FlaskClient,
) -> None:
    html = client.get(TEN).text
    assert "Ten films for Amélie&#39;s &lt;Garden&gt;" in html
    assert html.count('class="ticket-action"') == 3
    assert 'href="/?movie=1&amp;movie=3"' in html


def test_the_order_of_picks_does_not_change_the_ten(client: FlaskClient) -> None:
    def films(address: str) -> list[str]:
        return re.findall(r'href="/movies/(\d+)', client.get(address).text)

    assert films(TEN) == films("/recommendations?movie=3&movie=1&movie=2")


def test_the_forms_empty_search_is_left_out_of_the_shared_address(client: FlaskClient) -> None:
    response = client.get("/recommendations?q=&movie=3&movie=1&movie=2")
    assert response.status_code == 302
    assert response.location == "/recommendations?movie=3&movie=1&movie=2"


def test_pages_are_asked_about_again_but_loaded_once(client: FlaskClient) -> None:
    for address in ("/", TEN, "/movies/1"):
        first = client.get(address)
        assert first.headers["Cache-Control"] == "no-cache"
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("case", WRONG_PICKS)
def test_wrong_picks_get_the_wall_again_with_one_note(client: FlaskClient, case: str) -> None:
    query, _, _ = WRONG_PICKS[case]
    response = client.get(f"/recommendations?{query}")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.mimetype == "text/html"
    assert shown(response.text) == [1, 2, 3, 4, 5, 6]
    visible = re.findall(r'<p class="(?:picks|booth)-note" (?!hidden)', response.text)
    assert len(visible) == 1
    assert "<script>alert" not in response.text
    long = len(response.text) - len(client.get("/").text)
    assert long < 4000  # a long query is not echoed


@pytest.mark.parametrize(
    ("query", "kept", "note"),
    [
        ("", [], "No film is picked yet; pick three."),
        ("movie=2", [2], "One film is picked; pick two more."),
        ("q=&movie=2&movie=1", [2, 1], "Two films are picked; pick one more."),
        (
            "movie=2&movie=1&movie=2",
            [2, 1],
            "“Film 2” is picked more than once; the three picks must be different films. "
            "Two films are picked; pick one more.",
        ),
        (
            "movie=2&movie=999999",
            [2],
            "There is no film with the number 999999. One film is picked; pick two more.",
        ),
        (
            "movie=2&movie=3&movie=21&movie=4",
            [2, 3, 4],
            "“Film 21” is neither among the 6 films to pick from nor rated often enough to be "
            "picked. Your three other picks are kept.",
        ),
        (
            "movie=x",
            [],
            "“x” is not the number of a film; expected digits, as in movie=1. "
            "No film is picked yet; pick three.",
        ),
    ],
)
def test_the_note_says_what_is_wrong_and_the_good_picks_are_kept(
    client: FlaskClient, query: str, kept: list[int], note: str
) -> None:
    html = client.get(f"/recommendations?{query}").text
    assert f'<p class="picks-note" role="alert">{note}</p>' in html
    assert tickets(html) == kept
    assert ticked(html) == sorted(kept)
    assert "picks-note" not in client.get(f"/?{query}").text


def test_wrong_picks_lose_no_valid_one(client: FlaskClient) -> None:
    assert ticked(client.get("/recommendations?movie=2&movie=x&movie=5").text) == [2, 5]
    four = client.get("/recommendations?movie=1&movie=2&movie=3&movie=4").text
    assert ticked(four) == [1, 2, 3, 4]
    assert "untick 1" in four
    assert "picks-note" not in four


def test_film_page_shows_facts_neighbours_and_links(client: FlaskClient) -> None:
    html = client.get("/movies/2").text
    assert "<h1>Film 2</h1>" in html
    assert "No. 2 <small>of 16</small>" in html
    next_door = html.split("Next door")[1]
    assert re.findall(r'class="film-link" href="/movies/(\d+)', next_door) == ["3", "4"]
    assert 'value="0.750"' in html  # similarity = 1 - distance 0.25
    assert 'href="https://www.imdb.com/title/tt0000002/" rel="noopener"' in html
    assert 'href="https://www.themoviedb.org/movie/2" rel="noopener"' in html


def test_film_page_of_a_film_nobody_rated_and_little_is_known_of(client: FlaskClient) -> None:
    assert "imdb.com" not in client.get("/movies/30").text
    html = client.get("/movies/31").text
    assert "Mean rating" not in html
    assert "Next door" not in html
    assert "Pick this film" not in html


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/movies/3", "/?movie=3"),
        ("/movies/3?movie=1", "/?movie=1&amp;movie=3"),
        ("/movies/3?movie=1&movie=2", "/recommendations?movie=1&amp;movie=2&amp;movie=3"),
    ],
)
def test_film_page_picks_the_film_beside_the_picks_so_far(
    client: FlaskClient, address: str, link: str
) -> None:
    assert f'class="show" href="{link}">Pick this film' in client.get(address).text


def test_film_page_offers_no_fourth_pick_but_the_way_back(client: FlaskClient) -> None:
    html = client.get("/movies/4?movie=1&movie=2&movie=3").text
    assert "Pick this film" not in html
    assert 'href="/recommendations?movie=1&amp;movie=2&amp;movie=3">Back to your ten' in html


def test_every_page_names_the_source_its_terms_and_the_run(
    client: FlaskClient, artifacts: Path
) -> None:
    run = (artifacts / "current").readlink().name
    for address in ("/", TEN, "/movies/1", "/nowhere"):
        html = client.get(address).text
        assert "F. Maxwell Harper and Joseph A. Konstan. 2015." in html
        assert "https://doi.org/10.1145/2827872" in html
        assert "licence terms" in html
        assert run in html


def test_simulated_ratings_are_announced_on_every_page_and_real_ones_are_not(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for address in ("/", TEN, "/movies/1", "/recommendations"):
        assert "simulated ratings" in client.get(address).text
    monkeypatch.setattr(
        tiny_run, "DATASET", msgspec.structs.replace(tiny_run.DATASET, simulated=False)
    )
    tiny_run.publish(tmp_path)
    real = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    assert "simulated" not in real.get("/").text


def test_titles_change_from_page_to_page(client: FlaskClient) -> None:
    addresses = ("/", "/?q=film", TEN, "/movies/2", "/nowhere", "/models")
    titles = {re.search("<title>(.*?)</title>", client.get(a).text)[1] for a in addresses}
    assert len(titles) == len(addresses)


def test_unknown_address_and_wrong_method_get_pages(client: FlaskClient) -> None:
    missing = client.get("/nowhere")
    assert (missing.status_code, "There is nothing at this address" in missing.text) == (404, True)
    posted = client.post("/")
    assert posted.status_code == 405
    assert set(posted.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert "POST is not allowed" in posted.text


def test_a_fault_of_the_site_gets_a_page_without_its_details(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(picks: object) -> None:
        raise RuntimeError("secret detail")

    run = app.extensions["published"].current().run
    monkeypatch.setattr(run, "answer", broken)
    response = app.test_client().get(TEN)
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.text
    assert "secret" not in response.text


def test_before_anything_is_published_the_page_names_the_command(
    closed_client: FlaskClient,
) -> None:
    for address in ("/", TEN, "/movies/1"):
        response = closed_client.get(address)
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0
        assert "<code>make train</code>" in response.text
    assert closed_client.get("/nowhere").status_code == 404


THEATRE = re.compile(
    r"(?i)tonight|(?:in the|whole) house|programme\b|rehearsal|the doors|this reel"
)


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/?q=zzz", "/?q=flim", TEN, "/recommendations?movie=1", "/more", "/more?rated=1:5"),
        *("/lists", "/saved", "/together", "/together?first=1", "/users/1", "/models", "/nowhere"),
    ],
)
def test_pages_say_plainly_what_they_do(client: FlaskClient, address: str) -> None:
    text = re.sub(r"<[^>]+>", " ", client.get(address).text)
    assert THEATRE.findall(text) == []


def test_no_problem_of_the_api_speaks_of_a_theatre() -> None:
    words = re.compile(rf"{THEATRE.pattern}|wall|please|seat|we ")
    for kind in KINDS.values():
        assert not words.search(f"{kind.title} {kind.description}")
        assert kind.title[0].isupper()
        assert not kind.title.endswith(".")
        assert " " in kind.title
