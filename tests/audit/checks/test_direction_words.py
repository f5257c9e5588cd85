"""Words that say which way a measure went, against its figures."""

import pytest

SHARE = "management_oversight_8_weeks_percent"  # high is good


@pytest.mark.parametrize(
    ("text", "values", "found"),
    [
        ("Performance has improved.", [84, 80, 76], 1),
        ("Performance has improved.", [76, 80, 84], 0),
        ("Performance has improved.", [84, 70, 76], 0),  # better than the month before
        ("Performance has improved.", [70, 84, 76], 0),  # better than at first
        ("Oversight fell again this month.", [76, 80, 84], 1),
        ("This has worsened.", [76, 80, 84], 1),
        ("Performance has improved.", [84, 84, 84], 0),
        ("Performance has improved.", [84.2, 84.1, 84], 0),  # no movement to hold words against
        ("Performance has not improved.", [84, 80, 76], 0),
        ("Performance should have improved.", [84, 80, 76], 0),
        ("Recruitment has improved.", [84, 80, 76], 0),  # of another thing
        ("Management oversight improved, and referrals rose.", [84, 80, 76], 0),  # two ways in one sentence
        ("Improved since April.", [70, 84, 76], 1),  # March, April, May
        ("Improved since March.", [70, 84, 76], 0),
        ("Improved since April 2011.", [70, 84, 76], 0),  # a month that is not held
        ("Performance has improved.", [76], 0),
    ],
)
def test_words_are_held_against_the_measures_own_figures(find, series, text, values, found):
    table = series(SHARE, "2012-03-31", values)
    issues = find("words-against-series", observations=table, remarks=[{"measure": SHARE, "text": text}])
    assert len(issues) == found


def test_what_improves_is_the_polarity_of_the_measure_and_a_neutral_one_never_does(find, series):
    def said(measure, text, values):
        rows = [row | {"basis": "month"} for row in series(measure, "2012-03-31", values)]
        return len(find("words-against-series", observations=rows, remarks=[{"measure": measure, "text": text}]))

    assert said("re_referrals_percent", "This has improved.", [20, 24, 28]) == 1
    assert said("re_referrals_percent", "This has improved.", [28, 24, 20]) == 0
    assert said("referrals", "This has improved.", [280, 240, 200]) == 0
    assert said("referrals", "The number of referrals has risen.", [280, 240, 200]) == 1


def test_a_year_before_is_what_the_words_say_it_is(find, series):
    values = [90, *[50] * 11, 60]
    table = series(SHARE, "2011-03-31", values)
    for text, found in (("Performance improved compared with last year.", 1), ("Performance improved.", 0)):
        issues = find("words-against-series", observations=table, remarks=[{"measure": SHARE, "text": text}])
        assert len(issues) == found


def test_words_of_an_action_say_what_is_to_be_done(find, series):
    table = series(SHARE, "2012-03-31", [84, 80, 76])
    remark = {"measure": SHARE, "text": "Performance has improved.", "kind": "action"}
    assert not find("words-against-series", observations=table, remarks=[remark])


def test_the_message_has_both_figures_with_their_months_and_the_words(find, series):
    table = series(SHARE, "2012-03-31", [84, 80, 76])
    (issue,) = find(
        "words-against-series", observations=table, remarks=[{"measure": SHARE, "text": "It has improved."}]
    )
    assert '"It has improved." stand beside a figure that went from 84% (March 2012) to 76% (May 2012)' in issue.message
    assert issue.severity == "warning"
