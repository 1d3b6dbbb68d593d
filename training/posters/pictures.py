"""A picture that was fetched, made into the two WebP files that pages show."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from tables.fetched.entries import HEIGHTS, WIDTHS
from training.posters.troubles import TmdbError, Trouble

MOST_PIXELS = 12_000_000  # TMDB's largest posters have 2000 x 3000
_LEAST_PIXELS = 100  # on a side; what is smaller is a placeholder
_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 78  # at which film posters show no blocks at their size; 80 and up weigh a fifth more


def two_sizes(content: bytes) -> tuple[bytes, bytes]:
    """WebP of 240 x 360 and 480 x 720 pixels, cut to that shape around the middle.

    Raises ``TmdbError`` for what is no whole picture, or one of too many pixels, which
    is found out before any of them is decoded.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS:
                    raise TmdbError(Trouble.NO_PICTURE, f"the poster has {width} x {height} pixels")
                if min(width, height) < _LEAST_PIXELS:
                    raise TmdbError(
                        Trouble.NO_PICTURE, f"the poster has only {width} x {height} pixels"
                    )
                plain = picture.convert("RGB")
        small, large = (_webp(plain, size) for size in zip(WIDTHS, HEIGHTS, strict=True))
    # Pillow's decoders raise nearly anything for a file that was made to hurt.
    except (OSError, SyntaxError, ValueError, EOFError, ArithmeticError, LookupError):
        raise TmdbError(Trouble.NO_PICTURE, "the poster is no picture") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise TmdbError(Trouble.NO_PICTURE, "the poster has too many pixels") from None
    return small, large


def _webp(picture: Image.Image, size: tuple[int, int]) -> bytes:
    fitted = ImageOps.fit(picture, size, Image.Resampling.LANCZOS)
    written = io.BytesIO()
    fitted.save(written, "WEBP", quality=_QUALITY, method=6)
    return written.getvalue()
