import json
import shutil
import traceback

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.cli import main
from analysis.sources.raw_grids import raw_grids


@pytest.fixture
def data(root, tmp_path):
    """A data folder with one small source."""
    shutil.copytree(root / "data" / "raw" / "torbay-improvement-plan-2017-09", tmp_path / "data" / "raw" / "plan-2017")
    return tmp_path / "data"


def test_building_says_how_many_figures_and_how_many_issues(workbench, data):
    told = workbench("--data", str(data), "sources", "build")
    assert told.code == 0
    assert "plan-2017: 43 observations" in told.out
    assert (data / "processed" / "observations.parquet").is_file()


def test_sources_are_listed_with_publisher_and_licence(workbench, data):
    told = workbench("--data", str(data), "sources", "list", "--format", "json")
    (source,) = json.loads(told.out)
    assert source["folder"] == "plan-2017"
    assert source["publisher"] == "Torbay Council"
    assert source["licence"]


def test_a_folder_of_which_nobody_says_where_it_is_from_is_named(workbench, data):
    (data / "raw" / "stray").mkdir()
    told = workbench("--data", str(data), "sources", "list")
    assert told.code == 1
    assert "stray" in told.err


def test_no_data_folder_is_said(workbench, tmp_path):
    told = workbench("--data", str(tmp_path / "nowhere"), "sources", "build")
    assert told.code == 1
    assert f"workbench --data {tmp_path / 'nowhere'} sources add" in told.err


