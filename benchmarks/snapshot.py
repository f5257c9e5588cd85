"""What every question says and shows, as one sorted text file: before and after a change, the two are compared.

One line for each text, table row, number of the evidence, verdict, row of figure data, caption and error, under
`area | question | measure | part | name`. A change of structure is done when no line differs but for those meant to.

Usage: python benchmarks/snapshot.py write FILE                   (the repository's own store, two areas)
       python benchmarks/snapshot.py write FILE --england FOLDER  (all England, built from the reference material; six
                                                                   areas, calls drawn by --seed down to --calls)
       python benchmarks/snapshot.py compare BEFORE AFTER
"""

import argparse
import inspect
import random
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from all_england_data import SHARED, build_all_england
from analysis import ask
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.measure import measures
from analysis.catalogue.workspace import Workspace
from analysis.present import charts, tables
from analysis.present.answer_view import Shown

ROOT = Path(__file__).resolve().parents[1]
SEPARATOR = " | "
OF_THE_REPOSITORY = {"Torbay": "2021-05", "Plymouth": "2021-05"}
OF_ENGLAND = ("Torbay", "Leeds", "Rutland", "Cumberland", "Northumberland", "Camden")
MONTHS_OF_ENGLAND = ("2024-03", "2025-03")
OF_MEASURES = ("why", "next", "trend", "compare")
CALLS = 600  # of all England: some ten minutes on two cores
SHOWN = 40  # lines that differ, printed by `compare`


@dataclass(frozen=True, slots=True)
class Call:
    """One question as it is asked. about: the measure or scenario. given: by name, beside area and month."""

    area: str
    question: str
    about: str
    month: str | None
    given: tuple[tuple[str, object], ...] = ()

    @property
    def place(self) -> str:
        """What stands before each of its lines."""
        said = [self.question, *(f"{name}={value}" for name, value in self.given), f"month={self.month or 'newest'}"]
        return SEPARATOR.join((self.area, " ".join(said), self.about or "-"))


def calls(area: str, month: str) -> Iterator[Call]:
    """Yield every question about an area: of each measure, of each scenario, and of the area alone."""
    for measure in measures():
        yield Call(area, "trend", measure, month)
        yield Call(area, "compare", measure, month)
        yield Call(area, "next", measure, month)
        yield Call(area, "why", measure, month)
        yield Call(area, "why", measure, month, (("between", "largest"),))
        yield Call(area, "why", measure, None)
    for scenario in sorted(path.stem for path in (ROOT / "data" / "scenarios").glob("*.yml")):
        yield Call(area, "what_if", scenario, month)
    for question in _of_an_area():
        yield Call(area, question, "", month)


def _of_an_area() -> list[str]:
    """The questions that need nothing but an area and a month."""
    found = []
    for name in ask.__all__:
        takes = inspect.signature(getattr(ask, name)).parameters
        if "area" in takes and not {"measure", "scenario"} & set(takes):
            found.append(name)
    return found


def lines(call: Call, workspace: Workspace) -> Iterator[str]:
    """Ask, and yield what is said and shown, one line each; an error is one line too."""
    arguments: dict[str, object] = {"area": call.area, "workspace": workspace, **dict(call.given)}
    if call.month is not None:
        arguments["month"] = call.month
    if call.about:
        arguments["scenario" if call.question == "what_if" else "measure"] = call.about
    try:
        found = dict(_parts(getattr(ask, call.question)(**arguments)))
    except WorkbenchError as error:
        found = {"error": f"{type(error).__name__}: {error}"}
    except Exception as error:  # noqa: BLE001 - a fault of the program is what a snapshot must hold too
        found = {"fault": f"{type(error).__name__}: {error}"}
    for name, value in found.items():
        yield SEPARATOR.join((call.place, name, " / ".join(str(value).splitlines())))


def _parts(answer: Shown) -> Iterator[tuple[str, object]]:
    for key, value in answer.as_dict().items():
        if key == "texts":
            yield from ((f"text {name}", text) for name, text in value.items())
        elif key in ("evidence", "verdicts"):
            for entry in value:
                yield f"{key} {entry.get('name') or entry['explanation']}", _flat(entry)
        elif key == "missing":
            yield from ((f"missing {place}", text) for place, text in enumerate(value))
        else:
            yield f"answer {key}", value
    for name in answer.tables:
        sheet = answer.table(name).sheet
        yield f"table {name} heading", f"{tables.caption(answer.answer, name)} // {sheet.heading} // {sheet.note}"
        yield from _rows(f"table {name}", sheet.frame)
    for name in answer.figures:
        yield f"figure {name} caption", charts.caption(answer.answer, name)
        yield f"figure {name} alt", charts.alt(answer.answer, name)
    for name, frame in sorted(answer.answer.figures.items()):
        yield from _rows(f"data {name}", frame)


