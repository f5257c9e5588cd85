"""Corrections of packs that were signed and turned out wrong: what was wrong, why, since when; read and told.

They stand in `reports/commentary/<area>/<month>/corrections.json`, which the command `correct` writes.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from analysis.catalogue.area import Area
from analysis.catalogue.characters import strange_characters
from analysis.catalogue.durability import write_whole
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.language.blocks import inert
from analysis.language.phrasebook import phrase

FILE = "corrections.json"
LONGEST = 300  # characters: what stands on the first page of every paper


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. pack: the id of the pack that was wrong; since: the day from which people could read it."""

    pack: str
    what: str
    why: str
    since: dt.date
    on: dt.date

    @property
    def notice(self) -> str:
        """What readers are told, in three sentences."""
        return phrase(
            "correction",
            on=_in_words(self.on),
            pack=self.pack,
            since=_in_words(self.since),
            what=" ".join(self.what.split()).rstrip("."),
            why=" ".join(self.why.split()).rstrip("."),
        )

    def as_dict(self) -> dict[str, str]:
        """Return it as plain data, for JSON."""
        return {name: value if isinstance(value, str) else value.isoformat() for name, value in asdict(self).items()}

    @classmethod
    def from_dict(cls, found: Mapping[str, str]) -> "Correction":
        """Return it from plain data. Raises KeyError, ValueError where something is missing or no date."""
        days = (dt.date.fromisoformat(found[name]) for name in ("since", "on"))
        return cls(found["pack"], found["what"], found["why"], *days)


def corrections_path(workspace: Workspace, area: Area, month: Month) -> Path:
    """Where the corrections of a pack stand."""
    return workspace.reports / "commentary" / area.slug / str(month) / FILE


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Return corrections, oldest first; none where there is no file. Raises WorkbenchError where it is no such list."""
    if not path.is_file():
        return ()
    try:
        found = tuple(Correction.from_dict(entry) for entry in json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WorkbenchError(
            "This is no list of corrections.", where=path.name, hint="`workbench correct` writes it; restore it."
        ) from error
    problems = [
        f"entry {number}, {name}: {problem}"
        for number, each in enumerate(found, start=1)
        for name, text in (("pack", each.pack), ("what", each.what), ("why", each.why))
        for problem in problems_of_words(text)
    ]
    if problems:
        raise WorkbenchError("\n".join(problems), where=path.name, hint="`workbench correct` writes it; restore it.")
    return found


def problems_of_words(text: str) -> list[str]:
    """Return what is wrong with a text that stands at the head of every paper."""
    problems = [] if text.strip() else ["it says nothing."]
    if len(text) > LONGEST:
        problems.append(f"it has {len(text)} characters; at most {LONGEST} fit the head of a paper.")
    if "\n" in text:
        problems.append("it has more than one line.")
    return [*problems, *(f"it holds {strange.what}." for strange in strange_characters(text))]


def write_corrections(path: Path, found: tuple[Correction, ...]) -> None:
    """Write corrections, oldest first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = [correction.as_dict() for correction in found]
    write_whole(path, f"{json.dumps(entries, indent=1, ensure_ascii=False)}\n".encode())


def notices(found: tuple[Correction, ...]) -> str:
    """Return what the head of a paper says of corrections, as Markdown; empty where there is none."""
    return "".join(f"\n{inert(correction.notice)}\n" for correction in found)


def _in_words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
