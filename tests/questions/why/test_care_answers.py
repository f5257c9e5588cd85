"""Answers about care, drawn by seed from every authority and year of the reference figures: what must always hold."""

import random
import re

import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.answer import Answer
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.opening import REAL
from analysis.questions.why.question import why
from pathway_store import published_rows, published_store

DRAWN = 40
MEASURES = ("cla_rate", "cla_start_rate", "cp_rate", "referral_rate")


def drawn() -> list[Answer]:
    """One-year changes drawn by seed, in the month after the year has ended."""
    held = sorted({str(entry["area"]) for entry in published_rows()} & {area.code for area in areas().authorities()})
    places = []
    for code in held:
        for measure in MEASURES:
            days = SeriesReader.from_store(published_store(), code, Month(2025, 12).last_day).yearly(measure).index
            places += [(code, measure, day) for day in days if day.replace(year=day.year - 1) in days]
    chosen = random.Random(2911).sample(places, DRAWN)  # noqa: S311 - a draw, no secret
    return [
        why(
            published_store(),
            measure,
            code,
            Month.of(day),
            between=(str(Month(day.year - 1, day.month)), str(Month.of(day))),
        )
        for code, measure, day in chosen
    ]


@pytest.fixture(scope="module")
def answers():
    return drawn()


def value(answer, name):
    return answer.evidence[f"{answer.group}.{name}"].value


def test_where_number_and_rate_part_the_headline_has_both(answers):
    parted = 0
    for answer in answers:
        rate, count = value(answer, "rate_change"), value(answer, "count_change")
        told = texts(answer)["headline"]
        printed = round(value(answer, "rate_before"), 1) != round(value(answer, "rate_after"), 1)
        if rate * count < 0 and printed:
            parted += 1
            assert {"rose", "fell"} <= set(told.split()), told
        elif count * rate > 0 and printed:
            assert ("rose" in told) != ("fell" in told), told
    assert parted < len(answers)


def test_the_opening_is_consistent_with_every_verdict_and_with_what_is_made_of_the_steps(answers):
    kinds = set()
    for answer in answers:
        opening = answer.findings[1].facts["opening"]
        kinds.add(opening in REAL)
        if opening in REAL:
            assert "What moved:" not in texts(answer)["answer"]
            assert {each.because.kind for each in answer.verdicts}.isdisjoint({"verdict_no_change"})
            continue
        assert "supported" not in {each.ruling for each in answer.verdicts}
        assert all(each.because.facts["doubt"] for each in answer.verdicts)
        assert "By itself this made" not in texts(answer)["answer"] or answer.findings[1].facts["flows"]
    assert kinds == {True, False}


def test_care_is_never_led_through_the_child_protection_pathway(answers):
    care = [answer for answer in answers if str(answer.measure).startswith("cla")]
    assert len(care) >= 10
    for answer in care:
        told = texts(answer)["answer"]
        assert not re.search(r"section 47|S47|conference|ICPC|eferrals", told), told


def test_the_change_in_the_headline_is_that_of_its_two_figures(answers):
    for answer in answers:
        found = next(finding for finding in answer.findings if finding.kind == "elsewhere")
        change = round(round(value(answer, "rate_after"), 1) - round(value(answer, "rate_before"), 1), 1)
        told = texts(answer)["elsewhere"]
        if f"{answer.group}.change_neighbours_middle" in answer.evidence and change:
            way = "rose" if change > 0 else "fell"
            assert f"{way} by {abs(change):,.1f} per 10,000 children" in told, told
        assert found.facts["measure"] in MEASURES
