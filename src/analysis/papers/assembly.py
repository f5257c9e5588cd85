"""Assembling a build folder: a complete Quarto project that renders with nothing of ours installed."""

import datetime as dt
import shutil
from pathlib import Path

import pandas as pd
import yaml

from analysis.catalogue.folder_copy import copy_folder
from analysis.catalogue.look import CouncilLook, look_of
from analysis.catalogue.pack_file import AS_RENDERED, FILE
from analysis.execution.failure import Failure
from analysis.execution.runner import Outcome
from analysis.execution.spec import PackSpec
from analysis.language.blocks import without_markup
from analysis.language.phrasebook import phrase
from analysis.papers.captions import write_captions
from analysis.papers.commentary import as_markdown, commentary_path, expected_measures, read_commentary
from analysis.papers.front_matter import with_formats
from analysis.papers.gaps import Holes, leave_out
from analysis.papers.includes import write_glossary, write_includes
from analysis.papers.notebook_evidence import NotebookEvidence, merge_variables, messages
from analysis.papers.own_look import dress
from analysis.papers.plain_outputs import plain_values
from analysis.papers.title_block import is_own, standing_of, title_block
from analysis.present.disclosure.opening import told
from analysis.render import write_project
from analysis.store import Store

LATEST_PAPER_MONTHS = 3  # a paper is written within a quarter of its month
NOT_COPIED = {"commentary", "theme"}  # analysts' words enter as _commentary.md; the theme comes with the settings
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # the same from C, where the wheel has it: ten times faster


def assemble(plan: PackSpec, build: Path, outcome: Outcome, store: Store, mark: str) -> list[Failure]:
    """Make `build`, which holds the executed notebooks, ready to render; return what is wrong with the notebooks.

    mark: what every page says of the pack. store: everything held, also what was published after the day the pack is
    to know nothing of.
    """
    evidence = {
        done.notebook: NotebookEvidence.read(build / "evidence" / f"{done.notebook}.json") for done in outcome.done
    }
    variables = merge_variables(evidence.values())
    variables["pack"] = about(plan, store) | {"mark": mark}
    variables["message"] = messages(evidence.values())
    captions = [caption.cap for told in evidence.values() for caption in told.captions.values()]
    plain = plain_values([*captions, *(text for values in variables.values() for text in values.values())])
    captioned = {
        done.notebook: write_captions(done.path, evidence[done.notebook].captions, plain) for done in outcome.done
    }
    variables = {group: {name: plain[text] for name, text in values.items()} for group, values in variables.items()}
    text = yaml.dump(variables, Dumper=_DUMPER, allow_unicode=True, width=1000)
    (build / "_variables.yml").write_text(text, encoding="utf-8")
    words = read_commentary(commentary_path(plan.workspace, plan.area, plan.month))
    expected = expected_measures(store, plan.area, plan.month)
    (build / "_commentary.md").write_text(as_markdown(words, expected), encoding="utf-8")
    _copy_reports(plan, build)
    printed = " ".join([*(paper.read_text(encoding="utf-8") for paper in plan.papers), text])
    write_includes(plan, build, evidence, printed, variables["pack"]["vintage"])
    gaps = {gap.notebook: gap.says for gap in outcome.gaps}
    empty = [label for notebook in captioned.values() for label in notebook.empty]
    blank, again = (parts_that_say(build, text) for text in ("", phrase("told_above")))
    write_papers(plan, build, Holes(gaps, empty, variables, blank, again))
    write_glossary(build, plan.papers, evidence, variables)
    return [
        Failure(plan.name, notebook, "excepted", problem)
        for notebook, done in captioned.items()
        for problem in done.problems
    ]


def taken_from_store(plan: PackSpec, store: Store) -> list[object]:
    """Return all that `assemble` takes from the store: papers are made anew where it changes."""
    return [vintage(plan, store), expected_measures(store, plan.area, plan.month)]


def _copy_reports(plan: PackSpec, build: Path) -> None:
    """Copy what stands beside the papers (references, included text), and write the shared settings."""
    space = plan.workspace
    write_project(build, space.program, own=space.root)
    dress(build, look_of(space) if is_own(plan) else CouncilLook())
    for item in space.files("reports", "*"):
        if item.is_dir() and item.name not in NOT_COPIED and not item.name.startswith("_"):
            copy_folder(item, build / item.name)
        elif item.is_file() and item.suffix != ".qmd" and item.name != FILE:
            shutil.copyfile(item, build / item.name)


def parts_that_say(build: Path, text: str) -> list[str]:
    """Return the names of included parts (`_cp-latest-cautions.md`) that say this and no more; nothing, where empty."""
    return [part.stem[1:] for part in build.glob("_*.md") if part.read_text(encoding="utf-8").strip() == text]


def write_papers(plan: PackSpec, build: Path, holes: Holes) -> None:
    """Write the papers in the formats of pack.yml, without what the notebooks had no figures for."""
    for paper in plan.papers:
        entry = plan.contents.entry(paper.stem)
        formats = [AS_RENDERED[form] for form in entry.formats] if entry else []
        text = with_formats(paper.read_text(encoding="utf-8"), formats, paper.stem)
        (build / paper.name).write_text(leave_out(text, holes), encoding="utf-8")


def about(plan: PackSpec, store: Store) -> dict[str, str]:
    """Return what papers print of the pack itself: whose, of which month, as known when; never the clock's date."""
    day = plan.known_at or newest_publication(store, plan)
    used = vintage(plan, store)
    return title_block(plan) | {
        "standing": without_markup(" ".join(standing_of(plan, used).replace("\\", "").split())),
        "area": plan.area.name,
        "month": plan.month.words,
        "prepared_on": in_words(day),
        "date": day.isoformat(),
        "vintage": used + (f". {rule.rstrip('.')}" if (rule := told(plan.workspace, plan.audience)) else ""),
    }


def vintage(plan: PackSpec, store: Store) -> str:
    """Return which figures a pack used, and how many it had to leave out because they were published later."""
    if plan.known_at is None:
        newest = newest_publication(store, plan)
        afterwards = newest > plan.month.plus(LATEST_PAPER_MONTHS).last_day
        note = ". Written afterwards: the Board of that month could not have seen all of them" if afterwards else ""
        return f"published up to {in_words(newest)}{note}"
    used = f"what had been published by {in_words(plan.known_at)}, to the end of the report month"
    later = store.first_published_after(plan.known_at, plan.area.code, until=plan.month.last_day)
    if not later:
        return used
    figures = "1 figure is" if later == 1 else f"{later:,} figures are"
    return f"{used}. Of that time {figures} held only as published later, and left out"


def newest_publication(store: Store, plan: PackSpec) -> dt.date:
    """Return the day on which the newest figure of the area up to the report month was published."""
    mine = store.of_area(plan.area.code)
    shown = mine.loc[mine["period_end"] <= pd.Timestamp(plan.month.last_day), "published_on"]
    return plan.month.last_day if shown.empty else shown.max().date()


def in_words(day: dt.date) -> str:
    """Return `31 July 2021`."""
    return f"{day.day} {day:%B %Y}"
