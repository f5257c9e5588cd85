import json
import shutil

import pytest

from analysis.catalogue.observation import FRAMES


@pytest.fixture
def source(root, tmp_path):
    """A copy of a real source, to be spoilt."""
    return shutil.copytree(root / "data" / "raw" / "torbay-improvement-plan-2017-09", tmp_path / "paper 2017")


def test_a_source_is_audited_by_itself_and_a_program_can_read_the_issues(workbench, source):
    told = workbench("audit", str(source), "--format", "json")
    issues = json.loads(told.out)["issues"]
    assert issues
    assert all(list(issue) == list(FRAMES["issues"]) for issue in issues)
    assert {issue["severity"] for issue in issues} <= {"error", "warning", "note"}
    assert all(issue["message"] for issue in issues)


def test_a_file_that_cannot_be_read_is_an_error_and_ends_with_1(workbench, source):
    (source / "measures.csv").write_bytes(b"\xff\xfe\x00")
    told = workbench("audit", str(source))
    assert told.code == 1
    assert told.out.startswith("error: ")
    assert "measures.csv" in told.out.splitlines()[0]


def test_one_file_of_a_source_can_be_audited(workbench, source):
    told = workbench("audit", str(source / "youth_justice.csv"), "--format", "json")
    sources = {issue["source"] for issue in json.loads(told.out)["issues"] if issue["source"]}
    assert all("youth_justice.csv" in place for place in sources)


def test_a_file_that_is_not_there_is_said_not_to_be(workbench, tmp_path):
    told = workbench("audit", str(tmp_path / "absent.csv"))
    assert told.code == 1
    assert "no such file" in told.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "The file is empty"),
        ("binary.csv", b"\x00\x01\x02\xff" * 300, "not a text file"),
        ("binary.xlsx", b"\x00\x01\x02\xff" * 300, "cannot be opened"),
        ("notes.json", b"{}", 'Files that end in ".json" are not read'),
        ("stray.csv", b"Colour,Meaning\nGreen,On target\n", "The format is not known"),
        ("numbers.csv", b"a,b\n1,2\n", "Nobody can say what stands in rows 1 to 2, columns A to B"),
    ],
)
def test_what_is_no_table_is_named_and_not_passed_as_clean(workbench, tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    told = workbench("audit", str(tmp_path / name))
    assert told.code == 1
    assert said in told.err
    assert name in told.err


def test_an_empty_folder_is_not_passed_as_clean(workbench, tmp_path):
    told = workbench("audit", str(tmp_path))
    assert told.code == 1
    assert "no tables" in told.err


def test_every_bad_table_of_a_folder_is_named_at_once(workbench, tmp_path):
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_bytes(b"")
    told = workbench("audit", str(tmp_path))
    assert "one.csv" in told.err
    assert "two.csv" in told.err


def test_a_table_with_its_layout_beside_it_is_audited_where_it_lies(workbench, root, tmp_path):
    card = root / "data" / "raw" / "torbay-report-card-2012-07"
    for name in ("report_card.csv", "report_card.layout.yml"):
        shutil.copy(card / name, tmp_path)
    told = workbench("audit", str(tmp_path / "report_card.csv"), "--area", "Torbay")
    assert told.code == 1
    assert "220/13.81" in told.out  # numerator and denominator of T29 are swapped (000:11307)
    assert "figures and gaps looked at" in told.out


def test_a_card_cut_off_in_the_middle_of_a_row_is_read_as_far_as_it_goes(workbench, root, tmp_path):
    source = shutil.copytree(root / "data" / "raw" / "torbay-report-card-2012-07", tmp_path / "card")
    whole = (source / "report_card.csv").read_bytes()
    (source / "report_card.csv").write_bytes(whole[: len(whole) // 2])
    told = workbench("audit", str(source))
    assert told.code == 1
    assert "report_card.csv" in told.out
