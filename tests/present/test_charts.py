import re

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.period import Month
from analysis.present import charts
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, ORANGE, TURQUOISE, apart, label, sheet
from analysis.questions.why.question import why
from pathway_store import MEASURES, TORBAY, published_store

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def answer():
    return why(published_store(), "cp_rate", TORBAY, Month(2021, 5), between=("2016-03", "2017-03"))


def test_the_figures_of_a_stock(answer):
    assert charts.figure_names(answer) == ["rate", "waterfall", "pathway", "duration"]


def out_of_view(axes):
    """Tick labels beyond the axes, which matplotlib keeps but does not draw."""
    low, high = sorted(axes.get_ylim())
    return [tick.label1 for tick in axes.yaxis.get_major_ticks() if not low <= tick.get_loc() <= high]


@pytest.mark.parametrize("name", ["rate", "waterfall", "pathway", "duration"])
def test_no_label_is_cut_off(answer, name):
    chart = charts.figure(answer, name)
    chart.draw_without_rendering()
    width, height = chart.canvas.get_width_height()
    for text in chart.findobj(match=lambda artist: hasattr(artist, "get_text")):
        if text.get_visible() and text.get_text().strip() and text not in out_of_view(chart.axes[0]):
            box = text.get_window_extent()
            assert box.x0 >= -1, text.get_text()
            assert box.y0 >= -1, text.get_text()
            assert box.x1 <= width + 1, text.get_text()
            assert box.y1 <= height + 1, text.get_text()


@pytest.mark.parametrize("name", ["rate", "waterfall", "pathway", "duration"])
def test_alt_text_tells_the_numbers_and_is_not_the_caption(answer, name):
    alt, caption = charts.alt(answer, name), charts.caption(answer, name)
    assert alt != caption
    assert len(re.findall(r"\d+", alt)) >= 8
    assert not re.search(r"\bnan\b|_", alt + caption)


@pytest.mark.parametrize(
    ("between", "message"),
    [
        (("2016-03", "2017-03"), "The largest part is fewer plans ended than the year before (+75)"),
        (("2020-03", "2021-03"), "No single part stands out"),
    ],
)
def test_a_waterfall_names_no_part_that_chance_could_explain(between, message):
    told = why(published_store(), "cp_rate", TORBAY, Month(2021, 5), between=between)
    assert charts.caption(told, "waterfall").endswith(f". {message}")


def test_the_picture_is_the_same_every_time_at_200_dpi(answer):
    one, other = (charts.figure(answer, "waterfall").png() for _ in range(2))
    assert one == other
    assert one.startswith(PNG)
    assert int.from_bytes(one[16:20], "big") == 1300  # 6.5 inches


def test_svg_is_the_same_every_time(answer, tmp_path):
    one, other = (charts.figure(answer, "duration").save(tmp_path / f"{n}.svg").read_bytes() for n in range(2))
    assert one == other
    assert b"<svg" in one


def test_lines_are_told_apart_by_more_than_colour(answer):
    axes = charts.figure(answer, "rate").axes[0]
    looks = [(line.get_linestyle(), line.get_marker()) for line in axes.lines if len(line.get_xdata()) > 2]
    assert len(looks) == len(set(looks)) == 4
    assert axes.get_ylim()[0] == 0


def test_a_hidden_band_is_said_to_be_hidden():
    answer = why(published_store(), "cp_rate", TORBAY, Month(2021, 5), between=("2019-03", "2020-03"))
    words = [text.get_text() for text in charts.figure(answer, "duration").axes[0].texts]
    assert words.count("hidden") == 2
    assert "hidden" in charts.alt(answer, "duration")


def test_an_unknown_figure_lists_the_near_ones(answer):
    with pytest.raises(UnknownNameError, match="waterfall"):
        charts.figure(answer, "watterfall")


@pytest.mark.parametrize("measure", MEASURES)
def test_every_figure_of_every_pathway_can_be_drawn(measure):
    answer = why(published_store(), measure, TORBAY, Month(2021, 5), between="largest")
    for name in charts.figure_names(answer):
        assert charts.figure(answer, name).png().startswith(PNG)
        assert charts.caption(answer, name)


def test_labels_keep_their_distance_and_order():
    placed = apart([10.0, 10.0, 11.0], gap=2.0)
    assert np.diff(sorted(placed)).min() >= 1.99
    assert placed[2] == max(placed)


def contrast_on_white(colour):
    """Contrast ratio of WCAG 2.2 with white."""
    parts = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in to_rgb(colour)
    ]
    return 1.05 / (np.dot([0.2126, 0.7152, 0.0722], parts) + 0.05)


@pytest.mark.parametrize("colour", [DARK_BLUE, DARK_GREY, ORANGE, TURQUOISE])
def test_words_in_a_chart_can_be_read_against_the_page(colour):
    _, axes = sheet("Torbay")
    label(axes, 0, 0, "Torbay, 89.0", colour=colour)
    assert contrast_on_white(axes.texts[0].get_color()) >= 4.5


@pytest.mark.parametrize(("name", "words"), [("waterfall", "Grey bars are the totals"), ("pathway", "Blue bars add")])
def test_what_the_colours_of_bars_mean_stands_on_the_chart(answer, name, words):
    said = charts.figure(answer, name).get_suptitle()
    assert words in said
    assert "purple bars take away" in said
