"""What a run may lack that somebody asks for."""


class NotInRun(LookupError):  # noqa: N818 - a state of the run, not a fault
    """The run has no tables of that kind; the message names the command that makes them."""
