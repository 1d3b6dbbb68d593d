"""Figures of the evaluation as SVG text: crisp, small, readable on light and dark pages.

Texts and axes take the page's own text colour (``currentColor``) and font, the
background is transparent, and the few data colours have contrast enough on both
black and white. Drawing the same data again gives the same bytes.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Drawn in place of the page's text colour; matplotlib has no word for that.
_INK = "#010203"
_ACCENT = "#d9622b"
_OTHERS = "#6f8fb3"
# Inches, of 72 points: as many as a phone is wide, so that a text is as large there as it is drawn.
_WIDTH = 5.0
_TEXT = 10.5  # points
_LABEL_GAP = 0.052  # of the coverage figure's height, between labels
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"


@dataclass(frozen=True)
class Score:
    """One bar or point: a method and how it did."""

    method: str
    mean: float
    standard_error: float | None = None
    accent: bool = False
    """Whether it is the one that the site serves."""


@dataclass(frozen=True)
class Spread:
    """One point of the coverage figure."""

    method: str
    coverage: float  # share of all movies, 0 to 1
    ndcg: float
    accent: bool = False


def methods_figure(
    scores: Sequence[Score], title: str, metric: str, lower_is_better: bool = False
) -> str:
    """Horizontal bars with error bars of 1.96 standard errors, best on top.

    ``title`` and the description of the values are for readers who cannot see it.
    """
    ordered = sorted(scores, key=lambda score: (score.mean, score.method), reverse=lower_is_better)
    figure, axes = _canvas(height=0.8 + 0.34 * len(ordered))
    axes.barh(
        range(len(ordered)),
        [score.mean for score in ordered],
        color=[_ACCENT if score.accent else _OTHERS for score in ordered],
        height=0.62,
        tick_label=[score.method for score in ordered],
    )
    margins = [1.96 * (score.standard_error or 0.0) for score in ordered]
    axes.errorbar(
        [score.mean for score in ordered],
        range(len(ordered)),
        xerr=margins,
        fmt="none",
        ecolor=_INK,
        elinewidth=1.2,
        capsize=2.5,
        color=_INK,
    )
    highest = max((s.mean + m for s, m in zip(ordered, margins, strict=True)), default=1.0)
    for place, (score, margin) in enumerate(zip(ordered, margins, strict=True)):
        axes.text(
            score.mean + margin + 0.012 * highest,
            place,
            f"{score.mean:.3f}",
            va="center",
            fontsize=_TEXT,
            color=_INK,
        )
    axes.set_xlim(0, 1.16 * highest)
    axes.set_ylim(-0.6, len(ordered) - 0.4)
    axes.set_xlabel(metric)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    listed = ", ".join(f"{score.method} {score.mean:.3f}" for score in reversed(ordered))
    return _svg(figure, title, f"{metric}, best first: {listed}.")


def learning_curves_figure(
    curves: Mapping[str, Sequence[tuple[int, float]]], title: str, metric: str = "RMSE (stars)"
) -> str:
    """One line per named curve of (epoch, value); the lowest point of each is marked."""
    figure, axes = _canvas(height=3.2)
    colours = (_ACCENT, _OTHERS, "#4f9d69", "#a574c4")
    described = []
    for number, (name, points) in enumerate(curves.items()):
        epochs, values = zip(*points, strict=True)
        colour = colours[number % len(colours)]
        axes.plot(epochs, values, color=colour, linewidth=1.8, label=name)
        lowest = min(range(len(values)), key=lambda i: values[i])
        axes.plot(epochs[lowest], values[lowest], "o", color=colour, markersize=5)
        described.append(f"{name}: lowest {values[lowest]:.4f} after {epochs[lowest]} epochs")
    axes.set_xlabel("epoch")
    axes.set_ylabel(metric)
    axes.locator_params(axis="x", integer=True)
    axes.legend(frameon=False, labelcolor=_INK, fontsize=_TEXT)
    return _svg(figure, title, f"{metric} by epoch. {'; '.join(described)}.")


def variance_figure(shares: Mapping[str, Sequence[float]], title: str) -> str:
    """One line per named space: the share of its variance that the first 1, 2, ... parts keep."""
    figure, axes = _canvas(height=3.2)
    described = []
    for (name, kept), colour in zip(shares.items(), (_ACCENT, _OTHERS), strict=False):
        values = [100 * float(share) for share in kept]
        axes.plot(range(1, len(values) + 1), values, color=colour, linewidth=1.8, label=name)
        described.append(f"{name}: {values[-1]:.1f}% with {len(values)} components")
    axes.set_ylim(0, 102)
    axes.set_xlabel("components")
    axes.set_ylabel("variance kept (%)")
    axes.legend(frameon=False, labelcolor=_INK, fontsize=_TEXT, loc="lower right")
    return _svg(figure, title, f"Explained variance by components. {'; '.join(described)}.")


def coverage_figure(points: Sequence[Spread], title: str, metric: str) -> str:
    """Accuracy against the share of all movies that are recommended at all, on a log scale.

    The names stand in a column beside the points, in the order of their accuracy,
    each with a line to its point, so that crowded points stay readable.
    """
    ordered = sorted(points, key=lambda point: (point.ndcg, point.method))
    figure, axes = _canvas(height=max(3.6, 1.0 + 0.24 * len(ordered)))
    lowest, highest = ordered[0].ndcg, ordered[-1].ndcg
    pad = 0.06 * (highest - lowest) or 0.01
    axes.set_ylim(lowest - pad, highest + pad)
    heights = _spread_out(
        [(point.ndcg - lowest + pad) / (highest - lowest + 2 * pad) for point in ordered],
        min(_LABEL_GAP, 1 / len(ordered)),
    )
    for point, height in zip(ordered, heights, strict=True):
        colour = _ACCENT if point.accent else _OTHERS
        axes.plot(100 * point.coverage, point.ndcg, "o", color=colour, markersize=6)
        axes.annotate(
            point.method,
            (100 * point.coverage, point.ndcg),
            xytext=(1.04, height),
            textcoords="axes fraction",
            va="center",
            fontsize=_TEXT,
            color=_INK,
            fontweight="bold" if point.accent else "normal",
            arrowprops={
                "arrowstyle": "-",
                "color": colour,
                "linewidth": 0.6,
                "relpos": (0, 0.5),  # from the middle of the name's left edge
                "shrinkB": 4,
            },
        )
    axes.set_xscale("log")
    axes.xaxis.set_minor_formatter(lambda value, _: "")
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}%")
    axes.margins(x=0.08)
    axes.set_xlabel("movies ever recommended")
    axes.set_ylabel(metric)
    listed = ", ".join(
        f"{point.method} {point.ndcg:.3f} at {100 * point.coverage:.2g}%"
        for point in reversed(ordered)
    )
    return _svg(figure, title, f"{metric} against coverage: {listed}.")


def _spread_out(heights: Sequence[float], gap: float) -> list[float]:
    """Ascending heights moved as little as need be to be ``gap`` apart and within 0 to 1."""
    spread: list[float] = []
    for height in heights:
        spread.append(max(height, spread[-1] + gap) if spread else height)
    ceiling = 1.0
    for place in reversed(range(len(spread))):
        spread[place] = min(spread[place], ceiling)
        ceiling = spread[place] - gap
    return spread


def _canvas(height: float) -> tuple[Figure, Axes]:
    # Where its cache in the home cannot be written to it draws all the same, and complains.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    # A figure of its own canvas, never pyplot's: no window system and no shared state.
    figure = Figure(figsize=(_WIDTH, height), layout="constrained")
    FigureCanvasSVG(figure)
    figure.patch.set_alpha(0)
    axes = figure.add_subplot()
    axes.patch.set_alpha(0)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(_INK)
    axes.tick_params(which="both", colors=_INK, labelsize=_TEXT)
    for axis in (axes.xaxis, axes.yaxis):
        axis.label.set(color=_INK, fontsize=_TEXT)
    return figure, axes


def _svg(figure: Figure, title: str, description: str) -> str:
    """The figure as one SVG element that can stand in a page, without XML preamble."""
    import matplotlib

    out = io.StringIO()
    # Text stays text and the ids follow from the content alone.
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "matinee"}):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    root = ElementTree.fromstring(out.getvalue())  # noqa: S314, matplotlib's own output
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in {f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"}:
                parent.remove(child)
    for element in root.iter():
        _style_to_attributes(element)
    # The element's size is up to the page; its proportions are the viewBox's.
    del root.attrib["width"], root.attrib["height"]
    identity = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    root.attrib |= {
        "role": "img",
        "aria-labelledby": f"{identity}-title {identity}-desc",
        "stroke-linejoin": "round",
    }
    for place, (name, words) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(f"{{{_SVG}}}{name}", {"id": f"{identity}-{name}"})
        element.text = words
        root.insert(place, element)
    _prefix_ids(root, identity)
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    return ElementTree.tostring(root, encoding="unicode")


def _style_to_attributes(element: ElementTree.Element) -> None:
    """Presentation attributes instead of inline style, which a strict page policy forbids."""
    for declaration in element.attrib.pop("style", "").split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "font":  # "10px 'DejaVu Sans', ..."; the family is the page's
            element.set("font-size", value.split()[0])
        elif name and name != "font-family":
            element.set(name, value)
    for name, value in element.attrib.items():
        if value == _INK:
            element.set(name, "currentColor")


def _prefix_ids(root: ElementTree.Element, identity: str) -> None:
    """Make ids the figure's own, so that several figures can stand in one page."""
    renamed = {}
    for element in root.iter():
        name = element.get("id")
        if name is not None and not name.startswith(f"{identity}-"):
            renamed[name] = f"{identity}-{name}"
            element.set("id", renamed[name])
    for element in root.iter():
        for attribute, value in element.attrib.items():
            target = value.removeprefix("url(").removesuffix(")").removeprefix("#")
            if "#" in value and target in renamed:
                element.set(attribute, value.replace(f"#{target}", f"#{renamed[target]}"))
