"""The error that a maintainer can act on."""


class DataError(Exception):
    """One sentence: what was wrong, where (file and line), and what to do.

    The command line prints it without a traceback and exits with status 2.
    """
