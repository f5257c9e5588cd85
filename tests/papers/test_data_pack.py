import datetime as dt
import json
import zipfile

import openpyxl
import pytest

from analysis.packs.plan import plan_pack
from analysis.papers.data_pack import sheet_name, small_counts, write_data_pack
from analysis.papers.float_numbers import FloatPlace
from analysis.papers.notebook_evidence import Caption, NotebookEvidence
from analysis.present.workbook_cells import Data

VINTAGE = "everything held, to the end of the report month"
NUMBER = {
    "name": "cp.rate",
    "value": 82.94,
    "unit": "per_10000",
    "text": "82.9",
    "period_end": "2017-03-31",
    "formula": "plans / children x 10,000",
    "sources": ["plans.csv#row 2", "children.csv#row 7"],
}


@pytest.fixture
def evidence():
    captions = {"fig-line": Caption("A line that rises", "A line."), "tbl-unseen": Caption("In no paper")}
    data = {
        "fig-line": Data(("Month", "Value"), (("2021-04", 1.5), ("2021-05", None), ("=1+1", -3))),
        "tbl-unseen": Data(("A",), ((1,),)),
    }
    return [NotebookEvidence("01_numbers", (NUMBER,), {}, captions, data)]


@pytest.fixture
def packed(workspace, evidence, tmp_path):
    """Return a function that writes the data pack for an audience, and returns its files."""

    def write(audience, **disclosure):
        plan = plan_pack(workspace, area="Torbay", month="2021-05", audience=audience)
        build = tmp_path / f"build-for-{audience}"
        build.mkdir(exist_ok=True)
        (build / "paper.qmd").write_text(plan.papers[0].read_text(encoding="utf-8"), encoding="utf-8")
        return write_data_pack(build, plan, evidence, VINTAGE, disclosure)

    return write


@pytest.fixture
def made(packed):
    return lambda **disclosure: packed("board", **disclosure)[0]


def rows(path, sheet):
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


def test_it_has_what_the_papers_show_and_every_number_with_its_cells(made):
    path = made()
    assert openpyxl.load_workbook(path).sheetnames == ["Cover", "Contents", "Figure 1", "Columns", "Numbers"]
    april = dt.datetime(2021, 4, 1)  # noqa: DTZ001 - what openpyxl gives
    assert rows(path, "Figure 1")[2:4] == [("Month", "Value"), (april, 1.5)]
    assert rows(path, "Numbers")[3][:4] == ("cp.rate", 82.94, "per 10,000 children aged 0 to 17", "82.9")
    assert "plans.csv#row 2; children.csv#row 7" in rows(path, "Numbers")[3]
    assert VINTAGE in " ".join(str(cell) for row in rows(path, "Cover") for cell in row)


def test_it_promises_no_more_than_was_checked(made):
    def cover(**disclosure):
        return " ".join(str(cell) for row in rows(made(**disclosure), "Cover") for cell in row)

    assert "can be worked out" not in cover()
    assert "can be worked out" not in cover(checked=0)
    assert "53 others were checked: none can be worked out from what is shown." in cover(checked=53)
    assert "but 2 that others have published enough of." in cover(checked=53, known_from_others=2)


def test_the_staffs_own_pack_says_whom_it_is_for(workspace):
    plan = plan_pack(workspace, area="Torbay", month="2021-05", audience="team")
    assert (
        small_counts(plan, {"checked": 53}) == "For the council's own staff only: unpublished small counts of "
        "children are shown."
    )


def test_every_sheet_and_table_of_the_staffs_own_pack_says_whom_it_is_for(packed):
    """A sheet is copied out of its workbook, and a table out of its zip."""
    book, tables = packed("team")
    said = "For the council's own staff only"
    assert [name for name in openpyxl.load_workbook(book).sheetnames if said not in str(rows(book, name))] == []
    with zipfile.ZipFile(tables) as package:
        described = json.loads(package.read("datapackage.json"))
    assert said in described["title"]
    assert all(said in resource["title"] for resource in described["resources"])
    assert said not in str([rows(packed("board")[0], name) for name in ("Cover", "Numbers")])


def test_a_missing_number_is_an_empty_cell_and_never_nought(made):
    assert rows(made(), "Figure 1")[4][1] is None


def test_a_day_is_a_date_that_excel_can_sort(made):
    assert rows(made(), "Numbers")[3][4] == dt.datetime(2017, 3, 31)  # noqa: DTZ001 - what openpyxl gives


def test_a_text_that_looks_like_a_formula_stays_a_text(made):
    cell = openpyxl.load_workbook(made())["Figure 1"]["A6"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_same_pack_makes_the_same_file(made):
    assert made().read_bytes() == made().read_bytes()


def test_contents_lead_to_each_sheet_and_to_the_paper_and_each_sheet_leads_back(made):
    book = openpyxl.load_workbook(made())
    links = {cell.coordinate: cell.hyperlink for row in book["Contents"].iter_rows() for cell in row if cell.hyperlink}
    assert links["A3"].location == "'Figure 1'!A1"
    assert (links["C3"].target, links["C3"].location) == ("paper.html", "fig-line")
    assert {sheet["A2"].hyperlink.location for sheet in book if sheet.title not in ("Cover", "Contents")} == {
        "'Contents'!A1"
    }


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (FloatPlace("tbl-x", "cib-briefing", "Table", 5, True), "Table 5"),
        (FloatPlace("tbl-x", "report-card", "Table", 2, False), "Report card Table 2"),
        (
            FloatPlace("fig-x", "a-paper-with-a-very-long-name-of-its-own", "Figure", 12, False),
            "A paper with a very l Figure 12",
        ),
    ],
)
def test_a_sheet_is_called_as_the_papers_call_it(place, name):
    assert sheet_name(place) == name
    assert len(name) <= 31


def test_a_percentage_can_be_added_up(made, evidence):
    columns = dict(evidence[0].data)
    columns["fig-line"] = Data(("month", "value"), (("2021-04", "24.5%"),))
    evidence[0] = NotebookEvidence("01_numbers", (NUMBER,), {}, evidence[0].captions, columns)
    cell = openpyxl.load_workbook(made())["Figure 1"]["B4"]
    assert (cell.value, cell.number_format) == (0.245, "#,##0.0%")


def test_what_the_code_calls_a_column_stands_in_a_sheet_of_its_own(made):
    assert rows(made(), "Columns")[2:4] == [("Sheet", "Column", "In the code"), ("Figure 1", "Month", "Month")]
