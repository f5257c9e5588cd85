import pytest

from analysis.sources.formats import published_formats
from analysis.sources.statistics_service.releases import KnownDataSet, known_releases, words_of


def test_every_format_has_a_place_it_comes_from_once():
    formats = [one for release in known_releases() for one in release.formats]
    assert sorted(formats) == sorted(published_formats())


@pytest.mark.parametrize(
    ("title", "format_"),
    [
        ("B1 - Children in need 2013 to 2026", "dfe_cin_in_need"),
        ("C1: Children in need referrals and re-referrals, 2013 to 2026", "dfe_cin_referrals"),
        ("d1 child protection plans", "dfe_cin_plans"),
        ("Numbers and rates per 10k children looked after", "dfe_cla_numbers"),
        ("Number and rate per 10,000 children", "dfe_cla_numbers"),
        ("LA - CLA who started to be looked after", "dfe_cla_started"),
        ("LA - Children who ceased during the year", "dfe_cla_ceased"),
        ("Workforce indicators, 2017 to 2025", "dfe_workforce"),
        ("ONS mid-year population estimates", "ons_population"),
    ],
)
def test_a_data_set_is_found_by_its_title(title, format_):
    known = [one for release in known_releases() for one in release.data_sets]
    assert [one.format for one in known if one.is_titled(title)] == [format_]


def test_a_code_counts_only_as_the_first_word():
    assert not KnownDataSet(format="x", code="C1").is_titled("Formerly C1")
    assert not KnownDataSet(format="x", code="C1").is_titled("C10 referrals")


def test_titles_are_compared_by_their_words():
    assert words_of("Children\u2019s social-work workforce") == words_of("Childrens Social Work Workforce")
    assert words_of("per 10,000") == ["per", "10000"]


def test_what_is_downloaded_by_hand_has_a_page():
    assert all(release.where.startswith("https://") for release in known_releases())
