"""Static files: addresses that change with the content, kept forever."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp import assets
from webapp.assets.scripts import bundled_scripts
from webapp.assets.sheets import ORDER, joined_sheets, smaller


def test_every_asset_of_a_page_is_there_to_be_kept_forever(client: FlaskClient) -> None:
    addresses = set(re.findall(r'"(/static/[^"]+)"', client.get("/").text))
    assert {Path(a).suffix for a in addresses} == {".css", ".js", ".svg", ".png"}
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_modules_and_style_sheets_refer_only_to_files_that_exist() -> None:
    static = Path(assets.__file__).parents[2] / "static"
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
    address = re.search(r'"(/static/[^"]+site\.css)"', client.get("/").text)[1]
    digest = address.split("/")[2]
    assert client.get("/static/000000000000/site.css").status_code == 404
    assert client.get(f"/static/{digest}/css/none.css").status_code == 404
    assert client.get(f"/static/{digest}/../webapp/__init__.py").status_code == 404
    assert client.get(f"/static/{digest}/%2e%2e/README.md").status_code == 404


STATIC = Path(assets.__file__).parents[2] / "static"


@pytest.mark.parametrize("name", ["site.css", "site.js"])
def test_whoever_takes_gzip_gets_it_and_nobody_else(client: FlaskClient, name: str) -> None:
    address = re.search(rf'"(/static/[^"]+{name})"', client.get("/").text)[1]
    plain = client.get(address)
    small = client.get(address, headers={"Accept-Encoding": "gzip, br"})
    refused = client.get(address, headers={"Accept-Encoding": "gzip;q=0"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data == refused.data
    assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data) / 2
    for response in (plain, small, refused):
        assert response.headers["Vary"] == "Accept-Encoding"
        assert response.headers["ETag"] == plain.headers["ETag"]


@pytest.mark.parametrize("address", ["/", "/recommendations?movie=1&movie=2&movie=3", "/api/docs"])
def test_pages_are_compressed_and_still_compared(client: FlaskClient, address: str) -> None:
    taking = {"Accept-Encoding": "gzip"}
    plain, small = client.get(address), client.get(address, headers=taking)
    assert gzip.decompress(small.data) == plain.data
    head = client.head(address, headers=taking)
    assert head.headers["Content-Length"] == str(len(small.data))
    for asked in (taking, {}):
        again = client.get(address, headers={**asked, "If-None-Match": small.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["Vary"] == "Accept-Encoding"


def test_what_is_short_or_no_text_stays_as_it_is(client: FlaskClient) -> None:
    taking = {"Accept-Encoding": "gzip"}
    for address in ("/healthz", "/favicon.ico"):
        assert "Content-Encoding" not in client.get(address, headers=taking).headers


def test_every_style_sheet_has_its_place() -> None:
    assert {path.stem for path in (STATIC / "css").glob("*.css")} == set(ORDER)


def test_sheets_are_joined_in_order_and_texts_in_quotes_kept(tmp_path: Path) -> None:
    (tmp_path / "page.css").write_text("/* first */\n.a > .b,\n.c { color: red;\n}\n")
    (tmp_path / "colours.css").write_text(":root { --x: 1px; }")
    (tmp_path / "extra.css").write_text('.d::before { content: "a  {  b"; }')
    assert joined_sheets(tmp_path) == (
        ':root{--x: 1px}.a > .b,.c{color: red}.d::before{content: "a  {  b"}'
    )
    assert smaller("a { width: calc(1px + 2px) }") == "a{width: calc(1px + 2px)}"


def test_modules_become_one_script_those_first_that_others_need(tmp_path: Path) -> None:
    (tmp_path / "main.js").write_text(
        'import { a as one,\n  b } from "./part-one.js";\nimport "./two.js";\n// no\none(b);\n'
    )
    (tmp_path / "two.js").write_text("export class T {}\nexport async function f() {}\n")
    (tmp_path / "part-one.js").write_text("export const a = (x) => x;\nexport const b = 2;\n")
    assert bundled_scripts(tmp_path / "main.js") == (
        '"use strict";\n'
        "const module_part_one = (() => {\nconst a = (x) => x;\nconst b = 2;\n"
        "return { a, b };\n})();\n"
        "const module_two = (() => {\nclass T {}\nasync function f() {}\n"
        "return { T, f };\n})();\n"
        "const module_main = (() => {\nconst { a: one,\nb } = module_part_one;\n"
        "one(b);\nreturn {  };\n})();\n"
    )


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("export default 1;", "export default 1;"),
        ("export let a = 1;", "export let a = 1;"),
        ('import a from "./a.js";', "import a from"),
        ('const a = await import("./a.js");', "import("),
        ('import { a } from "./main.js";', "imports itself"),
    ],
)
def test_modules_that_cannot_be_joined_are_refused(tmp_path: Path, source: str, named: str) -> None:
    (tmp_path / "main.js").write_text(source)
    with pytest.raises(ValueError, match=re.escape(named)):
        bundled_scripts(tmp_path / "main.js")
