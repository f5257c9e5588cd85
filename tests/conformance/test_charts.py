"""What every chart keeps to, whatever it draws."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis.present import charts
from analysis.present.charts.registry import PICTURES

SMALLEST = 7  # points


@pytest.fixture(scope="session")
def drawn(answers):
    """Return the answers that have a figure, by its name."""
    found = {}
    for shown in answers.values():
        for name in charts.figure_names(shown.answer):
            found.setdefault(name, []).append(shown.answer)
    return found


@pytest.fixture(params=sorted(PICTURES))
def pictured(request, drawn):
    if request.param not in drawn:
        pytest.fail(f"No answer of the suite has the figure {request.param}: nothing about it is tested.")
    return request.param, drawn[request.param]


def out_of_view(chart):
    """Return the tick labels beyond the axes, which matplotlib keeps but does not draw."""
    found = []
    for axes in chart.axes:
        for axis, ends in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            low, high = sorted(ends)
            found += [tick.label1 for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high]
    return found


def test_it_is_the_same_bytes_every_time_and_changes_no_frame(pictured):
    name, answers = pictured
    for answer in answers:
        before = {key: frame.copy() for key, frame in answer.figures.items()}
        assert charts.figure(answer, name).png() == charts.figure(answer, name).png()
        for key, frame in answer.figures.items():
            pd.testing.assert_frame_equal(frame, before[key])


def test_none_of_its_words_is_cut_off(pictured):
    name, answers = pictured
    for answer in answers:
        chart = charts.figure(answer, name)
        chart.draw_without_rendering()
        width, height = chart.canvas.get_width_height()
        hidden = out_of_view(chart)
        for text in chart.findobj(match=lambda artist: hasattr(artist, "get_text")):
            if text.get_visible() and text.get_text().strip() and text not in hidden:
                box = text.get_window_extent()
                inside = box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1
                assert inside, (name, text.get_text())


def test_its_letters_are_large_enough_to_read(pictured):
    name, answers = pictured
    for answer in answers:
        chart = charts.figure(answer, name)
        texts = chart.findobj(match=lambda artist: hasattr(artist, "get_text") and artist.get_text().strip())
        small = {
            text.get_text(): text.get_fontsize() for text in texts if text.get_visible() and text.get_fontsize() < 7
        }
        assert small == {}, name


def test_it_leaves_nothing_behind_in_pyplot(pictured):
    name, answers = pictured
    before = plt.get_fignums()
    charts.figure(answers[0], name)
    assert plt.get_fignums() == before
