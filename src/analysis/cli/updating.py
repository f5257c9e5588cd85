"""What `workbench sources update` says: how each release stands, and what was fetched."""

import datetime as dt
from collections.abc import Iterator

from analysis.catalogue.plural import counted
from analysis.sources.statistics_service.update import Standing, UpdateReport, age_in_words


def in_words(report: UpdateReport, today: dt.date, *, dry_run: bool) -> str:
    """Return the report for a person: one line for each format, then what came of it."""
    lines = [line for standing in report.standings for line in _of_standing(standing, today)]
    return "\n".join([*lines, "", *_outcome(report, dry_run=dry_run)])


def as_data(report: UpdateReport) -> dict[str, object]:
    """Return the report for a program."""
    return {
        "releases": [_as_data(standing) for standing in report.standings],
        "fetched": [
            {"format": one.standing.form.id, "into": one.into, "lost": list(one.lost)} for one in report.fetched
        ],
        "problems": [str(problem) for problem in report.problems],
    }


def _of_standing(standing: Standing, today: dt.date) -> Iterator[str]:
    yield f"{standing.form.title}"
    held = standing.held
    if held is None:
        yield "  held: nothing"
    else:
        version = f", version {held.version}" if held.version else ""
        yield f"  held: published on {held.published_on}{version}, {age_in_words(held, today)} old ({held.name})"
    yield f"  {_offer(standing)}"


def _offer(standing: Standing) -> str:
    offered = standing.offered
    if offered is not None:
        newer = "newer" if standing.state == "newer" else "held already"
        major = ", a major version: its columns are checked" if standing.state == "newer" and standing.is_major else ""
        return f"offered: version {offered.version}, published on {offered.published}: {newer}{major}"
    if standing.state == "not_asked":
        return "offered: not known, the statistics service was not reached"
    return f"by hand: {standing.why}; download it from {standing.page} and `workbench sources add` it"


def _outcome(report: UpdateReport, *, dry_run: bool) -> Iterator[str]:
    for one in report.fetched:
        yield f"Fetched {one.standing.form.title} to data/raw/{one.into}"
        if one.lost:
            yield f"  It no longer has {', '.join(one.lost)}."
    newer = sum(standing.state == "newer" for standing in report.standings)
    if dry_run:
        yield f"{counted(newer, 'release')} would be fetched; nothing was, for --dry-run."
    elif not report.fetched:
        yield "Nothing was fetched."


def _as_data(standing: Standing) -> dict[str, object]:
    held, offered = standing.held, standing.offered
    return {
        "format": standing.form.id,
        "title": standing.form.title,
        "state": standing.state,
        "held": held and {"file": held.name, "published_on": held.published_on, "version": held.version},
        "offered": offered
        and {"title": offered.title, "version": offered.version, "published_on": offered.published, "id": offered.id},
        "page": standing.page,
        "why": standing.why or None,
    }
