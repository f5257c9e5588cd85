"""Every measure in every question: what is said of it is English, in a unit that is known, and no number is ranked."""

import datetime as dt
import re
from functools import cache

import numpy as np
import pandas as pd
import pytest

from analysis.catalogue.errors import NoFiguresError, ParametersError
from analysis.catalogue.measure import SIZED, measures
from analysis.catalogue.neighbour import neighbours
from analysis.catalogue.observation import FRAMES, empty, shape
from analysis.catalogue.pathway import pathways
from analysis.catalogue.period import Month, period_of
from analysis.language.phrases import texts
from analysis.language.vocabulary import noun, rate_name
from analysis.questions.comparison import answer_comparison
from analysis.questions.outlook import answer_outlook
from analysis.questions.trend import answer_trend
from analysis.questions.why.question import why
from analysis.store import Store
from pathway_store import TORBAY, year_end

MONTH = Month(2021, 5)
YEARS = range(2008, 2022)
ENGLAND = "E92000001"
SIZE = {
    "count": 400.0,
    "fte": 80.0,
    "percent": 40.0,
    "per_10000": 60.0,
    "per_100000": 200.0,
    "pounds": 1000.0,
    "days": 300.0,
    "weeks": 40.0,
    "cases_per_fte": 17.0,
    "score": 3.0,
}


@cache
def made_up_store(last):
    """Figures of every measure for Torbay, its neighbours and England, in every year. last: Torbay's newest counts."""
    random = np.random.default_rng(4)
    rows = []
    for entry in measures().values():
        basis = entry.basis or "year"
        for area in (TORBAY, *neighbours(TORBAY, "2021").members, ENGLAND):
            for year in YEARS:
                end = year_end(entry.id, year - 1 if entry.id.startswith(("social_worker", "case_holders")) else year)
                value = SIZE[entry.unit] * random.uniform(0.85, 1.15) * (100 if area == ENGLAND else 1)
                value = value if entry.unit in ("score", "cases_per_fte", "fte") else float(round(value))
                if entry.id == "population_0_17":
                    value = 25_000.0 + year
                if entry.unit == "count" and area == TORBAY and year == YEARS[-1] and last is not None:
                    value = last
                start = period_of(basis, end).start
                rows.append((area, entry.id, start, end, basis, value, entry.unit, dt.date(2021, 4, 30)))
    columns = ["area", "measure", "period_start", "period_end", "basis", "value", "unit", "published_on"]
    frame = pd.DataFrame(rows, columns=columns)
    for column in ("period_start", "period_end", "published_on"):
        frame[column] = pd.to_datetime(frame[column])
    source = "made-up.csv#" + frame["area"] + frame["measure"]
    frame = frame.assign(as_printed=frame["value"].astype(str), missing=None, source=source)
    return Store({kind: empty(kind) for kind in FRAMES} | {"observations": shape("observations", frame)})


QUESTIONS = {
    "trend": lambda store, measure: answer_trend(store, measure, TORBAY, MONTH, ()),
    "compare": lambda store, measure: answer_comparison(store, measure, TORBAY, MONTH),
    "next": lambda store, measure: answer_outlook(store, measure, TORBAY, MONTH, 3),
    "why": lambda store, measure: why(store, measure, TORBAY, MONTH),
}
KNOWN = {"next": lambda: measures().forecast, "why": pathways}
WRONG = {
    "an article stands twice": r"\b(?:the|an?) (?:the|an?)\b",
    "a word stands twice": r"\b([A-Za-z]{2,}) \1\b",
    "a name of the program": r"\b[a-z0-9]+_[a-z0-9_]+\b|\bNone\b(?! of)|\bnan\b",
    "one of many": r"\bthere were 1 |\bthere was (?!1 |one )[\d,]+",
    "a space too many": r"  | [.,;:]|\.\.",
    "an unknown unit": r"\b(?:was|were|from|to) [\d,.]+ (?:fte|percent|cases_per_fte|score)\b",
}


