"""An answer shown: evidence, figures, tables and texts by name, and the whole as a page in a notebook."""

import html
import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pandas as pd

from analysis.catalogue.errors import UnknownNameError
from analysis.language.blocks import CAUTIONS, LISTS, as_plain, blocks
from analysis.language.numbers import printed
from analysis.language.phrases import TEXTS, caveat_sentence, texts, verdict_sentence
from analysis.language.phrases.verdicts import heading as verdict_heading
from analysis.present import charts, tables
from analysis.present.answer_data import figure_data, table_data
from analysis.present.csv_text import write_csv
from analysis.present.tables.common import evidence_frame
from analysis.present.tables.printed_table import TableView
from analysis.questions.answer import Answer, Evidence, Verdict

if TYPE_CHECKING:
    from analysis.present.charts.picture import Chart
    from analysis.present.slide import Slide

PAGE_TEXTS = ("doubt", "evidence", "by_month", "pace", "next_year")
VERDICT = ["explanation", "claim", "predicts", "ruling", "heading", "because", "offered_in"]
FIRST_TABLES = 1  # shown on the page by itself; the others are a call away


class Text(str):
    """Words that a notebook shows as prose. markdown: the same for papers, with lists, tables and bold words."""

    __slots__ = ("markdown",)
    markdown: str

    def __new__(cls, text: str, markdown: str | None = None) -> Self:
        """Return words, with their Markdown where it is another than they are."""
        made = super().__new__(cls, text)
        made.markdown = text if markdown is None else markdown
        return made

    def _repr_markdown_(self) -> str:
        return self.markdown


NOTHING_HELD = Text("*No figures are held for this.*")
NOT_GIVEN = Text("*This answer has nothing to show here.*")  # of an answer that others of its figures make
DOUBTS = "doubts"  # the text of all that a careful reader should know
NO_CAUTION = Text("*No caution is recorded for these figures.*")  # which is not that they are sure


