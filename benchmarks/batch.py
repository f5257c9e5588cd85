"""What a batch takes and withstands: packs made, made again, changed, many, ended at random, and sent to a cluster.

    python benchmarks/batch.py packs                                  # two real packs: anew, again, changed, one worker
    python benchmarks/batch.py again --packs 60                       # many small packs with nothing changed
    python benchmarks/batch.py authorities --data ~/all-england/data --packs 4
    python benchmarks/batch.py kills --times 40 --seed 1              # SIGKILL at random moments, small packs
    python benchmarks/batch.py inside --times 12 --seed 1             # SIGKILL inside one real pack, which then goes on
    python benchmarks/batch.py dask --packs 8                         # a local cluster beside local processes
    python benchmarks/batch.py dask --packs 8 --data ~/all-england/data   # the same with whole packs
    python benchmarks/batch.py lost --packs 8                         # the same, a worker killed on the way
    python benchmarks/batch.py broken --packs 50                      # five areas broken in five ways
    python benchmarks/batch.py workers --packs 6                      # 1, 2 and 4 at once: the same files

Clock and processor seconds are of a command and all it starts; memory is of all its processes at one moment. Packs are
compared file by file, or a figure does not count. Results are written to `results/batch_<part>.md`, or to --into.
Unset PYTHONDONTWRITEBYTECODE, or every import is compiled anew and the figure is of the compiler.
"""

import argparse
import datetime as dt
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil

from analysis.catalogue.area import areas
from analysis.execution.record import sha256_of as sha256
from analysis.execution.spec import MANIFEST
from timing import Timed, machine, refuse_uncached, timed

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from small_pack import BROKEN, break_areas, make_workspace  # noqa: E402 - the small workspace of the tests

RESULTS = ROOT / "benchmarks" / "results"
MONTH = "2021-05"
ENGLAND = 152  # authorities
MARK = "WORKBENCH_MARK"  # in the environment of every process of a batch, so that all can be found again
NOT_EQUAL = {"manifest.json"}  # the seconds stand in it
GONE_WITHIN = 5.0  # seconds
RESUMED_EVERY = 10  # of the batches that are killed
Asked = argparse.Namespace


@dataclass(frozen=True, slots=True)
class Row:
    """One figure."""

    what: str
    figure: str


