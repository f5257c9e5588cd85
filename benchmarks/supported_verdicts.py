"""How often "why did it change" supports something, and how often that names a reason: changes of a year, all England.

python benchmarks/supported_verdicts.py --data FOLDER [--windows 200] [--seed 7]

Windows are drawn from every authority, measure and pair of years a year apart that the folder holds (built from
the published files as data/raw/README.md says). A verdict names a reason where its explanation is a cause; one of a
pattern restates where the change lies. "Within chance" is a change that two years of one rate would differ by.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from analysis.catalogue.area import areas
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.pathway import pathway_of
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.questions.answer import Answer
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.explanations import explanations
from analysis.questions.why.question import why
from analysis.questions.why.window import same_day
from analysis.store import Store, open_store

MEASURES = ("cp_rate", "cp_plans_started", "cla_rate", "cla_started", "referral_rate")
MONTH = Month(2026, 3)
CHANCE = 0.05
Window = tuple[str, str, str, str]


def windows(store: Store) -> Iterator[Window]:
    """Yield measure, area and both months of every change of one year that the store holds."""
    for area in areas().values():
        if area.kind != "authority":
            continue
        for measure in MEASURES:
            days = SeriesReader.from_store(store, area.code, MONTH.last_day).yearly(pathway_of(measure).count).index
            held = set(days)
            for day in days:
                if same_day(day, 1) in held:
                    yield measure, area.code, str(Month.of(day)), str(Month.of(same_day(day, 1)))


def kinds_supported(answer: Answer) -> list[str]:
    """Return the kind of every supported explanation, `pattern` or `cause`."""
    kinds = {entry.name: entry.kind for entry in explanations()}
    return [kinds[verdict.explanation] for verdict in answer.verdicts if verdict.ruling == "supported"]


def main() -> None:
    """Ask about the windows drawn, and print the counts as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--windows", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    store = open_store(Workspace(Path.cwd(), given.data))
    draw = random.Random(given.seed)  # noqa: S311 - a sample to look at, and no secret
    drawn = draw.sample(sorted(windows(store)), given.windows)
    found: Counter[str] = Counter()
    start = time.perf_counter()
    for measure, area, before, after in drawn:
        try:
            answer = why(store, measure, area, MONTH, between=(before, after))
        except WorkbenchError as error:
            found[f"no answer: {type(error).__name__}"] += 1
            continue
        kinds = kinds_supported(answer)
        chance = answer.evidence.get(f"{answer.group}.count_chance")
        by_chance = chance is not None and isinstance(chance.value, float) and chance.value >= CHANCE
        found["answers"] += 1
        found["answers with a supported verdict"] += bool(kinds)
        found["verdicts"] += len(answer.verdicts)
        found["supported verdicts"] += len(kinds)
        found["supported verdicts that name a reason"] += kinds.count("cause")
        found["answers that name a reason"] += "cause" in kinds
        found["answers within chance"] += by_chance
        found["supported verdicts of answers within chance"] += by_chance * len(kinds)
    print(f"{given.windows} windows drawn with seed {given.seed}, {time.perf_counter() - start:.0f} s\n")
    print("| what | how many |\n| --- | --- |")
    print("\n".join(f"| {name} | {count:,} |" for name, count in found.items()))


if __name__ == "__main__":
    main()
