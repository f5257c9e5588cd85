"""A child's or worker's row never gets in, and no cell of it is said; totals are read as before."""

import datetime as dt
import io
import random
import traceback
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from analysis.catalogue.errors import SourceError
from analysis.sources.describe import describe
from analysis.sources.person_level import PersonLevelError, refuse_person_level
from harmless_sheets import HARMLESS
from lists_beside_cards import PLACES, children, other_things
from lists_beside_cards import put as put_near
from person_disguises import CANARIES, DISGUISES, UNREAD

FIRST = ["Oriel", "Tamsin", "Jago", "Merryn", "Kerensa", "Piran", "Demelza", "Cador"]


def rows_of_children(count=30, seed=1):
    """Rows that a case system would export; every cell is made up."""
    chance = random.Random(seed)  # noqa: S311 figures for a test
    for _ in range(count):
        born = dt.date(2004, 1, 1) + dt.timedelta(days=chance.randrange(6000))
        opened = dt.date(2023, 1, 2) + dt.timedelta(days=chance.randrange(700))
        yield [
            str(chance.randrange(200_000, 980_000)),
            chance.choice(FIRST),
            f"{born:%d/%m/%Y}",
            chance.choice(["WBRI", "MOTH", "BCRB"]),
            f"{opened:%d/%m/%Y}",
            f"TQ{chance.randrange(1, 9)} {chance.randrange(1, 9)}QX",
            f"H{chance.randrange(10**11, 10**12)}",
        ]


HEADER = ["CHILD", "Forename", "DOB", "ETHNIC", "DECOM", "HOME_POST", "UPN"]
ODD = ["Mosaic Client No.", "Known-as name", "D.o.B", "Ethnic origin", "Opened", "Post Code", "u.p.n."]


def text(rows, mark=","):
    return "".join(mark.join(row) + "\n" for row in rows)


def book(**sheets) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        tab = made.create_sheet(name)
        for row in rows:
            tab.append(row)
        tab.sheet_state = "veryHidden" if name.startswith("hidden") else "visible"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def remarked(*remarks) -> bytes:
    made = openpyxl.load_workbook(io.BytesIO(book(Card=CARD)))
    for row, remark in enumerate(remarks, start=1):
        made["Card"].cell(row=row, column=2).comment = Comment(remark, "Jane Smith")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def zipped(name, content) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, content)
    return out.getvalue()


def only(*positions):
    return [[row[at] for at in positions] for row in rows_of_children()]