def faults(text):
    found = [(name, match[0]) for name, pattern in WRONG.items() for match in [re.search(pattern, text)] if match]
    return found if text.rstrip()[-1] in ".!?:)" else [*found, ("no full stop", text[-30:])]


@pytest.mark.slow
@pytest.mark.parametrize(("question", "last"), [*((question, None) for question in QUESTIONS), ("trend", 1.0)])
def test_everything_that_is_said_of_every_measure_is_english(question, last):
    store, wrong, said = made_up_store(last), [], 0
    for measure in KNOWN.get(question, measures)():
        try:
            answer = QUESTIONS[question](store, measure)
        except NoFiguresError:
            continue
        except ParametersError as error:
            wrong += refusals(question, measure, error)
            continue
        said += 1
        assert question != "compare" or measures()[answer.measure].unit not in SIZED, measure
        for name, text in texts(answer).items():
            wrong += [(measure, name, *fault) for fault in faults(text)]
            many = noun(measure).many
            if noun(measure).one != many and re.search(rf"(?<![\d,.])1 {re.escape(many)}\b", text):
                wrong.append((measure, name, "one of many", many))
    assert wrong == []
    assert said > (4 if question == "next" else 10 if question == "why" else 300)


@pytest.mark.parametrize(
    "text", ["the the rate rose.", "There were 1 plans and cp_rate.", "It was high", "A  rate rose ."]
)
def test_a_fault_is_seen(text):
    assert faults(text.replace("There", "there"))


def refusals(question, measure, error):
    """What is wrong with a refusal: only a number is refused, only a comparison, and never without what is near."""
    near = re.search(r"Compare .+ \((\w+)\)", str(error.hint))
    good = question == "compare" and "cannot be compared between areas" in error.what and near
    return [] if good and measures().compared_as(near[1]) == near[1] else [(measure, question, str(error))]


def head(name):
    """The word that the verb goes with: before the first preposition or relative."""
    before = re.split(r" (?:of|in|for|to|who|that|which|with|on|from|at|as|by|lost|under|whose|the)\b|[,:(]", name)[0]
    return before.rstrip().split(" ")[-1]


def test_every_rate_takes_a_singular_verb():
    values = [entry for entry in measures().values() if not entry.is_counted]
    plural = {
        entry.id: rate_name(entry.id) for entry in values if re.search(r"(?<![su])s$", head(rate_name(entry.id)[4:]))
    }
    assert plural == {}
    assert all(rate_name(entry.id).startswith("the ") for entry in values)


def test_every_count_has_a_word_for_one_and_for_many():
    for entry in measures().values():
        if entry.is_counted:
            assert entry.noun is not None, entry.id
            assert entry.noun.one != entry.noun.many or entry.noun.many.startswith("pre-proceedings"), entry.id
            assert not entry.noun.one.startswith(("the ", "a ", "an ")), entry.id


def test_a_count_is_compared_as_its_rate_and_a_number_without_one_is_refused_with_what_is_near():
    store = made_up_store(None)
    answer = answer_comparison(store, "referrals", TORBAY, MONTH)
    assert answer.measure == "referral_rate"
    assert answer.group == "compare_referrals"
    said = texts(answer)["headline"]
    assert re.match(r"Referrals are compared as a rate: [\d.]+ per 10,000 children in Torbay", said)
    with pytest.raises(ParametersError, match="Referrals from the police cannot be compared") as error:
        answer_comparison(store, "referrals_from_police", TORBAY, MONTH)
    assert "referrals_from_police_percent" in str(error.value)


def test_a_rate_is_compared_as_it_is():
    said = texts(answer_comparison(made_up_store(None), "referral_rate", TORBAY, MONTH))["headline"]
    assert said.startswith("In the year to March 2021 the referral rate in Torbay was ")
