"""The cards of 2012 and 2021 in their own form, cell by cell beside the files as they were received."""

import csv
import datetime as dt
import re
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.questions.report_card.own_form import column_of, own_form
from analysis.questions.report_card.paper import CardPaper
from printed_rows import figures, printed_row, target
from torbay_cards import shown_card
from whole_answers import held_to_its_record

# Where a line stands, not what it says; and how its figures are counted, which is read into their basis.
NOT_OF_THE_CARD = {"Page", "Table", "Theme", "Source line", "Period"}
NO_MARK = {"Trend": "n/a"}  # an arrow that is not there is no mark
PAPERS = {
    "2012-06": ("torbay-report-card-2012-07/report_card.csv", "CIB PI ref", "Description"),
    "2021-05": ("torbay-highlight-report-2021-07/highlight_report.csv", "Ref", "Performance Measure"),
}
FRACTION = re.compile(r"[\d.]+/[\d.]+")


def received(root, month):
    file, ref, label = PAPERS[month]
    with (root / "data" / "raw" / file).open(encoding="utf-8", newline="") as text:
        return [(row.pop(ref).strip(), row.pop(label).strip(), row) for row in csv.DictReader(text)]


@pytest.fixture(scope="module", params=list(PAPERS))
def card(request, root):
    """Return the card of a month in its own form, and the rows as they were received."""
    return shown_card(request.param).answer.tables["as_printed"], received(root, request.param)


def lines(card):
    shown, given = card
    own = {(row["ref"], row["label"]): row for row in shown.to_dict("records")}
    for ref, label, cells in given:
        if (ref, label) in own:
            yield own[ref, label], cells


def test_every_line_of_the_paper_is_there_in_its_order(card):
    shown, given = card
    wanted = [(ref, label) for ref, label, _ in given]
    found = list(zip(shown["ref"], shown["label"], strict=True))
    kept = [line for line in found if line in wanted]
    assert kept == [line for line in wanted if line in kept]
    # Left out: a heading without figures (T5, 4.1) and lines of which one figure or none is printed.
    assert len(kept) >= len(wanted) - 4


def test_every_cell_is_printed_as_it_stands(card):
    wrong = []
    for own, given in lines(card):
        for column, cell in given.items():
            if column in NOT_OF_THE_CARD or column == "Numerator/Denominator":
                continue
            printed = "" if NO_MARK.get(column) == cell else cell
            if " ".join(own.get(column, "").split()) != " ".join(printed.split()):
                wrong.append((own["ref"], column, cell, own.get(column, "")))
    assert wrong == []


def test_every_fraction_is_printed_as_it_stands(card):
    fractions = [(own, given.get("Numerator/Denominator", "")) for own, given in lines(card)]
    told = [(own.get("Numerator/Denominator", ""), cell) for own, cell in fractions if FRACTION.fullmatch(cell)]
    assert all(shown == cell for shown, cell in told)
    assert len(told) in (0, 22)


def test_no_cell_is_printed_that_the_paper_does_not_have(card):
    for own, given in lines(card):
        extra = {name for name, cell in own.items() if cell} - set(given) - {"group", "ref", "label"}
        assert extra == set(), own["ref"]


def test_the_projects_of_2012_and_both_dated_targets_are_columns():
    frame = shown_card("2012-06").answer.tables["as_printed"]
    assert {"Project interface", "By Dec 2012", "By Jul 2013", "Stat neigh AV", "Nat Av", "DOT"} <= set(frame)
    assert list(frame.columns)[:6] == ["group", "ref", "label", "Project interface", "Outturn", "Jun-11"]


def test_the_limits_arrows_and_both_neighbour_groups_of_2021_are_columns():
    frame = shown_card("2021-05").answer.tables["as_printed"]
    assert {"Min", "Upper", "Trend", "National", "Stat Neighbour to 2021", "Stat Neighbour from 2021"} <= set(frame)


