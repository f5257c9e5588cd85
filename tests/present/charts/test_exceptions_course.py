import datetime as dt
import math
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.catalogue.measure import measures
from analysis.present.charts.exceptions_course import COLUMNS, alt, caption, draw
from analysis.present.charts.label_boxes import collisions, cut_off, labels
from drawn_record import as_drawn


def answer(*lines):
    """Lines of a card by their figures and target, in months up to May 2021."""
    parts = [
        pd.DataFrame(
            {
                "period_end": [dt.date(2021, month, 28) for month in range(6 - len(values), 6)],
                "value": values,
                "place": place,
                "ref": f"2.{place}",
                "name": f"Measure {place}",
                "unit": "percent",
                "target": target,
            }
        )
        for place, (values, target) in enumerate(lines)
    ]
    return SimpleNamespace(figures={"exceptions_course": pd.concat(parts)}, area_name="Torbay")


NEARER, AWAY = ([70.0, 80.0], 90.0), ([80.0, 70.0], 90.0)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([NEARER], "The one line did not move away from its target in the months shown"),
        ([AWAY], "The one line moved away from its target in the months shown"),
        ([NEARER, AWAY], "One of the two lines moved away from its target in the months shown: measure 1 (2.1)"),
        (
            [AWAY, NEARER, AWAY],
            "Two of the three lines moved away from their targets in the months shown: measure 0 (2.0) and",
        ),
        ([([70.0, 71.0], math.nan)], "The one line did not"),
    ],
)
def test_the_caption_counts_lines_that_are_further_from_their_target_than_at_the_start(lines, told):
    assert caption(answer(*lines)).startswith(told)


def test_the_words_for_the_picture_give_both_ends_and_the_target_of_each_line():
    assert alt(answer(AWAY)) == "A small line chart. Measure 0: 80% in April 2021, 70% in May 2021; target 90%."
    assert "target" not in alt(answer(([70.0, 71.0], math.nan)))


def test_each_line_has_a_panel_with_its_figures_and_its_target():
    chart = draw(answer(*[AWAY] * (COLUMNS + 1)))
    shown = [axes for axes in chart.axes if axes.axison]
    assert len(shown) == COLUMNS + 1
    assert list(shown[0].lines[0].get_ydata()) == [80.0, 70.0]
    assert set(shown[0].lines[2].get_ydata()) == {90.0}
    assert not [axes for axes in chart.axes if not axes.axison and axes.lines]
    assert len(chart.axes) == 2 * COLUMNS


def test_a_panel_is_called_by_its_name_with_reference_and_newest_figure_and_dated_at_both_ends():
    axes = draw(answer(AWAY)).axes[0]
    assert axes.get_title(loc="left") == "Measure 0\n2.0  70%"
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["Apr 21", "May 21"]
    assert [tick.get_horizontalalignment() for tick in axes.get_xticklabels()] == ["left", "right"]
    assert list(axes.get_yticks()) == []
    assert [name for name, spine in axes.spines.items() if spine.get_visible()] == ["bottom"]
    end = axes.lines[1]
    assert (list(end.get_ydata()), end.get_marker()) == ([70.0], "o")
    assert axes.lines[2].get_linestyle() == "--"
    low, high = axes.get_ylim()
    assert (low, high) == (pytest.approx(70 - 0.18 * 20), pytest.approx(90 + 0.18 * 20))


def test_a_panel_without_a_target_has_no_dashes_and_without_a_reference_its_name():
    line = answer(([70.0], math.nan))
    line.figures["exceptions_course"] = line.figures["exceptions_course"].assign(ref="", name="Assessments in time")
    axes = draw(line).axes[0]
    assert len(axes.lines) == 2
    assert axes.get_title(loc="left") == "Assessments in time\n70%"
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["May 21"]


def test_without_references_names_stand_whole_above_their_own_panels_and_in_the_caption():
    longest = sorted((entry.name for entry in measures().values()), key=len)
    for names in (longest[-9:], longest[-45:-36], longest[:9]):
        card = answer(*[AWAY] * len(names))
        frame = card.figures["exceptions_course"]
        card.figures["exceptions_course"] = frame.assign(ref="", name=[names[at] for at in frame["place"]])
        card.figures["exceptions_course"]["questioned"] = True
        chart = draw(card)
        assert collisions(chart) == []
        assert cut_off(chart) == []
        shown = [axes for axes in chart.axes if axes.axison]
        for axes in shown:
            box = next(text for text in labels(chart) if text is axes._left_title).get_window_extent()
            beside = [other.bbox.x0 for other in shown if other.bbox.x0 > axes.bbox.x0 + 1]
            assert box.x1 <= min([*beside, chart.bbox.x1])
            assert box.y1 <= chart.bbox.y1
        assert caption(card).split(": ", 1)[1].lower().startswith(names[0].removesuffix(" (%)").lower())


def test_a_caption_names_as_many_lines_as_can_be_read_and_counts_the_others():
    card = answer(*[AWAY] * 5)
    frame = card.figures["exceptions_course"]
    names = [f"Children who have one thing {letter} (%)" for letter in "ABCDE"]
    card.figures["exceptions_course"] = frame.assign(ref="", name=[names[at] for at in frame["place"]])
    assert caption(card).endswith("one thing A, children who have one thing B and three more")


def test_lines_stand_in_the_order_of_the_card():
    both = answer(NEARER, AWAY)
    both.figures["exceptions_course"] = both.figures["exceptions_course"].iloc[::-1]
    assert [axes.get_title(loc="left")[:9] for axes in draw(both).axes[:2]] == ["Measure 0", "Measure 1"]


def test_the_key_says_what_the_dashes_are():
    assert draw(answer(AWAY)).get_supxlabel().endswith("Dashes: the target that is green when met.")


def test_everything_about_the_panels_is_as_it_was_looked_at():
    as_drawn("exceptions_course", draw(answer(NEARER, AWAY, ([70.0, 71.0], math.nan), ([98.0, 99.5, 97.0], 99.0))))
