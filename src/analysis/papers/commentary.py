"""Analysts' own words by measure: `reports/commentary/<area>/<month>.md`, one heading a measure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.catalogue.area import Area
from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.measure import Measure, measures
from analysis.catalogue.period import Month
from analysis.catalogue.suggestions import near_matches
from analysis.catalogue.workspace import Workspace
from analysis.questions.report_card.paper import paper_of
from analysis.questions.report_card.published import PUBLISHED
from analysis.store import Store

NAMED_AT_MOST = 12  # a longer list is one that nobody reads
_HEADING = re.compile(r"^##\s+(.+?)\s*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Commentary:
    """What was written, by measure, in the order of the file. problems: headings that name no measure."""

    words: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def commentary_path(workspace: Workspace, area: Area, month: Month) -> Path:
    """Where the commentary of a pack stands."""
    return workspace.reports / "commentary" / area.slug / f"{month}.md"


def read_commentary(path: Path) -> Commentary:
    """Read a commentary file; an absent file is an empty commentary, and so is a heading with nothing under it."""
    if not path.is_file():
        return Commentary()
    text = _COMMENT.sub("", path.read_text(encoding="utf-8-sig"))
    parts = _HEADING.split(text)[1:]
    words: dict[str, str] = {}
    problems: list[str] = []
    for heading, body in zip(parts[::2], parts[1::2], strict=True):
        try:
            measure = named(heading)
        except UnknownNameError as error:
            problems.append(f"{path.parent.name}/{path.name}: {error.what} {error.hint or ''}".strip())
            continue
        if measure.id in words:
            problems.append(f'{path.parent.name}/{path.name}: "{heading}" has two headings.')
        if body.strip():
            words[measure.id] = body.strip()
    return Commentary(words, tuple(problems))


def named(heading: str) -> Measure:
    """Return the measure that a heading names by its id, its name or a ref of a paper. Raises UnknownNameError."""
    known = measures()
    wanted = heading.strip().lower()
    for measure in known.values():
        if wanted in {measure.id, measure.name.lower(), measure.label.lower(), *(ref.lower() for ref in measure.refs)}:
            return measure
    near = near_matches(heading, [measure.name for measure in known.values()])
    raise UnknownNameError.from_name_and_known("measure", heading, near or known)


def expected_measures(store: Store, area: Area, month: Month) -> tuple[str, ...]:
    """Return the ids of the measures that the month's report card has a line for, each once, in its order.

    Of the council's own paper those with a period that ends in the month; without a paper the published yearly ones.
    """
    card = paper_of(store, area.code, month.last_day)
    if card is None:
        held = store.observations[store.observations["area"] == area.code]
        held = set(held.loc[held["period_end"] <= pd.Timestamp(month.last_day), "measure"])
        return tuple(name for name in PUBLISHED if (measures()[name].numerator or name) in held or name in held)
    ends_in_month = [
        row.measure
        for row in card.rows
        if row.figures["period_end"].between(pd.Timestamp(month.first_day), pd.Timestamp(month.last_day)).any()
    ]
    return tuple(dict.fromkeys(measure for measure in ends_in_month if measure in measures()))


def as_markdown(commentary: Commentary, expected: Sequence[str]) -> str:
    """Return the section of the paper: each measure's words, then the measures of which nothing was said.

    expected: ids of the measures that this month's report card prints.
    """
    blocks = [f"### {measures()[measure].name}\n\n{text}" for measure, text in commentary.words.items()]
    silent = [measure for measure in expected if measure not in commentary.words]
    if not commentary.words:
        blocks.append("No commentary was written for this month.")
    elif silent:
        count = f"{len(silent)} measure" + ("s" if len(silent) > 1 else "")
        if len(silent) <= NAMED_AT_MOST:
            said = f"Nothing was written about {count}: {'; '.join(_names(silent))}."
        else:
            said = f"Nothing was written about {len(silent)} other measures that have a figure for the month."
        blocks.append(f"### Without commentary\n\n{said}")
    return "\n\n".join(blocks) + "\n"


def template(area: Area, month: Month, expected: Sequence[str]) -> str:
    """Return a commentary file to fill in: a heading for each measure of the month."""
    head = (
        f"<!-- Commentary on {area.name}, {month.words}. Write under a heading, or leave it empty: the paper\n"
        "     then says that there is none. No names of children or of officers. -->\n"
    )
    return head + "".join(f"\n## {name}\n" for name in _names(expected))


def _names(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(measures()[measure].name for measure in ids))
