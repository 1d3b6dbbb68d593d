"""Lists by the API: an export goes in as a form's file, the films of the tiny run come out."""

from __future__ import annotations

import io
import tempfile
import zipfile
from typing import Any

import pytest
from flask.testing import FlaskClient

from lists import LARGEST_FILE

API = "/api/v1/lists"
CSV = (
    "title,year,rating\nFilm 2,1982,4.5\nFilm 99,1982,3\nfilm 3,1984,2\nFilm 31,2011,5\n"
    "Film 2,1982,1\n"
)


def sent(client: FlaskClient, data: bytes | str, name: str = "ratings.csv") -> Any:
    content = data.encode() if isinstance(data, str) else data
    return client.post(API, data={"file": (io.BytesIO(content), name)})


def test_a_list_comes_back_as_films(client: FlaskClient) -> None:
    response = sent(client, CSV)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    answer = response.json
    assert list(answer) == ["run", "simulated", "source", "matched", "unmatched", "notes"]
    assert answer["source"] == "CSV"
    assert answer["run"] == client.get("/api/v1/catalogue").json["run"]
    assert answer["matched"] == [
        {"row": 4, "movieId": 3, "title": "Film 3", "year": 1983, "rating": 2.0},
        {"row": 6, "movieId": 2, "title": "Film 2", "year": 1982, "rating": 1.0},
    ]
    assert answer["unmatched"] == [
        {"row": 3, "text": "Film 99 (1982)"},
        {"row": 5, "text": "Film 31 (2011)"},
    ]
    assert len(answer["notes"]) == 2


def test_an_id_is_enough_and_its_source_is_told_by_content(client: FlaskClient) -> None:
    answer = sent(client, "Const,Your Rating,Title,Year\ntt0000007,8,Whatever,1\n", "x.png").json
    assert answer["source"] == "IMDb"
    assert [(m["movieId"], m["rating"]) for m in answer["matched"]] == [(7, 4.0)]


def test_what_comes_out_goes_into_recommendations(client: FlaskClient) -> None:
    matched = sent(client, CSV).json["matched"]
    ratings = [{"movieId": m["movieId"], "rating": m["rating"]} for m in matched]
    answer = client.post("/api/v1/recommendations", json={"ratings": ratings})
    assert answer.status_code == 200


def test_a_zip(client: FlaskClient) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(
            "me/ratings.csv", "Date,Name,Year,Letterboxd URI,Rating\n,Film 5,1985,u,5\n"
        )
    answer = sent(client, data.getvalue(), "me.zip").json
    assert answer["source"] == "Letterboxd"
    assert [m["movieId"] for m in answer["matched"]] == [5]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty"),
        (b"<html>", "This is a web page"),
        (b"PK\x03\x04" + bytes(40), "The zip is broken"),
        (b"a,b\n1,2\n", "not the columns"),
    ],
)
def test_a_file_that_is_no_list(client: FlaskClient, data: bytes, words: str) -> None:
    response = sent(client, data)
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    assert response.json["type"] == "/problems/unreadable-list"
    assert response.json["title"] == "The file cannot be read as a list of films"
    assert words in response.json["detail"]
    assert client.get(response.json["type"]).status_code == 200


@pytest.mark.parametrize(
    ("options", "status", "kind"),
    [
        ({"json": {}}, 415, "not-a-form"),
        ({"data": b"x", "content_type": "text/csv"}, 415, "not-a-form"),
        ({"data": {"file": "text"}}, 415, "not-a-form"),
        ({"data": {"other": (io.BytesIO(b"x"), "x.csv")}}, 400, "no-list-sent"),
        ({"data": {"file": (io.BytesIO(b""), "")}}, 400, "no-list-sent"),
        ({"data": b"x", "content_type": "multipart/form-data"}, 400, "no-list-sent"),
        ({"data": b"x", "content_type": "multipart/form-data; boundary=b"}, 400, "no-list-sent"),
        (
            {"data": {"file": (io.BytesIO(bytes(LARGEST_FILE + 1)), "x.csv")}},
            *(413, "list-too-large"),
        ),
        (
            {"data": {"file": (io.BytesIO(bytes(2 * LARGEST_FILE)), "x.csv")}},
            *(413, "list-too-large"),
        ),
    ],
)
def test_a_form_without_a_list(
    client: FlaskClient, options: dict[str, Any], status: int, kind: str
) -> None:
    response = client.post(API, **options)
    assert response.status_code == status
    assert response.json["type"] == f"/problems/{kind}"
    assert response.headers["Cache-Control"] == "no-store"


def test_nothing_is_written_onto_a_disk(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("TemporaryFile", "SpooledTemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse)
    answer = sent(client, "title,year,rating\nFilm 2,1982,4\n" + "\n" * 1_000_000)
    assert [m["movieId"] for m in answer.json["matched"]] == [2]


def test_a_body_of_no_stated_length_is_bounded_too(client: FlaskClient) -> None:
    def chunked(data: bytes) -> Any:
        body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'
        return client.post(
            API,
            input_stream=io.BytesIO(body + data + b"\r\n--b--\r\n"),
            content_type="multipart/form-data; boundary=b",
            environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
        )

    assert len(chunked(CSV.encode()).json["matched"]) == 2
    assert chunked(bytes(2 * LARGEST_FILE)).json["type"] == "/problems/list-too-large"


def test_before_anything_is_published(closed_client: FlaskClient) -> None:
    assert sent(closed_client, CSV).status_code == 503


def test_the_description_says_how_a_file_is_sent(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").json
    operation = document["paths"][API]["post"]
    assert list(operation["requestBody"]["content"]) == ["multipart/form-data"]
    form = document["components"]["schemas"]["ListFile"]
    assert form["required"] == ["file"]
    assert form["properties"]["file"]["format"] == "binary"
    assert {"400", "413", "415", "503"} <= set(operation["responses"])
