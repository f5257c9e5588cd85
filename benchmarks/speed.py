"""What an operator and an analyst wait for: commands, one pack, a second run, and its notebooks beside plain papermill.

    python benchmarks/speed.py commands pack again notebooks reference briefing
    python benchmarks/speed.py commands --data ~/all-england

Every figure is of clock and of processor seconds (the second hardly grows on a busy machine), of the command and all
it starts. `notebooks` and `reference` count only where every output is that of plain papermill; they say which is not.
The results are written to `results/speed.md`, or to the file named by --into. PYTHONDONTWRITEBYTECODE must be unset.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import nbformat

from analysis.catalogue.workspace import DATA_VARIABLE, Workspace
from analysis.execution.notebook_source import code_cells, label_of, read_notebook
from analysis.execution.runner import USUAL, execute_all
from analysis.packs.plan import plan_pack
from timing import Timed, machine, refuse_uncached, timed

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
RUNS = 24
EXECUTE = "--execute"  # begins the arguments of a process that only runs notebooks
GIVEN = {"area": "E06000027", "month": "2021-05"}
NOT_IN_A_CHECKOUT = (".venv", ".git", "build", ".make", "processed", "__pycache__", ".*_cache", ".hypothesis")
TIMES = 3  # a command is run so often, and its quickest run counts: others are lengthened by what else goes on
HEAD = """# Speed

How: `python benchmarks/speed.py {parts}`, {machine}.

| what | clock, s | processor, s | aim, s |
|---|---|---|---|
"""


def main() -> None:
    """Measure what is asked for and write it down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="+", choices=list(PARTS))
    parser.add_argument("--data", type=Path, help="another data folder")
    parser.add_argument("--into", type=Path, default=RESULTS)
    asked = parser.parse_args()
    refuse_uncached()
    if asked.data:
        os.environ[DATA_VARIABLE] = str(asked.data.resolve())
    text = HEAD.format(parts=" ".join(asked.parts), machine=machine())
    for part in asked.parts:
        for line in PARTS[part]():
            print(line)
            text += f"{line}\n"
    asked.into.write_text(text, encoding="utf-8")


def commands() -> Iterator[str]:
    """Commands by themselves, their byte code cached and the store built."""
    for name, (command, aim) in COMMANDS.items():
        timed(command, ROOT)  # byte code, and what is kept beside the store
        yield row(name, min((timed(command, ROOT) for _ in range(TIMES)), key=lambda found: found.processor), aim)


def pack() -> Iterator[str]:
    """One whole pack, nothing reused."""
    yield row("one whole pack, nothing reused", timed([*RUN, "--fresh"], ROOT), 15)


def again() -> Iterator[str]:
    """A second run with nothing changed."""
    timed(RUN, ROOT)
    yield row("the same pack again, nothing changed", timed(RUN, ROOT), 1)


def notebooks() -> Iterator[str]:
    """The notebooks of a pack beside plain papermill, outputs compared."""
    plan = plan_pack(Workspace.find(ROOT), area="Torbay", month="2021-05")
    yield from beside_plain(f"the {len(plan.notebooks)} notebooks of one pack", plan.notebooks, 23)


def reference() -> Iterator[str]:
    """24 runs of a reference notebook (15 cells, 5 figures) beside plain papermill."""
    with tempfile.TemporaryDirectory() as folder:
        copies = [reference_notebook(Path(folder) / f"{number:02}_reference.ipynb") for number in range(RUNS)]
        yield from beside_plain(f"{RUNS} runs of a reference notebook (15 cells, 5 figures)", copies, None)


