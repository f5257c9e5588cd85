"""The evidence file of a notebook: its numbers, the strings that papers print, captions, and data of figures."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from analysis.catalogue.errors import ParametersError
from analysis.catalogue.workspace import Workspace
from analysis.language.blocks import blocks
from analysis.language.numbers import printed
from analysis.language.phrases import texts
from analysis.present import charts, tables
from analysis.present.answer_data import as_data, figure_data, label_of, table_data
from analysis.present.answer_view import Shown, evidence_entry
from analysis.questions.answer import Answer

PAPER_TEXTS = (
    "headline",
    "answer",
    "doubt",
    "moved",
    "capacity_vacancy",
    "card_adoption",
    "plan_dates",
    "outlook_why",
    "evidence",
    "measure_now",
    "explanations",
    "caveats",
    "doubts",
)


def save_evidence(build: str | Path, notebook: str, *answers: Shown, workspace: Workspace | None = None) -> Path:
    """Save what a notebook found, for the papers: `<build>/evidence/<notebook>.json`.

    build: the build folder, as the run gives it; where it is empty (a notebook run by hand) a folder for trials in
    the workspace's `build`, which no paper reads. Returns the path of the file. Raises ParametersError without answers.
    """
    if not answers:
        raise ParametersError.from_problems(["there is no answer to save"], hint="Pass the answers of the notebook.")
    return write_evidence(Path(build or (workspace or Workspace.find()).build / "by-hand"), notebook, answers)


def write_evidence(build: Path, notebook: str, shown: Sequence[Shown]) -> Path:
    """Write `<build>/evidence/<notebook>.json` from the answers of one notebook and return its path.

    All answers are about one area and month. Figures and tables are labelled `fig-<group>-<name>` and
    `tbl-<group>-<name>`; variables are named by group, each number without its group and each text by its
    name; lists that a paper includes are blocks, `<group>-<name>`.
    Raises ValueError where two answers share a group.
    """
    answers = [each.answer for each in shown]
    groups = [answer.group for answer in answers]
    if len(set(groups)) != len(groups):
        message = f"answers of one notebook need groups of their own, not {', '.join(groups)}"
        raise ValueError(message)
    first = answers[0]
    saved = {
        "notebook": notebook,
        "area": first.area,
        "area_name": first.area_name,
        "month": first.month,
        "known_at": first.known_at.isoformat() if first.known_at else None,
        "evidence": [evidence_entry(entry) for answer in answers for entry in answer.evidence.values()],
        "variables": {answer.group: variables(answer) for answer in answers},
        "blocks": {name: text for answer in answers for name, text in _blocks(answer)},
        "captions": {label: caption for answer in answers for label, caption in _captions(answer)},
        "data": {label: _plain(frame) for answer in answers for label, frame in _data(answer)},
    }
    path = build / "evidence" / f"{notebook}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(saved, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def variables(answer: Answer) -> dict[str, str]:
    """Return what papers print of an answer: every number ready to print, then every text, by name.

    A text that papers rely on is empty where this answer has nothing to say under its name, as an authority without a
    performance paper of its own has nothing to say of its exceptions.
    """
    numbers = {name.removeprefix(f"{answer.group}."): printed(entry) for name, entry in answer.evidence.items()}
    shown = {name: text for name, text in numbers.items() if not name.startswith("sign_")}
    return dict.fromkeys(PAPER_TEXTS, "") | shown | texts(answer)


def _blocks(answer: Answer) -> Iterable[tuple[str, str]]:
    """Lists that a paper includes, by the name of their file: `card-cautions` in `_card-cautions.md`."""
    group = answer.group.replace("_", "-")
    return ((f"{group}-{name}", text) for name, text in blocks(answer).items())


def _captions(answer: Answer) -> Iterable[tuple[str, dict[str, str]]]:
    group = answer.group.replace("_", "-")
    for name in charts.figure_names(answer):
        words = {"cap": charts.caption(answer, name), "alt": charts.alt(answer, name)}
        yield label_of("fig", group, name), words
    for name in tables.table_names(answer):
        yield label_of("tbl", group, name), {"cap": tables.caption(answer, name)}


def _data(answer: Answer) -> Iterable[tuple[str, pd.DataFrame]]:
    """What each figure was drawn from, and each table as it is printed."""
    group = answer.group.replace("_", "-")
    for name in charts.figure_names(answer):
        yield label_of("fig", group, name), figure_data(answer, name)
    for name in tables.table_names(answer):
        yield label_of("tbl", group, name), table_data(answer, name)


def _plain(frame: pd.DataFrame) -> dict[str, object]:
    found = as_data(frame)
    return {"columns": list(found.columns), "rows": [list(row) for row in found.rows]}
