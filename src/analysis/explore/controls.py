"""The controls themselves, and the page that follows them.

An answer takes seconds. It is worked out beside the notebook, so that a choice is seen at once: the old answer goes,
the page says what is worked on, and where a newer choice is made meanwhile the older answer is never shown.
"""

import html
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from analysis import ask
from analysis.catalogue.area import areas
from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.catalogue.measure import measures
from analysis.catalogue.parameters import read_parameters
from analysis.catalogue.period import Month
from analysis.catalogue.question import Question, questions
from analysis.catalogue.workspace import Workspace
from analysis.explore.choices import HEADING, Choices, Option
from analysis.present.answer_view import Shown
from analysis.present.question_answers import GROUPS
from analysis.store import open_store

LATEST: Option = ("the latest change", "")
IN_FORCE: Option = ("the group in force then", "")
YEARS = (1, 5, 3)  # fewest, most, first shown
DESCRIPTION = {"description_width": "7em"}
WIDTH = "46em"
ALWAYS = ("area", "question", "month")
SHOWN_FOR = {"measure": "measure", "change_from": "between", "change_to": "between", "neighbours": "with_"}


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a question: its answer, or why there is none."""

    answer: Shown | None = None
    said: str = ""


class Controls:
    """Controls over an area, a question, a measure and dates, and the answer below them.

    answer: what `ask` returned, None where it could not be asked. code: the same question as a line of code.
    said: why there is no answer; empty where there is one. All three wait until what is worked on is done.
    `choose` sets controls by name, as a click would.
    """

    def __init__(self, area: str, month: str, workspace: Workspace | None = None) -> None:
        import ipywidgets  # noqa: PLC0415 - an extra: everything else works without it

        self._workspace = workspace or Workspace.find()
        self._choices = Choices(open_store(self._workspace))
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="explore")
        self._turn = threading.Lock()  # for who may write the page
        self._asked = 0  # how many questions were begun; the newest alone is shown
        self._job: Future[None] | None = None
        self._outcome, self.code = _Outcome(), ""
        self._asked_before: list[str] = []  # measures, newest first: one of them is chosen where it is offered
        self._area = ""  # the area that was chosen last, where a heading was clicked
        self._busy = True  # while it is, a change of one control does not ask
        self._page = ipywidgets.HTML(layout=ipywidgets.Layout(width="100%"))
        self._fields = {
            "area": _dropdown(ipywidgets, "Area", self._choices.areas()),
            "question": _dropdown(ipywidgets, "Question", [(each.title, each.name) for each in questions().values()]),
            "measure": _dropdown(ipywidgets, "Measure", []),
            "scenario": _dropdown(ipywidgets, "Scenario", self._scenarios()),
            "change_from": _dropdown(ipywidgets, "Change from", [LATEST]),
            "change_to": _dropdown(ipywidgets, "to", [LATEST]),
            "neighbours": _dropdown(ipywidgets, "Neighbours", [IN_FORCE, *((group, group) for group in GROUPS)]),
            "years": ipywidgets.IntSlider(
                min=YEARS[0], max=YEARS[1], value=YEARS[2], description="Years ahead", style=DESCRIPTION
            ),
            "month": _dropdown(ipywidgets, "Report month", []),
        }
        self._box = ipywidgets.VBox([*self._fields.values(), self._page])
        for each in self._fields.values():
            each.observe(self._changed, "value")
        self._busy = False
        asked_for = read_parameters(area, month).month
        self._offer_month(asked_for)
        self.choose(area=area, question="why", measure="cp_rate", month=str(asked_for or ""))

    @property
    def answer(self) -> Shown | None:
        """The answer to what the controls ask, once it is there; None where there is none."""
        self._finish()
        return self._outcome.answer

    @property
    def said(self) -> str:
        """Why there is no answer; empty where there is one."""
        self._finish()
        return self._outcome.said

    @property
    def options(self) -> dict[str, list[str]]:
        """What each control that is shown offers now, as `choose` takes it."""
        return {
            name: [value for _, value in each.options if value != HEADING or name != "area"]
            for name, each in self._fields.items()
            if hasattr(each, "options") and each.layout.display != "none"
        }

    def choose(self, **chosen: str | int) -> "Controls":
        """Set controls by name and ask once: area, question, measure, month, change_from, change_to, and so on.

        A choice that is not offered leaves its control as it is, and `said` names it. The answer is worked out beside
        the notebook; `answer` waits for it.
        """
        refused: list[str] = []
        self._busy = True
        try:
            for name in self._fields:  # in this order: an area decides which measures there are, a measure which months
                if name in chosen:
                    refused += self._set(name, chosen[name])
                    self._refill()
            self._refill()
        finally:
            self._busy = False
        self._begin(refused)
        return self

    def _set(self, name: str, value: str | int) -> list[str]:
        """Set one control; return what is wrong with the value."""
        field = self._fields[name]
        if name == "area":
            return self._set_area(str(value))
        offered = (
            [option for _, option in field.options] if hasattr(field, "options") else range(YEARS[0], YEARS[1] + 1)
        )
        if name == "measure" and not self._choices.measures(self._question, self._area):
            return []  # of an area without figures there is nothing to choose, and the page says so
        if value not in offered:
            return [f'{field.description}: "{value}" is not among the {len(offered)} that can be chosen here.']
        field.value = value
        return []

    def _set_area(self, name: str) -> list[str]:
        """Choose an area by name or code: one without figures too, so that the answer says so and of whom."""
        try:
            area = areas().find(name)
        except UnknownNameError as error:
            return [str(error)]
        field = self._fields["area"]
        if area.code not in [code for _, code in field.options]:
            field.options = [*field.options, (area.name, area.code)]
        field.value = self._area = area.code
        return []

    def _changed(self, change: Any) -> None:  # noqa: ANN401 - a bundle of traitlets, which has no public type
        if self._busy:
            return
        if change["owner"] is self._fields["area"] and change["new"] == HEADING:
            self._busy = True
            change["owner"].value = self._area  # a heading is no area: what was chosen stays
            self._busy = False
            return
        self.choose()

    def _refill(self) -> None:
        """Offer what goes with the area and the question; what is chosen stays chosen.

        Of another area a measure or a month stays even where it has no figures: the answer then says so. Another
        question may not know the measure: then one that was asked about before is taken.
        """
        question, area = self._question, self._fields["area"].value
        self._area = area
        self._offer_measure(question, area)
        month = self._month
        self._offer_month(month)
        until = month or Month.read(self._fields["month"].value or "2000-01")
        measure = self._fields["measure"].value
        days = self._choices.dates(area, measure, until) if "between" in question.parameters else []
        for name in ("change_from", "change_to"):
            field = self._fields[name]
            _offer(field, _keeping([LATEST, *days], field.value, lambda value: Month.read(value).words))
        for name, field in self._fields.items():
            needed = name in ALWAYS or SHOWN_FOR.get(name, name) in question.parameters
            field.layout.display = None if needed else "none"

    def _offer_measure(self, question: Question, area: str) -> None:
        field = self._fields["measure"]
        offered = self._choices.measures(question, area)
        known = question.about == "measure" and field.value in self._choices.known(question)
        if known:
            offered = _keeping(offered, field.value, lambda value: f"{measures()[value].name} (no figures here)")
        _offer(field, offered, self._asked_before)

    def _offer_month(self, month: Month | None) -> None:
        """Offer the months with which the answer changes, and the one that is chosen."""
        field, area = self._fields["month"], self._fields["area"].value
        found = self._choices.months(self._question, area, self._fields["measure"].value)
        offered = found
        if month is not None and str(month) not in [value for _, value in found]:
            offered = sorted([*found, (month.words, str(month))], key=lambda option: option[1], reverse=True)
        _offer(field, offered, [str(month)] if month else ())

    @property
    def _month(self) -> Month | None:
        value = self._fields["month"].value
        return Month.read(value) if value else None

    @property
    def _question(self) -> Question:
        return questions()[self._fields["question"].value]

    def _given(self) -> dict[str, Any]:
        """Return the arguments of the question as they are chosen."""
        chosen = {name: field.value for name, field in self._fields.items()}
        takes = self._question.parameters
        given: dict[str, Any] = {
            name: chosen[name]
            for name in ("measure", "scenario", "years")
            if name in takes and chosen[name] is not None
        }
        given["area"] = areas()[chosen["area"]].name
        if "between" in takes and (chosen["change_from"] or chosen["change_to"]):
            given["between"] = (chosen["change_from"], chosen["change_to"])
        if "with_" in takes and chosen["neighbours"]:
            given["with_"] = chosen["neighbours"]
        return given | ({"month": chosen["month"]} if chosen["month"] else {})

    def _begin(self, refused: Sequence[str]) -> None:
        """Blank the old answer, say what is worked on, and have it worked out beside the notebook."""
        measure = self._fields["measure"].value
        if measure is not None:
            self._asked_before = [measure, *(each for each in self._asked_before if each != measure)]
        question, given = self._question, self._given()
        self.code = f"ask.{question.name}({', '.join(f'{name}={value!r}' for name, value in given.items())})"
        said = "\n".join(refused) or self._not_to_be_asked(question, given)
        with self._turn:
            self._asked += 1
            self._outcome = _Outcome(said=said)
            self._page.value = self._as_page(self._outcome) if said else _working_on(given["area"])
        self._job = None if said else self._worker.submit(self._work, self._asked, question.name, given)

    def _work(self, number: int, name: str, given: dict[str, Any]) -> None:
        """Work out one question and show its answer, unless a newer one was begun."""
        if number != self._asked:
            return
        outcome = _asked(name, given, self._workspace)
        page = self._as_page(outcome)
        with self._turn:
            if number == self._asked:
                self._outcome, self._page.value = outcome, page

    def _finish(self) -> None:
        """Wait for what is worked on, and for what was begun while it waited."""
        while (job := self._job) is not None:
            job.result()
            if job is self._job:
                return

    def _not_to_be_asked(self, question: Question, given: dict[str, Any]) -> str:
        """Return why the controls ask nothing yet; empty where they do."""
        if question.about == "measure" and not self._choices.measures(question, self._area):
            return f"{given['area']} has no figures of any measure that this question can be asked of."
        if given.get("between", ("both", "both")).count(""):
            return "A change lies between two months: choose both of them, or neither."
        return ""

    def _as_page(self, outcome: _Outcome) -> str:
        code = f"<p>In code: <code>{html.escape(self.code)}</code></p>"
        if outcome.answer is None:
            lines = "<br/>".join(html.escape(line) for line in outcome.said.splitlines())
            return f'<p role="status"><b>This cannot be answered.</b><br/>{lines}</p>{code}'
        return f"{outcome.answer._repr_html_()}{code}"

    def _scenarios(self) -> list[Option]:
        folders = self._workspace.scenarios
        names = sorted({path.stem for folder in folders for path in folder.glob("*.yml")})
        return [(name.replace("-", " "), name) for name in names]

    def _repr_mimebundle_(self, **options: object) -> object:
        return self._box._repr_mimebundle_(**options)


def explore(area: str, month: str, workspace: Workspace | None = None) -> Controls:
    """Return controls that begin with why an area's child protection changed up to a month.

    Raises WorkbenchError where ipywidgets is not installed, UnknownNameError for an unknown area.
    """
    found = areas().find(area)
    try:
        return Controls(found.code, month, workspace)
    except ModuleNotFoundError as error:
        if error.name != "ipywidgets":
            raise
        raise WorkbenchError(
            "The controls need ipywidgets, which is not installed in this environment.",
            hint='Install the extra `lab`: python -m pip install -e ".[lab]"',
        ) from None


def _asked(name: str, given: dict[str, Any], workspace: Workspace) -> _Outcome:
    """Ask, and say in words what went wrong: nothing that is worked out beside the notebook may fail unseen."""
    try:
        return _Outcome(getattr(ask, name)(**given, workspace=workspace))
    except WorkbenchError as error:
        return _Outcome(said=str(error))
    except Exception as error:  # noqa: BLE001 - a fault of the program is said on the page, or nobody would see it
        return _Outcome(said=f"The workbench met something it did not expect: {type(error).__name__}: {error}")


def _working_on(area: str) -> str:
    return f'<p role="status"><b>Working on {html.escape(area)} ...</b></p>'


def _keeping(options: Sequence[Option], value: str | None, called: Callable[[str], str]) -> list[Option]:
    """Return the options with the chosen value among them, so that its box keeps it."""
    if not value or value in [offered for _, offered in options]:
        return list(options)
    return [*options, (called(value), value)]


def _dropdown(ipywidgets: Any, description: str, options: Sequence[Option]) -> Any:  # noqa: ANN401 - untyped library
    return ipywidgets.Dropdown(
        options=options, description=description, style=DESCRIPTION, layout=ipywidgets.Layout(width=WIDTH)
    )


def _offer(field: Any, options: Sequence[Option], preferred: Sequence[str] = ()) -> None:  # noqa: ANN401 - as above
    """Change what a list offers: what was chosen stays where it is still offered, or else the first preferred."""
    before = field.value
    values = [value for _, value in options]
    wanted = [value for value in (before, *preferred, *values) if value in values]
    with field.hold_sync():  # the browser is told of list and choice in one go, and never shows another choice between
        if tuple(field.options) != tuple(options):
            field.options = options
        field.value = wanted[0] if wanted else None
