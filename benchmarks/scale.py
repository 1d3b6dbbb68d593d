"""How training grows with the data: seconds and memory of every job, by the size of the ratings.

    python -m benchmarks.scale [--shapes 100k,1m] [--folder FOLDER] [--limit MINUTES]

Makes up the ratings of each shape (benchmarks/shapes.py) unless FOLDER holds them, trains on each
in a process of its own, and writes docs/scale.md after each, so that a long series that is
stopped leaves what it had measured. FOLDER keeps ratings, runs, logs and measurements; by default
it is a temporary one, deleted at the end. With --keep, what FOLDER has measured is not measured
again: its row says when it was.
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psutil

from benchmarks.scaling.measured import Measurement, read_measurement, write_measurement
from benchmarks.scaling.report import Machine, duration, report
from benchmarks.scaling.running import train_shape
from benchmarks.shapes import SHAPES, Shape, holds, write_shape
from preflight.settings import DEFAULT_SHAPES

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and write; returns 0 when all were finished, 1 when one was not, 130 when stopped."""
    options = _parser().parse_args(arguments)
    machine = this_machine()
    measured: list[Measurement] = []
    try:
        with _folder(options.folder) as folder:
            for shape in options.shapes:
                kept = read_measurement(folder, shape.name) if options.keep else None
                one = kept or _measure(shape, folder, options.seed, options.limit)
                write_measurement(folder, one)
                measured.append(one)
                cluster = options.output.with_name("cluster.md").exists()
                options.output.write_text(report(measured, machine, cluster), encoding="utf-8")
    except OSError as error:
        print(
            f"benchmarks: {error.filename or 'a file'} cannot be written ({error.strerror}): "
            "make room or name another folder.",
            file=sys.stderr,
        )
        return 2
    except KeyboardInterrupt:
        written = f"; what was measured is in {options.output}" if measured else ""
        print(f"benchmarks: stopped{written}.", file=sys.stderr)
        return 130
    return 0 if all(one.finished for one in measured) else 1


def this_machine() -> Machine:
    """What this process may use, today."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return Machine(
        cores=cores or 1,
        memory_bytes=psutil.virtual_memory().total,
        python=platform.python_version(),
        date=f"{datetime.now(UTC):%Y-%m-%d}",
    )


def _measure(shape: Shape, folder: Path, seed: int, limit: float | None) -> Measurement:
    data = folder / f"made-up-{shape.name}"
    if not holds(data, shape, seed):
        print(f"{shape.name}: making up {shape.ratings:,} ratings in {data}", flush=True)
        write_shape(shape, data, seed)
    log = folder / f"{shape.name}.log"
    print(f"{shape.name}: training; it says what it does in {log}", flush=True)
    seconds = None if limit is None else 60 * limit
    one = train_shape(shape, data, folder / f"runs-{shape.name}", log, seed, seconds)
    end = one.trouble or "Published."
    print(
        f"{shape.name}: {duration(one.seconds)}, {one.peak_bytes / 2**30:.1f} GiB. {end}",
        flush=True,
    )
    return one


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is None:
        with tempfile.TemporaryDirectory(prefix="matinee-shapes-") as name:
            yield Path(name)
    else:
        given.mkdir(parents=True, exist_ok=True)
        yield given


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--shapes",
        type=_shapes,
        default=_shapes(DEFAULT_SHAPES),
        metavar="NAME,NAME",
        help=f"of {', '.join(SHAPES)} (default: {DEFAULT_SHAPES})",
    )
    parser.add_argument("--folder", type=Path, help="keeps ratings, runs and logs (default: none)")
    parser.add_argument(
        "--limit", type=float, metavar="MINUTES", help="stops a training (default: none)"
    )
    parser.add_argument(
        "--keep", action="store_true", help="take over what FOLDER has measured (default: no)"
    )
    parser.add_argument("--seed", type=int, default=7, help="of ratings and training (default: 7)")
    parser.add_argument(
        "--output",
        type=Path,
        default=ROOT / "docs" / "scale.md",
        help="the document that is written (default: docs/scale.md)",
    )
    return parser


def _shapes(text: str) -> list[Shape]:
    """The named shapes, the smallest first."""
    names = dict.fromkeys(text.split(","))
    for name in names:
        if name not in SHAPES:
            raise argparse.ArgumentTypeError(f"there is no shape {name!r} among {list(SHAPES)}")
    return sorted((SHAPES[name] for name in names), key=lambda shape: shape.ratings)


if __name__ == "__main__":
    # Whatever ends this ends the training that it has started, in the background, too.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    sys.exit(main())
