"""Analysts' own words by measure: `reports/commentary/<area>/<month>.md`, one heading a measure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.catalogue.area import Area
from analysis.catalogue.characters import visible
from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.catalogue.measure import Measure, measures
from analysis.catalogue.period import Month
from analysis.catalogue.selection import selections
from analysis.catalogue.suggestions import near_matches
from analysis.catalogue.workspace import Workspace
from analysis.questions.report_card.paper import paper_of
from analysis.render.fonts import font_letters
from analysis.render.outcome import Problem
from analysis.render.plain_markdown import Passage, as_text, make_plain
from analysis.store import Store

NAMED_AT_MOST = 12  # a longer list is one that nobody reads
LARGEST = 200_000  # bytes of a file: forty pages
_HEADING = re.compile(r"##[ \t]+(.+?)[ \t]*#*[ \t]*")
_TITLE = re.compile(r"#[ \t]")  # of the file, for those who write in it; papers do not show it
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Commentary:
    """What was written, by measure, in the order of the file, as plain Markdown (`render/plain_markdown`).

    problems: what is wrong with the file, each with its line; the words are fit for a paper only where there is none.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the file, its line, and the lines below it."""

    heading: str
    line: int
    body: tuple[str, ...]

    @property
    def passage(self) -> Passage:
        """The words below the heading."""
        return Passage("\n".join(self.body), self.line + 1)


def commentary_path(workspace: Workspace, area: Area, month: Month) -> Path:
    """Where the commentary of a pack stands."""
    return workspace.reports / "commentary" / area.slug / f"{month}.md"


def read_commentary(path: Path) -> Commentary:
    """Read a commentary file; an absent file is an empty commentary, and so is a heading with nothing under it."""
    if not path.is_file():
        return Commentary()
    name = f"{path.parent.name}/{path.name}"
    try:
        text = _text_of(path, name)
    except WorkbenchError as error:
        return Commentary(problems=(str(error),))
    before, sections = split(text)
    problems = list(_under_no_measure(before, name))[:1]
    measures_of: dict[str, Section] = {}
    for section in sections:
        try:
            measure = named(section.heading).id
        except UnknownNameError as error:
            problems.append(Problem(visible(error.what, 300), name, section.line, error.hint))
            measure = f"line {section.line}"  # its words are looked at all the same
        if measure in measures_of:
            problems.append(Problem(f'"{section.heading}" has two headings.', name, section.line, "Keep one."))
        measures_of[measure] = section
    written = {measure: section for measure, section in measures_of.items() if section.passage.text.strip()}
    letters = None if text.isascii() else font_letters(path.parents[2] / "theme" / "fonts")
    words, unfit = make_plain([section.passage for section in written.values()], name, letters)
    said = [
        f"{each} {each.hint or ''}".strip() for each in sorted([*problems, *unfit], key=lambda each: each.line or 0)
    ]
    return Commentary({} if said else dict(zip(written, words, strict=True)), tuple(said))


def _under_no_measure(lines: Sequence[str], name: str) -> Iterator[Problem]:
    """Yield a problem for each line before the first heading that is not the title of the file."""
    for number, line in enumerate(lines, start=1):
        if line.strip() and not _TITLE.match(line):
            yield Problem("These words stand under no measure.", name, number, "Put `## Name of the measure` above.")


def _text_of(path: Path, name: str) -> str:
    """Return the text of a commentary file, its comments blanked so that lines keep their numbers."""
    if not path.resolve().is_relative_to(path.parent.resolve()):
        raise WorkbenchError("This is a link to a file elsewhere.", where=name, hint="Put the file itself here.")
    if path.stat().st_size > LARGEST:
        raise WorkbenchError(
            f"It is larger than {LARGEST // 1000} kB.", where=name, hint="Keep only the month's words."
        )
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise WorkbenchError(
            "This is not UTF-8 text.", where=f"{name}, line {line}", hint="Save it as UTF-8."
        ) from None
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    if "<!--" in text:
        line = text[: text.index("<!--")].count("\n") + 1
        raise WorkbenchError("This comment has no end.", where=f"{name}, line {line}", hint="Add `-->`.")
    return text


def split(text: str) -> tuple[tuple[str, ...], tuple[Section, ...]]:
    """Return the lines before the first heading, and the sections."""
    lines = text.split("\n")
    headings = [(at, match[1]) for at, line in enumerate(lines) if (match := _HEADING.fullmatch(line))]
    ends = [*(at for at, _ in headings[1:]), *([len(lines)] if headings else [])]
    sections = (
        Section(heading, at + 1, tuple(lines[at + 1 : end])) for (at, heading), end in zip(headings, ends, strict=True)
    )
    return tuple(lines[: headings[0][0]] if headings else lines), tuple(sections)


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
        held = store.of_area(area.code)
        held = set(held.loc[held["period_end"] <= pd.Timestamp(month.last_day), "measure"])
        published = selections().report_card
        return tuple(name for name in published if (measures()[name].numerator or name) in held or name in held)
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
    blocks = [f"### {as_text(measures()[measure].name)}\n\n{text}" for measure, text in commentary.words.items()]
    silent = [measure for measure in expected if measure not in commentary.words]
    if not commentary.words:
        blocks.append("The analyst wrote no commentary for this month.")
    elif silent:
        count = f"{len(silent)} measure" + ("s" if len(silent) > 1 else "")
        if len(silent) <= NAMED_AT_MOST:
            said = f"Nothing was written about {count}: {as_text('; '.join(_names(silent)))}."
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
