"""Two people: from the first pick of the first one to ten films for both."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

FIRST = "first=1&first=2&first=3"
BOTH = f"/together?{FIRST}&second=4&second=5&second=7"


def test_two_people_pick_one_after_the_other(client: FlaskClient) -> None:
    html = client.get("/together").text
    assert "Find films for two people" in html
    assert 'class="show" href="/?first="' in html
    wall = client.get("/?first=").text
    assert "First person: which three do you love?" in wall
    assert '<input type="hidden" name="first" value="">' in wall
    assert 'formaction="/together"' in wall
    second = client.get("/together?first=&movie=1&movie=2&movie=3")
    assert second.location == f"/?{FIRST}"
    wall = client.get(second.location).text
    assert "Second person: which three do you love?" in wall
    assert "The other person picked" in wall
    assert 'href="/?first=1&amp;first=2&amp;first=3"' in client.get(f"/?{FIRST}&movie=4").text
    assert client.get(f"/together?{FIRST}&movie=4&movie=5&movie=7").location == BOTH


def test_ten_films_with_whose_picks_spoke_for_what(client: FlaskClient) -> None:
    response = client.get(BOTH)
    assert response.status_code == 200
    found = re.findall(r'class="film-link" href="/movies/(\d+)', response.text)
    api = client.get(BOTH.replace("/together", "/api/v1/together")).json["films"]
    assert [int(i) for i in found] == [film["movieId"] for film in api]
    assert len(found) == 10
    assert response.text.count("<strong>First:</strong>") == 10
    assert response.text.count("<strong>Second:</strong>") == 10


def test_either_one_changes_their_picks_and_the_other_keeps_theirs(client: FlaskClient) -> None:
    html = client.get(BOTH).text
    change = re.findall(r'<a href="([^"]+)" data-visit>Change', html)
    assert [a.replace("&amp;", "&") for a in change] == [
        "/?first=&second=4&second=5&second=7&movie=1&movie=2&movie=3",
        f"/?{FIRST}&movie=4&movie=5&movie=7",
    ]
    changed = "/together?first=&second=4&second=5&second=7&movie=1&movie=2&movie=6"
    assert client.get(changed).location == BOTH.replace("first=3", "first=6")


def test_an_answer_leads_to_a_second_person(client: FlaskClient) -> None:
    html = client.get("/recommendations?movie=1&movie=2&movie=3").text
    address = "/together?movie=1&movie=2&movie=3"
    assert f'href="{address}"'.replace("&", "&amp;") in html
    assert client.get(address).location == f"/?{FIRST}"


@pytest.mark.parametrize(
    ("query", "status", "words", "wall"),
    [
        (
            "first=1&first=2",
            400,
            "Two films are picked; pick one more.",
            "/?first=&movie=1&movie=2",
        ),
        (f"{FIRST}&second=4", 400, "One film is picked", f"/?{FIRST}&movie=4"),
        (
            f"{FIRST}&second=4&second=5&second=5",
            400,
            "more than once",
            f"/?{FIRST}&movie=4&movie=5",
        ),
        (f"{FIRST}&second=4&second=5&second=999", 404, "There is no film", f"/?{FIRST}&movie=4"),
        (f"{FIRST}&second=4&second=5&second=17", 404, "rated often enough", f"/?{FIRST}&movie=4"),
        (f"{FIRST}&movie=4", 400, "One film is picked", f"/?{FIRST}&movie=4"),
        ("first=&movie=x&movie=1&movie=2", 400, "not the number", "/?first=&movie=1&movie=2"),
        ("second=4&second=5&second=6", 400, "No film is picked yet", "/?first=&second=4"),
    ],
)
def test_wrong_picks_lead_back_to_the_wall_with_the_good_ones(
    client: FlaskClient, query: str, status: int, words: str, wall: str
) -> None:
    response = client.get(f"/together?{query}")
    assert response.status_code == status
    assert words in response.text
    assert f'class="show" href="{wall}'.replace("&", "&amp;") in response.text
    assert response.headers["Cache-Control"] == "no-store"


def test_the_first_person_alone_leads_to_the_second(client: FlaskClient) -> None:
    html = client.get(f"/together?{FIRST}").text
    assert f'class="show" href="/?{FIRST}"'.replace("&", "&amp;") in html
    assert "Pick for the second person" in html
