"""What can be wrong with published tables, as sentences for the maintainer."""


class TableError(ValueError):
    """A published table breaks its contract; the message names file, line and column."""


class NoPublishedRun(LookupError):  # noqa: N818 - a state of the site, not only a fault
    """There is no published run to read; the message names the command that makes one."""
