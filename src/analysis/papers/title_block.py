"""What stands at the head of a paper: to whom, for which meeting, from whom, which wards, whom to ask."""

import datetime as dt
from collections.abc import Mapping

from analysis.catalogue.council import TitleBlock, council_of
from analysis.catalogue.look import look_of
from analysis.catalogue.pack_file import HeadOfPapers
from analysis.execution.spec import PackSpec
from analysis.language.blocks import inert
from analysis.language.phrasebook import phrase
from analysis.papers.corrections import corrections_path, notices, read_corrections

PREFIX = "title-block-"  # of the part that a paper includes: `{{< include _title-block-summary.md >}}`
LATEST_MEETING_MONTHS = 3  # a paper goes to a meeting within a quarter of its month
LOGO = "theme/logo"
HEIGHT = "1.2cm"


def title_block(plan: PackSpec) -> dict[str, str]:
    """Return who writes for whom, as council.yml says; of another area's papers, in general words."""
    council = council_of(plan.workspace.root)
    block = council.title_block if council is not None and is_own(plan) else TitleBlock()
    return {
        "council": _on_one_line(block.council or plan.area.name),
        "board": _on_one_line(block.board),
        "prepared_by": _on_one_line(block.prepared_by),
    }


def is_own(plan: PackSpec) -> bool:
    """Whether the pack is of the council whose workspace this is."""
    council = council_of(plan.workspace.root)
    return council is not None and council.authority == plan.area


def head_of(plan: PackSpec, paper: str, vintage: str) -> str:
    """Return the head of one paper as Markdown: the logo, each thing that there is to say, and corrections."""
    lines = {name: _on_one_line(text) for name, text in _lines(plan, paper, vintage).items()}
    shown = " ".join(f"{_bold(name)} {inert(text)}." for name, text in lines.items() if text)
    told = notices(read_corrections(corrections_path(plan.workspace, plan.area, plan.month)))
    return f"{logo_of(plan)}{shown}\n{told}"


def standing_of(plan: PackSpec, vintage: str) -> str:
    """Return what stands at the head of a paper without such a head, as Markdown: which figures, and corrections."""
    told = notices(read_corrections(corrections_path(plan.workspace, plan.area, plan.month)))
    return f"{_bold('figures')} {inert(vintage.rstrip('.'))}.\n{told}"


def _lines(plan: PackSpec, paper: str, vintage: str) -> Mapping[str, str]:
    whose = title_block(plan)
    entry = plan.contents.entry(paper)
    head = plan.contents.title_block if is_own(plan) else HeadOfPapers()
    to = (entry.to if entry else "") or f"{whose['board']}, {whose['council']}"
    day = meeting_of(plan)
    return {
        "to": to.rstrip("."),
        "meeting": f"{day.day} {day:%B %Y}" if day else "",
        "from": whose["prepared_by"].rstrip("."),
        "wards": head.wards.rstrip("."),
        "contact": head.contact.rstrip("."),
        "figures": vintage.rstrip("."),
    }


def _on_one_line(text: str) -> str:
    """Return what a person set without its line ends: it is a part of one paragraph, and begins none."""
    return " ".join(text.split())


def meeting_of(plan: PackSpec) -> dt.date | None:
    """Return the day of the meeting that a pack goes to: the first after its month, within a quarter of it."""
    council = council_of(plan.workspace.root)
    if council is None or not is_own(plan):
        return None
    day = council.reporting.next_meeting(plan.month.last_day)
    return day if day is not None and day <= plan.month.plus(LATEST_MEETING_MONTHS).last_day else None


def _bold(name: str) -> str:
    return f"**{phrase('title_block', name)}:**"


def logo_of(plan: PackSpec) -> str:
    """Return the council's logo as a paragraph of its own; nothing in papers of another area, or where it has none."""
    look = look_of(plan.workspace)
    if look.logo is None or not is_own(plan):
        return ""
    says = inert(_on_one_line(look.logo_says))
    size = f'height="{HEIGHT}" fig-alt="{_attribute(_on_one_line(look.logo_says))}"'
    return f"![{says}]({LOGO}{look.logo.suffix.lower()}){{{size}}}\\\n\n"  # \\ at its end: no figure with a caption


def _attribute(text: str) -> str:
    return text.replace("\\", "").replace('"', "'").replace("{{", "{ {")
