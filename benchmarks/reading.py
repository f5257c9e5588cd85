"""Reading all published files: seconds, memory, rows per second of each format.

python benchmarks/reading.py [--shared ../shared]
"""

import argparse
import datetime as dt
import resource
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from all_england_data import ROOT, SHARED
from analysis.catalogue.workspace import Workspace
from analysis.sources.add import add_sources
from analysis.sources.dfe import read_published
from analysis.sources.formats import recognise
from analysis.sources.provenance import Provenance
from analysis.sources.table_file import open_table
from analysis.store import Store, build_store

RESULT = ROOT / "benchmarks" / "results" / "reading.md"


def rows_per_second(shared: Path) -> list[tuple[str, int, int, float]]:
    """Format, rows, observations and processor seconds, over the files of each format."""
    found: dict[str, list[float]] = defaultdict(lambda: [0, 0, 0.0])
    for path in sorted((shared / "data" / "published").glob("vintage-*/*.csv")):
        began = time.process_time()
        table = open_table(path, path.name)
        recognised = recognise(table.rows)
        if recognised is None:
            continue
        reading = read_published(table, recognised[0], Provenance(path.name, dt.date(2025, 10, 30)))
        counts = found[recognised[0].id]
        counts[0] += len(table.rows)
        counts[1] += len(reading.observations)
        counts[2] += time.process_time() - began
    return [(form, int(rows), int(figures), seconds) for form, (rows, figures, seconds) in sorted(found.items())]


def whole_build(shared: Path, folder: Path) -> list[tuple[str, str]]:
    """From the published folder to data/processed, into an empty data folder."""
    workspace = Workspace(ROOT, folder / "data")
    wall, processor = time.monotonic(), time.process_time()
    report = add_sources(workspace, [shared / "data" / "published"])
    added = time.process_time() - processor
    built = build_store(workspace)
    spent, took = time.process_time() - processor, time.monotonic() - wall
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    frame = Store.open(workspace.processed).observations
    authorities = frame[frame["area"].str.match("E0|E10")]["area"].nunique()
    size = sum(added.file.stat().st_size for added in report.added) / 1e6
    return [
        ("files added, refused", f"{len(report.added)}, {len(report.problems)}"),
        ("size", f"{size:.1f} MB"),
        ("observations", f"{built.observations:,} of {authorities} authorities"),
        ("processor time, all", f"{spent:.1f} s (recognising and copying {added:.1f} s)"),
        ("wall time, all", f"{took:.1f} s"),
        ("most memory", f"{memory:.0f} MB"),
        ("issues", ", ".join(f"{count} {severity}" for severity, count in built.issues.items()) or "none"),
    ]


def shipped_build(folder: Path) -> tuple[str, str]:
    """What the repository ships, built once the catalogue is read."""
    data = folder / "shipped"
    data.mkdir()
    (data / "raw").symlink_to(ROOT / "data" / "raw")
    began = time.process_time()
    built = build_store(Workspace(ROOT, data))
    return (
        "data/raw as shipped",
        f"{time.process_time() - began:.1f} s of processor time, {built.observations:,} observations",
    )


def main() -> None:
    """Measure, print and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    shared = parser.parse_args().shared.resolve()
    with tempfile.TemporaryDirectory() as folder:
        lines = [*whole_build(shared, Path(folder)), shipped_build(Path(folder))]
    formats = rows_per_second(shared)
    text = [
        "# Reading the published files",
        "",
        f"`python benchmarks/reading.py`, {dt.datetime.now(tz=dt.UTC):%d %B %Y}, 2 cores (shared with other work).",
        "",
        "| what | figure |",
        "|---|---|",
        *(f"| {what} | {figure} |" for what, figure in lines),
        "",
        "| format | rows | observations | rows per second of processor time |",
        "|---|---:|---:|---:|",
        *(f"| {form} | {rows:,} | {figures:,} | {rows / spent:,.0f} |" for form, rows, figures, spent in formats),
        "",
    ]
    RESULT.write_text("\n".join(text), encoding="utf-8")
    print("\n".join(text))


if __name__ == "__main__":
    main()
