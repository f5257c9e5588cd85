"""The controls themselves, and the page that follows them."""

import html
from collections.abc import Sequence
from typing import Any

from analysis import ask
from analysis.catalogue.area import areas
from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.catalogue.question import Question, questions
from analysis.catalogue.workspace import Workspace
from analysis.explore.choices import Choices, Option
from analysis.present.answer_view import Shown
from analysis.present.question_answers import GROUPS
from analysis.store import open_store

LATEST: Option = ("the latest change", "")
IN_FORCE: Option = ("the group in force then", "")
YEARS = (1, 5, 3)  # fewest, most, first shown
DESCRIPTION = {"description_width": "7em"}
WIDTH = "46em"
SHOWN_FOR = {"measure": "measure", "change_from": "between", "change_to": "between", "neighbours": "with_"}


class Controls:
    """Controls over an area, a question, a measure and dates, and the answer below them.

    answer: what `ask` returned, None where it could not be asked. code: the same question as a line of code.
    said: why there is no answer; empty where there is one. `choose` sets controls by name, as a click would.
    """

    def __init__(self, area: str, month: str, workspace: Workspace | None = None) -> None:
        import ipywidgets  # noqa: PLC0415 - an extra: everything else works without it

        self._workspace = workspace or Workspace.find()
        self._choices = Choices(open_store(self._workspace))
        self._questions = questions()
        self.answer: Shown | None = None
        self.said = self.code = ""
        self._asked_before: list[str] = []  # measures, newest first: one of them is chosen where it is offered
        self._busy = True  # while it is, a change of one control does not ask
        self._page = ipywidgets.HTML()
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
        self.choose(area=area, question="why", measure="cp_rate", month=month)

    @property
    def options(self) -> dict[str, list[str]]:
        """What each control that is shown offers now, as `choose` takes it."""
        return {
            name: [value for _, value in each.options]
            for name, each in self._fields.items()
            if hasattr(each, "options") and each.layout.display != "none"
        }

    def choose(self, **chosen: str | int) -> "Controls":
        """Set controls by name and ask once: area, question, measure, month, change_from, change_to, and so on.

        A choice that is not offered leaves its control as it is, and `said` names it.
        """
        refused: list[str] = []
        self._busy = True
        try:
            for name in self._fields:  # in this order: an area decides which measures there are, a measure which months
                if name in chosen:
                    refused += self._set(name, chosen[name])
                    self._refill()
        finally:
            self._busy = False
        self._ask(refused)
        return self

    def _set(self, name: str, value: str | int) -> list[str]:
        """Set one control; return what is wrong with the value."""
        field = self._fields[name]
        if name == "area":
            return self._set_area(str(value))
        offered = (
            [option for _, option in field.options] if hasattr(field, "options") else range(YEARS[0], YEARS[1] + 1)
        )
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
        field.value = area.code
        return []

    def _changed(self, _: object) -> None:
        if not self._busy:
            self.choose()

    def _refill(self) -> None:
        """Offer what goes with the area and the question; a choice that is still there stays chosen."""
        question, area = self._question, self._fields["area"].value
        _offer(self._fields["measure"], self._choices.measures(question, area), self._asked_before)
        measure = self._fields["measure"].value
        days = self._choices.months(area, measure)
        _offer(self._fields["month"], self._choices.months(area))
        for name in ("change_from", "change_to"):
            _offer(self._fields[name], [LATEST, *days])
        for name, field in self._fields.items():
            needed = name in ("area", "question", "month") or SHOWN_FOR.get(name, name) in question.parameters
            field.layout.display = None if needed else "none"

    @property
    def _question(self) -> Question:
        return self._questions[self._fields["question"].value]

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

    def _ask(self, refused: Sequence[str]) -> None:
        self._refill()
        measure = self._fields["measure"].value
        if measure is not None:
            self._asked_before = [measure, *(each for each in self._asked_before if each != measure)]
        question, given = self._question, self._given()
        self.answer, self.said = None, "\n".join(refused)
        self.code = f"ask.{question.name}({', '.join(f'{name}={value!r}' for name, value in given.items())})"
        if "measure" in question.parameters and "measure" not in given:
            self.said = f"{given['area']} has no figures of any measure that this question can be asked of."
        elif given.get("between", ("both", "both")).count(""):
            self.said = "A change lies between two months: choose both of them, or neither."
        elif not refused:
            try:
                self.answer = getattr(ask, question.name)(**given, workspace=self._workspace)
            except WorkbenchError as error:
                self.said = str(error)
        self._page.value = self._as_page()

    def _as_page(self) -> str:
        code = f"<p>In code: <code>{html.escape(self.code)}</code></p>"
        if self.answer is None:
            lines = "<br/>".join(html.escape(line) for line in self.said.splitlines())
            return f"<p><b>This cannot be answered.</b><br/>{lines}</p>{code}"
        return f"{self.answer._repr_html_()}{code}"

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


def _dropdown(ipywidgets: Any, description: str, options: Sequence[Option]) -> Any:  # noqa: ANN401 - untyped library
    return ipywidgets.Dropdown(
        options=options, description=description, style=DESCRIPTION, layout=ipywidgets.Layout(width=WIDTH)
    )


def _offer(field: Any, options: Sequence[Option], preferred: Sequence[str] = ()) -> None:  # noqa: ANN401 - as above
    """Change what a list offers: what was chosen stays where it is still offered, or else the first preferred."""
    before = field.value
    if tuple(field.options) != tuple(options):
        field.options = options
    values = [value for _, value in options]
    wanted = [value for value in (before, *preferred, *values) if value in values]
    field.value = wanted[0] if wanted else None