def main() -> None:
    """Measure one part and write its page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=list(PARTS))
    parser.add_argument("--packs", type=int, default=4, help="how many; what is said of all of England is scaled up")
    parser.add_argument("--data", type=Path, help="a data folder with the figures of every authority")
    parser.add_argument("--times", type=int, default=40, help="how often a batch is killed")
    parser.add_argument("--seed", type=int, default=1, help="of the moments at which")
    parser.add_argument("--into", type=Path)
    asked = parser.parse_args()
    refuse_uncached()
    told = [f"How: `python benchmarks/batch.py {' '.join(sys.argv[1:])}`, {machine()}.", ""]
    told += ["| figure | measured |", "|---|---|"]
    for row in PARTS[asked.part](asked):
        told.append(f"| {row.what} | {row.figure} |")
        print(told[-1], flush=True)
    into = asked.into or RESULTS / f"batch_{asked.part}.md"
    into.write_text("\n".join(["# What a batch takes", "", *told, ""]), encoding="utf-8")


# What is measured -------------------------------------------------------------------------------------------------


def packs(_: Asked) -> Iterator[Row]:
    """Two real packs in a copy of the workspace: anew, again, with one figure changed, and fresh with one worker."""
    with copied() as space:
        command = batch(space, ["Torbay", "Plymouth"])
        plan = timed([*command, "--dry-run"], space)
        yield Row("plan of 2 packs: parameters checked, reasons said", seconds(plan))
        anew = timed(command, space)
        first = hashes(space / "build")
        yield Row("2 packs, nothing there yet", seconds(anew))
        yield Row("- plan as a share of that", f"{100 * plan.processor / anew.processor:.1f}% of the processor")
        yield Row("- most memory at once", f"{anew.memory:.1f} GB")
        again = timed(command, space)
        yield Row("2 packs, nothing changed", seconds(again))
        fresh = timed([*command, "--fresh", "--jobs", "1"], space)
        same = hashes(space / "build") == first
        yield Row("2 packs, --fresh, one worker", seconds(fresh))
        yield Row("- every file as before", str(same))
        yield Row("one figure of Plymouth changed in data/raw", change_a_figure(space, "Plymouth"))
        ran = timed([*command, "--log-format", "json", "--format", "json"], space)
        yield Row("- the two packs after it", seconds(ran))
        for area in ("torbay", "plymouth"):
            told = json.loads((space / "build" / area / MONTH / "manifest.json").read_text(encoding="utf-8"))
            anew_of = sorted({Path(name).stem for name in told["executed"]} - set(told["reused"]))
            yield Row(f"- notebooks of {area} that ran", ", ".join(anew_of) or "none")


def again(asked: Asked) -> Iterator[Row]:
    """Many small packs, and a second run with nothing changed."""
    with small() as space:
        chosen = authorities()[: asked.packs]
        command = batch(space, chosen)
        yield Row(
            f"{len(chosen)} small packs (one notebook, one paper), nothing there yet", seconds(timed(command, space))
        )
        second = timed(command, space)
        yield Row(f"{len(chosen)} packs, nothing changed", seconds(second))
        one = timed([*batch(space, chosen[:1])], space)
        each = max(0.0, second.clock - one.clock) / max(1, len(chosen) - 1)
        all_of_them = second.clock + each * (ENGLAND - len(chosen))
        yield Row(f"- of {ENGLAND} packs, at that pace", f"{all_of_them:.1f} s (worked out)")


def authorities_of_england(asked: Asked) -> Iterator[Row]:
    """Some packs with the figures of every authority: how long, how much memory, and what all would take."""
    if asked.data is None:
        raise SystemExit("Name the data folder of all England with --data.")
    with copied(data=False) as space:
        chosen = authorities()[:: ENGLAND // asked.packs][: asked.packs]
        data = ["--data", str(asked.data.resolve())]
        done = timed(batch(space, chosen, data=data), space, check=False)
        published = done.said.splitlines()[-1:]
        yield Row(f"{len(chosen)} of {ENGLAND} authorities ({', '.join(chosen)})", "; ".join(published))
        yield Row("- took", seconds(done))
        yield Row("- most memory at once", f"{done.memory:.1f} GB")
        minutes = done.processor / len(chosen) * ENGLAND / 60 / (os.cpu_count() or 1)
        yield Row(f"- {ENGLAND} of them, every core busy (worked out)", f"{minutes:.0f} minutes")
        second = timed(batch(space, chosen, data=data), space, check=False)
        yield Row("- again, nothing changed", seconds(second))


def kills(asked: Asked) -> Iterator[Row]:
    """Batches ended by SIGKILL at random moments: nothing half there, nothing left alive, the next one goes on.

    Every tenth is of packs that are not there yet, and is taken up again: what was published before stays untouched.
    """
    moments = random.Random(asked.seed)  # noqa: S311 - moments, not secrets
    months = f"2021-01..2021-{min(asked.packs, 12):02}"
    with small() as space:
        command = batch(space, ["Torbay"], months=months)
        whole = timed(command, space).clock
        good = hashes(space / "build")
        half, alive, lost, resumed = [], [], [], Resumed()
        for number in range(1, asked.times + 1):
            moment, anew = moments.uniform(0.1, whole), number % RESUMED_EVERY == 0
            if anew:
                shutil.rmtree(space / "build")
            left = killed([*command, "--fresh"], space, moment, mark=f"{asked.seed}-{number}")
            alive += [f"{moment:.1f} s: {process}" for process in left]
            now = hashes(space / "build")
            lost += [] if anew else [f"{moment:.1f} s: {name}" for name in sorted(good.keys() - now.keys())]
            half += [f"{moment:.1f} s: {name}" for name in now if now[name] != good.get(name)]
            if anew:
                resumed.look(command, space, good)
        after = timed(command, space, check=False)
        yield Row(f"SIGKILL at random moments of a batch of {months}, seed {asked.seed}", f"{asked.times} times")
        yield Row("- files of packs invalid, partial or other than before", f"{len(half)} {half[:3] or ''}")
        yield Row("- files of the last good packs that were gone", f"{len(lost)} {lost[:3] or ''}")
        yield Row(f"- processes alive {GONE_WITHIN:g} s later", f"{len(alive)} {alive[:3] or ''}")
        yield Row("- taken up again where nothing had been there before", f"{resumed.times} times")
        yield Row("- - packs that stood already, and were touched", f"{resumed.stood}, {resumed.touched}")
        yield Row("- - every file as before, and nothing left in .make", f"{resumed.whole} of {resumed.times}")
        yield Row("- the next batch", f"{after.said.splitlines()[-1]}, {seconds(after)}")
        yield Row("- every file as before", str(hashes(space / "build") == good))
        yield Row("- left in .make after it", ", ".join(unfinished(space)) or "nothing")


@dataclass
class Resumed:
    """What became of batches that were taken up again. stood: packs that were published before; whole: batches."""

    times: int = 0
    stood: int = 0
    touched: int = 0
    whole: int = 0

    def look(self, command: Sequence[str], space: Path, good: dict[str, str]) -> None:
        """Run the batch again and look at what it did."""
        before = {path: path.stat() for path in (space / "build").glob(f"*/*/{MANIFEST}")}
        timed(command, space, check=False)
        now = {path: path.stat() for path in before if path.exists()}
        self.times += 1
        self.stood += len(before)
        self.touched += sum(now.get(path) is None or changed(before[path], now[path]) for path in before)
        self.whole += hashes(space / "build") == good and not unfinished(space)


def inside(asked: Asked) -> Iterator[Row]:
    """One real pack ended by SIGKILL at random moments, and gone on with: what ran again, and is it the same."""
    moments = random.Random(asked.seed)  # noqa: S311 - moments, not secrets
    with copied() as space:
        command = batch(space, ["Torbay"])
        whole = timed([*command, "--fresh"], space).clock
        good = hashes(space / "build")
        published = finished = again = whole_again = 0
        half: list[str] = []
        for number in range(1, asked.times + 1):
            shutil.rmtree(space / "build")
            moment = moments.uniform(0.1 * whole, whole)
            killed(command, space, moment, mark=f"inside-{asked.seed}-{number}")
            now = hashes(space / "build") if (space / "build").exists() else {}
            published += any(name.endswith(MANIFEST) for name in now)
            half += [f"{moment:.1f} s: {name}" for name in now if now[name] != good.get(name)]
            kept = {path.name for path in (space / ".make" / "finished").glob("*/[!.]*")} if not now else set()
            timed(command, space, check=False)
            told = json.loads((space / "build" / "torbay" / MONTH / MANIFEST).read_text(encoding="utf-8"))
            finished += len(kept)
            again += len(kept - set(told["resumed"]))
            whole_again += hashes(space / "build") == good and not unfinished(space)
        yield Row(f"SIGKILL inside one real pack, seed {asked.seed}", f"{asked.times} times in {whole:.0f} s")
        yield Row("- files in build that are of no whole pack", f"{len(half)} {half[:3] or ''}")
        yield Row("- had published already", f"{published} times")
        yield Row("- notebooks that had finished; of these ran again", f"{finished}, {again}")
        yield Row("- gone on with: every file as before, nothing left in .make", f"{whole_again} of {asked.times}")


def changed(before: os.stat_result, now: os.stat_result) -> bool:
    """Whether a file is another than it was."""
    return (before.st_ino, before.st_mtime_ns) != (now.st_ino, now.st_mtime_ns)


def unfinished(space: Path) -> list[str]:
    """Return the names of unfinished work that a batch left."""
    kept = {"locks", "failed", "replaced", "receipts"}
    return sorted({path.name for path in (space / ".make").iterdir()} - kept)


def dask(asked: Asked) -> Iterator[Row]:
    """The same batch by local processes and on a local Dask cluster of as many workers; equal files.

    Whole packs where --data names the figures of every authority, else small ones.
    """
    from distributed import LocalCluster  # noqa: PLC0415 - of an extra

    data = [] if asked.data is None else ["--data", str(asked.data.resolve())]
    kind, space = ("whole", partial(copied, data=False)) if data else ("small", small)
    with space() as one, space() as other:
        chosen = authorities()[:: ENGLAND // asked.packs][: asked.packs]
        here = timed(batch(one, chosen, data=data, more=["--jobs", "2"]), one)
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
            command = batch(other, chosen, data=data, more=["--jobs", "1", "--dask", cluster.scheduler_address])
            there = timed(command, other)
        yield Row(f"{len(chosen)} {kind} packs, 2 local processes", seconds(here))
        yield Row(f"{len(chosen)} {kind} packs, Dask LocalCluster of 2", f"{there.clock:.1f} s")
        yield Row("- longer by", f"{100 * (there.clock / here.clock - 1):.0f}%")
        yield Row("- every file the same", str(hashes(one / "build") == hashes(other / "build")))


def lost(asked: Asked) -> Iterator[Row]:
    """A worker of a Dask cluster killed while it makes a pack: another makes it, and nothing of it is different."""
    from distributed import LocalCluster  # noqa: PLC0415 - of an extra

    with small() as one, small() as other:
        chosen = authorities()[: asked.packs]
        here = timed(batch(one, chosen, more=["--jobs", "2"]), one)
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
            command = batch(other, chosen, more=["--jobs", "1", "--dask", cluster.scheduler_address])
            moment = here.clock / 2
            ending = threading.Timer(moment, lambda: os.kill(cluster.workers[0].pid, signal.SIGKILL))
            ending.start()
            there = timed(command, other, check=False)
            ending.cancel()
        yield Row(f"{len(chosen)} small packs, a worker killed after {moment:.0f} s", there.said.splitlines()[-1])
        yield Row("- every file as by local processes", str(hashes(one / "build") == hashes(other / "build")))


def broken(asked: Asked) -> Iterator[Row]:
    """Many areas, five of them broken in five ways: the others are published, and five are explained."""
    chosen = authorities()[: asked.packs]
    places = [round(number * (len(chosen) - 1) / (len(BROKEN) - 1)) for number in range(len(BROKEN))]
    with small() as space:
        break_areas(space, [chosen[place] for place in places])
        done = timed(batch(space, chosen, more=["--timeout", "60", "--format", "json"]), space, check=False)
        told = json.loads(done.said)
        yield Row(f"{len(chosen)} areas, {len(BROKEN)} broken", f"{len(told['published'])} published, {seconds(done)}")
        for failure in told["failed"]:
            yield Row(f"- {failure['pack']}", f"{failure['kind']}: {failure['what']}")
        yield Row("- exit code", str(done.code))
        yield Row("- packs in build", str(len(list((space / "build").glob("*/*/manifest.json")))))


def workers(asked: Asked) -> Iterator[Row]:
    """The same packs by 1, 2 and 4 workers: identical files."""
    found = []
    chosen = authorities()[: asked.packs]
    for jobs in (1, 2, 4):
        with small() as space:
            done = timed(batch(space, chosen, more=["--jobs", str(jobs)]), space)
            found.append(hashes(space / "build"))
        yield Row(f"{len(chosen)} small packs, {jobs} at once", seconds(done))
    yield Row("- every file the same", str(found[0] == found[1] == found[2]))


PARTS: dict[str, Callable[[Asked], Iterator[Row]]] = {
    "packs": packs,
    "again": again,
    "authorities": authorities_of_england,
    "kills": kills,
    "inside": inside,
    "dask": dask,
    "lost": lost,
    "broken": broken,
    "workers": workers,
}


# What it is measured with -----------------------------------------------------------------------------------------


def batch(
    space: Path,
    chosen: Sequence[str],
    *,
    months: str = MONTH,
    data: Sequence[str] = (),
    more: Sequence[str] = (),
) -> list[str]:
    """Return the command that makes the packs of some areas."""
    where = [sys.executable, "-m", "analysis", "--workspace", str(space), *data]
    return [*where, "batch", "--areas", ",".join(chosen), "--months", months, "--renderer", "builtin", *more]


def authorities() -> list[str]:
    """Return every authority that there was in the month, by its code."""
    return sorted(area.code for area in areas().authorities(dt.date(2021, 5, 31)))


@contextmanager
def copied(*, data: bool = True) -> Iterator[Path]:
    """Give a copy of the workspace, so that nobody's packs are touched."""
    with tempfile.TemporaryDirectory() as folder:
        space = Path(folder) / "workspace"
        left_out = [".venv", ".git", "build", ".make", "node_modules", ".mypy_cache", "src", "tests", "benchmarks"]
        shutil.copytree(ROOT, space, ignore=shutil.ignore_patterns(*left_out, *([] if data else ["raw", "processed"])))
        yield space


