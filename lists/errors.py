"""What goes wrong with a list that somebody brings."""


class ListError(Exception):
    """A file is no list that can be read; the message says what it is and what to do."""
