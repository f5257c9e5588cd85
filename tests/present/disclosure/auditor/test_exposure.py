"""What is exposed is named with its cells, never with its number."""

from analysis.present.disclosure.auditor.exposure import Exposure, Figure


def test_an_exposure_is_told_by_its_cells_and_without_a_number():
    figure = Figure(4, "referrals", "2020-04-01", "2021-03-31", "ours/june.csv#row 7")
    told = Exposure("re_referrals", "2020-04-01", "2021-03-31", told=False, low=3, high=3, figures=(figure,))
    assert str(told) == (
        "re_referrals, 2020-04-01 to 2021-03-31, which no cell gives: follows from "
        "referrals, 2020-04-01 to 2021-03-31 (ours/june.csv#row 7)"
    )
    assert "not settled" in str(Exposure("a", "b", "c", told=True, low=1, high=2, figures=(figure,), sure=False))
