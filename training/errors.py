"""Faults that a maintainer can mend; the message is one sentence that says how."""


class SetupError(Exception):
    """The machine or the settings lack something that a job needs."""


class DataError(Exception):
    """The data set is missing or wrong; the sentence says where (file and line)."""
