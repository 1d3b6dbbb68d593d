"""Picks that cannot be answered by the tiny run, with the status and kind of problem they get."""

WRONG_PICKS = {
    "none": ("", 400, "wrong-number-of-picks"),
    "one": ("movie=1", 400, "wrong-number-of-picks"),
    "two": ("movie=1&movie=2", 400, "wrong-number-of-picks"),
    "four": ("movie=1&movie=2&movie=3&movie=4", 400, "wrong-number-of-picks"),
    "twice": ("movie=1&movie=2&movie=1", 400, "same-film-twice"),
    "unknown": ("movie=1&movie=2&movie=999999", 404, "unknown-film"),
    "too few ratings": ("movie=1&movie=2&movie=21", 404, "not-in-catalogue"),
    "word": ("movie=1&movie=2&movie=alien", 400, "not-a-number"),
    "empty": ("movie=1&movie=2&movie=", 400, "not-a-number"),
    "negative": ("movie=1&movie=2&movie=-3", 400, "not-a-number"),
    "float": ("movie=1&movie=2&movie=3.0", 400, "not-a-number"),
    "exponent": ("movie=1&movie=2&movie=1e1", 400, "not-a-number"),
    "space": ("movie=1&movie=2&movie=+3", 400, "not-a-number"),
    "foreign digits": ("movie=1&movie=2&movie=%D9%A3", 400, "not-a-number"),
    "huge": ("movie=1&movie=2&movie=" + "9" * 60, 400, "not-a-number"),
    "no text": ("movie=1&movie=2&movie=%00", 400, "not-a-number"),
    "no UTF-8": ("movie=1&movie=2&movie=%FF", 400, "not-a-number"),
    "script": ("movie=1&movie=2&movie=<script>alert(1)</script>", 400, "not-a-number"),
    "10 kB": ("movie=1&movie=2&movie=3&x=" + "x" * 10_000, 400, "query-too-long"),
    "10 kB of picks": ("&".join(["movie=1"] * 1250), 400, "query-too-long"),
}