class Shown:
    """The answer to one question.

    In a notebook it shows itself. `figures`, `tables` and `texts` list what there is by name; `figure(name)`,
    `table(name)` and `text(name)` give one of them, the first where no name is given.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    @property
    def evidence(self) -> pd.DataFrame:
        """Every number by name, with its unit, how it was made, and the observations it came from."""
        return evidence_frame(self.answer)

    @property
    def verdicts(self) -> pd.DataFrame:
        """Every explanation, a row each: explanation, claim, predicts, ruling, heading, because, offered_in."""
        return pd.DataFrame([_verdict_entry(self.answer, verdict) for verdict in self.answer.verdicts], columns=VERDICT)

    @property
    def figures(self) -> list[str]:
        """Names of the figures."""
        return charts.figure_names(self.answer)

    @property
    def tables(self) -> list[str]:
        """Names of the tables."""
        return tables.table_names(self.answer)

    @property
    def texts(self) -> list[str]:
        """Names of the texts."""
        return list(self._texts)

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return texts(self.answer)  # said once: a page asks for a dozen of them

    @cached_property
    def _blocks(self) -> Mapping[str, str]:
        return blocks(self.answer)

    def figure(self, name: str | None = None) -> "Chart | Text":
        """Draw a figure, or say that this answer has no figures to draw. Raises UnknownNameError with near matches."""
        if name not in self.figures and name in charts.PICTURES:
            return self._nothing
        return charts.figure(self.answer, _named(name, self.figures, "figure"))

    def table(self, name: str | None = None) -> TableView | Text:
        """Return a table, or say that this answer has nothing for it. Raises UnknownNameError with near matches."""
        if name not in self.tables and name in tables.SHEETS:
            return self._nothing
        return tables.table(self.answer, _named(name, self.tables, "table"))

    def text(self, name: str = "answer") -> Text:
        """Return a text: `headline`, `doubt`, `evidence`, `answer` (all three), `caveats`, or a finding by its kind.

        Where this answer has nothing to say under a name that others have, it says that. Raises UnknownNameError with
        near matches.
        """
        listed = self._blocks
        plain = {**self._texts, **{block: as_plain(markdown) for block, markdown in listed.items()}}
        if name in (CAUTIONS, DOUBTS) and name not in plain and self.answer.evidence:
            return NO_CAUTION
        if name not in plain and (name in TEXTS or name in (*LISTS, CAUTIONS)):
            return self._nothing
        named = _named(name, list(plain), "text")
        return Text(plain[named], listed.get(named))

    @property
    def _nothing(self) -> Text:
        """What stands where this answer has nothing: its own reason, where it has no figure at all."""
        if self.answer.evidence:
            return NOT_GIVEN
        if "answer" not in self._texts:
            return NOTHING_HELD
        reason = self.text("answer")
        return Text(f"*{reason}*", f"*{reason.markdown.strip()}*")

    def as_dict(self) -> dict[str, object]:
        """Return the answer as plain data, for JSON."""
        answer = self.answer
        return {
            "question": answer.question,
            "measure": answer.measure,
            "area": answer.area,
            "area_name": answer.area_name,
            "month": answer.month,
            "known_at": answer.known_at.isoformat() if answer.known_at else None,
            "between": [day.isoformat() for day in answer.between] if answer.between else None,
            "texts": dict(self._texts),
            "evidence": [evidence_entry(entry) for entry in answer.evidence.values()],
            "verdicts": [_verdict_entry(answer, verdict) for verdict in answer.verdicts],
            "missing": list(answer.missing),
        }

    def save(self, folder: Path | str) -> list[Path]:
        """Write the answer into `folder`: answer.json, evidence.csv, figures as SVG and PNG, tables as HTML and CSV."""
        into = Path(folder)
        into.mkdir(parents=True, exist_ok=True)
        written = [into / "answer.json", into / "evidence.csv"]
        written[0].write_text(json.dumps(self.as_dict(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        write_csv(self.evidence, written[1])
        for name in self.figures:
            chart = charts.figure(self.answer, name)
            written += [chart.save(into / f"{name}.svg"), chart.save(into / f"{name}.png")]
        for name in self.tables:
            found = tables.sheet(self.answer, name)
            page, sheet = into / f"{name}.html", into / f"{name}.csv"
            page.write_text(tables.table(self.answer, name).as_raw_html(), encoding="utf-8")
            write_csv(found.frame, sheet)
            written += [page, sheet]
        return written

    def to_frame(self, name: str | None = None) -> pd.DataFrame:
        """Return a table, or the data of a figure, to reckon with: numbers are numbers, and what is missing says why.

        name: one of `tables` or `figures`, whose columns it has; the first table where left out. Raises
        UnknownNameError with near matches.
        """
        chosen = _named(name, [*self.tables, *self.figures], "table or figure")
        return table_data(self.answer, chosen) if chosen in self.tables else figure_data(self.answer, chosen)

    def to_excel(self, path: Path | str) -> Path:
        """Write the answer to an Excel workbook: its words, its tables, and its pictures beside their data.

        path: where, ending in .xlsx; a file of that name is replaced. Raises WorkbenchError where it cannot be written.
        """
        from analysis.present.answer_workbook import write_workbook  # noqa: PLC0415 - loads when a workbook is written

        return write_workbook(self.answer, Path(path))

    def copy(self, name: str | None = None, to: Path | str | None = None) -> "Slide":
        """Copy the answer for a slide or an e-mail: title, picture and table, with their source.

        name: one of `figures` or `tables`; the first of each where left out. to: a folder, for files in place of the
        clipboard. In JupyterLab it shows buttons that copy; elsewhere the words go to the clipboard, or, where this
        machine has none, into files in `build/slides`. Raises UnknownNameError with near matches.
        """
        from analysis.present.slide import delivered, slide_of  # noqa: PLC0415 - loads when a person copies

        called = "-".join((self.answer.group, *([name] if name else []))).replace("_", "-")
        return delivered(slide_of(self.answer, name), called, to, self.answer.context.workspace)

    def __repr__(self) -> str:
        """Return the answer as text."""
        return self.text("answer")

    def _repr_html_(self) -> str:
        """Return the answer as a page: headline, doubt, evidence, first figure, first table, verdicts, caveats."""
        return "\n".join(
            [
                f"<h3>{html.escape(self.text('headline'))}</h3>",
                *(f"<p>{html.escape(self.text(name))}</p>" for name in PAGE_TEXTS if name in self.texts),
                *(self._picture(name) for name in self.figures[:1]),
                *(self._with_caption(name) for name in self._first_tables()),
                *(f"<p>{html.escape(gap)}</p>" for gap in self.answer.missing),
                *self._notes(),
            ]
        )

    def _first_tables(self) -> Sequence[str]:
        own = [name for name in self.tables if name not in ("verdicts", "evidence")]
        return [*own[:FIRST_TABLES], *(["verdicts"] if "verdicts" in self.tables else [])]

    def _picture(self, name: str) -> str:
        return charts.figure(self.answer, name).as_html()

    def _with_caption(self, name: str) -> str:
        heading, page = tables.caption(self.answer, name), tables.table(self.answer, name).as_raw_html()
        return f"<p><b>{html.escape(heading)}</b></p>{page}"

    def _notes(self) -> list[str]:
        notes = [caveat_sentence(self.answer, caveat) for caveat in self.answer.caveats]
        if not notes:
            return []
        return ["<ul>", *(f"<li>{html.escape(note)}</li>" for note in notes), "</ul>"]


def _verdict_entry(answer: Answer, verdict: Verdict) -> dict[str, str | None]:
    """Return what is said of one explanation as plain data."""
    return {
        "explanation": verdict.explanation,
        "claim": verdict.claim,
        "predicts": verdict.predicts,
        "ruling": verdict.ruling,
        "heading": verdict_heading(verdict),
        "because": verdict_sentence(answer, verdict),
        "offered_in": verdict.offered_in,
    }


def evidence_entry(entry: Evidence) -> dict[str, object]:
    """Return one number of the evidence as plain data."""
    return {
        "name": entry.name,
        "value": entry.value,
        "unit": entry.unit,
        "kind": entry.kind,
        "period_end": entry.period_end.isoformat() if entry.period_end else None,
        "formula": entry.formula,
        "text": printed(entry),
        "sources": list(entry.sources),
    }


def _named(name: str | None, known: Sequence[str], kind: str) -> str:
    chosen = name if name is not None else next(iter(known), "")
    if chosen not in known:
        raise UnknownNameError.from_name_and_known(kind, chosen, known)
    return chosen
