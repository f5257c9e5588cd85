"""Words around figures: nothing beside an unpublished figure says a number that the figure does not show."""

import re
from collections.abc import Collection, Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.audit.rounding import decimals_printed
from analysis.catalogue.measure import measures
from analysis.present.disclosure.policy import Rules

Mask = npt.NDArray[np.bool_]

SYMBOL = "[c]"
WITHHELD = "[x]"  # of a table that is not given
REMARK = "[c] This remark gives a small number of children, and is not shown."
DOUBT = "Something in this cell was read with a doubt. Its figure is a small count of children, and is not shown."
WORDS = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PEOPLE = (
    "child|children|young|baby|babies|infants?|sibling|siblings|boys?|girls?|teenagers?|adolescents?|famil(?:y|ies)|"
    "referrals?|re-referrals?|enquir(?:y|ies)|conferences?|plans?|cases?|adoptions?|adopters?|placements?|"
    "care leavers?|exits?|starts?|entrants?|episodes?|orders?|removals?|deaths?|assessments?|medicals?|people|person"
)
A_YEAR = pd.Timedelta(days=400)  # an arrow compares with something of the year before
FEW = {"a single": 1, "only one": 1, "just one": 1, "sole": 1, "both": 2, "a couple of": 2, "a pair of": 2, "twins": 2}
THINGS = (
    "points?|(?:(?:working|calendar|school)\\s+)?(?:years?|months?|weeks?|days?|hours?)|areas?|wards?|thirds?|fifths?|"
    "quarters?|halves|teams?|schools?|meetings?|measures?|actions?|themes?|times|stars?|percentage|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
NOT_OF_PEOPLE = rf"\s*%|\s*per\s*cent|\s*(?:st|nd|rd|th)\b|-?\s*(?:(?:to|or|and)\s+\w+\s+)?(?:{THINGS})\b"
NAMED_BY_NUMBER = (
    "theme|section|stage|quarter|step|priority|table|figure|page|phase|tier|band|level|ref|reference|version|row|column|"
    "project|objective|action|standard|key|part|chapter|appendix|annex|paragraph|para|no|number|item|measure|indicator|year"
)
_NUMBER = re.compile(r"\d[\d,]*\.?\d*")
_WORD = rf"(?<![\d.,/£$-])\b(\d{{1,2}}|{'|'.join(WORDS)})\b(?![\d.,]*\d|{NOT_OF_PEOPLE})"
_TOLD = re.compile(rf"{_WORD}(?=(?:\W+\w+){{0,3}}?\W+(?:{PEOPLE})\b)", re.IGNORECASE)
_ANY = re.compile(_WORD, re.IGNORECASE)
_OF_PEOPLE = re.compile(rf"\b(?:{PEOPLE})\b(?P<after>[^.;\n]{{0,60}})", re.IGNORECASE)
_NAMED = re.compile(rf"\b(?:{NAMED_BY_NUMBER})s?\W{{0,4}}$", re.IGNORECASE)
_OUT_OF = re.compile(r"(?<![\d.,/-])\b(\d{1,3})\s*(?:/|of|out\s+of)\s*(?:the\s+)?\d{1,3}\b(?![\d/%])", re.IGNORECASE)
_QUOTED = re.compile(r'"([^"]*)"')
_IN_WORDS = re.compile(rf"\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)
_ONE_TO_ONE = re.compile(r"\bone[- ]to[- ]one\b", re.IGNORECASE)
_OR_MORE = re.compile(r"\W+(?:or\s+more|and\s+over|plus)\b", re.IGNORECASE)
_FEW = re.compile(rf"\b({'|'.join(FEW)})\b(?=(?:\W+\w+){{0,3}}?\W+(?:{PEOPLE})\b)|\b(twins)\b", re.IGNORECASE)


def of_folders(source: pd.Series, folders: Collection[str]) -> Mask:
    """Return which `folder/file#locator` are in some folders of data/raw."""
    return np.asarray(source.str.split("/", n=1).str[0].isin(set(folders)), dtype=bool)


def redacted(frames: Mapping[str, pd.DataFrame], folders: Collection[str], rules: Rules) -> Mapping[str, pd.DataFrame]:
    """Return a store's frames, row for row, with no word beside the figures of some folders that gives a small count.

    Cells keep their text where every number in it is one that they show; marks lose their text and keep what it
    meant; remarks that give a small number of children are withheld whole, and so is what readers said of such cells.
    """
    observations = _figures(frames["observations"], of_folders(frames["observations"]["source"], folders))
    hidden = observations[observations["as_printed"].isin([SYMBOL, WITHHELD])]
    gone = hidden["source"]
    return {
        **frames,
        "observations": observations,
        "targets": _targets(frames["targets"], of_folders(frames["targets"]["source"], folders)),
        "marks": _marks(frames["marks"], of_folders(frames["marks"]["source"], folders), hidden),
        "remarks": _remarks(frames["remarks"], of_folders(frames["remarks"]["source"], folders), rules),
        "issues": issues_told(frames["issues"], folders, rules, gone),
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


def _targets(targets: pd.DataFrame, ours: Mask) -> pd.DataFrame:
    """Keep a target's text where every number in it is the target: `6 (3 last year)` says what last year was."""
    more = [
        own and not pd.isna(value) and _says_more(text, value)
        for own, text, value in zip(ours, targets["as_printed"], targets["value"], strict=True)
    ]
    found = targets.copy()
    found.loc[more, "as_printed"] = [f"{value:g}" for value in targets.loc[more, "value"]]
    return found


def _marks(marks: pd.DataFrame, ours: Mask, hidden: pd.DataFrame) -> pd.DataFrame:
    """Leave out what is said of hidden figures, and keep of the others what they mean.

    Red beside a target of 3, or an arrow that is level beside last month's 6, says about how many there are. An arrow
    tells of the figures it compares, too: it goes where any of the year before is hidden.
    """
    ends = hidden.groupby(["area", "measure"])["period_end"].agg(list).to_dict()
    told = [
        own and any(_tells(kind, end, day) for day in ends.get((area, measure), ()))
        for own, area, measure, kind, end in zip(
            ours, marks["area"], marks["measure"], marks["kind"], marks["period_end"], strict=True
        )
    ]
    printed = marks["as_printed"].fillna("").str.contains(r"\d", regex=True).to_numpy(dtype=bool)
    kept = marks.assign(as_printed=marks["as_printed"].mask(ours & printed, marks["mark"]))
    return kept[~np.array(told, dtype=bool)].reset_index(drop=True)


def _tells(kind: str, end: pd.Timestamp, hidden: pd.Timestamp) -> bool:
    """Whether a mark says something of a hidden figure; one without a date may be of any."""
    if pd.isna(end) or end == hidden:
        return True
    return kind == "direction" and hidden <= end <= hidden + A_YEAR


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
    return any(rules.hides(number) for number in _numbers_of_people(text))


def _numbers_of_people(text: str) -> Iterator[int]:
    """Yield the numbers that a text gives of people: before what they are of, after it, and as a part of a whole."""
    text = _ONE_TO_ONE.sub(" ", text)
    for match in _TOLD.finditer(text):
        if _is_of_people(text, match):
            yield _as_number(match[1])
    for people in _OF_PEOPLE.finditer(text):
        for match in _ANY.finditer(text, people.start("after"), people.end("after") + 2):
            if _is_of_people(text, match):
                yield _as_number(match[1])
    for match in _FEW.finditer(text):
        yield FEW[re.sub(r"\s+", " ", match[0].lower())]
    if re.search(rf"\b(?:{PEOPLE})\b", text, re.IGNORECASE):
        yield from (int(match[1]) for match in _OUT_OF.finditer(text))


def _is_of_people(text: str, match: re.Match[str]) -> bool:
    """Whether a number is not a name (`stage 4`), and says how many, not from how many on."""
    return not _OR_MORE.match(text, match.end()) and not _NAMED.search(text, 0, match.start())


def _as_number(word: str) -> int:
    return WORDS.index(word.lower()) if word.lower() in WORDS else int(word)


def issues_told(
    issues: pd.DataFrame, folders: Collection[str], rules: Rules, gone: Collection[str] = ()
) -> pd.DataFrame:
    """Return issues, with what readers said of cells of some folders withheld where it gives a small number.

    issues: in the shape of the contract, as are those returned, row for row. gone: the places of hidden figures, of
    which nothing is said.
    """
    ours = of_folders(issues["source"].fillna(""), folders)
    small = [
        any(rules.hides(float(word)) for word in re.findall(r"(?<![\d.])\d{1,2}(?![\d.])", text))
        or any(
            rules.hides(WORDS.index(word.lower())) for told in _QUOTED.findall(text) for word in _IN_WORDS.findall(told)
        )
        for text in issues["message"]
    ]
    told = ours & (np.array(small, dtype=bool) | issues["source"].isin(set(gone)).to_numpy(dtype=bool))
    found = issues.copy()
    found.loc[told, "message"] = DOUBT
    found.loc[told, "evidence"] = "{}"
    return found
