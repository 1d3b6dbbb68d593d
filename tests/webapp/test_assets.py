"""Static files: addresses that change with the content, kept forever."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from webapp import assets


def test_every_asset_of_a_page_is_there_to_be_kept_forever(client: FlaskClient) -> None:
    addresses = set(re.findall(r'"(/static/[^"]+)"', client.get("/").text))
    assert {Path(a).suffix for a in addresses} == {".css", ".js", ".svg"}
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_modules_and_style_sheets_refer_only_to_files_that_exist() -> None:
    static = Path(assets.__file__).parent.parent / "static"
    for script in static.rglob("*.js"):
        for name in re.findall(r'from "(\./[^"]+)"', script.read_text(encoding="utf-8")):
            assert (script.parent / name).is_file(), f"{script}: {name}"
    for sheet in static.rglob("*.css"):
        assert not re.search(r"@import|https?:", sheet.read_text(encoding="utf-8"))


def test_the_address_changes_with_the_content(tmp_path: Path) -> None:
    def address() -> str:
        app = Flask("site")
        assets.init_app(app, tmp_path)
        with app.app_context():
            return str(app.jinja_env.globals["asset"]("a.css"))

    (tmp_path / "a.css").write_text("a{}")
    first = address()
    assert address() == first
    (tmp_path / "a.css").write_text("b{}")
    assert address() != first


def test_other_versions_other_folders_and_missing_files_are_not_served(
    client: FlaskClient,
) -> None:
    address = re.search(r'"(/static/[^"]+page\.css)"', client.get("/").text)[1]
    digest = address.split("/")[2]
    assert client.get("/static/000000000000/css/page.css").status_code == 404
    assert client.get(f"/static/{digest}/css/none.css").status_code == 404
    assert client.get(f"/static/{digest}/../webapp/__init__.py").status_code == 404
    assert client.get(f"/static/{digest}/%2e%2e/README.md").status_code == 404