def _rows(name: str, frame: pd.DataFrame) -> Iterator[tuple[str, object]]:
    for place, row in enumerate(frame.to_dict("records"), start=1):
        yield f"{name} {place:03}", _flat(row)


def _flat(row: Mapping[object, object]) -> str:
    return "; ".join(f"{key}={_plain(value)}" for key, value in row.items())


def _plain(value: object) -> str:
    """A value as text; floating point to 9 figures, so that the order of a sum does not count as a difference."""
    return f"{value:.9g}" if isinstance(value, float) else str(value)


def write(path: Path, asked: list[Call], workspace: Workspace) -> None:
    """Write the lines of every call, sorted."""
    found: list[str] = []
    started = time.perf_counter()
    for place, call in enumerate(asked, start=1):
        found += lines(call, workspace)
        if place % 50 == 0:
            print(f"{place} of {len(asked)} calls, {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    path.write_text("\n".join(sorted(found)) + "\n", encoding="utf-8")
    print(f"{len(asked)} calls, {len(found)} lines, {time.perf_counter() - started:.0f} s: {path}")


def compare(before: Path, after: Path, shown: int = SHOWN) -> int:
    """Print how two snapshots differ, by part; return how many lines do.

    Lines of calls that only one of the two holds (a measure that came or went) are counted apart and not as
    differences, unless the other one has the call itself.
    """
    one, other = (_by_place(path) for path in (before, after))
    asked = [{_call(place) for place in side} for side in (one, other)]
    both = asked[0] & asked[1]
    places = sorted(place for place in {*one, *other} if one.get(place) != other.get(place) and _call(place) in both)
    parts: dict[str, int] = {}
    for place in places:
        part = place.split(SEPARATOR)[3].split(" ")[0]
        parts[part] = parts.get(part, 0) + 1
    for place in places[:shown]:
        print(f"{place}\n  - {one.get(place, '(nothing)')}\n  + {other.get(place, '(nothing)')}")
    print(f"{len(both)} calls in both, {len(asked[0] - both)} only before, {len(asked[1] - both)} only after")
    print(f"{len(places)} lines differ: {', '.join(f'{part} {count}' for part, count in sorted(parts.items())) or '-'}")
    return len(places)


def _by_place(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        *place, value = line.split(SEPARATOR, 4)
        key = SEPARATOR.join(place)
        found[key] = f"{found[key]} // {value}" if key in found else value
    return found


def _call(place: str) -> str:
    return SEPARATOR.join(place.split(SEPARATOR)[:3])


def _england(folder: Path, seed: int, most: int) -> tuple[list[Call], Workspace]:
    """The calls of all England whose measure some answer is given for, drawn by `seed`; the store is built once."""
    workspace = Workspace(ROOT, folder / "data")
    if not (workspace.processed / "observations.parquet").is_file():
        workspace = build_all_england(folder, SHARED)
    held = set(pd.read_parquet(workspace.processed / "observations.parquet", columns=["measure"])["measure"])
    every = {
        call
        for area in OF_ENGLAND
        for month in MONTHS_OF_ENGLAND
        for call in calls(area, month)
        if call.question not in OF_MEASURES or call.about in held or measures()[call.about].numerator in held
    }
    drawn = random.Random(seed).sample(sorted(every, key=lambda call: call.place), min(most, len(every)))  # noqa: S311 - a sample, nothing secret
    return sorted(drawn, key=lambda call: call.place), workspace


def main() -> int:
    """Write a snapshot, or compare two."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    writing = verbs.add_parser("write")
    writing.add_argument("file", type=Path)
    writing.add_argument("--england", type=Path, metavar="FOLDER", help="where the store of all England is, or is made")
    writing.add_argument("--seed", type=int, default=10)
    writing.add_argument("--calls", type=int, default=CALLS)
    comparing = verbs.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    comparing.add_argument("--show", type=int, default=SHOWN)
    given = parser.parse_args()
    if given.verb == "compare":
        return 1 if compare(given.before, given.after, given.show) else 0
    if given.england:
        write(given.file, *_england(given.england, given.seed, given.calls))
    else:
        asked = [call for area, month in OF_THE_REPOSITORY.items() for call in calls(area, month)]
        write(given.file, asked, Workspace.find(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
