"""Checks of settings where they enter; what is wrong is said by name, as a ``ValueError``."""

from __future__ import annotations

import math
from collections.abc import Collection
from numbers import Integral


def whole(least: int = 1, /, **settings: int) -> None:
    """Each is a whole number of ``least`` or more."""
    for name, value in settings.items():
        if not isinstance(value, Integral) or isinstance(value, bool):
            raise ValueError(f"{name} must be a whole number, not {value}")
    at_least(least, **settings)


def at_least(least: float, /, **settings: float) -> None:
    """Each is a finite number of ``least`` or more."""
    finite(**settings)
    for name, value in settings.items():
        if value < least:
            raise ValueError(f"{name} must be at least {least}, not {value}")


def positive(**settings: float) -> None:
    """Each is a finite number above 0."""
    finite(**settings)
    for name, value in settings.items():
        if value <= 0:
            raise ValueError(f"{name} must be above 0, not {value}")


def share(**settings: float) -> None:
    """Each is in [0, 1): a share that leaves something."""
    for name, value in settings.items():
        if not 0 <= value < 1:
            raise ValueError(f"{name} must be in [0, 1), not {value}")


def finite(**settings: float) -> None:
    """Each is a number, not NaN and not infinite."""
    for name, value in settings.items():
        if not math.isfinite(value):
            raise ValueError(f"{name} must be a finite number, not {value}")


def one_of(choices: Collection[str], /, **settings: str) -> None:
    """Each is one of ``choices``."""
    for name, value in settings.items():
        if value not in choices:
            raise ValueError(f"{name} must be one of {', '.join(choices)}, not {value!r}")
