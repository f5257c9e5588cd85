"""Names above small panels."""

import pytest

from analysis.catalogue.measure import measures
from analysis.language.vocabulary import abbreviated
from analysis.present.charts.panel_names import CUT, panel_name


@pytest.mark.parametrize(
    ("name", "letters", "lines", "shown"),
    [
        ("Referrals", 19, 2, "Referrals"),
        ("Child protection", 21, 1, "Child protection"),
        ("Children looked after with three or more placements (%)", 19, 2, "CLA with three or\nmore placements"),
        ("Repeat referrals as a percentage of referrals", 19, 2, f"Repeat referrals as\na percentage of{CUT}"),
        ("Child protection reviews on time (%)", 15, 1, f"CP reviews on{CUT}"),
    ],
)
def test_a_name_is_whole_words_on_few_lines(name, letters, lines, shown):
    assert panel_name(name, letters, lines) == shown


def test_every_measure_has_room_and_none_is_cut_within_a_word():
    for entry in measures().values():
        shown = panel_name(entry.name, 19)
        assert max(map(len, shown.split("\n"))) <= 19
        words = shown.removesuffix(CUT).replace("\n", " ").split()
        whole = entry.name.removesuffix(" (%)")
        assert words in (text.split()[: len(words)] for text in (whole, abbreviated(whole)))
