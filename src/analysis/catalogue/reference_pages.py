"""Write docs/measures.md and docs/glossary.md from the catalogue: `make reference`."""

import sys
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from analysis.catalogue.matching.field_words import FieldWord, field_words
from analysis.catalogue.measure import Measure, national_measures
from analysis.catalogue.yaml_reader import parse_yaml

GENERATED = "This page is written from the catalogue by `make reference`; change the catalogue, not the page."
NAMES_SHOWN = 4
UNITS: Mapping[str, str] = {
    "count": "number",
    "percent": "%",
    "per_10000": "per 10,000 children",
    "per_100000": "per 100,000",
    "fte": "full-time equivalent",
    "cases_per_fte": "cases per worker",
}
COUNTED: Mapping[str | None, str] = {None: "as the paper counts it", "snapshot": "on one day", "year": "over a year"}
GOOD: Mapping[str, str] = {"high_is_good": "high", "low_is_good": "low", "neutral": "neither"}


def measures_page(national: Mapping[str, Measure]) -> str:
    """Return the page of all national measures, a table for each group."""
    groups = dict.fromkeys(measure.group for measure in national.values())
    lines = [
        "# The measures of the national catalogue",
        "",
        f"The workbench knows {len(national)} measures that English councils and the Department for Education report.",
        "A council's own measures stand in its workspace, `data/catalogue/measures.yml`.",
        "The field's words, and the ways they are said, are in the [glossary](glossary.md).",
        "",
        GENERATED,
    ]
    for group in groups:
        lines += ["", f"## {group[:1].upper()}{group[1:]}", "", "| Measure and id | What it counts | Unit | Counted |"]
        lines[-1] += " Good | Compared between areas | Printed as |"
        lines += ["|---|---|---|---|---|---|---|"]
        lines += [_row(measure) for measure in national.values() if measure.group == group]
    return "\n".join(lines) + "\n"


def _row(measure: Measure) -> str:
    asks = f" {measure.question}" if measure.question else ""
    compared = {"no": "no", None: "as its kind is"}.get(measure.comparable, "yes")
    if measure.through:
        compared = f"through `{measure.through}`"
    cells = (
        f"{measure.name}<br>`{measure.id}`",
        f"{measure.definition}{asks}",
        UNITS.get(measure.unit, measure.unit),
        COUNTED.get(measure.basis, str(measure.basis).replace("_", " ")),
        GOOD[measure.polarity],
        compared,
        _printed(measure),
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _printed(measure: Measure) -> str:
    """Return the first of its names, and of those that are asked about."""
    sure, asked = ("; ".join(names[:NAMES_SHOWN]) for names in (measure.printed_as, measure.may_be_printed_as))
    return sure + (f"{'; ' if sure else ''}asked about: {asked}" if asked else "")


def glossary_page(words: Mapping[str, FieldWord], of_statistics: Mapping[str, str]) -> str:
    """Return the page of the field's words: what each is called, and what it means."""
    lines = [
        "# Glossary",
        "",
        "The words of children's services as councils print them, and the words of statistics that the papers use.",
        "",
        GENERATED,
        "",
        "## Children's services",
        "",
        "| Also called | Meaning |",
        "|---|---|",
    ]
    meant = [(word, word.means) for word in words.values() if word.means]
    lines += sorted((f"| {_called(word)} | {means} |" for word, means in meant), key=str.casefold)
    lines += ["", "## Statistics and this workbench", "", "| Word | Meaning |", "|---|---|"]
    lines += [f"| {word} | {means} |" for word, means in of_statistics.items()]
    return "\n".join(lines) + "\n"


def _called(word: FieldWord) -> str:
    """Return the abbreviations, then some other ways of saying it."""
    other = [said for said in word.said if " " in said or not word.short]
    return ", ".join([*word.short, *other[:NAMES_SHOWN]])


def words_of_statistics() -> dict[str, str]:
    """Return the words of statistics and of the workbench with their meaning."""
    found = parse_yaml(files("analysis.catalogue").joinpath("glossary.yml").read_bytes(), "glossary.yml")
    return {str(word): str(means) for word, means in found.items()} if isinstance(found, dict) else {}


def pages() -> Iterator[tuple[str, str]]:
    """Yield each page with the name of its file in docs."""
    yield "measures.md", measures_page(national_measures())
    yield "glossary.md", glossary_page(field_words().words, words_of_statistics())


def write_pages(folder: Path) -> list[Path]:
    """Write the pages into a folder; return them."""
    written = []
    for name, text in pages():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


if __name__ == "__main__":
    for page in write_pages(Path(sys.argv[1])):
        print(page)  # noqa: T201 - what `make reference` wrote
