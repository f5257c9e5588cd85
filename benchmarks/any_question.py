"""Random questions over every area, measure and window: none may end in a traceback.

    python benchmarks/any_question.py --data ~/all-england/data [--questions 3000] [--seed 1]

An answer is one of three things: *answered*, *refused* with a sentence that says what is lacking, or *broken* (a
traceback). Every question is drawn from a seed, so that a broken one can be asked again. Without --data a folder is
made with the published files of ../shared in it.
"""

import argparse
import random
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from all_england_data import ROOT, SHARED, build_all_england
from analysis import ask
from analysis.catalogue.area import areas
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.measure import measures
from analysis.catalogue.parameters import problems_of_area
from analysis.catalogue.pathway import pathways
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.store import Store, open_store

FIRST, LAST = Month(2011, 3), Month(2025, 9)
ENDS_OF_YEARS = (3, 9)
OFTEN = 0.8  # of the questions are about what is held


@dataclass(frozen=True, slots=True)
class Question:
    """One question as an analyst would type it: the function of `ask`, and its arguments."""

    asks: str
    arguments: Mapping[str, object]

    def __str__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"ask.{self.asks}({said})"


@dataclass(frozen=True, slots=True)
class Held:
    """What a store has of one area: measures, with the rates that are made from them, and ends of years."""

    measures: tuple[str, ...]
    ends: tuple[Month, ...]

    @classmethod
    def of(cls, store: Store, area: str) -> "Held":
        """Look at one area (an ONS code)."""
        rows = store.of_area(area)
        found = {name for name in rows["measure"].unique() if name in measures()}
        made = {name for name in measures() if measures()[name].numerator in found}
        days = rows["period_end"].unique()
        return cls(tuple(sorted(found | made)), tuple(Month.of(day) for day in days if day.month in ENDS_OF_YEARS))


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a question ended: answered, refused or broken. says: its headline, its refusal or its traceback."""

    question: Question
    ended: str
    says: str


def random_questions(
    store: Store, seed: int, number: int, among: Iterable[str] | None = None, months: int | None = None
) -> Iterator[Question]:
    """Draw questions, four in five of them about measures that the store holds of the area.

    among: codes of the areas asked about; every authority there ever was where left out. months: how many are drawn for
    each area, so that its figures are audited that often and no more; any month for any question where left out.
    """
    chance = random.Random(seed)  # noqa: S311 - questions, no secrets
    codes = list(among) if among is not None else [area.code for area in areas().authorities()]
    kinds: dict[str, Callable[[random.Random, Held], dict[str, object]]] = {
        "why": _why,
        "next": lambda chance, _: {
            "measure": chance.choice(sorted(measures().forecast)),
            "years": chance.randint(1, 5),
        },
        "trend": lambda chance, held: {
            "measure": _any_measure(chance, held),
            "by": chance.choice([None, None, "month", "year"]),
        },
        "compare": lambda chance, held: {
            "measure": _any_measure(chance, held),
            "with_": chance.choice([None, "neighbours-2021", "neighbours-2025"]),
        },
        "capacity": lambda chance, _: {"limit": chance.choice([None, 12, 18.5])},
        "report_card": lambda _, __: {},
    }
    held = {code: Held.of(store, code) for code in codes}
    drawn = {code: [_month(chance, code) for _ in range(months or 0)] for code in codes}
    for _ in range(number):
        asks = chance.choices(list(kinds), weights=[6, 3, 4, 4, 1, 1])[0]
        area = chance.choice(codes)
        arguments = {"area": area, **kinds[asks](chance, held[area])}
        arguments["month"] = chance.choice(drawn[area]) if months else _month(chance, area)
        yield Question(asks, arguments)


def put(questions: Iterable[Question], workspace: Workspace) -> Iterator[Outcome]:
    """Ask each question and say every text of its answer."""
    for question in questions:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                answer = getattr(ask, question.asks)(**question.arguments, workspace=workspace)
                says = " ".join(answer.text(name) for name in answer.texts)
        except WorkbenchError as error:
            yield Outcome(question, "refused", str(error))
        except Exception:  # noqa: BLE001 - anything else is what is looked for
            yield Outcome(question, "broken", traceback.format_exc(limit=-3))
        else:
            yield Outcome(question, "answered", says)


def forecasts_of_the_gone(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return the answers that forecast an authority that had ended by the newest month held."""
    return [
        outcome
        for outcome in outcomes
        if outcome.question.asks == "next"
        and outcome.ended == "answered"
        and areas()[str(outcome.question.arguments["area"])].closed is not None
        and "expected to be" in outcome.says
    ]


def _why(chance: random.Random, held: Held) -> dict[str, object]:
    named = sorted(pathways())
    ends = sorted(held.ends)
    if len(ends) > 1 and chance.random() < OFTEN:
        first, last = sorted(chance.sample(ends, 2))
        return {"measure": chance.choice(named), "between": (str(first), str(last))}
    year = chance.randint(FIRST.year, LAST.year - 1)
    month = chance.choice(ENDS_OF_YEARS)
    window = (f"{year}-{month:02d}", f"{chance.randint(year + 1, LAST.year)}-{month:02d}")
    return {"measure": chance.choice(named), "between": chance.choice([None, "latest", "largest", window, window])}


def _any_measure(chance: random.Random, held: Held) -> str:
    return chance.choice(held.measures if held.measures and chance.random() < OFTEN else sorted(measures()))


def _month(chance: random.Random, area: str) -> str | None:
    """Return a month in which the area was there, or none."""
    if chance.random() < 0.3:
        return None
    month = FIRST.plus(chance.randrange((LAST.year - FIRST.year) * 12 + LAST.number - FIRST.number))
    return None if problems_of_area(areas()[area], month) else str(month)


def main() -> None:
    """Ask, count and print every broken one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="a data folder with all-England files in it")
    parser.add_argument("--questions", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--areas", nargs="*", help="codes; every authority there ever was where left out")
    parser.add_argument("--months", type=int, help="how many months are asked about for each area")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        space = Workspace(ROOT, asked.data.resolve()) if asked.data else build_all_england(Path(folder), SHARED)
        start = time.perf_counter()
        outcomes = []
        drawn = random_questions(open_store(space), asked.seed, asked.questions, asked.areas, asked.months)
        for outcome in put(drawn, space):
            outcomes.append(outcome)
            if outcome.ended == "broken":
                print(f"{outcome.question}\n{outcome.says}", flush=True)
        seconds = time.perf_counter() - start
    counted = Counter((outcome.question.asks, outcome.ended) for outcome in outcomes)
    print(
        f"{len(outcomes)} questions in {seconds:.0f} s\n\n| question | answered | refused | broken |\n|---|---|---|---|"
    )
    for asks in sorted({asks for asks, _ in counted}):
        print(f"| {asks} | " + " | ".join(str(counted[asks, how]) for how in ("answered", "refused", "broken")) + " |")
    print(f"\nForecasts of an authority that had ended: {len(forecasts_of_the_gone(outcomes))}")


if __name__ == "__main__":
    main()
