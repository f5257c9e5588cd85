"""Every notebook for every English authority: which succeed, which say what is missing, what they take.

    python benchmarks/all_england.py --data ~/all-england --months 2013-06 2018-06 2024-06 --runs runs.jsonl

Without --data a folder is made with the published files of ../shared in it. Runs are appended to a file, one JSON a
line, and those that are in it already are not made again, so that a long measurement can be stopped and taken up.
`all_england_report.py` makes the tables from it. With --ready the figures of other authorities are looked up once for
all runs, one process makes all of an authority's, and pictures are built but not painted: the same outcomes sooner, and
seconds that measure nothing.
"""

import argparse
import datetime as dt
import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from all_england_data import ROOT, SHARED, build_all_england
from analysis.catalogue.area import Area, areas
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import DATA_VARIABLE, ROOT_VARIABLE, Workspace
from analysis.execution import warm_kernel
from analysis.present.charts.picture import Chart
from analysis.store import open_store
from notebook_run import Run, run_apart, run_here

LOADED = warm_kernel.WARM  # what a kernel starts with, so that every fork has it
MONTHS = ("2013-06", "2018-06", "2024-06")  # the first with two years of most series, the middle, a recent one


def main() -> None:
    """Run what is asked for and has not been run yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="a data folder with all-England files in it")
    parser.add_argument("--areas", nargs="*", default=["all"], help="names or codes; default: every authority")
    parser.add_argument("--months", nargs="*", default=list(MONTHS))
    parser.add_argument("--notebooks", nargs="*", default=[], help="first letters, such as 04; default: all")
    parser.add_argument("--runs", type=Path, required=True, help="the file to which runs are appended")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--ready", action="store_true", help="for outcomes, not for timing: see below")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        space = Workspace(ROOT, asked.data.resolve()) if asked.data else build_all_england(Path(folder), SHARED)
        os.environ |= {ROOT_VARIABLE: str(space.root), DATA_VARIABLE: str(space.data)}
        open_store(space)  # builds it where it is not fresh, so that no run has to
        for month in asked.months:
            todo = list(_runs(asked, space, month))
            if asked.ready:
                make_ready(list(dict.fromkeys(path for path, _, _ in todo)), month, folder)
            measure(todo, asked.runs, asked.jobs, together=asked.ready)


def measure(todo: list[tuple[Path, Area, str]], into: Path, jobs: int, *, together: bool) -> None:
    """Make the runs that are not in `into` yet, and say how each ended.

    together: the notebooks of one authority in one process; otherwise each has a process of its own.
    """
    lines = into.read_text(encoding="utf-8").splitlines() if into.is_file() else []
    done = {Run.from_line(line).key for line in lines}
    left = [each for each in todo if (each[0].stem, each[1].code, each[2]) not in done]
    print(f"{len(todo)} runs, {len(left)} of them to make")
    groups: dict[tuple[str, str, str], list[Path]] = {}
    for path, area, month in left:
        groups.setdefault((area.code, month, "" if together else path.stem), []).append(path)
    with into.open("a", encoding="utf-8") as runs, ThreadPoolExecutor(jobs) as pool:
        for made in pool.map(lambda group: run_apart(groups[group], *group[:2]), groups):
            for run in made:
                runs.write(f"{run.as_line()}\n")
                print(f"{run.month} {areas()[run.area].name}, {run.notebook}: {run.status}, {run.seconds:.1f} s")
                if run.status != "succeeded":
                    print(f"    {run.says}")
            sys.stdout.flush()
            runs.flush()


def make_ready(notebooks: list[Path], month: str, folder: str) -> None:
    """Look figures of all authorities up once, so that forks have them, and build pictures without painting them."""
    Chart.png = lambda _: b""  # type: ignore[method-assign]
    for path in notebooks:
        run_here(path, "Torbay", month, folder)
    gc.freeze()


def _runs(asked: argparse.Namespace, space: Workspace, month: str) -> Iterator[tuple[Path, Area, str]]:
    """Area by area, so that one that is whole can be reported when a later one is not."""
    notebooks = sorted(space.notebooks.glob("[0-9][0-9]_*.ipynb"))
    chosen = [path for path in notebooks if not asked.notebooks or path.stem.startswith(tuple(asked.notebooks))]
    for area in _areas(asked.areas, Month.parse(month).last_day):
        for path in chosen:
            yield path, area, month


def _areas(names: list[str], day: dt.date) -> list[Area]:
    """The authorities that existed on a day; of those named, the ones that did."""
    if names == ["all"]:
        return list(areas().authorities(on=day))
    return [area for area in map(areas().find, names) if area.existed_on(day)]


if __name__ == "__main__":
    main()
