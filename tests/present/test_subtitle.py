"""Who is named as the source of a chart."""

from dataclasses import replace

import pytest

from analysis.catalogue.period import Month
from analysis.present.charts.subtitle import sources
from analysis.questions.comparison import answer_comparison
from pathway_store import TORBAY, published_store

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
