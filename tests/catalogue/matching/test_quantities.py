import pytest

from analysis.catalogue.matching.quantities import is_quantity, with_quantities


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("within 15 working days", "15d"),
        ("15 days", "15d"),
        ("within 24 hours", "1d"),
        ("within 72 hrs", "3d"),
        ("36 hours", "36h"),
        ("two years", "24m"),
        ("2 years or more", ">24m"),
        ("2yrs +", ">24m"),
        ("over 24 months", ">24m"),
        ("24 months+", ">24m"),
        ("12m+", ">12m"),
        (">20 miles", ">20miles"),
        ("20+ miles", ">20miles"),
        ("more than 20 miles", ">20miles"),
        ("under 45 working days", "<45d"),
        ("less than 3 months", "<3m"),
        ("26 weeks", "26w"),
        ("11 to 15 working days", "11to15d"),
        ("3 or more", "3+"),
        ("three or more", "3+"),
        ("more than 2", "3+"),
        ("19-21", "age19to21"),
        ("aged 17 to 18", "age17to18"),
        ("19 - 21 year olds", "age19to21"),
        ("17/18", "age17to18"),
        ("aged 16 and over", "age>16"),
        ("16 year olds", "age16"),
        ("under 5s", "age<5"),
        ("10 workdays", "10d"),
    ],
)
def test_a_quantity_is_one_word(text, quantity):
    assert with_quantities(text).split() == [quantity]


def test_words_around_a_quantity_stay():
    assert with_quantities("seen within 5 working days of referral").split() == ["seen", "5d", "of", "referral"]


@pytest.mark.parametrize("word", ["15d", ">24m", "3+", "age19to21"])
def test_a_quantity_is_known_by_its_word(word):
    assert is_quantity(word)


@pytest.mark.parametrize("word", ["plans", "s47", "", "d15x"])
def test_a_word_is_no_quantity(word):
    assert not is_quantity(word)
