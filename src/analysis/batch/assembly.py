"""Assembling a build folder: a complete Quarto project that renders with nothing of ours installed."""

import datetime as dt
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from analysis.batch.failure import Failure
from analysis.batch.paper_source import variable_uses
from analysis.batch.plan import Plan

NOT_FOR_PAPERS = {"commentary"}


def copy_reports(plan: Plan, build: Path) -> None:
    """Copy the papers and all that stands beside them (theme, references, included text), and the shared settings."""
    shutil.copyfile(plan.workspace.root / "_quarto.yml", build / "_quarto.yml")
    for item in plan.workspace.reports.iterdir():
        if item.is_dir() and item.name not in NOT_FOR_PAPERS:
            shutil.copytree(item, build / item.name, copy_function=shutil.copyfile)
        elif item.is_file():
            shutil.copyfile(item, build / item.name)


def about(plan: Plan, today: dt.date) -> dict[str, str]:
    """Return what papers print of the pack itself: whose, of which month, as known when."""
    vintage = f"as published by {in_words(plan.known_at)}" if plan.known_at else "all that is held"
    return {
        "area": plan.area.name,
        "month": plan.month.words,
        "prepared_on": in_words(plan.known_at or today),
        "vintage": vintage,
    }


def in_words(day: dt.date) -> str:
    """Return `31 July 2021`."""
    return f"{day.day} {day:%B %Y}"


def write_variables(build: Path, variables: Mapping[str, Mapping[str, str]]) -> None:
    """Write `_variables.yml`, from which papers print every number."""
    text = yaml.safe_dump({group: dict(texts) for group, texts in variables.items()}, allow_unicode=True, width=1000)
    (build / "_variables.yml").write_text(text, encoding="utf-8")


def missing_variables(plan: Plan, build: Path, variables: Mapping[str, Mapping[str, str]]) -> list[Failure]:
    """Return the variables that a paper prints and no notebook sets; Quarto would only warn, and print their names."""
    known = {f"{group}.{name}" for group, texts in variables.items() for name in texts}
    papers: Sequence[Path] = [build / paper.name for paper in plan.papers]
    return [
        Failure(plan.name, use.where.partition(",")[0], "excepted", f"No notebook sets {use.name}.", use.where)
        for paper in papers
        for use in variable_uses(paper)
        if use.name not in known
    ]