def briefing() -> Iterator[str]:
    """`make briefing` in a new checkout without environment, store or caches."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "checkout"
        shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(*NOT_IN_A_CHECKOUT))
        yield row("`make briefing`, nothing there yet", timed(["make", "briefing"], place), 60)


def beside_plain(name: str, notebooks: Sequence[Path], aim: float | None) -> Iterator[str]:
    """Run notebooks here and by plain papermill, one after another; the ratio counts only with equal outputs."""
    with tempfile.TemporaryDirectory() as folder:
        here, apart = Path(folder) / "here", Path(folder) / "apart"
        apart.mkdir()
        ours = timed([sys.executable, __file__, EXECUTE, str(here), *map(str, notebooks)], ROOT)
        clock, processor, differ = 0.0, 0.0, []
        for notebook in notebooks:
            output = apart / notebook.name
            given = [part for pair in GIVEN.items() for part in ("-r", *pair)]
            command = [sys.executable, "-m", "papermill", str(notebook), str(output), *given, "-r", "build", "."]
            plain = timed([*command, "--cwd", str(apart), "--no-progress-bar"], ROOT)
            clock, processor = clock + plain.clock, processor + plain.processor
            differ += [f"{notebook.stem}, {label}" for label in different(output, here / "notebooks" / notebook.name)]
    yield row(name, ours, aim)
    yield row("- by plain papermill, one after another", Timed(clock, processor), None)
    yield f"| - how many times sooner | {clock / ours.clock:.1f} | {processor / ours.processor:.1f} | |"
    yield f"| - outputs that differ from plain papermill's | {', '.join(differ) or 'none'} | | none |"


def execute(build: str, *notebooks: str) -> None:
    """Run notebooks into a folder as a pack does: what `beside_plain` times in a process of its own."""
    plan = plan_pack(Workspace.find(ROOT), area="Torbay", month="2021-05")
    plan = replace(plan, notebooks=tuple(map(Path, notebooks)))
    outcome = execute_all(plan, Path(build), limits=USUAL, listener=lambda *_: None)
    if outcome.failed:
        raise SystemExit("\n".join(map(str, outcome.failed)))


def reference_notebook(path: Path) -> Path:
    """Write a notebook of 15 cells, of which 5 draw: what every measurement of the machinery has run."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    given = "\n".join(f"{name} = {value!r}" for name, value in {**GIVEN, "known_at": None, "build": "."}.items())
    cells = [nbformat.v4.new_code_cell(given, metadata={"tags": ["parameters"]})]
    cells.append(nbformat.v4.new_code_cell("import numpy as np\nimport pandas as pd\nimport seaborn as sns"))
    for number in range(1, 6):
        table = f"frame = pd.DataFrame({{'x': range(200), 'y': np.arange(200) ** {number} % 97}})\nframe.describe()"
        drawn = "axes = sns.lineplot(frame, x='x', y='y')"
        cells += [nbformat.v4.new_code_cell(text) for text in (table, drawn)]
    cells += [nbformat.v4.new_code_cell(f"frame['y'].rolling({width}).mean().tail()") for width in (3, 6, 12)]
    notebook.cells = [
        nbformat.v4.new_code_cell(cell.source, id=f"c{number}", metadata=cell.metadata)
        for number, cell in enumerate(cells)
    ]
    nbformat.write(notebook, path)
    return path


def different(plain: Path, ours: Path) -> list[str]:
    """Return the labels of cells whose outputs are not the same in two executed notebooks."""
    pairs = zip(code_cells(read_notebook(plain)), code_cells(read_notebook(ours)), strict=True)
    return [str(label_of(one)) for one, other in pairs if one["outputs"] != other["outputs"]]


def row(name: str, found: Timed, aim: float | None) -> str:
    """Return a line of the table."""
    used = "" if found.processor != found.processor else f"{found.processor:.2f}"
    return f"| {name} | {found.clock:.2f} | {used} | {'' if aim is None else f'< {aim:g}'} |"


PARTS = {
    "commands": commands,
    "pack": pack,
    "again": again,
    "notebooks": notebooks,
    "reference": reference,
    "briefing": briefing,
}


if __name__ == "__main__":
    if sys.argv[1:2] == [EXECUTE]:
        execute(*sys.argv[2:])
    else:
        main()
