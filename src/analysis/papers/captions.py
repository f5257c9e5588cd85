"""Computed captions and alt text, written into the executed copies.

A caption depends on the data and a cell option is static, so the source notebook carries a placeholder.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.execution.notebook_source import code_cells, label_of, read_notebook, source_of
from analysis.papers.notebook_evidence import Caption
from analysis.papers.plain_outputs import plain_attribute, plain_outputs

INJECTED = "injected-parameters"  # papermill's own cell, under a random id
PLACEHOLDER = "Computed when the notebook runs."
SHOWN = {"image/png", "image/svg+xml", "text/html"}
_OPTION = re.compile(r"^#\|\s*(?P<name>(?:fig|tbl)-(?:cap|alt)):\s*(?P<value>.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Captioned:
    """An executed notebook with its captions. empty: labels of cells that had nothing to draw or to list."""

    problems: tuple[str, ...]
    empty: tuple[str, ...]


def write_captions(path: Path, captions: Mapping[str, Caption], plain: Mapping[str, str]) -> Captioned:
    """Write captions into an executed notebook and take out what papermill noted.

    What papermill notes (times, paths of the machine, a status that is wrong for killed kernels) would make two equal
    runs differ; texts from data are made plain. A cell that shows neither picture nor table needs no caption: papers
    leave it out.

    plain: each text of a caption as `plain_values` writes it.
    """
    notebook = read_notebook(path)
    problems: list[str] = []
    empty: list[str] = []
    notebook.get("metadata", {}).pop("papermill", None)
    for cell in notebook["cells"]:
        for noted in ("papermill", "execution"):
            cell.get("metadata", {}).pop(noted, None)
        if INJECTED in cell.get("metadata", {}).get("tags", []):
            cell["metadata"]["jupyter"] = {"source_hidden": True}  # whoever opens the copy begins with its answer
            cell["id"] = INJECTED
    plain_outputs(notebook)
    for cell in code_cells(notebook):
        label = label_of(cell)
        if label is None or not label.startswith(("fig-", "tbl-")):
            continue
        if label in captions or _shows_something(cell):
            problems += _write_cell(cell, label, captions.get(label), plain)
        else:
            empty.append(label)
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return Captioned(tuple(f"{path.name}, cell {problem}" for problem in problems), tuple(empty))


def _shows_something(cell: dict[str, Any]) -> bool:
    return any(kind in SHOWN for output in cell.get("outputs", []) for kind in output.get("data", {}))


def _write_cell(cell: dict[str, Any], label: str, caption: Caption | None, plain: Mapping[str, str]) -> list[str]:
    kind = label.partition("-")[0]
    texts: dict[str, str | None] = {}
    if caption:
        alt = None if caption.alt is None else plain_attribute(caption.alt)
        texts = {f"{kind}-cap": plain[caption.cap], f"{kind}-alt": alt}

    def computed(match: re.Match[str]) -> str:
        text = texts.get(match["name"])
        return match[0] if text is None else f"#| {match['name']}: {json.dumps(text, ensure_ascii=False)}"

    source = _OPTION.sub(computed, source_of(cell))
    cell["source"] = source.splitlines(keepends=True)
    options = {match["name"]: match["value"].strip("\"'") for match in _OPTION.finditer(source)}
    return _problems(label, kind, options)


def _problems(label: str, kind: str, options: Mapping[str, str]) -> list[str]:
    wanted = [f"{kind}-cap"] + (["fig-alt"] if kind == "fig" else [])
    problems = [f"{label} has no {name}." for name in wanted if not options.get(name)]
    problems += [
        f"{label}: the placeholder of {name} was left over." for name in wanted if options.get(name) == PLACEHOLDER
    ]
    if kind == "fig" and not problems and options["fig-alt"] == options["fig-cap"]:
        problems.append(f"{label}: its alt text says no more than its caption.")
    return problems
