"""SVG to PNG, by resvg, with the fonts that lie here: no picture depends on a machine's own.

Drawing takes half a second, and holds Python's lock all the while. The site therefore has it
done by another process, of less importance: this file as a program.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import resvg_py

LONGEST = 20  # seconds
_FONTS = Path(__file__).parent / "fonts"
# The first font of a poster's stack, and which of ours is nearest to all of that stack.
_NEAREST = (
    ("Century Gothic", "Jost"),
    ("Palatino Linotype", "EB Garamond"),
    ("Bookman Old Style", "EB Garamond"),
    ("Arial Narrow", "Oswald"),
    ("Helvetica", "Jost"),
)


def png_elsewhere(svg: str, width: int) -> bytes | None:
    """The picture, drawn by another process; None where that fails or takes too long."""
    program = [sys.executable, str(Path(__file__).resolve()), str(width)]
    try:
        done = subprocess.run(  # noqa: S603 - our own file
            program, input=svg.encode(), capture_output=True, timeout=LONGEST, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout or None


def png(svg: str, width: int) -> bytes:
    """The picture, ``width`` pixels wide. Raises ``ValueError`` where it is no SVG."""
    for first, ours in _NEAREST:
        svg = re.sub(rf'font-family="{first}[^"]*"', f'font-family="{ours}"', svg)
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        skip_system_fonts=True,
        font_files=[str(path) for path in sorted(_FONTS.glob("*.ttf"))],
        font_family="EB Garamond",
        serif_family="EB Garamond",
        sans_serif_family="Jost",
    )


if __name__ == "__main__":
    os.nice(10)
    sys.stdout.buffer.write(png(sys.stdin.buffer.read().decode(), int(sys.argv[1])))
