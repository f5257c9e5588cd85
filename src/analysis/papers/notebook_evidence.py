"""What the notebooks found, gathered from `evidence/<notebook>.json` for the papers."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.catalogue.errors import WorkbenchError
from analysis.present.workbook_cells import Data

SAVED_BY = "Its last cell calls `ask.save_evidence(build, notebook, *answers)`, and nothing else writes there."


class EvidenceError(WorkbenchError):
    """What a notebook saved for the papers is absent, cannot be read, or contradicts another: its author's to mend."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands under a figure or over a table, and what a screen reader says of the figure."""

    cap: str
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class NotebookEvidence:
    """The evidence file of one notebook.

    variables: group -> name -> text ready to print; blocks: lists in Markdown by name; the rest by label.
    """

    notebook: str
    numbers: tuple[Mapping[str, Any], ...] = ()
    variables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    captions: Mapping[str, Caption] = field(default_factory=dict)
    data: Mapping[str, Data] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "NotebookEvidence":
        """Read an evidence file. Raises EvidenceError where it is absent or not what `ask.save_evidence` writes."""
        try:
            saved = json.loads(path.read_text(encoding="utf-8"))
            captions = {label: Caption(**texts) for label, texts in saved.get("captions", {}).items()}
            data = {
                label: Data(tuple(found["columns"]), tuple(tuple(row) for row in found["rows"]))
                for label, found in saved.get("data", {}).items()
            }
            return cls(
                path.stem,
                tuple(saved["evidence"]),
                {group: dict(texts) for group, texts in saved["variables"].items()},
                captions,
                data,
                dict(saved.get("blocks", {})),
            )
        except FileNotFoundError:
            raise EvidenceError(
                "The notebook saved no evidence.",
                where=f"{path.stem}.ipynb",
                hint=SAVED_BY,
            ) from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise EvidenceError(
                f"Its evidence/{path.name} cannot be read as evidence ({type(error).__name__}: {error}).",
                where=f"{path.stem}.ipynb",
                hint=SAVED_BY,
            ) from error


def merge_variables(files: Iterable[NotebookEvidence]) -> dict[str, dict[str, str]]:
    """Return the variables of all notebooks by group. Raises EvidenceError where two notebooks set the same one."""
    merged: dict[str, dict[str, str]] = {}
    owner: dict[str, str] = {}
    clashes: list[str] = []
    for file in files:
        for group, variables in file.variables.items():
            for name, text in variables.items():
                dotted = f"{group}.{name}"
                if dotted in owner and merged[group][name] != text:
                    clashes.append(f"{dotted}: set by {owner[dotted]} and, differently, by {file.notebook}")
                owner[dotted] = file.notebook
                merged.setdefault(group, {})[name] = text
    if clashes:
        raise EvidenceError("Two notebooks give one variable different values:\n" + "\n".join(clashes))
    return merged


def messages(files: Iterable[NotebookEvidence]) -> dict[str, str]:
    """Return the message of every figure and table by its label (`fig_cp_rate`): what a slide has as its title."""
    return {label.replace("-", "_"): caption.cap for file in files for label, caption in file.captions.items()}
