import pytest

from analysis.audit.check_pages import explain_ratio, transposed


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed", "decimals", "scale", "says"),
    [
        (49.35, 551, 11.2, 1, 1.0, "551 divided by 49.35 gives it: the two are swapped"),
        (46, 97, 73.1, 1, 100.0, "46 of 63 would give 73.0%"),
        (46, 97, 52.6, 1, 100.0, "it is what remains of 100"),
        (46, 97, 4.7, 1, 100.0, "the decimal point has moved"),
        (46, 97, 66.0, 1, 100.0, "64 of 97 gives it: two digits are transposed"),
        (46, 97, 44.7, 1, 100.0, "two digits of the printed figure are transposed"),
        (17, 245, 2.6, 1, 100.0, None),
        (0, 245, 2.6, 1, 100.0, None),
    ],
)
def test_the_usual_slips_are_recognised_and_nothing_is_made_up(numerator, denominator, printed, decimals, scale, says):
    assert explain_ratio(numerator, denominator, printed, decimals, scale=scale) == says


def test_equal_digits_are_not_transposed():
    assert list(transposed(1122)) == [1212.0]