CARD: list[list[str]] = [["Ref", "Indicator", "Apr-24", "May-24"], ["K1", "Referrals received", "20", "30"]]
MONTHS = ["Apr-24", "May-24"]
PEOPLE = [f"{first} {last}" for first, last in zip(FIRST, reversed(FIRST), strict=True)]
CHILDREN = list(rows_of_children())
PADDED = [["x", "y", "z", "1", "2", "3", *row] for row in CHILDREN]
XML = "<?xml version='1.0'?><Message><Children><Child><LAchildID>{}</LAchildID></Child></Children></Message>"
FAKES = {
    "plain.csv": text([HEADER, *CHILDREN]),
    "odd.csv": text([ODD, *CHILDREN]),
    "titled.csv": text([["Caseload, as at today"], [], HEADER, *CHILDREN]),
    "tabs.tsv": text([HEADER, *CHILDREN], "\t"),
    "semicolons.csv": text([HEADER, *CHILDREN], ";"),
    "bars.txt": text([HEADER, *CHILDREN], "|"),
    "utf16.csv": text([HEADER, *CHILDREN]).encode("utf-16"),
    "utf16_plain.csv": text([HEADER, *CHILDREN]).encode("utf-16-le"),
    "no_header.csv": text(CHILDREN),
    "one_row.csv": text([HEADER, CHILDREN[0]]),
    "header_only.csv": text([HEADER]),
    "ids.csv": text(only(0)),
    "ids_named_oddly.csv": text([["Our number"], *only(0)]),
    "births.csv": text(only(2)),
    "births_and_events.csv": text(only(2, 4)),
    "ids_and_events.csv": text(only(0, 4)),
    "postcodes.csv": text(only(5)),
    "pupils.csv": text(only(6)),
    "ids_by_month.csv": text([["Who", "Apr-24", "May-24"], *([row[0], "2", "1"] for row in CHILDREN)]),
    "column_seven.csv": text(PADDED),
    "column_seven_named.csv": text([["a", "b", "c", "d", "e", "f", *ODD], *PADDED]),
    "ethnicity.csv": text([["Ethnicity", "Gender", "Team"], *([row[3], "Male", "North"] for row in CHILDREN)]),
    "workers.csv": text([["Worker number", "Grade"], *([row[0], "Senior"] for row in CHILDREN)]),
    "nhs.csv": text([["NHS No.", "Seen"], ["450 557 7104", "Y"]]),
    "further.xlsx": book(Card=CARD, Data=[HEADER, *CHILDREN]),
    "hidden.xlsx": book(Card=CARD, hidden=[HEADER, *CHILDREN]),
    "below.xlsx": book(Card=[*CARD, *[[]] * 80, HEADER, *CHILDREN]),
    "named_xls.xls": book(Card=CARD, Data=CHILDREN),
    "zipped.zip": zipped("a.csv", text([HEADER, *CHILDREN])),
    "zip_in_zip.zip": zipped("b.zip", zipped("a.xlsx", book(Card=CARD, hidden=CHILDREN))),
    "zip_named_csv.csv": zipped("a.csv", text(CHILDREN)),
    "return.xml": XML.format(CHILDREN[0][0]),
    "return_utf16.xml": XML.format(CHILDREN[0][0]).encode("utf-16"),
    "return_named.csv": XML.format(CHILDREN[0][0]),
    "page.xls": "<table>" + "".join("<tr><td>" + "</td><td>".join(row) + "</td></tr>" for row in CHILDREN) + "</table>",
    "people_by_month.csv": text([["Young person", *MONTHS], *([name, "1", "0"] for name in PEOPLE)]),
    "workers_by_month.csv": text([["Allocated worker", *MONTHS], *([name, "18", "20"] for name in PEOPLE)]),
    "initials.csv": text([["Child initials", *MONTHS], *([initials, "1", "1"] for initials in ("OT", "J.M.", "KP"))]),
    "unheaded_names.csv": text([["", *MONTHS], *([name, "18", "20"] for name in PEOPLE)]),
    "siblings.csv": text([["Sibling group", *MONTHS], *([f"{name} (3)", "3", "3"] for name in PEOPLE)]),
    "names_across.csv": text([["Month", *PEOPLE], ["Apr-24", *["18"] * len(PEOPLE)]]),
    "worker_and_month.csv": text(
        [["Social worker", "Month", "Caseload"], *([name, "Apr-24", "18"] for name in PEOPLE)]
    ),
    "remark.csv": text([[*CARD[0], "Comment"], [*CARD[1], "One of them (DOB 12/03/2011) was named in error"]]),
    "nhs_in_remark.csv": text([[*CARD[0], "Comment"], [*CARD[1], "NHS no. 450 557 7104 came back"]]),
    "side_by_side.csv": text(zip(*[["Field", "Born"], *([row[1], row[2]] for row in CHILDREN[:9])], strict=True)),
}
LABELS = ("Referrals received", "Assessments in 45 working days", "Child protection plans", "Repeat plans")
TOTALS = {
    "card.csv": text(CARD),
    "completeness.csv": text([["Field", "Apr-24"], ["UPN", "98%"], ["Date of birth", "99%"], ["Ethnicity", "91%"]]),
    "completeness_across.csv": text(
        [["Team", "UPN", "NHS number", "Ethnicity"], ["North", "98%", "97%", "90%"], ["South", "99%", "95%", "88%"]]
    ),
    "by_ethnicity.csv": text(
        [["Month", "Ethnicity", "Gender", "Number of children"], ["Apr-24", "White British", "Male", "31"]]
    ),
    "months_down.csv": text(
        [
            ["Month", "CP number", "CLA number", "Referrals"],
            ["Apr-24", "120", "333", "250"],
            ["May-24", "121", "330", "9"],
        ]
    ),
    "budget.csv": text(
        [
            ["Service", "Budget", "Forecast"],
            *([f"Line {row} of it", f"{row}31234", f"{row}41277"] for row in range(2, 9)),
        ]
    ),
    "population.csv": text([["Area", "2023", "2024"], ["Torbay", "25114", "25093"], ["Plymouth", "52871", "52904"]]),
    "actions.csv": text(
        [
            ["Ref", "Action", "Owner", "Due"],
            *([str(day), f"Do thing {day} well", "AD", f"{day + 3}/06/2024"] for day in range(9)),
        ]
    ),
    "by_locality.csv": text(
        [["Locality", *MONTHS], *([name, "20", "21"] for name in ("Dewsbury Moor", "Holme Valley", "Lindley Moor"))]
    ),
    "young_people.csv": text(
        [["Young people", *MONTHS], ["In touch", "91%", "92%"], ["In suitable accommodation", "88%", "87%"]]
    ),
    "owners.csv": text(
        [["Ref", "Indicator", *MONTHS, "Owner"]]
        + [[f"K{at}", label, "20", "21", name] for at, (label, name) in enumerate(zip(LABELS, PEOPLE, strict=False))]
    ),
    "programmes.csv": text([["Programme", *MONTHS], ["Staying Close", "3", "4"], ["Bright Futures", "8", "9"]]),
    "births_as_a_cohort.csv": text([[*CARD[0], "Note"], [*CARD[1], "children born on or after 1 September 2008"]]),
    "actions_and_owners.csv": text(
        [["Action", "Lead officer", "Due"]]
        + [[f"Do thing {at} well", name, f"{at + 1}/09/2025"] for at, name in enumerate(PEOPLE)]
    ),
    "remarks.xlsx": remarked("Provisional: the return is not closed", "Counted again on 12/03/2024 by the team"),
    "refs.csv": text(
        [
            ["Ref", "Indicator", *MONTHS],
            *(
                [f"K{at}", f"{name} in month", "20", "21"]
                for at, name in enumerate(("Referrals", "Assessments", "Strategy discussions", "Reviews", "Visits"))
            ),
        ]
    ),
    "figures_across.csv": text([["Population aged 0 to 17", "25114", "25093", "25201", "25300"]]),
    "list_of_areas.csv": text([[*CARD[0], "Note"], [*CARD[1], "Compared with Devon, Cornwall, Plymouth and Dorset"]]),
    "long.csv": text([["Indicator", *MONTHS], *([f"Item {at} of things", "20", str(at)] for at in range(9000))]),
    "months_as_numbers.csv": text([["Month", "Referrals"], *([f"2024{month:02d}", "100"] for month in range(1, 13))]),
}


