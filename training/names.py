"""What a maintainer can name: data sets, jobs, methods. Known before anything is installed.

``preflight`` reads this file with the standard library alone; tests hold it against the
jobs and methods themselves.
"""

DATA_SETS = (
    "ml-latest-small",
    "ml-latest",
    "ml-32m",
    "ml-25m",
    "ml-20m",
    "ml-10m",
    "ml-1m",
    "ml-100k",
)
SAMPLE = "sample"  # the built-in one

JOBS = (
    "popularity",
    "neighbours",
    "dnmf",
    "answers",
    "users",
    "svd",
    "similarity",
    "factorization",
    "als",
    "taste",
)

METHODS = ("blend", "plain")  # that answer three picks
