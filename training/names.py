"""What a maintainer can name: data sets, jobs, methods, shapes. Known before anything is installed.

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
    "drawings",
)

METHODS = ("blend", "plain")  # that answer three picks

# Made-up data sets (benchmarks/shapes.py) and their ratings.
SHAPES = {
    "100k": 100_836,
    "1m": 1_000_209,
    "10m": 10_000_054,
    "25m": 25_000_095,
    "32m": 32_000_204,
    "320m": 320_002_040,
}
MEMORY = "[1-9][0-9]{0,8}[mgMG]"  # an amount of it, as a regular expression: 900m, 4g
