"""What an operator and an analyst wait for: commands, one pack, a second run, and its notebooks beside plain papermill.

    python benchmarks/speed.py commands pack again notebooks
    python benchmarks/speed.py commands --data ~/all-england

Every figure is of clock and of processor seconds (the second hardly grows on a busy machine), of the command and all
it starts. `notebooks` counts only where every output is that of plain papermill; otherwise it says which is not. The
results are written to `results/speed.md`, or to the file named by --into. PYTHONDONTWRITEBYTECODE must be unset.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.catalogue.workspace import DATA_VARIABLE, Workspace
from analysis.execution.notebook_source import code_cells, label_of, read_notebook
from analysis.packs.plan import plan_pack

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "speed.md"
WORKBENCH = [sys.executable, "-m", "analysis"]
RUN = [*WORKBENCH, "run", "--area", "Torbay", "--month", "2021-05"]
COMMANDS = {
    "`workbench --help`": ([*WORKBENCH, "--help"], 0.3),
    "`from analysis import ask`": ([sys.executable, "-c", "from analysis import ask"], 1.2),
    "`workbench why cp_rate --area Torbay --between 2016-03 2017-03`": (
        [*WORKBENCH, "why", "cp_rate", "--area", "Torbay", "--between", "2016-03", "2017-03"],
        1.5,
    ),
    "`workbench data-quality --area Torbay --month 2021-05`": (
        [*WORKBENCH, "data-quality", "--area", "Torbay", "--month", "2021-05"],
        None,
    ),
}
TIMES = 3  # a command is run so often, and its quickest run counts: others are lengthened by what else goes on
HEAD = """# Speed

How: `python benchmarks/speed.py {parts}`, {cores} cores, {load} other processes waiting or running when it began.

| what | clock, s | processor, s | aim, s |
|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds of the clock, and of the processor in the command and in all it started and waited for."""

    clock: float
    processor: float


def main() -> None:
    """Measure what is asked for and write it down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="+", choices=list(PARTS))
    parser.add_argument("--data", type=Path, help="another data folder")
    parser.add_argument("--into", type=Path, default=RESULTS)
    asked = parser.parse_args()
    if "PYTHONDONTWRITEBYTECODE" in os.environ:
        parser.error("unset PYTHONDONTWRITEBYTECODE: or every import is compiled anew, and the compiler is measured")
    if asked.data:
        os.environ[DATA_VARIABLE] = str(asked.data.resolve())
    text = HEAD.format(parts=" ".join(asked.parts), cores=os.cpu_count(), load=f"{os.getloadavg()[0]:.1f}")
    for part in asked.parts:
        for line in PARTS[part]():
            print(line)
            text += f"{line}\n"
    asked.into.write_text(text, encoding="utf-8")


def commands() -> Iterator[str]:
    """Commands by themselves, their byte code cached and the store built."""
    for name, (command, aim) in COMMANDS.items():
        timed(command)  # byte code, and what is kept beside the store
        yield row(name, min((timed(command) for _ in range(TIMES)), key=lambda found: found.processor), aim)


def pack() -> Iterator[str]:
    """One whole pack, nothing reused."""
    yield row("one whole pack, nothing reused", timed([*RUN, "--fresh"]), 15)


def again() -> Iterator[str]:
    """A second run with nothing changed."""
    timed(RUN)
    yield row("the same pack again, nothing changed", timed(RUN), 1)


def notebooks() -> Iterator[str]:
    """The notebooks of a pack beside plain papermill, outputs compared."""
    plan = plan_pack(Workspace.find(ROOT), area="Torbay", month="2021-05")
    ours = timed([*RUN, "--fresh"])
    seconds = json.loads((plan.folder / "manifest.json").read_text(encoding="utf-8"))["seconds"]
    plain, differ = 0.0, []
    with tempfile.TemporaryDirectory() as folder:
        for notebook in plan.notebooks:
            output = Path(folder) / notebook.name
            given = [part for name in ("area", "month") for part in ("-r", name, str(plan.parameters[name]))]
            command = [sys.executable, "-m", "papermill", str(notebook), str(output), *given, "-r", "build", "."]
            plain += timed([*command, "--cwd", folder, "--no-progress-bar"]).clock
            differ += [
                f"{notebook.stem}, {label}" for label in different(output, plan.folder / "notebooks" / notebook.name)
            ]
    yield row(f"{len(plan.notebooks)} notebooks of that pack", Timed(seconds["notebooks"], ours.processor), 23)
    yield row("the same by plain papermill, one after another", Timed(plain, float("nan")), None)
    yield f"| outputs that differ from plain papermill's | {', '.join(differ) or 'none'} | | none |"


def different(plain: Path, ours: Path) -> list[str]:
    """Return the labels of cells whose outputs are not the same in two executed notebooks."""
    pairs = zip(code_cells(read_notebook(plain)), code_cells(read_notebook(ours)), strict=True)
    return [str(label_of(one)) for one, other in pairs if one["outputs"] != other["outputs"]]


def timed(command: Sequence[str]) -> Timed:
    """Run a command. Raises CalledProcessError where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    clock, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Timed(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def row(name: str, found: Timed, aim: float | None) -> str:
    """Return a line of the table."""
    used = "" if found.processor != found.processor else f"{found.processor:.2f}"
    return f"| {name} | {found.clock:.2f} | {used} | {'' if aim is None else f'< {aim:g}'} |"


PARTS = {"commands": commands, "pack": pack, "again": again, "notebooks": notebooks}


if __name__ == "__main__":
    main()