def test_a_file_in_place_of_a_data_folder_is_said_to_be_one(workbench, tmp_path):
    (tmp_path / "card.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for command in (("sources", "list"), ("sources", "build"), ("report-card", "--area", "Torbay")):
        told = workbench("--data", str(tmp_path / "card.csv"), *command)
        assert told.code == 1
        assert "The data folder is a file." in told.err


def test_the_folder_raw_itself_is_recognised(workbench, root):
    told = workbench("--data", str(root / "data" / "raw"), "sources", "build")
    assert told.code == 1
    assert f"name the one above it, {root / 'data'}." in told.err


@pytest.mark.parametrize(
    ("name", "content", "said", "remedy"),
    [
        ("card.csv", b"", "The file is empty.", "Ask for the file again."),
        ("card.png", b"\x89PNG\r\n\x1a\n", 'Files that end in ".png" are not read.', "Ask for the table itself"),
        ("card.csv", b"\x89PNG\r\n\x1a\n", "This is a picture", "Ask for the table itself"),
    ],
)
@pytest.mark.parametrize("command", ["describe", "add"])
def test_what_is_no_table_is_said_with_its_full_path(workbench, tmp_path, command, name, content, said, remedy):
    path = tmp_path / name
    path.write_bytes(content)
    told = workbench("--data", str(tmp_path / "data"), "sources", command, str(path))
    assert told.code == 1
    assert f"{path}: {said}" in told.err
    assert remedy in told.err


def test_a_file_is_added_with_what_it_is_and_why(workbench, data, tmp_path):
    table = tmp_path / "series.csv"
    table.write_text("Measure,Period end,Basis,Value,Unit\nReferrals,2011-03-31,year,3031,count\n")
    told = workbench(
        "--data", str(data), "sources", "add", str(table), "--area", "Torbay", "--published-on", "2011-10-26"
    )
    assert told.code == 0
    assert "it has the columns Measure, Period end" in told.out
    assert "series: 1 observations" in told.out
    assert (data / "raw" / "series" / "SOURCE.md").is_file()


def test_a_file_of_no_known_format_is_refused_with_what_to_do(workbench, data, tmp_path):
    (tmp_path / "odd.csv").write_text("Colour,Meaning\nGreen,On target\n")
    told = workbench("--data", str(data), "sources", "add", str(tmp_path / "odd.csv"), "--format", "json")
    assert told.code == 1
    assert "Give its columns names such as Apr-24" in json.loads(told.out)["problems"][0]


def test_a_day_that_is_none_is_wrongly_asked(workbench, data, tmp_path):
    told = workbench("--data", str(data), "sources", "add", str(tmp_path), "--published-on", "last May")
    assert told.code == 2


CARD = (
    "Ref,Indicator,Target,Apr-24,May-24,Jun-24\n"
    "R1,Number of referrals received,,448,442,461\n"
    "R2,Number of biscuits eaten,,12,13,14\n"
)


@pytest.fixture
def card(tmp_path, monkeypatch):
    """A scorecard as a person keeps it, in a folder of their own."""
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.chdir(folder)
    path = folder / "card.csv"
    path.write_text(CARD, encoding="utf-8")
    return path


def test_describe_says_what_rows_and_columns_are_taken_for_and_three_figures_at_most(workbench, card):
    told = workbench("sources", "describe", str(card))
    assert told.code == 0
    for words in ("Referrals, count: sure", "a measure of your own", "April 2024: 448; May 2024: 442; June 2024: 461"):
        assert words in told.out
    columns = json.loads(workbench("sources", "describe", str(card), "--format", "json").out)["tables"][0]["columns"]
    assert columns[3]["taken_for"] == "values, month to 2024-04-30"


def test_a_scorecard_is_asked_about_in_a_workbook_and_taken_with_the_same_command(workbench, data, card):
    command = ("--data", str(data), "sources", "add", str(card), "--area", "Torbay", "--published-on", "2024-07-15")
    asked = workbench(*command)
    assert asked.code == 3
    assert "card.mapping.xlsx" in asked.err
    assert not list((data / "raw").rglob("card*"))
    taken = workbench(*command)
    assert taken.code == 0
    assert "2 rows read, 1 of them measures of the council's own" in taken.out


def test_a_scorecard_is_audited_as_proposed_and_nothing_is_asked_or_written(workbench, card):
    told = workbench("audit", str(card), "--area", "Torbay")
    assert "3 figures and gaps looked at" in told.out
    assert "it is a measure of your own" in told.out
    assert [path.name for path in card.parent.iterdir()] == ["card.csv"]


def test_whose_figures_a_scorecard_has_must_be_said(workbench, data, card):
    told = workbench("--data", str(data), "sources", "add", str(card))
    assert told.code == 1
    assert "Say so with --area" in told.err


def test_a_file_is_taken_out_after_what_changes_was_listed(workbench, data, card):
    command = ("--data", str(data), "sources", "add", str(card), "--area", "Torbay", "--published-on", "2024-07-15")
    workbench(*command)
    workbench(*command)
    listed = workbench("--data", str(data), "sources", "remove", "card.csv")
    assert listed.code == 2
    assert "Referrals: 3, April 2024 to June 2024" in listed.out
    assert (data / "raw" / "card" / "card.csv").is_file()
    done = workbench("--data", str(data), "sources", "remove", "card.csv", "--yes")
    assert done.code == 0
    assert not (data / "raw" / "card").exists()
    assert (data / "raw" / "plan-2017").is_dir()


def test_another_month_is_taken_with_one_command_and_what_was_restated_is_listed(workbench, data, card):
    command = ("--data", str(data), "sources", "add", str(card), "--area", "Torbay", "--published-on")
    workbench(*command, "2024-07-15")
    workbench(*command, "2024-07-15")
    later = CARD.replace("Jun-24", "Jun-24,Jul-24").replace("461", "460,455").replace(",14", ",14,15")
    card.write_text(later, encoding="utf-8")
    told = workbench(*command, "2024-08-15")
    assert told.code == 0
    assert "Referrals, June 2024: 461, now 460" in told.out
    assert (data / "raw" / "card-2024-08-15" / "card.csv").is_file()


def test_a_file_is_replaced_after_what_goes_was_listed(workbench, data, card):
    command = ("--data", str(data), "sources", "add", str(card), "--area", "Torbay", "--published-on", "2024-07-15")
    workbench(*command)
    workbench(*command)
    card.write_text(CARD.replace("448", "447"), encoding="utf-8")
    told = workbench(*command, "--replace", "--yes")
    assert told.code == 0
    assert "Without card/card.csv" in told.out
    assert "Referrals, April 2024: 448, now 447" in told.out
    assert [path.name for path in (data / "raw").iterdir() if path.name.startswith("card")] == ["card"]


def test_of_two_months_under_one_name_the_newest_is_replaced(workbench, data, card):
    command = ("--data", str(data), "sources", "add", str(card), "--area", "Torbay", "--published-on")
    workbench(*command, "2024-07-15")
    workbench(*command, "2024-07-15")
    later = CARD.replace("Jun-24", "Jun-24,Jul-24").replace("461", "461,455").replace(",14", ",14,15")
    card.write_text(later, encoding="utf-8")
    workbench(*command, "2024-08-15")
    card.write_text(later.replace("455", "456"), encoding="utf-8")
    told = workbench(*command, "2024-08-15", "--replace", "--yes")
    assert told.code == 0
    assert "Without card-2024-08-15/card.csv" in told.out
    assert "Referrals, July 2024: 455, now 456" in told.out
    assert {path.name for path in (data / "raw").glob("card*")} == {"card", "card-2024-08-15"}


REGISTER = "CHILD,Forename,DOB\n398768,Kerensa,17/12/1999\n259754,Demelza,02/05/2007\n104211,Piran,12/04/2011\n"


def told_of(capsys, data, path):
    """Return all that every command says of a file, its traceback with --debug too."""
    said = []
    for command in (
        ("sources", "add", str(path), "--area", "Torbay"),
        ("sources", "add", str(path), "--format", "json"),
        ("sources", "describe", str(path)),
        ("sources", "describe", str(path), "--format", "json"),
        ("audit", str(path)),
        ("audit", str(path), "--format", "json", "--area", "Torbay"),
    ):
        for before in ((), ("--debug",)):
            with pytest.raises((SystemExit, WorkbenchError)) as left:
                main((*before, "--data", str(data), *command))
            assert not isinstance(left.value, SystemExit) or left.value.code == 1
            said.append("".join(traceback.format_exception(left.value)))
            said += [text.decode() if isinstance(text, bytes) else text for text in capsys.readouterr()]
    return "\n".join(said)


def cells_of(path):
    """Every cell that tells one person from others: five characters and more with a digit, dates, postcodes, names."""
    texts = {cell for grid in raw_grids(path) for row in grid.rows[1:] for cell in row}
    marked = {part for grid in raw_grids(path) if grid.text.lstrip().startswith("<") for part in grid.text.split()}
    return {text for text in texts | marked if len(text) > 4 and (any(map(str.isdigit, text)) or text.istitle())}


@pytest.fixture
def returned(tmp_path):
    path = tmp_path / "sent" / "cases.csv"
    path.parent.mkdir()
    path.write_text(REGISTER, encoding="utf-8")
    return path


def test_no_command_says_a_cell_of_a_file_of_children_or_keeps_it(capsys, data, returned):
    told = told_of(capsys, data, returned)
    assert "row for each child or worker" in told
    assert not [cell for cell in cells_of(returned) if cell in told]
    assert not list(data.rglob("cases*"))


def test_a_layout_beside_a_file_of_children_does_not_let_it_in(capsys, data, returned):
    layout = "title: [Kerensa\nrows: [{ref: '398768', measure: referrals}]\n"
    returned.with_name("cases.layout.yml").write_text(layout, encoding="utf-8")
    told = told_of(capsys, data, returned)
    assert not [cell for cell in cells_of(returned) if cell in told]
    assert not list(data.rglob("cases*"))


def test_a_file_of_children_put_into_raw_by_hand_is_not_read(workbench, data, returned):
    folder = data / "raw" / "plan-2017"
    shutil.copy(returned, folder)
    note = (folder / "SOURCE.md").read_text(encoding="utf-8")
    note = note.replace("files:\n", "files:\n  cases.csv: {format: wide_table}\n", 1)
    (folder / "SOURCE.md").write_text(note, encoding="utf-8")
    told = workbench("--data", str(data), "audit")
    assert "cases.csv cannot be read. This file seems to have a row for each child" in told.out
    assert not [cell for cell in cells_of(returned) if cell in told.out + told.err]


def test_no_command_says_a_cell_of_any_return_of_the_reference_material(capsys, tmp_path, shared):
    (tmp_path / "raw").mkdir()
    files = [path for path in sorted((shared / "data" / "returns").rglob("*")) if path.is_file()]
    assert files
    for path in files:
        told = told_of(capsys, tmp_path, path).replace(str(path), "").replace(path.name, "")
        cells = cells_of(path)
        assert cells
        assert not [cell for cell in cells if cell in told]
    assert not list((tmp_path / "raw").iterdir())


def test_a_large_file_is_named_before_it_is_looked_at(workbench, data, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.cli.sources.LARGE", 10)
    path = tmp_path / "large.csv"
    path.write_text("Name,Colour\nA,red\nB,blue\n", encoding="utf-8")
    said = workbench("--data", str(data), "sources", "add", str(path))
    assert said.err.startswith("large.csv has 0 MB: looking at it takes a while.")


def test_the_text_of_an_unpublished_cell_that_became_no_figure_is_not_told_where_it_gives_a_small_number(
    workbench, tmp_path, monkeypatch
):
    """The audit withheld it for the Board, and the list of what was kept out printed it."""
    lines = ["Measure,Period end,Basis,Value,Unit", "Referrals,2021-04-30,month,30,count"]
    lines += [f"Referrals,2021-0{month}-30,month,{text},count" for month, text in ((5, "4?"), (6, "three or so"))]
    (tmp_path / "long.csv").write_text("\n".join([*lines, "Referrals,2021-09-30,month,see note,count"]) + "\n")
    told = ("--data", str(tmp_path / "data"), "sources")
    added = workbench(
        *told, "add", str(tmp_path / "long.csv"), "--area", "Rutland", "--published-on", "2021-10-01", "--yes"
    )
    assert added.code == 0, added.err
    for form in ("text", "json"):
        said = workbench(*told, "kept-out", "--format", form)
        assert said.code == 0
        assert "see note" in said.out
        assert "4?" not in said.out
        assert "three" not in said.out
    monkeypatch.setenv("WORKBENCH_AUDIENCE", "team")
    assert "three or so" in workbench(*told, "kept-out").out
