"""One page over all areas: what changed since the month before, and which packs were not made."""

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.catalogue.errors import WorkbenchError
from analysis.execution.failure import Failure
from analysis.execution.spec import PackSpec
from analysis.packs.index import STYLE
from analysis.packs.sign_off import readers_of
from analysis.papers.changes import Change, changes, read_evidence


@dataclass(frozen=True, slots=True)
class _Section:
    """What there is to say of one pack. lines: each a sentence without markup."""

    title: str
    lines: tuple[str, ...]


def write_notice(path: Path, specs: Sequence[PackSpec], failures: Sequence[Failure]) -> tuple[Path, Path]:
    """Write `path`.html and `path`.txt, to be sent round; return both. They say no more than the papers print."""
    sections = list(_sections_of(specs, failures))
    months = ", ".join(dict.fromkeys(spec.month.words for spec in specs))
    title = f"What changed: {months}{readers_of(spec.audience for spec in specs)}"
    path.parent.mkdir(parents=True, exist_ok=True)
    page, text = path.with_name(f"{path.name}.html"), path.with_name(f"{path.name}.txt")
    page.write_text(_as_html(title, sections), encoding="utf-8")
    text.write_text(_as_text(title, sections), encoding="utf-8")
    return page, text


def _sections_of(specs: Iterable[PackSpec], failures: Iterable[Failure]) -> Iterable[_Section]:
    """Yield what there is to say of each pack: why it was not made, or what changed since the month before."""
    failed: dict[str, list[Failure]] = {}
    for failure in failures:
        failed.setdefault(failure.pack, []).append(failure)
    for spec in specs:
        if spec.name in failed:
            yield _Section(spec.title, tuple(f"Not made. {_first_line(failure)}" for failure in failed[spec.name]))
        else:
            yield _Section(spec.title, tuple(_changes(spec)))


def _changes(spec: PackSpec) -> list[str]:
    before = replace(spec, month=spec.month.plus(-1))
    try:
        found: list[Change] = list(changes(read_evidence(before.folder), read_evidence(spec.folder)))
    except WorkbenchError:
        return [f"There is no pack of {before.month.words} to compare with."]
    return [str(change) for change in found] or [f"No driver and no rating differs from {before.month.words}."]


def _first_line(failure: Failure) -> str:
    return str(failure).splitlines()[0]


def _as_text(title: str, sections: Iterable[_Section]) -> str:
    parts = [f"{title}\n{'=' * len(title)}\n"]
    for section in sections:
        lines = "\n".join(f"- {line}" for line in section.lines)
        parts.append(f"{section.title}\n{'-' * len(section.title)}\n{lines}\n")
    return "\n".join(parts)


def _as_html(title: str, sections: Iterable[_Section]) -> str:
    body = "\n".join(
        f"<h2>{html.escape(section.title)}</h2>\n<ul>\n"
        + "\n".join(f"<li>{html.escape(line)}</li>" for line in section.lines)
        + "\n</ul>"
        for section in sections
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<title>{html.escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{STYLE}</style>\n</head>\n'
        f"<body>\n<main>\n<h1>{html.escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )
