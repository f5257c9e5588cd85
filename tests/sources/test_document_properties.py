"""Every name is made up."""

import pytest

from analysis.sources.document_properties import property_names_a_person


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
