"""The bytes of a file as text, or a sentence about what the file is instead."""

from __future__ import annotations

from lists.errors import ListError

_WHAT_TO_DO = "Choose the file that you exported: a zip, CSV or JSON file."
_SPREADSHEET = "save it as CSV (“Save as”, “CSV UTF-8”) and bring that file."

# (how such a file begins, what is said of it)
_SIGNATURES = (
    (b"\x89PNG", f"This is an image (PNG), not a list of films. {_WHAT_TO_DO}"),
    (b"\xff\xd8\xff", f"This is an image (JPEG), not a list of films. {_WHAT_TO_DO}"),
    (b"GIF8", f"This is an image (GIF), not a list of films. {_WHAT_TO_DO}"),
    (b"RIFF", f"This is an image or a recording, not a list of films. {_WHAT_TO_DO}"),
    (b"%PDF", f"This is a PDF, not a list of films. {_WHAT_TO_DO}"),
    (b"\xd0\xcf\x11\xe0", f"This is a spreadsheet (XLS), not a CSV file: {_SPREADSHEET}"),
    (b"\x1f\x8b", "This is a gzip archive: unpack it and bring the file that is in it."),
    (b"Rar!", "This is a RAR archive: unpack it and bring the CSV or JSON file that is in it."),
    (
        b"7z\xbc\xaf",
        "This is a 7z archive: unpack it and bring the CSV or JSON file that is in it.",
    ),
)
SPREADSHEET_IN_ZIP = (
    f"This is a spreadsheet (XLSX or ODS) or the like, not a CSV file: {_SPREADSHEET}"
)
_BINARY = f"This is no text, and so no list of films. {_WHAT_TO_DO}"


def decode(data: bytes) -> str:
    """The text of a CSV or JSON file. Raises ``ListError`` for a file of another kind.

    UTF-8 and UTF-16, with or without a byte order mark; whatever else is taken for
    Windows' Latin-1, as older spreadsheets write it.
    """
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise ListError(
            "The file is empty. Export your list again, and look whether it has a size this time."
        )
    for signature, sentence in _SIGNATURES:
        if data.startswith(signature):
            raise ListError(sentence)
    text = _decoded(data).lstrip("\ufeff")
    if text.lstrip()[:1] == "<":
        raise ListError(
            "This is a web page, not the export itself: it is what the download link leads to "
            "for whoever is not signed in. Sign in, export again, and bring the file that comes."
        )
    start = text[:4096]
    if sum(letter < " " and letter not in "\t\r\n\f" for letter in start) > len(start) // 100:
        raise ListError(_BINARY)
    return text


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif (order := _utf_16_without_mark(data)) is not None:
        encodings = (order,)
    else:
        encodings = ("utf-8-sig", "cp1252", "latin-1")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ListError(_BINARY)


def _utf_16_without_mark(data: bytes) -> str | None:
    """Which half of each pair of bytes is zero, as it is for most letters of UTF-16."""
    start = data[:4096]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    most = len(start) // 2
    if odd > most // 2 and even <= most // 10:
        return "utf-16-le"
    if even > most // 2 and odd <= most // 10:
        return "utf-16-be"
    return None
