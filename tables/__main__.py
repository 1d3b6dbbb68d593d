"""``python -m tables list|check|use``: look at the published runs and go back to one."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tables.errors import NoPublishedRun, TableError
from tables.fetched.store import FetchedStore
from tables.manifest import Manifest
from tables.reader import Run
from tables.runs import RunStore


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status (2 for a fault that the message explains)."""
    parser = argparse.ArgumentParser(prog="python -m tables", description=__doc__)
    parser.add_argument(
        "--artifacts",
        type=Path,
        default=Path(os.environ.get("MATINEE_ARTIFACTS", "artifacts")),
        help="folder of the runs (default: $MATINEE_ARTIFACTS, else artifacts)",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="list the runs, the published one marked with *")
    check = commands.add_parser(
        "check", help="read a run in full and check every table, and the fetched posters"
    )
    check.add_argument("run", nargs="?", help="a run's id (default: the published run)")
    use = commands.add_parser("use", help="publish an earlier run again, after checking it")
    use.add_argument("run", help="a run's id, as `list` prints it")
    options = parser.parse_args(arguments)

    store = RunStore(options.artifacts)
    try:
        if options.command == "list":
            _list(store)
        elif options.command == "check":
            path = store.path(options.run) if options.run else store.current_path()
            _check(path)
            _check_fetched(FetchedStore(options.artifacts))
        else:
            _check(store.path(options.run))
            store.use(options.run)
            print(f"Published: {options.run}")
    except (TableError, NoPublishedRun) as error:
        print(f"tables: {error}", file=sys.stderr)
        return 2
    return 0


def _list(store: RunStore) -> None:
    current = store.current_id()
    for run_id in store.ids():
        mark = "*" if run_id == current else " "
        try:
            manifest = Manifest.read(store.runs / run_id)
        except TableError as error:
            print(f"{mark} {run_id}  unreadable: {error}")
            continue
        data = manifest.dataset
        print(
            f"{mark} {run_id}  {manifest.created}  {data.name}: {data.ratings} ratings of "
            f"{data.movies} movies by {data.users} users{' (simulated)' if data.simulated else ''}"
        )
    if not store.ids():
        print(f"No runs in {store.runs}. Run `make train` to make one.")


def _check(path: Path) -> None:
    run = Run(path)
    run.check()
    for name, entry in run.manifest.tables.items():
        rows = "" if entry.rows is None else f"{entry.rows} rows"
        print(f"  {name:32} {rows:>14}  sha256 {entry.sha256[:12]}")
    print(f"{run.id}: all {len(run.manifest.tables)} files as published and within their contract.")


def _check_fetched(store: FetchedStore) -> None:
    if store.signature() is None:
        return
    posters = store.check()
    print(
        f"{store.folder.name}: {len(store.read())} films asked for, {posters} with whole pictures."
    )


if __name__ == "__main__":
    sys.exit(main())
