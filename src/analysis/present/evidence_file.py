"""The evidence file of a notebook: its numbers, the strings that papers print, captions, and data of figures."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.catalogue.errors import ParametersError
from analysis.catalogue.workspace import Workspace
from analysis.language.blocks import blocks
from analysis.language.numbers import as_number, printed
from analysis.language.phrases import texts
from analysis.present import charts, tables
from analysis.present.answer_view import Shown, evidence_entry
from analysis.questions.answer import Answer

# Shorter names that papers use, where the rule would make a longer one.
LABELS = {
    "tbl-outlook-drivers": "tbl-outlook",
    "tbl-outlook-drivers-then": "tbl-outlook-then",
    "fig-next-cp-rate-outlook": "fig-outlook-cp",
    "fig-next-cla-rate-outlook": "fig-outlook-cla",
    "fig-next-referral-rate-outlook": "fig-outlook-referrals",
    "fig-next-social-worker-caseload-outlook": "fig-outlook-caseload",
    "fig-next-social-worker-vacancy-rate-outlook": "fig-outlook-vacancy",
    "tbl-next-cp-rate-backtest": "tbl-outlook-backtest",
    "fig-trend-referrals-control-chart": "fig-referrals-control",
    "fig-trend-referrals-season": "fig-referrals-season",
    "fig-compare-re-referrals-percent-history": "fig-referrals-again",
    "fig-compare-referrals-no-further-action-percent-history": "fig-referrals-no-further-action",
    "fig-capacity-caseload-split": "fig-workforce-split",
    "tbl-capacity-workforce": "tbl-workforce",
    "tbl-board-board-drivers": "tbl-board-drivers",
    "tbl-card-card-by-month": "tbl-card-by-month",
}


PAPER_TEXTS = (
    "headline",
    "answer",
    "doubt",
    "capacity_vacancy",
    "evidence",
    "measure_now",
    "explanations",
    "caveats",
    "doubts",
)


def save_evidence(build: str | Path, notebook: str, *answers: Shown, workspace: Workspace | None = None) -> Path:
    """Save what a notebook found, for the papers: `<build>/evidence/<notebook>.json`.

    build: the build folder, as the run gives it; where it is empty (a notebook run by hand) a folder for trials in
    the workspace's `build`, which no paper reads.
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
        yield _label("fig", group, name), words
    for name in tables.table_names(answer):
        yield _label("tbl", group, name), {"cap": tables.caption(answer, name)}


def _data(answer: Answer) -> Iterable[tuple[str, pd.DataFrame]]:
    """What each figure was drawn from, and each table as it is printed."""
    group = answer.group.replace("_", "-")
    for name in charts.figure_names(answer):
        parts = {key: frame for key, frame in answer.figures.items() if key == name or key.startswith(f"{name}_")}
        frame = parts[name]
        if len(parts) > 1:  # history, forecast and what then happened, in one table that says which is which
            frame = pd.concat([part.assign(part=key) for key, part in parts.items()], ignore_index=True)
        yield _label("fig", group, name), frame
    for name in tables.table_names(answer):
        sheet = tables.sheet(answer, name)
        counted = {column: [as_number(cell) for cell in sheet.frame[column]] for column in sheet.numbers}
        yield (
            _label("tbl", group, name),
            sheet.frame.assign(
                **{
                    column: pd.Series(cells, dtype="object", index=sheet.frame.index)
                    for column, cells in counted.items()
                }
            ),
        )


def _plain(frame: pd.DataFrame) -> dict[str, object]:
    """Return a frame as columns and rows that JSON can hold; what is missing is null."""
    rows = [[_plain_cell(cell) for cell in row] for row in frame.itertuples(index=False, name=None)]
    return {"columns": [str(column) for column in frame.columns], "rows": rows}


def _plain_cell(cell: object) -> object:
    if isinstance(cell, str | list | tuple | dict):
        return cell if isinstance(cell, str) else str(cell)
    if pd.isna(cell):
        return None
    if isinstance(cell, dt.date):
        return cell.isoformat()[:10]
    return cell.item() if isinstance(cell, np.generic) else cell if isinstance(cell, bool | int | float) else str(cell)


def _label(kind: str, group: str, name: str) -> str:
    label = f"{kind}-{group}-{name.replace('_', '-')}"
    return LABELS.get(label, label)
