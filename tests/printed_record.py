"""What is printed of whole answers, every word of it, as it was read and kept: `tests/present/records/<name>.yml`.

`held_as_printed("why")` in the tests of what says, tables or draws a part of an answer: where a sentence, a cell, the
width of a column or a caption is another than before, the record of an answer that it is in differs. `as_printed` holds
one table alike. With KEEP_RECORDS=1 in the environment the record is written instead, to be read before it is kept.
"""

from functools import cache
from pathlib import Path

import yaml

from analysis.language.phrases import texts
from analysis.present import charts, tables
from analysis.present.tables.printed_table import PrintedTable
from kept_record import held_to
from whole_answers import ANSWERS

FOLDER = Path(__file__).resolve().parent / "present" / "records"


def held_as_printed(*questions: str) -> None:
    """Assert that each answer to some questions, or to all, is printed as its record says."""
    for question in questions or ANSWERS:
        for name in ANSWERS[question]:
            held_to(FOLDER / f"{name}.yml", _printed(question, name))


def as_printed(name: str, *found: PrintedTable) -> None:
    """Assert that tables are printed as their record says."""
    held_to(FOLDER / f"{name}.yml", _as_text({table.heading: _table(table) for table in found}))


@cache
def _printed(question: str, name: str) -> str:
    answer = ANSWERS[question][name]()
    found: dict[str, object] = {key: str(said) for key, said in texts(answer).items()}
    found |= {f"table {each}": _table(tables.sheet(answer, each)) for each in tables.table_names(answer)}
    for each in charts.figure_names(answer):
        found[f"figure {each}"] = [charts.caption(answer, each), charts.alt(answer, each)]
    return _as_text(found)


def _as_text(found: object) -> str:
    return yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=116)


def _table(table: PrintedTable) -> dict[str, object]:
    rows = [" | ".join(map(str, row)) for row in table.frame.itertuples(index=False)]
    found = {
        "heading": table.heading,
        "numbers": " | ".join(table.numbers),
        "note": table.note,
        "grouped by": table.grouped_by,
        "drawn": " | ".join(table.drawn),
        "widths": " | ".join(f"{name} {width}" for name, width in table.widths.items()),
        "marked": [f"{name}: {word} {ink}" for name, words in table.marked.items() for word, ink in words.items()],
        "rows": [" | ".join(map(str, table.frame.columns)), *rows],
    }
    return {key: value for key, value in found.items() if value}
