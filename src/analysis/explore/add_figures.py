"""Adding a scorecard in JupyterLab: what would be read, the questions about it, and a button that takes it in.

The questions are those of NAME.mapping.xlsx, and the answers are written there: whoever begins here can go on in Excel,
and the other way round.
"""

import datetime as dt
import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.catalogue.council import council_of
from analysis.catalogue.errors import ParametersError, UnknownNameError, WorkbenchError
from analysis.catalogue.measure import measures
from analysis.catalogue.own import enter
from analysis.catalogue.workspace import Workspace
from analysis.explore.scorecard_preview import PreviewRow, preview_page, preview_row
from analysis.sources.add import Details, add_sources, earlier_mappings
from analysis.sources.scorecard.intake import look_at_scorecard, tally_of
from analysis.sources.scorecard.layout import RowKey, RowMapping, Years
from analysis.sources.scorecard.mapping_workbook import (
    ENDING,
    NOT_READ,
    OWN,
    YEARS,
    YEARS_QUESTION,
    Answers,
    named,
    read_answers,
    write_mapping,
)
from analysis.sources.scorecard.proposal import RowProposal
from analysis.store import build_store

WIDTH = "60em"
STILL_ASKED = "please choose"


class AddFigures:
    """A scorecard on its way in. It shows itself; `choose` says by name what a row is, `add` takes the file in.

    asked: the labels of the rows that nobody has said yet what they are.
    """

    def __init__(self, path: Path, workspace: Workspace) -> None:
        self._path, self._workspace = path, workspace
        council = council_of(workspace.root)
        self._area = council.authority.code if council is not None else None
        self._card = look_at_scorecard(path, path.name, earlier_mappings(workspace, self._area))
        self._said: dict[RowKey, RowMapping] = {}
        self._years: Years | None = None
        if self._mapping.is_file():
            before = read_answers(self._mapping, self._card.proposal)
            self._years = before.layout.years
            self._said = {row.key: row for row in before.layout.rows if row.label not in before.unconfirmed}
        self._box: Any = None

    @property
    def rows(self) -> tuple[PreviewRow, ...]:
        """Every row as it would be read now."""
        return tuple(preview_row(row, self._said.get(row.key)) for row in self._card.proposal.rows)

    @property
    def asked(self) -> list[str]:
        """The labels of the rows that nobody has said yet what they are."""
        years = [YEARS_QUESTION] if self._card.proposal.asks_years and self._years is None else []
        return [*years, *(row.mapping.label for row in self._asks())]

    def choose(self, label: str, measure: str) -> "AddFigures":
        """Say what a row is: a measure of the catalogue by its id, "own" or "skip".

        Raises UnknownNameError for a row or a measure that is not there, with near matches.
        """
        rows = {row.mapping.label: row for row in self._card.proposal.rows}
        if label not in rows:
            raise UnknownNameError.from_name_and_known("row", label, rows)
        self._say(rows[label], {"own": OWN, "skip": NOT_READ}.get(measure, measure))
        self._show()
        return self

    def count_years(self, words: str) -> "AddFigures":
        """Say what columns called by a single year count, in the words of the mapping workbook.

        Raises UnknownNameError with what can be said.
        """
        if words not in YEARS:
            raise UnknownNameError.from_name_and_known("way of counting years", words, YEARS)
        self._years = YEARS[words]
        self._show()
        return self

    def confirm(self) -> "AddFigures":
        """Say yes to every guess, and let every row that is called like no measure be the council's own."""
        for row in self._asks():
            if row.certainty in ("guess", "own"):
                self._said[row.key] = row.mapping
        self._show()
        return self

    def add(self, published_on: str | None = None) -> str:
        """Take the file in, build the store, and return what was done in words.

        Raises WorkbenchError where rows are still asked about, or the file cannot be added.
        """
        if self.asked:
            raise WorkbenchError(
                f"Nothing was taken: what these rows are is not said yet: {', '.join(self.asked)}.",
                where=self._path.name,
                hint='Choose in the boxes, or by `choose("label", "measure")`.',
            )
        said = Details(area=self._area) if published_on is None else Details(_day(published_on), self._area)
        answers = self._answers()
        write_mapping(self._card.proposal, self._mapping, answers, tally_of(self._card, answers).kept_out)
        report = add_sources(self._workspace, [self._path], said)
        if report.problems or report.asked:
            raise WorkbenchError("\n".join(str(problem) for problem in (*report.problems, *report.asked)))
        built = build_store(self._workspace)
        folders = {item.into.partition("/")[0] for item in report.added}
        return "\n".join([*(str(item) for item in report.added), "", built.told(folders)])

    @property
    def _mapping(self) -> Path:
        return self._path.with_name(f"{self._path.stem}{ENDING}")

    def _asks(self) -> list[RowProposal]:
        return [row for row in self._card.proposal.rows if row.settled is None and row.key not in self._said]

    def _say(self, row: RowProposal, choice: str) -> None:
        """Take an answer as the mapping workbook takes it."""
        base: dict[str, Any] = row.mapping.model_dump(include={"label", "ref", "section"})
        counted: dict[str, Any] = row.mapping.model_dump(include={"unit", "basis", "polarity", "fractions"})
        if choice == NOT_READ:
            self._said[row.key] = RowMapping(**base, not_read="its mapping says so")
        elif choice == OWN:
            self._said[row.key] = RowMapping(**base, measure=row.own_measure, own=True, **counted)
        else:
            known = measures()[choice]
            self._said[row.key] = RowMapping(**base, measure=known.id, **counted | {"unit": known.unit})

    def _answers(self) -> Answers:
        waiting = {row.key for row in self._card.proposal.rows if row.pending} - self._said.keys()
        shown = (row for row in self._card.proposal.rows if row.key not in waiting)
        rows = tuple(self._said.get(row.key, row.mapping) for row in shown)
        layout = self._card.proposal.layout(self._years).model_copy(update={"rows": rows})
        return Answers(layout, ())

    def _page_now(self) -> str:
        return preview_page(self.rows, self._card.issues, self._card.proposal.problems)

    def _show(self) -> None:
        if self._box is not None:
            self._box.children[0].value = self._page_now()

    def _controls(self) -> Any:  # noqa: ANN401 - untyped library
        import ipywidgets  # noqa: PLC0415 - an extra: everything else works without it

        page = ipywidgets.HTML(self._page_now())
        said = ipywidgets.HTML()
        boxes = [self._years_box(ipywidgets)] if self._card.proposal.asks_years else []
        boxes += [self._choice(ipywidgets, row) for row in self._card.proposal.rows if row.certainty != "sure"]
        button = ipywidgets.Button(description="Take it in", button_style="primary")
        button.on_click(lambda _: self._add_and_say(said))
        return ipywidgets.VBox([page, *boxes, button, said])

    def _choice(self, ipywidgets: Any, row: RowProposal) -> Any:  # noqa: ANN401 - untyped library
        """Return the box for one row: its guess first, what else it may be, its own, not at all, then the catalogue."""
        near = [one for one in (row.mapping.measure, *row.between) if one is not None and one in measures()]
        rest = [measure for measure in sorted(measures()) if measure not in near]
        options = [(STILL_ASKED, ""), *((named(measures()[one]), one) for one in near)]
        options += [(OWN, OWN), (NOT_READ, NOT_READ), *((named(measures()[one]), one) for one in rest)]
        box = ipywidgets.Dropdown(
            options=options,
            value=_chosen(self._said, row),
            description=row.mapping.label,
            style={"description_width": "24em"},
            layout=ipywidgets.Layout(width=WIDTH),
        )
        box.observe(lambda change: self._chosen_in_box(row, change["new"]), "value")
        return box

    def _years_box(self, ipywidgets: Any) -> Any:  # noqa: ANN401 - untyped library
        said = next((words for words, years in YEARS.items() if years == self._years), "")
        box = ipywidgets.Dropdown(
            options=[(STILL_ASKED, ""), *((words, words) for words in YEARS)],
            value=said,
            description="Columns called by a year count",
            style={"description_width": "24em"},
            layout=ipywidgets.Layout(width=WIDTH),
        )
        box.observe(lambda change: self.count_years(change["new"]) if change["new"] else None, "value")
        return box

    def _chosen_in_box(self, row: RowProposal, choice: str) -> None:
        if choice:
            self._say(row, choice)
        else:
            self._said.pop(row.key, None)
        self._show()

    def _add_and_say(self, said: Any) -> None:  # noqa: ANN401 - untyped library
        said.value = "<p><b>Working ...</b></p>"
        try:
            said.value = f"<pre>{html.escape(self.add())}</pre>"
        except WorkbenchError as error:
            said.value = f"<p><b>It was not taken in.</b></p><pre>{html.escape(str(error))}</pre>"

    def _repr_mimebundle_(self, **options: object) -> object:
        self._box = self._box or self._controls()
        return self._box._repr_mimebundle_(**options)


def add_figures(path: str | Path, workspace: Workspace | None = None) -> AddFigures:
    """Look at a scorecard: what each row would be taken for, its figures as read, and what is asked about it.

    Nothing is taken in before `add` is called, or its button. Raises WorkbenchError where the file holds no table that
    can be read, or holds rows of single children.
    """
    space = enter(workspace)
    found = Path(path).expanduser()
    if not found.is_file():
        raise WorkbenchError(
            "There is no such file.",
            where=str(found),
            hint="In JupyterLab drag it into the list on the left, and give its name here.",
        )
    return AddFigures(found, space)


def _chosen(said: Mapping[RowKey, RowMapping], row: RowProposal) -> str:
    mapping = said.get(row.key)
    if mapping is None:
        return ""
    if mapping.measure is None:
        return NOT_READ
    return OWN if mapping.own else mapping.measure


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ParametersError.from_problems([f'"{text}" is not a day'], hint="Write it as 2025-10-30.") from None
