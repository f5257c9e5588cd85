"""Words around figures: nothing beside an unpublished figure says a number that the figure does not show."""

import re
from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.audit.rounding import decimals_printed
from analysis.catalogue.measure import measures
from analysis.present.disclosure.policy import Rules

Mask = npt.NDArray[np.bool_]

SYMBOL = "[c]"
REMARK = "[c] This remark gives a small number of children, and is not shown."
DOUBT = "Something in this cell was read with a doubt. Its figure is a small count of children, and is not shown."
WORDS = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PEOPLE = (
    "child|children|young|baby|babies|infants?|sibling|siblings|boys?|girls?|teenagers?|adolescents?|famil(?:y|ies)|"
    "referrals?|re-referrals?|enquir(?:y|ies)|conferences?|plans?|cases?|adoptions?|adopters?|placements?|"
    "care leavers?|exits?|starts?|entrants?|episodes?|orders?|removals?|deaths?|assessments?|medicals?|people|person"
)
_NUMBER = re.compile(r"\d[\d,]*\.?\d*")
_TOLD = re.compile(
    rf"(?<![\d.,/-])\b(\d{{1,2}}|{'|'.join(WORDS)})\b(?![\d.,]*\d|\s*%|\s*per\s*cent|-year|\s+years?|\s+months?)"
    rf"(?=(?:\W+\w+){{0,3}}?\W+(?:{PEOPLE})\b)",
    re.IGNORECASE,
)


def of_folders(source: pd.Series, folders: Collection[str]) -> Mask:
    """Return which `folder/file#locator` are in some folders of data/raw."""
    return np.asarray(source.str.split("/", n=1).str[0].isin(set(folders)), dtype=bool)


def redacted(frames: Mapping[str, pd.DataFrame], folders: Collection[str], rules: Rules) -> Mapping[str, pd.DataFrame]:
    """Return a store's frames with no word beside the figures of some folders that gives a small count.

    Cells keep their text where every number in it is one that they show; marks lose their text and keep what it
    meant; remarks that give a small number of children are withheld whole, and so is what readers said of such cells.
    """
    observations = _figures(frames["observations"], of_folders(frames["observations"]["source"], folders))
    gone = observations.loc[observations["as_printed"].isin([SYMBOL, "[x]"]), "source"]
    return {
        **frames,
        "observations": observations,
        "marks": _marks(frames["marks"], of_folders(frames["marks"]["source"], folders)),
        "remarks": _remarks(frames["remarks"], of_folders(frames["remarks"]["source"], folders), rules),
        "issues": _issues(frames["issues"], of_folders(frames["issues"]["source"].fillna(""), folders), gone, rules),
    }


def _figures(frame: pd.DataFrame, ours: Mask) -> pd.DataFrame:
    known = measures()
    children = [measure not in known or known[measure].of_children for measure in frame["measure"]]
    rows = frame[ours & np.array(children, dtype=bool)]
    says_more = pd.Series([_says_more(*row) for row in _shown(rows)], index=rows.index, dtype=bool)
    plain = pd.Series(
        [SYMBOL if pd.isna(value) else f"{value:.{places}f}" for value, places in _rounded(rows)], index=rows.index
    )
    found = frame.copy()
    found.loc[says_more[says_more].index, "as_printed"] = plain[says_more]
    return found


def _shown(rows: pd.DataFrame) -> zip:  # type: ignore[type-arg]
    columns = ("as_printed", "value", "numerator", "denominator")
    return zip(*(rows[column] for column in columns), strict=True)


def _rounded(rows: pd.DataFrame) -> zip:  # type: ignore[type-arg]
    return zip(rows["value"], decimals_printed(rows["as_printed"], rows["value"]), strict=True)


def _says_more(text: object, *shown: float) -> bool:
    """Whether a cell's text holds a number, in figures or words, that the observation does not show."""
    if not isinstance(text, str):
        return False
    seen = {round(part * by, 6) for part in shown if not pd.isna(part) for by in (1, 0.01)}
    told = [float(token.replace(",", "").rstrip(".")) for token in _NUMBER.findall(text)]
    told += [float(place) for place, word in enumerate(WORDS) if re.search(rf"\b{word}\b", text, re.IGNORECASE)]
    return any(round(number, 6) not in seen for number in told)


def _marks(marks: pd.DataFrame, ours: Mask) -> pd.DataFrame:
    printed = marks["as_printed"].fillna("").str.contains(r"\d", regex=True).to_numpy(dtype=bool)
    return marks.assign(as_printed=marks["as_printed"].mask(ours & printed, marks["mark"]))


def _remarks(remarks: pd.DataFrame, ours: Mask, rules: Rules) -> pd.DataFrame:
    told = [
        gives_small_count(f"{text} \n {details}", rules) if own else False
        for own, text, details in zip(ours, remarks["text"], remarks["details"], strict=True)
    ]
    found = remarks.copy()
    found.loc[told, "text"] = REMARK
    found.loc[told, "details"] = "{}"
    return found


def gives_small_count(text: str, rules: Rules) -> bool:
    """Whether a text gives a number of children (or of their cases) that the rules hide."""
    for match in _TOLD.finditer(text):
        word = match[1].lower()
        if rules.hides(WORDS.index(word) if word in WORDS else int(word)):
            return True
    return False


def _issues(issues: pd.DataFrame, ours: Mask, gone: pd.Series, rules: Rules) -> pd.DataFrame:
    """Withhold what readers said of hidden cells, or said with a small number."""
    small = [
        any(rules.hides(float(word)) for word in re.findall(r"(?<![\d.])\d(?![\d.])", text))
        for text in issues["message"]
    ]
    told = ours & (np.array(small, dtype=bool) | issues["source"].isin(set(gone)).to_numpy(dtype=bool))
    found = issues.copy()
    found.loc[told, "message"] = DOUBT
    found.loc[told, "evidence"] = "{}"
    return found
