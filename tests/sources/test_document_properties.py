"""Every name is made up."""

import pytest

from analysis.sources.document_properties import is_word_of_documents, property_names_a_person


@pytest.mark.parametrize(
    "text",
    [
        "Oriel Trelawny",
        "scorecard; Oriel Trelawny; May",
        "Scorecard (Tyreke B, Foxglove)",
        "Kerensa P moved to Oldgate",
        "Bolitho twins",
        "Jago's placement",
        "Review about Tamsin Nancarrow",
    ],
)
def test_a_rare_name_is_known_by_how_it_is_written(text):
    assert property_names_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "Children's Services Scorecard",
        "Kirklees Council",
        "Microsoft Power BI",
        "Corporate Template",
        "Monthly Performance Report - Final Draft",
        "Improvement Board; May 2025; Official Sensitive",
        "Appendix B",
        "Quarter A figures of Children's Social Care",
        "Board's review of the plan",
        "",
    ],
)
def test_titles_of_documents_and_names_of_programs_are_no_people(text):
    assert not property_names_a_person(text)


def test_words_of_documents_are_known():
    assert is_word_of_documents("Monthly scorecard")
    assert not is_word_of_documents("Nikodem")


@pytest.mark.parametrize(("text", "is_person"), [("Nikodem", True), ("Kezia's figures", True), ("Draft", False)])
def test_a_forename_alone_is_a_person_and_a_word_of_documents_is_none(text, is_person):
    assert property_names_a_person(text) is is_person
