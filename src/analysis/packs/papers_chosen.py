"""Which papers a pack is made of, which notebooks they need, and what these are given beside area and month."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.pack_file import PackFile, pack_file_of, paper_files
from analysis.catalogue.suggestions import near_matches
from analysis.catalogue.workspace import Workspace
from analysis.execution.notebook_source import labels, parameter_names
from analysis.papers.paper_source import embeds

_PRINTED = re.compile(r"\{\{< var (\w+)\.")  # groups of numbers, called as their notebook's labels begin


def chosen(
    workspace: Workspace, only: Sequence[str], also: Sequence[str], settings: Mapping[str, str], problems: list[str]
) -> PackFile:
    """Return what pack.yml lists, or only the papers that are named, and those asked for beside them.

    What is wrong with the names goes to `problems`. Raises WorkbenchError where pack.yml is not as it should be.
    """
    contents = pack_file_of(workspace)
    there = [path.stem for path in paper_files(workspace)]
    for option, names in (("--papers", only), ("--also", also)):
        for name in names:
            if name not in there:
                near = ", ".join(near_matches(name, there) or there)
                problems.append(f'{option}: there is no paper "{name}". There is {near}.')
    if any(name in there for name in only):
        contents = contents.of_papers([name for name in dict.fromkeys(only) if name in there])
    if settings and not also:
        problems.append("--set goes with --also: it is given to the notebooks of the papers that are named there.")
    return contents.with_papers([name for name in also if name in there], dict(settings))


def papers_of(workspace: Workspace, contents: PackFile) -> tuple[Path, ...]:
    """Return the files of the papers in the order of pack.yml."""
    files = {path.stem: path for path in paper_files(workspace)}
    return tuple(files[entry.paper] for entry in contents.papers if entry.paper in files)


def needed_notebooks(notebooks: Sequence[Path], every: Sequence[Path], papers: Sequence[Path]) -> tuple[Path, ...]:
    """Return the notebooks without those that only papers outside the pack embed or print numbers of.

    every: all papers there are. One that no paper embeds is run: a paper may print its numbers.
    """
    printed = {name for paper in papers for name in _PRINTED.findall(paper.read_text(encoding="utf-8"))}
    wanted = {embed.notebook for paper in papers for embed in embeds(paper)}
    groups = {book.name: _groups(book) for book in notebooks}
    unsaid = printed.difference(*(groups.get(name, set()) for name in wanted))
    wanted |= {name for name, said in groups.items() if said & unsaid}
    others = {embed.notebook for paper in every for embed in embeds(paper)} - wanted
    return tuple(notebook for notebook in notebooks if notebook.name not in others)


def given_to(
    contents: PackFile, papers: Sequence[Path], notebooks: Sequence[Path], problems: list[str]
) -> dict[str, dict[str, str]]:
    """Return what each notebook is given beside the parameters of all; a parameter that none has is a problem."""
    files = {paper.stem: paper for paper in papers}
    named = {notebook.name: notebook for notebook in notebooks}
    given: dict[str, dict[str, str]] = {}
    for entry in contents.papers:
        if not entry.parameters or entry.paper not in files:
            continue
        own = {embed.notebook for embed in embeds(files[entry.paper])} & set(named)
        known = {name: _parameters(named[name]) for name in sorted(own)}
        for parameter, value in entry.parameters.items():
            takers = [name for name, names in known.items() if parameter in names]
            if not takers:
                there = sorted({name for names in known.values() for name in names})
                problems.append(
                    f"{entry.paper}: no notebook of it has the parameter {parameter}; they have {', '.join(there)}."
                )
            for name in takers:
                given.setdefault(named[name].stem, {})[parameter] = value
    return given


def _groups(notebook: Path) -> frozenset[str]:
    """Return the groups of numbers that a notebook's labels name: `card` of `tbl-card-exceptions`."""
    try:
        return frozenset(label.split("-")[1] for label in labels(notebook) if label.count("-") > 1)
    except WorkbenchError:  # said with its place when the plan is checked
        return frozenset()


def _parameters(notebook: Path) -> frozenset[str]:
    try:
        return parameter_names(notebook)
    except WorkbenchError:  # said already, with its place
        return frozenset()