@contextmanager
def small() -> Iterator[Path]:
    """Give a workspace of one notebook and one paper."""
    with tempfile.TemporaryDirectory() as folder:
        yield make_workspace(Path(folder) / "work bench é", ROOT).root


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file of the packs but for the page over all; of a manifest, what stays of it."""
    return {
        path.relative_to(folder).as_posix(): manifest_print(path) if path.name in NOT_EQUAL else sha256(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent != folder
    }


def manifest_print(path: Path) -> str:
    """Return what a manifest names of its pack's files, as text; what is not whole names nothing."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return "not whole"
    return json.dumps([told["executed"], told["evidence"], told["papers"]])


def change_a_figure(space: Path, area: str) -> str:
    """Add 1 to one number of an area in the first file of data/raw that has one; return where it stood."""
    for path in sorted((space / "data" / "raw").rglob("*.csv")):
        lines = path.read_text(encoding="utf-8").split("\n")
        for number, line in enumerate(lines):
            found = re.fullmatch(r"(.*,)(\d+)(\r?)", line) if area in line else None
            if found:
                lines[number] = f"{found[1]}{int(found[2]) + 1}{found[3]}"
                path.write_text("\n".join(lines), encoding="utf-8", newline="")
                return f"{path.name}, line {number + 1}"
    raise SystemExit(f"No figure of {area} was found to change.")


def killed(command: Sequence[str], space: Path, moment: float, mark: str) -> list[str]:
    """Kill a batch some seconds after its start; return what of it is still alive when all must be gone."""
    process = subprocess.Popen(
        command,
        cwd=space,
        env={**os.environ, MARK: mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with suppress(subprocess.TimeoutExpired):
        process.wait(moment)
    process.send_signal(signal.SIGKILL)
    process.wait()
    until = time.monotonic() + GONE_WITHIN
    while (left := marked(mark)) and time.monotonic() < until:
        time.sleep(0.1)
    for one in left:
        with suppress(psutil.Error):
            one.kill()
    return [f"{one.pid}" for one in left]


def marked(mark: str) -> list[psutil.Process]:
    """Return the processes that a batch with this mark started and that are alive."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def seconds(found: Timed) -> str:
    """Return the two times of a command."""
    return f"{found.clock:.1f} s ({found.processor:.1f} s of processor)"


if __name__ == "__main__":
    main()
