"""Areas: English authorities with every code and name they go by, regions, England, and benchmark groups."""

import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from analysis.catalogue.errors import UnknownNameError

Kind = Literal["authority", "region", "england", "group"]

ENGLAND = "E92000001"

# Groups whose average a paper prints: the membership of those marked "not held" is not known to the workbench.
GROUP_WORDS: Mapping[str, str] = {
    "SN2025": "Statistical neighbours of {name} (2025 groups)",
    "SN2021": "Statistical neighbours of {name} (2021 groups)",
    "SN2011": "Statistical neighbours of {name} (as listed in 2011)",
    "SNto2021": "Statistical neighbours of {name} (groups before 2021, membership not held)",
    "SN": "Statistical neighbours of {name} (as printed in 2012, membership not held)",
    "SNown": "Statistical neighbours of {name} (as its own scorecard prints them, membership not held)",
    "ENG": "England (as the scorecard of {name} prints it)",
    "YJ": "Youth justice family group of {name} (membership not held)",
}

COMPARED = ("SN", "ENG", ENGLAND)  # how the codes begin of those whom a paper compares its area with

_STATUS = re.compile(r", (?:City|County) of$")
_WITH_ARTICLE = re.compile(r"(?:City|Isles?|\w+ Riding) of ")
_GROUP = re.compile(r"(SN\w*|YJ|ENG)-(E\d{8})")


def printed_england(code: str) -> str:
    """Return the group that stands for England as an authority's own scorecard prints it."""
    return f"ENG-{code}"


def printed_neighbours(code: str) -> str:
    """Return the group that stands for the statistical neighbours as an authority's own scorecard prints them."""
    return f"SNown-{code}"


@dataclass(frozen=True, slots=True)
class Area:
    """One area of England, under one canonical code: the newest ONS code it has had.

    three_digit: the Department for Education's code, which outlives changes of ONS code.
    region: the code of the area that holds this one. opened: None where it existed before the first year held (2010).
    closed: its last day. aliases: other codes and names of the same area. members: of a group, where they are held.
    """

    code: str
    name: str
    kind: Kind
    three_digit: str | None = None
    region: str | None = None
    opened: dt.date | None = None
    closed: dt.date | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The name as a folder is called: `bournemouth-christchurch-and-poole`."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    @property
    def in_sentence(self) -> str:
        """The name as it stands inside a sentence: without "City of" behind it, with "the" where it is said so."""
        name = _STATUS.sub("", self.name)
        return f"the {name}" if _WITH_ARTICLE.match(name) else name

    def existed_on(self, day: dt.date) -> bool:
        """Whether the authority had begun, and had not yet been replaced."""
        return (self.opened is None or self.opened <= day) and (self.closed is None or day <= self.closed)


@dataclass(frozen=True, slots=True)
class Areas(Mapping[str, Area]):
    """All areas by canonical code; benchmark groups (`SN2025-E06000027`) are made on demand and not listed."""

    by_code: Mapping[str, Area] = field(repr=False)
    by_name: Mapping[str, str] = field(repr=False)

    def __getitem__(self, code: str) -> Area:
        """Return the area with this canonical code, or raise UnknownNameError with near matches."""
        if code in self.by_code:
            return self.by_code[code]
        group = _GROUP.fullmatch(code)
        if group and group[1] in GROUP_WORDS and group[2] in self.by_code:
            name = GROUP_WORDS[group[1]].format(name=self.by_code[group[2]].name)
            return Area(code, name, "group", region=ENGLAND)
        raise UnknownNameError.from_name_and_known("area", code, self._names())

    def __contains__(self, code: object) -> bool:
        """Whether `code` is the canonical code of a listed area."""
        return code in self.by_code

    def __iter__(self) -> Iterator[str]:
        """Iterate over canonical codes: authorities by three-digit code, then wider areas."""
        return iter(self.by_code)

    def __len__(self) -> int:
        """Return how many areas are listed."""
        return len(self.by_code)

    def find(self, text: str) -> Area:
        """Return the area that goes by this name, slug, ONS code (old or new) or three-digit code.

        Where a closed and an open authority share a name, the open one is meant. Raises UnknownNameError.
        """
        code = self.by_name.get(_key(text))
        return self.by_code[code] if code else self[text.strip()]

    def authorities(self, on: dt.date | None = None) -> tuple[Area, ...]:
        """Return every authority that ever was, or those that existed on a day."""
        return tuple(
            area for area in self.by_code.values() if area.kind == "authority" and (on is None or area.existed_on(on))
        )

    def successors(self, code: str) -> tuple[Area, ...]:
        """Return the areas that are there today in place of `code`: itself where it still exists."""
        area = self[code]
        return tuple(self[after] for after in area.successors) or (area,)

    def _names(self) -> list[str]:
        return [area.name for area in self.by_code.values()]


@cache
def areas() -> Areas:
    """Read the areas that the package holds."""
    found = [*map(_authority, _rows("authorities.csv")), *map(_wider, _rows("regions.csv"))]
    by_name: dict[str, str] = {}
    for area in sorted(found, key=lambda area: area.closed is not None):
        for name in (area.code, area.name, area.slug, area.three_digit, *area.aliases):
            if name:
                by_name.setdefault(_key(name), area.code)
    return Areas({area.code: area for area in found}, by_name)


def _rows(name: str) -> list[dict[str, str]]:
    text = files("analysis.catalogue").joinpath("areas", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _authority(row: dict[str, str]) -> Area:
    return Area(
        code=row["code"],
        name=row["name"],
        kind="authority",
        three_digit=row["three_digit"],
        region=row["region"],
        opened=_day(row["opened"]),
        closed=_day(row["closed"]),
        predecessors=tuple(row["predecessors"].split()),
        successors=tuple(row["successors"].split()),
        aliases=tuple(alias for alias in row["aliases"].split("; ") if alias),
    )


def _wider(row: dict[str, str]) -> Area:
    kind: dict[str, Kind] = {"england": "england", "region": "region", "group": "group"}
    return Area(
        code=row["code"],
        name=row["name"],
        kind=kind[row["kind"]],
        three_digit=row["three_digit"] or None,
        region=row["region"] or None,
        members=tuple(row["members"].split()),
    )


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9/]+", " ", text.lower().replace("&", " and ")).strip()
