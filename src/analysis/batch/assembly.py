"""Assembling a build folder: a complete Quarto project that renders with nothing of ours installed."""

import datetime as dt
import shutil
from collections.abc import Mapping
from pathlib import Path

import yaml

from analysis.batch.plan import Plan
from analysis.render import write_project

NOT_COPIED = {"commentary", "theme", "_example"}  # analysts' words enter as _commentary.md; the theme comes with the settings


def copy_reports(plan: Plan, build: Path) -> None:
    """Copy the papers and what stands beside them (references, included text), and write the shared settings."""
    write_project(build, plan.workspace.root)
    for item in plan.workspace.reports.iterdir():
        if item.is_dir() and item.name not in NOT_COPIED and not item.name.startswith("_"):
            shutil.copytree(item, build / item.name, copy_function=shutil.copyfile)
        elif item.is_file():
            shutil.copyfile(item, build / item.name)


def write_variables(build: Path, variables: Mapping[str, Mapping[str, str]]) -> None:
    """Write `_variables.yml`, from which papers print every number."""
    text = yaml.safe_dump({group: dict(texts) for group, texts in variables.items()}, allow_unicode=True, width=1000)
    (build / "_variables.yml").write_text(text, encoding="utf-8")


def about(plan: Plan, today: dt.date) -> dict[str, str]:
    """Return what papers print of the pack itself: whose, of which month, as known when."""
    vintage = f"what had been published by {in_words(plan.known_at)}" if plan.known_at else "everything held"
    return {
        "area": plan.area.name,
        "month": plan.month.words,
        "prepared_on": in_words(plan.known_at or today),
        "vintage": vintage,
    }


def in_words(day: dt.date) -> str:
    """Return `31 July 2021`."""
    return f"{day.day} {day:%B %Y}"
