"""Tables of what `all_england.py` found: outcomes, seconds and memory, and what was missing for how many authorities.

    python benchmarks/all_england_report.py runs.jsonl --timed timed.jsonl

Seconds and memory come from the runs of --timed, which were made without --ready; without it, from the same file.
"""

import argparse
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from analysis.catalogue.area import areas
from notebook_run import Run

FEWEST = 1  # authorities for which a sentence has to hold to be listed
MONTHS = r"(January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"


def main() -> None:
    """Print the tables as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--timed", type=Path, nargs="*", default=[])
    asked = parser.parse_args()
    runs = read(asked.runs)
    for title, lines in (
        ("Outcomes", outcomes(runs)),
        ("Seconds and memory", times(read(asked.timed) if asked.timed else runs)),
        ("What was missing", missing(runs)),
        ("Failures", failures(runs)),
    ):
        print(f"## {title}\n", *lines, "", sep="\n")


def read(files: Sequence[Path]) -> list[Run]:
    """Return the runs of some files, the last of each notebook, area and month."""
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return list({run.key: run for run in map(Run.from_line, lines)}.values())


def outcomes(runs: Iterable[Run]) -> Iterator[str]:
    """One row a month and notebook: how many succeeded, said what is missing instead, or failed."""
    found = Counter((run.month, run.notebook, run.status) for run in runs)
    yield "| month | notebook | authorities | succeeded | explained | failed |"
    yield "|---|---|---|---|---|---|"
    for month, notebook in sorted({(month, notebook) for month, notebook, _ in found}):
        counts = [found[month, notebook, status] for status in ("succeeded", "explained", "failed")]
        yield f"| {month} | {notebook} | {sum(counts)} | {' | '.join(map(str, counts))} |"
    totals = [sum(count for key, count in found.items() if key[2] == s) for s in ("succeeded", "explained", "failed")]
    yield f"| all | all | {sum(totals)} | {' | '.join(map(str, totals))} |"


def times(runs: Iterable[Run]) -> Iterator[str]:
    """One row a notebook: seconds on the clock and of the processor, and megabytes, over all its runs."""
    by_notebook: dict[str, list[Run]] = defaultdict(list)
    for run in runs:
        by_notebook[run.notebook].append(run)
    yield "| notebook | runs | median s | 95% s | most s | median s of processor | most MB |"
    yield "|---|---|---|---|---|---|---|"
    for notebook, made in sorted(by_notebook.items()):
        seconds = sorted(run.seconds for run in made)
        processor = statistics.median(run.processor for run in made)
        high = seconds[min(len(seconds) - 1, round(0.95 * len(seconds)))]
        middle, most = statistics.median(seconds), max(run.megabytes for run in made)
        yield (
            f"| {notebook} | {len(made)} | {middle:.1f} | {high:.1f} | {seconds[-1]:.1f} | {processor:.1f} | "
            f"{most:.0f} |"
        )


def missing(runs: Iterable[Run]) -> Iterator[str]:
    """One row a month, notebook and sentence about what is missing: for how many authorities, and an example."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for run in runs:
        for sentence in dict.fromkeys([*run.gaps, *([run.says] if run.status == "explained" else [])]):
            found[run.month, run.notebook, _general(sentence, run.area)].append(run.area)
    yield "| month | notebook | what was said | authorities | for example |"
    yield "|---|---|---|---|---|"
    for (month, notebook, sentence), codes in sorted(found.items(), key=lambda item: (*item[0][:2], -len(item[1]))):
        if len(codes) >= FEWEST:
            yield f"| {month} | {notebook} | {sentence} | {len(codes)} | {areas()[codes[0]].name} |"


def failures(runs: Iterable[Run]) -> Iterator[str]:
    """One row a failed run."""
    failed = [run for run in runs if run.status == "failed"]
    yield from [f"- {run.month}, {areas()[run.area].name}, {run.notebook}: {run.says}" for run in failed] or ["None."]


def _general(sentence: str, area: str) -> str:
    """Return a sentence without what is particular to one authority, so that equal ones can be counted."""
    general = sentence.replace(areas()[area].name, "(area)")
    if general.startswith("No figure of this date for "):
        return "No figure of this date for (a neighbour)."
    return re.sub(rf"(the year to|on) (\d+ )?{MONTHS}", r"\1 (date)", general)


if __name__ == "__main__":
    main()
