"""What an operator and an analyst wait for: commands, one pack, a second run, and its notebooks beside plain papermill.

    python benchmarks/speed.py commands pack again notebooks reference briefing
    python benchmarks/speed.py table --data ~/all-england/data    # every part, as it is asked for in one table

`table` is all parts, and takes about half an hour. `england` needs --data, a folder made by `build_all_england` of
`all_england_data.py`; without it the part says so. `many` makes 152 small packs, and again.
Every figure is of clock and of processor seconds (the second hardly grows on a busy machine), of the command and all
it starts. `notebooks` and `reference` count only where every output is that of plain papermill; they say which is not.
The results are written to `results/speed.md`, or to the file named by --into. PYTHONDONTWRITEBYTECODE must be unset.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import yaml

from analysis.catalogue.workspace import DATA_VARIABLE, Workspace
from analysis.execution.notebook_source import code_cells, label_of, read_notebook
from analysis.execution.runner import USUAL, execute_all
from analysis.packs.plan import plan_pack
from batch import ENGLAND, authorities, batch, copied, hashes, small
from batch import PARTS as BATCH_PARTS
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
WHY_OF_ENGLAND = 2.5  # seconds of the processor that `why` may take with the figures of all England
THREE = ("cib-briefing", "report-card")  # and the data pack
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
    parser.add_argument("parts", nargs="+", choices=[*PARTS, TABLE])
    parser.add_argument("--data", type=Path, help="another data folder")
    parser.add_argument("--into", type=Path, default=RESULTS)
    asked = parser.parse_args()
    refuse_uncached()
    ASKED.update(vars(asked))
    text = HEAD.format(parts=" ".join(asked.parts), machine=machine())
    for part in PARTS if TABLE in asked.parts else asked.parts:
        for line in PARTS[part]():
            print(line, flush=True)
            text += f"{line}\n"
            asked.into.write_text(text, encoding="utf-8")  # what was measured stays, though the next part fails


def commands() -> Iterator[str]:
    """Commands by themselves, their byte code cached and the store built."""
    for name, (command, aim) in COMMANDS.items():
        timed(command, ROOT)  # byte code, and what is kept beside the store
        yield row(name, min((timed(command, ROOT) for _ in range(TIMES)), key=lambda found: found.processor), aim)


def pack() -> Iterator[str]:
    """One whole pack, nothing reused: all papers of pack.yml, then the briefing, the report card and the data pack.

    Each is made twice, and every file must be the same the second time.
    """
    for name, papers, aim in (("all papers of pack.yml", None, None), ("briefing, report card, data pack", THREE, 15)):
        with copied() as space:
            if papers is not None:
                only_papers(space, papers)
            command = [*WORKBENCH, "--workspace", str(space), *RUN[len(WORKBENCH) :], "--fresh"]
            timed(command, space)  # the store, and what is kept beside it
            first = hashes(space / "build" / "torbay")
            yield row(f"one whole pack, nothing reused: {name}", timed(command, space), aim)
            same = hashes(space / "build" / "torbay") == first
            yield f"| - every file as the time before | {same} | | True |"


def only_papers(space: Path, papers: Sequence[str]) -> None:
    """Leave only some papers in the pack.yml of a workspace, as they stand there."""
    path = space / "reports" / "pack.yml"
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    told["papers"] = [entry for entry in told["papers"] if entry["paper"] in papers]
    path.write_text(yaml.safe_dump(told, sort_keys=False), encoding="utf-8")


def again() -> Iterator[str]:
    """A second run with nothing changed."""
    timed(RUN, ROOT)
    yield row("second run, nothing changed: one pack", timed(RUN, ROOT), 1)


def many() -> Iterator[str]:
    """As many small packs as there are authorities, and a second run with nothing changed."""
    with small() as space:
        chosen = authorities()[:ENGLAND]
        command = batch(space, chosen)
        timed(command, space)
        first = hashes(space / "build")
        second = timed(command, space)
        yield row(f"second run, nothing changed: {len(chosen)} packs (of one notebook and one paper each)", second, 5)
        yield f"| - every file as before | {hashes(space / 'build') == first} | | True |"


def of_batch(part: str, packs: int, *, data: bool = False) -> Iterator[str]:
    """Yield the figures of a part of `benchmarks/batch.py`."""
    if data and ASKED.get("data") is None:
        yield f"| {part}: not measured, name the data folder of all England with --data | | | |"
        return
    for found in BATCH_PARTS[part](argparse.Namespace(packs=packs, data=ASKED.get("data"), times=0, seed=1)):
        yield f"| {found.what} | {found.figure} | | {BATCH_AIMS.get(found.what.partition(' (')[0], '')} |"


def changed() -> Iterator[str]:
    """Two packs: the plan as a share of them, and what runs again where one figure changed."""
    yield from of_batch("packs", 2)


def england() -> Iterator[str]:
    """Six authorities with the figures of all England; `why` over them."""
    yield from of_batch("authorities", 6, data=True)
    if ASKED.get("data") is not None:
        name = next(name for name in COMMANDS if " why " in name)
        command, environment = COMMANDS[name][0], {DATA_VARIABLE: str(ASKED["data"].resolve())}
        found = [timed(command, ROOT, environment=environment) for _ in range(TIMES + 1)][1:]
        yield row(f"{name}, all England", min(found, key=lambda each: each.processor), WHY_OF_ENGLAND)


def dask() -> Iterator[str]:
    """The same packs by local processes and on a local Dask cluster: few, and many more."""
    for packs in (8, 60):
        yield from of_batch("dask", packs)


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
    outcome = execute_all(plan, Path(build), limits=USUAL, listener=lambda *_: None, ended=lambda _: None)
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


TABLE = "table"  # all parts
ASKED: dict[str, Any] = {}
BATCH_AIMS = {
    "- plan as a share of that": "< 2%",
    "- longer by": "< 15%",
    "- most memory at once": "< 4 GB",
    f"- {ENGLAND} of them, every core busy": "< 40 minutes",
    "- every file the same": "True",
    "- every file as before": "True",
}
PARTS = {
    "notebooks": notebooks,
    "reference": reference,
    "pack": pack,
    "again": again,
    "many": many,
    "changed": changed,
    "england": england,
    "briefing": briefing,
    "commands": commands,
    "dask": dask,
}


if __name__ == "__main__":
    if sys.argv[1:2] == [EXECUTE]:
        execute(*sys.argv[2:])
    else:
        main()