@pytest.mark.parametrize(
    ("source", "column"),
    [
        ("a/b.csv#row 2, column Jun-11 (000:2102)", "Jun-11"),
        ("a/b.csv#row 2, column Share (%) (000:2102)", "Share (%)"),
        ("a/b.csv#row 2, column Jun-11", "Jun-11"),
        ("a/b.xlsx#Sheet one!AC8", "AC"),
    ],
)
def test_the_column_of_a_place_is_its_heading_or_its_letter(source, column):
    assert column_of(source) == column


# What the transcriptions call a column of the paper, which they hold a row a figure.
TRANSCRIBED = {
    "2012-06": (
        "report_card_2012",
        ("ref", "period"),
        {
            "stat_neighbour_printed": "Stat neigh AV",
            "national_printed": "Nat Av",
            "dot": "DOT",
            "target_dec2012_printed": "By Dec 2012",
            "target_jul2013_printed": "By Jul 2013",
            "project_interface": "Project interface",
        },
    ),
    "2021-05": (
        "highlight_report_2021",
        ("ref_printed", "column"),
        {
            "target_min_printed": "Min",
            "target_upper_printed": "Upper",
            "national_printed": "National",
            "sn_to_2021_printed": "Stat Neighbour to 2021",
            "sn_from_2021_printed": "Stat Neighbour from 2021",
        },
    ),
}


@pytest.mark.parametrize(("month", "most_left_out", "compared"), [("2012-06", 2, 600), ("2021-05", 2, 1_000)])
def test_every_cell_is_that_of_a_transcription_made_apart_from_ours(month, most_left_out, compared, shared):
    """The form that the product prints, beside a transcription of the paper that no reader of ours has seen."""
    name, (ref, column), beside = TRANSCRIBED[month]
    with (shared / "transcriptions" / f"{name}.csv").open(encoding="utf-8", newline="") as text:
        cells = list(csv.DictReader(text))
    frame = shown_card(month).answer.tables["as_printed"]
    lines = {(row["ref"], squeezed(row["label"])): row for row in frame.to_dict("records")}
    wrong, looked_at, absent = [], 0, set()
    for cell in cells:
        place = (cell[ref].strip(), squeezed(cell["measure"]))
        line = lines.get(place)
        if line is None:
            absent.add(place)
            continue
        for header, printed in [(cell[column], cell["value_printed"]), *((beside[key], cell[key]) for key in beside)]:
            looked_at += 1
            if squeezed(line.get(header, "")) != squeezed(printed):
                wrong.append((place, header, printed, line.get(header, "")))
    assert wrong == []
    assert len(absent) <= most_left_out, absent
    assert looked_at > compared


def squeezed(text):
    return " ".join(text.split())


def test_where_months_stand_below_each_other_each_is_a_column_in_its_order():
    """The newest month stands first on the sheet, and the target above it; a column beside is no part of the line."""
    found = figures([80, 82, 81]).iloc[::-1]
    found["source"] = [f"card/card.ods#Front door, column C, row {row}" for row in (5, 6, 7)]
    england = found.iloc[:1].assign(
        area="E92000001", as_printed="79%", source="card/card.ods#Front door, column D, row 5"
    )
    aim = target(90) | {"source": "card/card.ods#Front door, column C, row 4"}
    row = replace(printed_row(found, [aim]), place="card/card.ods#Front door, column C, row 5")
    marks = row.marks.assign(source=[], as_printed=[])
    paper = CardPaper("card", dt.date(2021, 6, 1), dt.date(2021, 5, 31), (replace(row, marks=marks),))
    remarks = pd.DataFrame({"kind": [], "source": []}, dtype="str")
    store = SimpleNamespace(frames={"observations": pd.concat([found, england]), "remarks": remarks})
    (line,) = own_form(store, paper).to_dict("records")
    shown = {name: text for name, text in line.items() if name not in ("group", "ref", "label")}
    assert list(shown.items()) == [("Mar-21", "80%"), ("Apr-21", "82%"), ("May-21", "81%"), ("Target", "90")]


def test_the_cards_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("report_card")
