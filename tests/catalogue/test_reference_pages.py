import pytest

from analysis.catalogue.matching.field_words import FieldWord, field_words
from analysis.catalogue.measure import national_measures
from analysis.catalogue.reference_pages import glossary_page, measures_page, pages, words_of_statistics, write_pages


@pytest.mark.parametrize(("name", "text"), list(pages()))
def test_the_pages_are_what_the_catalogue_says(root, name, text):
    assert (root / "docs" / name).read_text(encoding="utf-8") == text, "run `make reference`"


def test_every_measure_stands_once_with_its_question():
    national = national_measures()
    page = measures_page(national)
    for measure in national.values():
        assert page.count(f"<br>`{measure.id}` |") == 1
    assert "Do the 45 working days run from the referral" in page
    assert "through `contact_rate`" in page


def test_no_cell_breaks_the_table():
    rows = [line for line in measures_page(national_measures()).splitlines() if line.startswith("| ")]
    assert {line.count("|") for line in rows} == {8}


def test_the_glossary_has_abbreviations_first_and_every_meaning():
    page = glossary_page(field_words().words, words_of_statistics())
    assert "| CLA, LAC, CiC, looked after children" in page
    assert page.count("|---|---|") == 2
    assert glossary_page({"x": FieldWord(said=("x",))}, {"Basis": "b."}).count("\n| ") == 3


def test_the_pages_are_written_into_a_folder(tmp_path):
    assert [path.name for path in write_pages(tmp_path)] == ["measures.md", "glossary.md"]
    assert (tmp_path / "glossary.md").read_text(encoding="utf-8").startswith("# Glossary")
