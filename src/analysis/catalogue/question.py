"""The registry of questions: each that can be asked of an area, once, most asked first.

`ask`, the command line, the controls of JupyterLab and the evidence of notebooks take names, titles and parameters from
here. It loads nothing, so that a command's help is there at once.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question about an area.

    title: how people ask it, short enough for a list. help: one sentence that says what the answer holds. about: what
    it is asked of, "measure" or "scenario", or None for the area as a whole. takes: the names of its other own
    parameters; area, month, known_at, workspace and audience go with every question. group: under which name it enters
    its evidence, where that is not its own name; words: what people call it who do not know its name.
    """

    name: str
    title: str
    help: str
    about: str | None = None
    takes: tuple[str, ...] = ()
    group: str = ""
    words: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """Its name on the command line, `report-card`."""
        return self.name.replace("_", "-")

    @property
    def parameters(self) -> tuple[str, ...]:
        """What it takes of its own, what it is asked of first."""
        return ((self.about,) if self.about else ()) + self.takes

    def group_of(self, about: str | None) -> str:
        """Return under which name it enters its evidence. about: the measure it is asked of, where it is of one."""
        if self.about == "measure" and about is not None:
            return f"{self.name}_{about}"
        return self.group or self.name


_ALL = (
    Question(
        "why",
        "Why did it change?",
        "Why did it change? Whether it is real, which step, only here or everywhere, which explanation.",
        about="measure",
        takes=("between", "group"),
        words=("explain", "reason", "cause", "because"),
    ),
    Question(
        "trend",
        "Is it going up or down?",
        "Is the newest figure a signal, or the usual ups and downs? Limits, season, lasting changes of level.",
        about="measure",
        takes=("by", "baseline", "rebase", "keep", "group"),
        words=("control chart", "signal", "SPC", "series", "history"),
    ),
    Question(
        "compare",
        "Is it high or low for an area like this?",
        "Is it high or low for an area like this? Neighbours, region, England, rank and funnel.",
        about="measure",
        takes=("with_",),
        words=("benchmark", "neighbours", "comparison", "rank"),
    ),
    Question(
        "next",
        "What comes next?",
        "What happens next? A forecast with its range, how such forecasts did before, and what then happened.",
        about="measure",
        takes=("years",),
        words=("forecast", "predict", "projection", "future"),
    ),
    Question(
        "report_card",
        "How does every measure stand?",
        "How does every measure stand against target, benchmarks and the period before? Exceptions first.",
        group="card",
        words=("scorecard", "dashboard", "targets", "rag", "card"),
    ),
    Question(
        "summary",
        "What should the Board know?",
        "What should the Board know, and what is it asked to do? The drivers, up to four findings, and the asks.",
        group="board",
        words=("board", "headlines", "overview"),
    ),
    Question(
        "outlook",
        "What comes next, side by side?",
        "What happens next to every driver of demand and capacity, side by side.",
        takes=("years",),
        words=("forecasts", "drivers"),
    ),
    Question(
        "capacity",
        "Are there enough social workers?",
        "Are there enough social workers? What moved the caseload, and what would hold it at a limit.",
        takes=("limit",),
        words=("caseload", "workforce", "staff", "vacancies"),
    ),
    Question(
        "what_if",
        "What if one step changed?",
        "What if a step of the pathway changed? The present course and the scenario, with their uncertainty.",
        about="scenario",
        words=("scenario", "simulate", "model"),
    ),
    Question(
        "improvement_plan",
        "What was promised, and where does it stand?",
        "What was promised, and where does it stand? Themes, priorities, risks and actions of the council's paper.",
        group="plan",
        words=("actions", "risks", "priorities", "plan"),
    ),
    Question(
        "data_quality",
        "Can the figures be trusted?",
        "What is held, how fresh it is, what is missing, and what does not add up.",
        group="data",
        words=("audit", "errors", "missing", "checks"),
    ),
)
_BY_NAME = {question.name: question for question in _ALL}


def questions() -> dict[str, Question]:
    """Return every question by its name, most asked first."""
    return dict(_BY_NAME)


def called() -> dict[str, tuple[str, ...]]:
    """Return what people call each question, its title first: for a name that is not known."""
    return {question.name: (question.title, *question.words) for question in _ALL}
