"""Files taken in: what they were recognised as and why, nothing overwritten, nothing guessed in silence."""

import datetime as dt
import sys
from pathlib import Path

import pytest

from analysis.catalogue.workspace import Workspace
from analysis.sources.add import Details, add_sources
from analysis.sources.source_folder import read_note
from analysis.store import build_store, open_store

PLACES = "time_period,time_identifier,geographic_level,region_code,old_la_code,new_la_code,la_name"
REFERRALS = f"{PLACES},category,referral_count\n2025,Reporting year,Local authority,,880,E06000027,Torbay,{{}},1484\n"
REFERRALS = REFERRALS.format("Referrals and Re-referrals")
SERIES = "Measure,Period end,Basis,Value,Unit\nReferrals,2011-03-31,year,3031,count\n"
CARD = "Ref,Measure,Apr 11\nT2,Referrals,250\n"
LAYOUT = """
title: Card
ref: Ref
label: Measure
figures: [{column: Apr 11, ends: 2011-04-30, basis: month}]
rows: [{ref: T2, measure: referrals}]
"""


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path, tmp_path / "data")


@pytest.fixture
def sent(tmp_path):
    """Return a function that writes files as they were sent."""

    def write(**files: str) -> Path:
        folder = tmp_path / "sent"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / name.replace("__", ".")).write_text(content, encoding="utf-8")
        return folder

    return write


def test_a_published_file_is_recognised_dated_copied_and_read(workspace, sent):
    path = sent(c1__csv=REFERRALS) / "c1.csv"
    (added,) = add_sources(workspace, [path]).added
    assert "category says" in str(added)
    assert (added.recognition.format, added.published_on) == ("dfe_cin_referrals", dt.date(2025, 10, 30))
    target = workspace.raw / added.into
    assert target.read_bytes() == path.read_bytes()
    note = read_note(target.parent / "SOURCE.md", "SOURCE.md")
    assert (note.publisher, note.status) == ("Department for Education", "published")
    assert list(open_store(workspace).select("referrals", "E06000027")["value"]) == [1484]


def test_a_release_that_is_not_known_yet_is_dated_by_a_guess_that_is_said(workspace, sent):
    (added,) = add_sources(workspace, [sent(c1__csv=REFERRALS.replace("\n2025", "\n2027")) / "c1.csv"]).added
    assert "guessed" in added.dated
    note = read_note((workspace.raw / added.into).parent / "SOURCE.md", "SOURCE.md")
    assert "guessed" in note.uncertain[0]


def test_two_months_of_a_scorecard_copied_on_one_day_are_dated_by_their_last_figures(workspace, sent):
    card = "Ref,Indicator,Good is,{}\n1,Number of referrals received,Low,{}\n"
    folder = sent(
        september__csv=card.format("Aug-21,Sep-21", "40,41"),
        october__csv=card.format("Aug-21,Sep-21,Oct-21", "40,43,44"),
    )
    files = [folder / "october.csv", folder / "september.csv"]
    added = add_sources(workspace, files, Details(area="E06000027", as_proposed=True)).added
    assert [one.published_on for one in added] == [dt.date(2021, 11, 30), dt.date(2021, 10, 31)]
    assert all("guessed, the end of the month after its last figures" in one.dated for one in added)
    assert any("which way is good" in remark for remark in added[0].remarks)
    store = build_and_open(workspace)
    assert store.select("referrals", "E06000027", since=dt.date(2021, 9, 1))["value"].tolist() == [43, 44]


def build_and_open(workspace):
    build_store(workspace)
    return open_store(workspace)


def test_what_the_user_says_goes_before_any_guess(workspace, sent):
    said = Details(dt.date(2011, 10, 26), "E06000027", "Plan", "Torbay Council", "plan-2011", published=True)
    (added,) = add_sources(workspace, [sent(series__csv=SERIES) / "series.csv"], said).added
    assert added.into == "plan-2011/series.csv"
    note = read_note(workspace.raw / "plan-2011" / "SOURCE.md", "SOURCE.md")
    assert (note.title, note.area, note.published_on) == ("Plan", "E06000027", dt.date(2011, 10, 26))
    assert note.uncertain == ()


def test_a_councils_own_table_counts_as_unpublished_until_someone_says_otherwise(workspace, sent):
    add_sources(workspace, [sent(series__csv=SERIES) / "series.csv"])
    assert read_note(workspace.raw / "series" / "SOURCE.md", "SOURCE.md").status == "unpublished"


def test_a_wide_table_comes_with_its_layout(workspace, sent):
    folder = sent(card__csv=CARD, card__layout__yml=LAYOUT)
    add_sources(workspace, [folder / "card.csv"], Details(area="E06000027"))
    assert (workspace.raw / "card" / "card.layout.yml").is_file()
    assert build_store(workspace).observations == 1


def test_the_same_file_twice_is_taken_in_once(workspace, sent):
    path = sent(c1__csv=REFERRALS) / "c1.csv"
    first = add_sources(workspace, [path]).added[0]
    note = ((workspace.raw / first.into).parent / "SOURCE.md").read_bytes()
    assert add_sources(workspace, [path]).added[0].already
    assert ((workspace.raw / first.into).parent / "SOURCE.md").read_bytes() == note


@pytest.mark.parametrize(("said", "kept"), [(None, dt.date(2026, 1, 15)), (dt.date(2026, 2, 1), dt.date(2026, 2, 1))])
def test_the_same_file_in_place_of_itself_keeps_its_date_where_no_other_is_said(workspace, sent, said, kept):
    path = sent(c1__csv=REFERRALS) / "c1.csv"
    first = add_sources(workspace, [path], Details(dt.date(2026, 1, 15))).added[0]
    again = add_sources(workspace, [path], Details(said, replace=True)).added[0]
    note = read_note((workspace.raw / first.into).parent / "SOURCE.md", "SOURCE.md")
    assert again.published_on == (note.files["c1.csv"].published_on or note.published_on) == kept


