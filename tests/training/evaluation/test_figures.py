"""The figures as a page gets them: valid, titled, in the page's colours, the same every time."""

import itertools
import re
import subprocess
import sys
from xml.etree import ElementTree

import msgspec
import pytest

from tables.evaluation import Evaluation
from training.evaluation.figures import (
    Score,
    Spread,
    coverage_figure,
    learning_curves_figure,
    methods_figure,
)
from training.evaluation.report_figures import report_figures

pytest.importorskip("matplotlib", reason="matplotlib is not installed: requirements-evaluation.txt")

SVG = "{http://www.w3.org/2000/svg}"
SCORES = [
    Score("cosine & co", 0.281, 0.009),
    Score("matinee", 0.315, 0.010, accent=True),
    Score("random <order>", 0.008),
]


def draw_methods():
    return methods_figure(SCORES, "Best ten", "NDCG@10")


def draw_curves():
    curves = {"validation": [(1, 0.9), (2, 0.84), (3, 0.85)], "training": [(1, 0.95), (2, 0.8)]}
    return learning_curves_figure(curves, "Learning curves")


def draw_coverage():
    points = [Spread("random", 0.4, 0.01), Spread("matinee", 0.12, 0.315, accent=True)]
    return coverage_figure(points, "Coverage & accuracy", "NDCG@10")


@pytest.mark.parametrize("draw", [draw_methods, draw_curves, draw_coverage])
def test_figures_are_titled_svg_that_fits_any_page(draw):
    text = draw()
    root = ElementTree.fromstring(text)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    title, description = list(root)[:2]
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert root.get("viewBox")
    assert root.get("width") is None
    assert "style" not in text  # a strict Content-Security-Policy forbids inline style
    assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]*"', "", text)


@pytest.mark.parametrize("draw", [draw_methods, draw_curves, draw_coverage])
def test_text_takes_the_colour_of_the_page(draw):
    root = ElementTree.fromstring(draw())
    texts = list(root.iter(f"{SVG}text"))
    assert texts
    assert {text.get("fill") for text in texts} == {"currentColor"}
    assert all(text.get("font-family") is None for text in texts)


@pytest.mark.parametrize("draw", [draw_methods, draw_curves, draw_coverage])
def test_the_same_data_give_the_same_bytes(draw):
    assert draw() == draw()


def test_references_stay_within_the_figure():
    for text in (draw_methods(), draw_curves(), draw_coverage()):
        root = ElementTree.fromstring(text)
        ids = {element.get("id") for element in root.iter()} - {None}
        used = set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', text))
        assert {first or second for first, second in used} <= ids
    both = [
        {element.get("id") for element in ElementTree.fromstring(text).iter()} - {None}
        for text in (draw_methods(), draw_coverage())
    ]
    assert not both[0] & both[1]


def test_crowded_points_have_labels_that_do_not_overlap():
    points = [Spread(f"method {i}", 0.02, 0.29 + i / 10_000) for i in range(12)]
    root = ElementTree.fromstring(
        coverage_figure([*points, Spread("random", 0.3, 0.01)], "Coverage", "NDCG@10")
    )
    heights = sorted(
        float(text.get("y"))
        for text in root.iter(f"{SVG}text")
        if (text.text or "").startswith(("method", "random"))
    )
    assert len(heights) == 13
    assert min(b - a for a, b in itertools.pairwise(heights)) >= 10.5  # the size of the text


def test_bars_are_as_long_as_the_scores():
    root = ElementTree.fromstring(draw_methods())
    lengths = {}
    for path in root.iter(f"{SVG}path"):
        colour = path.get("fill")
        if colour in {"#d9622b", "#6f8fb3"}:
            xs = [float(x) for x in re.findall(r"[ML] ([0-9.]+) ", path.get("d"))]
            lengths.setdefault(colour, []).append(max(xs) - min(xs))
    assert lengths["#d9622b"][0] / max(lengths["#6f8fb3"]) == pytest.approx(0.315 / 0.281, rel=1e-3)


def test_the_lowest_error_is_on_top():
    root = ElementTree.fromstring(methods_figure(SCORES, "Errors", "RMSE", lower_is_better=True))
    assert root.find(f"{SVG}desc").text == (
        "RMSE, best first: random <order> 0.008, cosine & co 0.281, matinee 0.315."
    )
    heights = {text.text: float(text.get("y")) for text in root.iter(f"{SVG}text")}
    assert heights["random <order>"] < heights["cosine & co"] < heights["matinee"]


def test_the_description_says_the_numbers():
    root = ElementTree.fromstring(draw_methods())
    assert root.find(f"{SVG}desc").text == (
        "NDCG@10, best first: matinee 0.315, cosine & co 0.281, random <order> 0.008."
    )
    assert "lowest 0.8400 after 2 epochs" in draw_curves()


def test_report_figures_draw_what_was_measured():
    def metric(mean):
        return {"mean": mean, "standardError": 0.01, "seeds": {"7": mean}}

    def entry(method, mean):
        names = ("ndcg@10", "popular ndcg@5", "less_known ndcg@5", "coverage")
        return scores(method, {name: metric(mean) for name in names})

    def scores(method, metrics):
        cost = {"complete": True, "seconds": 1.0, "memory": 1.0}
        return {"method": method, "metrics": metrics, **cost}

    def protocol(name, methods):
        rest = {"seeds": [7], "folds": ["0"], "comparisons": []}
        return {"protocol": name, "methods": methods, **rest}

    rating = scores("biases", {"rmse": metric(0.875)})
    empty = entry("none", None)
    measured = {
        "dataset": {"name": "tiny", "checksum": "c0ffee", "simulated": True},
        "protocols": [
            protocol("pick-three", [entry("matinee", 0.315), empty]),
            protocol("rating", [rating]),
        ],
    }
    report = msgspec.convert(measured, Evaluation)
    figures = report_figures(report, {"matinee"}, {"biases": "User & movie biases"})
    assert set(figures) == {"best", "popular", "less-known", "coverage", "ratings"}
    assert "matinee 0.315" in figures["best"]
    assert "#d9622b" in figures["best"]
    assert "none" not in ElementTree.fromstring(figures["best"]).find(f"{SVG}desc").text
    assert "User &amp; movie biases 0.875" in figures["ratings"]


def test_a_home_that_cannot_be_written_to_is_no_matter():
    code = "from training.evaluation.figures import *; learning_curves_figure({'a': [(1, 2)]}, 'x')"
    finished = subprocess.run(
        [sys.executable, "-c", code], env={"HOME": "/proc/none"}, capture_output=True, text=True
    )
    assert finished.stderr == ""
    assert finished.returncode == 0
