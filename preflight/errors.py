"""The one error of this package."""


class PreflightError(Exception):
    """A setting or the machine does not allow what was asked; one sentence says what to do."""
