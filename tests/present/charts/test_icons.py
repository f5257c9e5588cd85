"""Icons stand with their words, and their shape alone tells a signal from ordinary ups and downs."""

import pytest
from matplotlib.figure import Figure

from analysis.language.phrasebook import phrasebook
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY
from analysis.present.charts.icons import ASSURANCE, VARIATION, assurance_in_words, draw_variation, variation_in_words
from drawn_record import as_drawn


def drawn(case, change):
    axes = Figure().add_subplot()
    draw_variation(axes, case, change, 5)
    circle, sign = axes.lines
    return circle.get_markerfacecolor(), sign.get_marker()


@pytest.mark.parametrize("case", ["beyond usual", "usual elsewhere", "beyond own months"])
def test_a_change_that_is_real_is_a_filled_circle_with_an_arrow_its_way(case):
    assert drawn(case, 3.0) == (DARK_BLUE, "^")
    assert drawn(case, -3.0) == (DARK_BLUE, "v")


@pytest.mark.parametrize("case", ["within chance", "too few to say", "no change"])
def test_any_other_change_is_an_empty_circle_without_an_arrow(case):
    assert drawn(case, 3.0) == drawn(case, -3.0) == ("white", "_")


def test_each_sign_of_a_table_has_words_of_its_own():
    book = phrasebook()
    assert set(VARIATION) == set(book["variation"])
    assert set(ASSURANCE) == set(book["assurance"])
    told = [*map(variation_in_words, VARIATION), *map(assurance_in_words, ASSURANCE)]
    assert len(set(told)) == len(told)
    assert all(len(words.split()) > 1 for words in told)


def test_what_cannot_be_judged_has_no_sign():
    assert variation_in_words("too few months to say") == ""
    assert assurance_in_words(None) == ""


def test_the_note_of_the_card_explains_every_sign():
    note = str(phrasebook()["card_icons_note"])
    assert all(sign in note for sign in (*VARIATION.values(), *ASSURANCE.values()))


def test_everything_about_the_signs_is_as_it_was_looked_at():
    chart = Figure()
    cases = [
        (case, change) for case in ("beyond usual", "usual elsewhere", "within chance") for change in (0.4, -0.4, 0.0)
    ]
    for axes, (case, change) in zip(chart.subplots(3, 3).flat, cases, strict=True):
        draw_variation(axes, case, change, 5)
        assert [line.get_markeredgecolor() for line in axes.lines] == [
            *((DARK_BLUE, "white") if case != "within chance" else (DARK_GREY, DARK_GREY))
        ]
        assert not any(line.get_clip_on() for line in axes.lines)
    as_drawn("icons", chart)
