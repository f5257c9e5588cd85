"""Pictures: small enough to store, the same to look at, and told in words where a person looks at them."""

import io

import pytest
from PIL import Image, ImageChops

from analysis import ask
from analysis.present.charts.picture import SESSION, UNSEEN, Chart, as_png, blank, type_of_the_text


@pytest.fixture(scope="module")
def chart():
    return ask.trend("referrals", area="Torbay", month="2021-05").figure("control_chart")


def drawn(chart):
    held = io.BytesIO()
    chart.savefig(held, format="png", dpi=200)
    return held.getvalue()


def pixels(png):
    return Image.open(io.BytesIO(png)).convert("RGB")


def test_a_picture_is_stored_in_half_its_size_and_looks_the_same(chart):
    before, after = drawn(chart), chart.png()
    assert len(after) < len(before) / 2
    assert pixels(after).size == pixels(before).size
    apart = list(ImageChops.difference(pixels(before), pixels(after)).get_flattened_data())
    assert max(max(each) for each in apart) <= UNSEEN
    assert sum(max(each) > 16 for each in apart) / len(apart) < 1 / 1_000


def test_a_picture_that_would_look_another_is_left_as_it_is():
    many = Image.effect_noise((300, 300), 200).convert("RGB")
    many = Image.merge("RGB", [band.rotate(90 * place) for place, band in enumerate(many.split())])
    assert pixels(as_png(many)).tobytes() == many.tobytes()


def test_a_picture_of_few_colours_is_stored_by_a_palette():
    assert Image.open(io.BytesIO(as_png(Image.new("RGBA", (30, 30), "navy")))).mode == "P"


def test_a_run_stores_the_picture_alone_and_a_person_sees_its_title_above_it(chart, monkeypatch):
    monkeypatch.delenv(SESSION, raising=False)
    assert chart._repr_png_() == chart.png()
    assert chart._repr_html_() is None
    monkeypatch.setenv(SESSION, "03_referrals.ipynb")
    page = chart._repr_html_()
    assert chart._repr_png_() is None
    assert page.index(f"<figcaption><b>{chart.heading[:30]}") < page.index("<img")
    assert f'alt="{chart.words[:20]}' in page


def test_a_chart_of_ones_own_has_no_title_and_shows_itself(monkeypatch):
    monkeypatch.setenv(SESSION, "own.ipynb")
    own = blank(3, 2)
    assert isinstance(own, Chart)
    assert own._repr_png_() == own.png()


def test_it_saves_the_same_picture_every_time(chart, tmp_path):
    assert chart.save(tmp_path / "a.png").read_bytes() == chart.save(tmp_path / "b.png").read_bytes()
    first, second = (chart.save(tmp_path / name).read_text(encoding="utf-8") for name in ("a.svg", "b.svg"))
    assert first == second
    assert "<svg" in first


@pytest.mark.parametrize(
    ("question", "name"),
    [("trend", "control_chart"), ("compare", "standings"), ("compare", "history"), ("compare", "funnel")],
)
def test_a_picture_is_drawn_as_it_was_laid_out_and_is_dot_for_dot_what_matplotlib_saves(question, name):
    chart, held = getattr(ask, question)("referral_rate", area="Torbay", month="2021-05").figure(name), io.BytesIO()
    laid_out = [axes.get_position().bounds for axes in chart.axes]
    once = chart.png()
    assert [axes.get_position().bounds for axes in chart.axes] == laid_out
    with type_of_the_text():
        chart.savefig(held, format="rgba", dpi=200)
    size = tuple(int(inches * 200) for inches in chart.get_size_inches())
    assert once == as_png(Image.frombytes("RGBA", size, held.getvalue()))


def test_the_white_of_the_paper_stays_white(chart):
    assert pixels(chart.png()).getpixel((2, 2)) == (255, 255, 255)


def test_a_name_with_dollar_signs_is_drawn_letter_by_letter():
    """A measure called "Cost ($) of care ($)" is no formula, and one that would be a wrong formula ends no pack."""

    def drawn(text):
        with type_of_the_text():
            chart = blank(4, 1)
            chart.text(0.1, 0.5, text)
            return chart.png()

    assert drawn(r"Cost ($\frac) of care ($)") != drawn(r"Cost ($\frc) of care ($)")
    assert drawn("a $b$ c") != drawn("a b c")
    assert drawn("$x^2$") != drawn("$x^{2}$")
