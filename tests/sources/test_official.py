"""Which folders of data/raw hold official statistics."""

import pytest

from analysis.sources.official import SHIPPED, is_official, releases, slug_of


def test_a_title_becomes_the_name_of_a_folder():
    assert slug_of("Children's social work workforce: 2024") == "childrens-social-work-workforce-2024"


def test_the_folder_that_is_shipped_and_those_of_releases_are_official():
    assert is_official(SHIPPED)
    for slug in releases():
        assert is_official(slug)
        assert is_official(f"{slug}-2024")


@pytest.mark.parametrize("folder", ["kirklees-scorecard", "published", f"{SHIPPED}-2024", "", "2024"])
def test_a_folder_of_another_name_is_a_councils(folder):
    assert not is_official(folder)


def test_every_release_is_named_by_its_title_without_the_year():
    assert releases()
    for slug, title in releases().items():
        assert slug_of(title) == slug
        assert "," not in title