def test_another_file_of_the_same_name_is_never_overwritten(workspace, sent):
    path = sent(c1__csv=REFERRALS) / "c1.csv"
    into = add_sources(workspace, [path]).added[0].into
    path.write_text(REFERRALS.replace("1484", "1499"))
    (problem,) = add_sources(workspace, [path]).problems
    assert "not touched" in str(problem)
    assert (workspace.raw / into).read_text() == REFERRALS
    again = add_sources(workspace, [path], Details(dt.date(2026, 1, 15), folder="corrected"))
    assert again.problems == ()
    assert len(open_store(workspace).revisions("referrals")) == 1


def test_a_second_file_of_a_release_joins_the_first_and_keeps_its_note(workspace, sent):
    folder = sent(c1__csv=REFERRALS, c1b__csv=REFERRALS.replace("1484", "1500"))
    add_sources(workspace, [folder])
    (note,) = workspace.raw.glob("*/SOURCE.md")
    assert list(read_note(note, "SOURCE.md").files) == ["c1.csv", "c1b.csv"]
    assert note.read_text(encoding="utf-8").count("\n- `c1") == 2


def test_files_about_two_areas_do_not_share_a_folder(workspace, sent):
    folder = sent(a__csv=SERIES, b__csv=SERIES)
    add_sources(workspace, [folder / "a.csv"], Details(area="E06000027", folder="plans"))
    (problem,) = add_sources(workspace, [folder / "b.csv"], Details(area="E10000008", folder="plans")).problems
    assert "another area" in str(problem)


def test_an_unknown_format_says_what_was_tried_the_nearest_and_what_to_do(workspace, sent):
    columns = "time_period,geographic_level,old_la_code,Referral_count"
    (problem,) = add_sources(workspace, [sent(odd__csv=f"{columns}\n2025,National,,1\n") / "odd.csv"]).problems
    for words in (
        "official statistics",
        "Referrals and re-referrals",
        "it holds Referral_count",
    ):
        assert words in str(problem)
    assert not workspace.raw.exists() or not list(workspace.raw.rglob("*.csv"))


@pytest.mark.parametrize("content", ["", "Measure,Apr\n", "%PDF-1.7"])
def test_what_has_no_table_is_refused_and_the_others_are_added(workspace, sent, content):
    report = add_sources(workspace, [sent(bad__csv=content, c1__csv=REFERRALS)])
    assert [added.file.name for added in report.added] == ["c1.csv"]
    assert len(report.problems) == 1


def test_a_folder_without_tables_and_a_file_that_is_not_there_are_said(workspace, tmp_path):
    (tmp_path / "none").mkdir()
    problems = add_sources(workspace, [tmp_path / "none", tmp_path / "gone.csv"]).problems
    assert ["no tables" in str(problems[0]), "no such file" in str(problems[1])] == [True, True]


def test_a_file_of_data_raw_is_not_added_to_itself(workspace, sent):
    into = add_sources(workspace, [sent(c1__csv=REFERRALS) / "c1.csv"]).added[0].into
    (problem,) = add_sources(workspace, [workspace.raw / into]).problems
    assert "already" in str(problem)


def test_all_published_files_of_both_vintages_go_into_an_empty_folder_in_one_call(workspace, shared):
    report = add_sources(workspace, [shared / "data" / "published"])
    assert len(report.added) == 24
    (refused,) = report.problems
    assert "derived_monthly" in str(refused)
    assert not [added for added in report.added if "guessed" in added.dated]
    built = build_store(workspace)
    assert set(built.issues) <= {"note"}
    store = open_store(workspace)
    authorities = store.observations[store.observations["area"].str.match("E0|E10")]
    assert (authorities.groupby("measure")["area"].nunique() >= 150).all()


@pytest.mark.parametrize("folder", ["../../x", "/srv/x", "..", "a/b", ".x", "con", "x" * 300, "a\\b", ""])
def test_a_folder_is_one_name_in_data_raw(workspace, sent, tmp_path, folder):
    path = sent(series__csv=SERIES) / "series.csv"
    before = sorted(tmp_path.rglob("*"))
    (problem,) = add_sources(workspace, [path], Details(folder=folder)).problems
    assert "cannot be used in data/raw" in str(problem)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", [".x.csv", "con.csv", f"{'y' * 200}.csv", "a\nb.csv"])
def test_a_file_whose_name_would_never_be_read_is_not_copied(workspace, sent, name):
    path = sent(series__csv=SERIES) / "series.csv"
    (problem,) = add_sources(workspace, [path.rename(path.with_name(name))]).problems
    assert "Rename the file" in str(problem)
    assert not workspace.raw.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right that few have on Windows")
def test_nothing_is_written_through_a_link_that_leads_out(workspace, sent, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    workspace.raw.mkdir(parents=True)
    (workspace.raw / "plan").symlink_to(outside)
    (problem,) = add_sources(workspace, [sent(series__csv=SERIES) / "series.csv"], Details(folder="plan")).problems
    assert "outside data/raw" in str(problem)
    assert list(outside.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right that few have on Windows")
def test_a_link_in_a_folder_that_was_sent_is_not_followed_out_of_it(workspace, sent, tmp_path):
    private = tmp_path / "private.csv"
    private.write_text(SERIES, encoding="utf-8")
    folder = sent(series__csv=SERIES)
    (folder / "link.csv").symlink_to(private)
    report = add_sources(workspace, [folder])
    assert [item.into for item in report.added] == ["series/series.csv"]
    assert ["left out" in str(problem) for problem in report.problems] == [True]