@pytest.fixture
def put(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.mark.parametrize("name", FAKES)
def test_rows_of_persons_are_refused(put, name):
    with pytest.raises(PersonLevelError) as refused:
        refuse_person_level(put(name, FAKES[name]))
    told = "".join(traceback.format_exception(refused.value)).replace(name, "")
    assert not [cell for row in [*CHILDREN, PEOPLE, HEADER[3:], ODD] for cell in row if len(cell) > 3 and cell in told]


@pytest.mark.parametrize("name", DISGUISES)
def test_persons_in_disguise_are_refused_and_no_cell_is_said(put, name):
    with pytest.raises(PersonLevelError) as refused:
        describe(put(name, DISGUISES[name]))
    told = "".join(traceback.format_exception(refused.value)).replace(name, "")
    assert not [cell for cell in CANARIES if cell in told]


@pytest.mark.parametrize("name", UNREAD)
def test_formats_that_no_reader_is_for_are_refused_and_no_cell_is_said(put, name):
    with pytest.raises(SourceError) as refused:
        describe(put(name, UNREAD[name]))
    told = "".join(traceback.format_exception(refused.value)).replace(name, "")
    assert not [cell for cell in CANARIES if cell in told]


@pytest.mark.parametrize("name", TOTALS)
def test_totals_are_let_in(put, name):
    refuse_person_level(put(name, TOTALS[name]))


@pytest.mark.parametrize("name", HARMLESS)
def test_sheets_of_figures_that_look_like_lists_of_persons_are_let_in(put, name):
    refuse_person_level(put(name, HARMLESS[name]))


def test_a_workbook_with_a_data_model_is_refused_for_nobody_can_look_into_it(put):
    content = io.BytesIO(book(Card=CARD))
    with zipfile.ZipFile(content, "a") as package:
        package.writestr("xl/model/item.data", b"\x00")
    with pytest.raises(PersonLevelError, match="data model"):
        refuse_person_level(put("card.xlsx", content.getvalue()))


def test_a_file_that_changed_is_looked_at_again(put):
    refuse_person_level(put("card.csv", TOTALS["card.csv"]))
    with pytest.raises(PersonLevelError):
        refuse_person_level(put("card.csv", FAKES["plain.csv"]))


def test_returns_of_the_reference_material_are_all_refused(shared):
    files = [path for path in sorted((shared / "data" / "returns").rglob("*")) if path.is_file()]
    assert files
    for path in files:
        with pytest.raises(PersonLevelError):
            refuse_person_level(path)


def test_no_table_of_totals_in_the_reference_material_is_refused(shared):
    for folder in (shared / "field", shared / "data" / "published"):
        for path in folder.rglob("*"):
            refuse_person_level(path)


def test_what_was_received_here_is_let_in(root):
    for path in (root / "data" / "raw").glob("*/**/*"):
        refuse_person_level(path)


@pytest.mark.parametrize("content", ["Referrals,A85\u200b0728973744\n", "Referrals,\uff21850728973744\n"])
def test_a_sign_that_is_not_seen_hides_no_number_in_a_text(content, tmp_path):
    path = tmp_path / "card.csv"
    path.write_text("Indicator,Apr-24\n" + content, encoding="utf-8")
    with pytest.raises(PersonLevelError, match="pupil, NHS or National Insurance"):
        refuse_person_level(path)


def test_rows_of_a_web_page_are_searched_as_they_are_read(tmp_path):
    path = tmp_path / "card.csv"
    rows = "".join(f"<tr><td>{name} Curnow</td><td>{2 + at}/05/{2004 + at}</td></tr>" for at, name in enumerate(FIRST))
    path.write_text(f"<table><tr><td>Total</td></tr>{rows}</table>")
    with pytest.raises(PersonLevelError):
        refuse_person_level(path)


def test_each_text_is_searched_for_persons_once(tmp_path, monkeypatch):
    """A file of 4 MB was searched twice; what is searched is bounded by what the file holds."""
    path = tmp_path / "long.csv"
    path.write_text("Measure,Apr-24\n" + "".join(f"Item {number} of all,20\n" for number in range(20_000)))
    searched = []
    monkeypatch.setattr("analysis.sources.person_level.says_person", lambda text: searched.append(len(text)))
    refuse_person_level(path)
    assert sum(searched) == path.stat().st_size


def test_a_file_called_as_a_child_is_refused_and_its_name_is_not_said(put):
    path = put("PascoeJ_DOB120311.csv", TOTALS["card.csv"])
    with pytest.raises(PersonLevelError, match="called as one person") as refused:
        refuse_person_level(path, path.name)
    assert "Pascoe" not in str(refused.value)


def test_a_measure_called_as_children_are_is_no_header_beside_the_day_it_was_put_in(put):
    rows = [["ID", "Title", "Reporting Month", "Actual", "Modified"]]
    held = (("Referrals received", "90"), ("Plans ended", "7"), ("UASC", "42 cases"))
    for month in range(1, 7):
        rows += [
            [str(3600 + 9 * month + at), title, f"2024-0{month}-01", said, f"2024-0{month}-12"]
            for at, (title, said) in enumerate(held)
        ]
    refuse_person_level(put("items.csv", text(rows)))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("place", PLACES)
def test_a_list_of_children_near_a_card_is_refused_and_no_cell_is_said(put, place, seed):
    chance = random.Random(f"{place} {seed}")  # noqa: S311 cells for a test
    let_in = []
    for name, rows in children(chance).items():
        called, content = put_near(chance, rows, place)
        try:
            refuse_person_level(put(f"{seed}{called}", content))
            let_in.append(name)
        except PersonLevelError as refused:
            told = "".join(traceback.format_exception(refused)).replace(called, "")
            assert not [cell for row in rows[1:] for cell in row if len(str(cell)) > 6 and str(cell) in told]
    assert not let_in


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("place", [place for place in PLACES if place not in ("under", "turned")])
def test_other_things_near_a_card_are_let_in(put, place, seed):
    chance = random.Random(f"{place} {seed}")  # noqa: S311 cells for a test
    for rows in other_things(chance).values():
        called, content = put_near(chance, rows, place)
        refuse_person_level(put(f"{seed}{called}", content))
