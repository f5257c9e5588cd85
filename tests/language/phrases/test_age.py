import pytest

from analysis.language.phrases.age import newest_is_old, with_age
from phrase_cases import saying

OLD = {"newest": "March 2020", "months_old": 32}


def test_an_old_figure_is_said_before_what_it_tells():
    assert with_age(saying({}, OLD), "The rate rose.") == (
        "The newest figure is that of March 2020, 32 months before the report month. The rate rose."
    )


def test_a_figure_of_its_time_says_nothing_of_its_age():
    assert newest_is_old(saying({}, {})) == ""
    assert with_age(saying({}, {}), "The rate rose.") == "The rate rose."


@pytest.mark.parametrize(("months", "words"), [(1, "one month before"), (6, "six months before")])
def test_months_are_counted_in_words(months, words):
    assert words in newest_is_old(saying({}, {**OLD, "months_old": months}))
