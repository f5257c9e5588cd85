"""Names offered on Tab in JupyterLab and IPython: measures, areas, scenarios, and what an answer has by name.

Completion of Jupyter knows functions and attributes, not the words that a function takes: `ask.why("cp_` has nothing to
offer by itself.
"""

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.catalogue.area import areas
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import explained
from analysis.catalogue.workspace import Workspace
from analysis.present.answer_view import Shown
from analysis.present.disclosure.policy import policy

OPEN_WORD = re.compile(r"(?P<before>.*)(?P<quote>[\"'])(?P<typed>[^\"']*)$", re.DOTALL)
OPEN_CALL = re.compile(r"(?:^|[^\w.])(?:(?P<owner>\w+)\.)?(?P<function>\w+)\((?P<given>[^()]*)$", re.DOTALL)
KEYWORD = re.compile(r"(?P<name>\w+)\s*=\s*$")
PARTS: Mapping[str, Callable[[Shown], Sequence[str]]] = {
    "figure": lambda shown: shown.figures,
    "table": lambda shown: shown.tables,
    "text": lambda shown: shown.texts,
}
NAMES: Mapping[str, Callable[[str], Iterable[str]]] = {
    "measure": lambda function: explained() if function == "why" else measures(),
    "area": lambda _: sorted(area.name for area in areas().values()),
    "between": lambda _: ("latest", "largest"),
    "with_": lambda _: ("neighbours-2025", "neighbours-2021"),
    "scenario": lambda _: _scenarios(),
    "audience": lambda _: tuple(policy().audiences),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cursor stands: in an unfinished word that is an argument of a call.

    owner: what the function is called on, empty for none. parameter: its name, or its place among those given.
    """

    owner: str
    function: str
    parameter: str | int
    typed: str


def place_of(text: str) -> Place | None:
    """Return where the end of `text` stands; null where it is not inside an unfinished word of a call."""
    word = OPEN_WORD.match(text)
    if word is None or _quotes(text) % 2 == 0:
        return None
    finished = re.sub(r"\"[^\"\n]*\"|'[^'\n]*'", "''", word["before"])  # commas inside words part no arguments
    call = OPEN_CALL.search(re.sub(r"\([^()]*\)", "", finished))
    if call is None:
        return None
    given = call["given"]
    keyword = KEYWORD.search(given)
    parameter = keyword["name"] if keyword else given.count(",")
    return Place(call["owner"] or "", call["function"], parameter, word["typed"])


def names_at(place: Place, functions: Mapping[str, Callable[..., Any]], known: Mapping[str, Any]) -> list[str]:
    """Return what fits the word: names of the parameter's kind, or of the parts of an answer among the `known` values.

    functions: by name, for the order of their parameters.
    """
    owner = known.get(place.owner)
    if isinstance(owner, Shown) and place.function in PARTS and place.parameter in (0, "name"):
        return _fitting(PARTS[place.function](owner), place.typed)
    function = functions.get(place.function)
    if function is None or isinstance(owner, Shown):
        return []
    order = list(inspect.signature(function).parameters)
    parameter = place.parameter
    if isinstance(parameter, int):
        parameter = order[parameter] if parameter < len(order) else ""
    return _fitting(NAMES[parameter](place.function), place.typed) if parameter in NAMES else []


def offer_names(functions: Mapping[str, Callable[..., Any]]) -> None:
    """Offer names on Tab in the IPython shell that runs, once; do nothing outside one."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None or any(getattr(other, "of_the_workbench", False) for other in shell.Completer.custom_matchers):
        return
    from IPython.core.completer import SimpleCompletion, context_matcher  # noqa: PLC0415 - only a shell has it loaded

    @context_matcher()  # type: ignore[untyped-decorator]
    def matcher(context: Any) -> dict[str, Any]:  # noqa: ANN401 - IPython's own, which has no public type
        place = place_of(context.full_text[: _end_of(context)])
        found = names_at(place, functions, shell.user_ns) if place else []
        return {
            "completions": [SimpleCompletion(name, type="name") for name in found],
            "matched_fragment": place.typed if place else "",
            "suppress": bool(found),
        }

    matcher.of_the_workbench = True
    shell.Completer.custom_matchers.append(matcher)


def _end_of(context: Any) -> int:  # noqa: ANN401 - IPython's own, which has no public type
    """The place of the cursor in the whole cell."""
    lines = context.full_text.split("\n")
    return sum(len(line) + 1 for line in lines[: context.cursor_line]) + int(context.cursor_position)


def _quotes(text: str) -> int:
    """How many quotation marks stand in the last line: an odd number means that a word is open."""
    line = text.rsplit("\n", maxsplit=1)[-1]
    return line.count('"') + line.count("'")


def _scenarios() -> list[str]:
    """The scenarios of the data folder; none where no folder is found, since Tab is no place for an error."""
    try:
        space = Workspace.find()
    except WorkbenchError:
        return []
    folders = space.scenarios
    return sorted({path.stem for folder in folders for path in folder.glob("*.yml")})


def _fitting(names: Iterable[str], typed: str) -> list[str]:
    return [name for name in names if _plain(name).startswith(_plain(typed))]


def _plain(name: str) -> str:
    return name.lower().replace(".", "").replace("'", "")
