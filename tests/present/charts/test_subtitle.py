"""Who is named as the source of a chart."""

from dataclasses import replace

import pytest

from analysis.catalogue.period import Month
from analysis.present.charts.subtitle import sources, subtitle
from analysis.questions.comparison import answer_comparison
from pathway_store import TORBAY, published_store
from printed_record import held_as_printed

DEPARTMENT = "Department for Education; Office for National Statistics"


@pytest.mark.parametrize(
    ("folders", "named"),
    [
        (["published-statistics/vintage-2025"], DEPARTMENT),
        (["characteristics-of-children-in-need-2025", "mid-year-population-estimates-2024"], DEPARTMENT),
        (["childrens-social-work-workforce-2025", "torbay-highlight-report-2021-07"], f"{DEPARTMENT}; Torbay Council"),
        (["torbay-highlight-report-2021-07"], "Torbay Council"),
    ],
)
def test_a_council_is_not_named_for_what_the_department_published(folders, named):
    answer = answer_comparison(published_store(), "cp_rate", TORBAY, Month(2021, 5))
    entry = next(iter(answer.evidence.values()))
    found = replace(entry, sources=tuple(f"{folder}/file.csv#row 2" for folder in folders))
    assert sources(replace(answer, evidence={entry.name: found})) == named


def test_month_ends_are_not_said_to_be_of_31_march():
    answer = answer_comparison(published_store(), "cp_rate", TORBAY, Month(2021, 5))
    ends = [Month(2025, number).last_day for number in (7, 8, 9)]
    assert "at 31 March" not in subtitle(answer, "cp_rate", ends).text
    assert "July 2025 to September 2025" in subtitle(answer, "cp_rate", ends).text
    assert "at 31 March" in subtitle(answer, "cp_rate", [Month(2024, 3).last_day, Month(2025, 3).last_day]).text


def test_one_day_is_said_once_and_what_is_said_in_plainer_words_goes_before_the_name():
    answer = answer_comparison(published_store(), "cp_rate", TORBAY, Month(2021, 5))
    said = subtitle(answer, "cp_rate", [Month(2025, 3).last_day], "Plans per 10,000 children").text
    assert said == "Torbay: Plans per 10,000 children, March 2025"
    assert subtitle(answer, "cp_rate", [Month(2025, 3).last_day], "Plans").text.count("per 10,000") == 1


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()
