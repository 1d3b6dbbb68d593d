"""Whatever is wrong with a JSON body gets a sentence of ours: which field, what, what instead."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

API = "/api/v1/recommendations"
ONE = {"movieId": 1, "rating": 4}
GOOD: dict[str, Any] = {"ratings": [ONE]}
ID, STARS = "a whole number from 1 to 2,147,483,647", "a number from 0.5 to 5"
FIELDS = "The fields are adventure, limit, model, ratings and without."

NOT_JSON = {
    b"": "The body is empty; expected JSON.",
    b" \n": "The body is empty; expected JSON.",
    b'{"ratings": [': "The body is not JSON: it ends before it is complete.",
    b"nul": "The body is not JSON: it ends before it is complete.",
    b'"\\ud83d"': "The body is not JSON: it ends before it is complete.",
    b'{"ratings": NaN}': "from line 1, character 13 on: a character stands where it cannot.",
    b'{"ratings": -Infinity}': "character 14 on: a character stands where it cannot.",
    b'{\n "ratings": [\n  {"movieId": 1 "rating": 2}]}': "from line 3, character 17 on:",
    '{"é": "é" 1}'.encode(): "from line 1, character 11 on:",
    b"{ratings: []}": "a field’s name is not in double quotes.",
    b"{'ratings': []}": "a field’s name is not in double quotes.",
    b'{"ratings": [],}': "nothing follows a comma.",
    b"[1,]": "nothing follows a comma.",
    b"{} {}": "something follows after its end.",
    b'{"a": 01}': "a number is not written as JSON writes it.",
    b'{"a": "\\q"}': "a text holds a backslash that stands for nothing.",
    b'{"a": "\\udc00\\u12"}': "a text holds half a character.",
    b'{"a": "\x01"}': "a character stands where it cannot.",
    b"\xff\xfe": "a character stands where it cannot.",
    b'{"a": "\xff"}': "The body is not JSON: it is not written in UTF-8.",
    b'{"a": ' + b"9" * 5000 + b"}": "The body is not JSON: a number has too many digits.",
    b'{"a": ' + b"[" * 9000: "its lists or objects are nested too deeply.",
    b'{"a": ' + b"[" * 950 + b"]" * 950 + b"}": "nested too deeply.",
}

WRONG: list[tuple[Any, str]] = [
    (None, "The body is null; expected an object with ratings."),
    ([], "The body is a list; expected an object with ratings."),
    (3, "The body is 3; expected an object with ratings."),
    ("é", "The body is the text “é”; expected an object with ratings."),
    (True, "The body is true; expected an object with ratings."),
    ({}, "ratings is missing; expected a list of 1 to 5,000 entries."),
    ({"ratings": {}}, "ratings is an object; expected a list of 1 to 5,000 entries."),
    ({"ratings": []}, "ratings holds 0 entries; expected a list of 1 to 5,000 entries."),
    (
        {"ratings": [ONE] * 5001},
        "ratings holds 5,001 entries; expected a list of 1 to 5,000 entries.",
    ),
    ({"ratings": [ONE, 1]}, "ratings[1] is 1; expected an object with movieId and rating."),
    ({"ratings": [{"rating": 4}]}, f"ratings[0].movieId is missing; expected {ID}."),
    ({"ratings": [{"movieId": 1}]}, f"ratings[0].rating is missing; expected {STARS}."),
    ({"ratings": [{**ONE, "rating": 5.5}]}, f"ratings[0].rating is 5.5; expected {STARS}."),
    ({"ratings": [{**ONE, "rating": 0}]}, f"ratings[0].rating is 0; expected {STARS}."),
    ({"ratings": [{**ONE, "rating": -1e300}]}, "ratings[0].rating is a number that is too large;"),
    ({"ratings": [{**ONE, "rating": "4"}]}, f"rating is the text “4”; expected {STARS}."),
    ({"ratings": [{**ONE, "rating": None}]}, f"ratings[0].rating is null; expected {STARS}."),
    ({"ratings": [{**ONE, "rating": False}]}, f"ratings[0].rating is false; expected {STARS}."),
    ({"ratings": [{**ONE, "rating": "★" * 99}]}, f"is the text “{'★' * 39}…”; expected {STARS}."),
    ({"ratings": [{**ONE, "movieId": 0}]}, f"ratings[0].movieId is 0; expected {ID}."),
    ({"ratings": [{**ONE, "movieId": 1.5}]}, f"ratings[0].movieId is 1.5; expected {ID}."),
    ({"ratings": [{**ONE, "movieId": True}]}, f"ratings[0].movieId is true; expected {ID}."),
    ({"ratings": [{**ONE, "movieId": 2**31}]}, f"movieId is 2147483648; expected {ID}."),
    ({"ratings": [{**ONE, "movieId": 10**300}]}, f"is a number that is too large; expected {ID}."),
    ({**GOOD, "model": "nn"}, "the text “nn”; expected als, mf, pmf, svd or taste."),
    ({**GOOD, "model": []}, "model is a list; expected als, mf, pmf, svd or taste."),
    ({**GOOD, "limit": 0}, "limit is 0; expected a whole number from 1 to 15."),
    ({**GOOD, "limit": 2.5}, "limit is 2.5; expected a whole number from 1 to 15."),
    ({**GOOD, "limit": None}, "limit is null; expected a whole number from 1 to 15."),
    ({**GOOD, "adventure": 5}, "adventure is 5; expected a whole number from 0 to 4."),
    ({**GOOD, "without": 1}, "without is 1; expected a list of up to 1,000 entries."),
    ({**GOOD, "without": [1] * 1001}, "without holds 1,001 entries; expected a list of up to"),
    ({**GOOD, "without": [1, "2"]}, f"without[1] is the text “2”; expected {ID}."),
    ({**GOOD, "limits": 3}, f"unknown field, “limits”. Did you mean limit? {FIELDS}"),
    ({**GOOD, "ü" * 99: 3}, f"The body has an unknown field, “{'ü' * 39}…”. {FIELDS}"),
    ({**GOOD, "": 3}, f"The body has an unknown field, “”. {FIELDS}"),
]

# Words of the libraries that read the body.
LEAKS = re.compile(
    r"`|\$|[Ee]xpected `|malformed:|\(byte|codec|utf-16|msgspec|object of type|Error"
)


def refused(client: FlaskClient, data: bytes, kind: str) -> str:
    response = client.post(API, data=data, content_type="application/json")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    assert response.json["type"] == f"/problems/{kind}"
    detail = response.json["detail"]
    assert not LEAKS.search(detail)
    assert len(detail) < 250
    return detail


@pytest.mark.parametrize("data", NOT_JSON, ids=lambda data: repr(data[:20]))
def test_what_is_not_json(client: FlaskClient, data: bytes) -> None:
    detail = refused(client, data, "malformed-json")
    assert detail.startswith("The body is ")
    assert detail.endswith(NOT_JSON[data]) or NOT_JSON[data] in detail


@pytest.mark.parametrize(("body", "sentence"), WRONG, ids=lambda part: str(part)[:40])
def test_what_is_not_as_described(client: FlaskClient, body: Any, sentence: str) -> None:
    assert sentence in refused(client, json.dumps(body).encode(), "wrong-ratings")


def test_a_number_beyond_all_floats(client: FlaskClient) -> None:
    data = b'{"ratings": [{"movieId": 1, "rating": 1e999}]}'
    assert refused(client, data, "wrong-ratings") == (
        f"ratings[0].rating is a number that is too large; expected {STARS}."
    )


def test_what_our_own_check_lets_pass_is_refused_without_a_librarys_words(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.uploads.json_body._check", lambda *_: None)
    data = json.dumps({"ratings": [{"movieId": 1, "rating": 9}]}).encode()
    assert refused(client, data, "wrong-ratings") == "The body is not as described."


def test_what_is_said_beside_a_films_stars_is_left_out(client: FlaskClient) -> None:
    plain = client.post(API, json=GOOD)
    more = client.post(API, json={"ratings": [{**ONE, "title": "Film 1", "year": None}]})
    assert plain.status_code == 200
    assert more.json == plain.json


def test_a_byte_order_mark_is_no_fault(client: FlaskClient) -> None:
    data = b"\xef\xbb\xbf" + json.dumps(GOOD).encode()
    assert client.post(API, data=data, content_type="application/json").status_code == 200


def test_the_description_says_that_there_are_no_other_fields(client: FlaskClient) -> None:
    schemas = client.get("/api/v1/openapi.json").json["components"]["schemas"]
    assert schemas["NewRatings"]["additionalProperties"] is False
    assert "additionalProperties" not in schemas["Rating"]
