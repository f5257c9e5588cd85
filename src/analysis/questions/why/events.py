"""What else happened in the window: changes of practice, recording, boundaries and comparison groups."""

import datetime as dt
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from analysis.catalogue.area import areas
from analysis.catalogue.area_code import AreaCode
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.own import OwnCatalogue, in_use, read_entries
from analysis.catalogue.yaml_reader import load_yaml
from analysis.questions.why.window import Window

FORMED = "this authority was formed, so that earlier figures are of other areas"


class Event(BaseModel):
    """Something that happened between two days, in one area or (area null) in all of England."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: str
    start: dt.date = Field(alias="from")
    end: dt.date = Field(alias="to")
    area: AreaCode | None
    about: tuple[str, ...] = ()
    what: str
    offered_in: str


def events() -> tuple[Event, ...]:
    """Return the national events, then those of the workspace in use. Raises WorkbenchError naming wrong entries."""
    return _events(in_use())


@lru_cache(maxsize=8)
def _events(own: OwnCatalogue) -> tuple[Event, ...]:
    text = files("analysis.questions.why").joinpath("events.yml").read_text(encoding="utf-8")
    found, problems = read_entries(own, "events", Event)
    if problems:
        raise WorkbenchError("The events are wrong:\n" + "\n".join(problems), hint="Correct the entries.")
    return (*(Event.model_validate(entry) for entry in load_yaml(text)), *found)


def events_in(window: Window, area: str, group: str) -> tuple[Event, ...]:
    """Return what happened to `area`, and touches measures of `group`, after the first day of the window.

    Boundary changes are among it.
    """
    known = [event for event in events() if event.area in (None, area) and group in (event.about or (group,))]
    opened = areas()[area].opened
    if opened is not None:
        known.append(
            Event.model_validate(
                {"id": "opened", "from": opened, "to": opened, "area": area, "what": FORMED, "offered_in": "ONS codes"}
            )
        )
    return tuple(event for event in known if event.start <= window.after and event.end > window.before)
