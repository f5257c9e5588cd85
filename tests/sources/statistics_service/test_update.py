import datetime as dt

import pytest
from filelock import FileLock

from analysis.catalogue.errors import SourceError
from analysis.catalogue.workspace import Workspace
from analysis.sources.source_folder import source_folders
from analysis.sources.statistics_service.client import NotReachedError, Patience, StatisticsService
from analysis.sources.statistics_service.held import held_files
from analysis.sources.statistics_service.update import age_in_words, update

PUBLICATION = "Children in need"
C1 = "C1 - Children in need referrals and re-referrals 2013 to 2026"


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path, tmp_path / "data")


def run(service, workspace, **options):
    with service.client() as asked:
        return update(workspace, asked, **options)


def standing(report, form="dfe_cin_referrals"):
    return next(one for one in report.standings if one.form.id == form)


def test_what_is_newer_is_fetched_dated_and_never_fetched_again(service, offer, workspace):
    service.offers = {PUBLICATION: [offer(C1)]}
    report = run(service, workspace)
    assert report.problems == ()
    (fetched,) = report.fetched
    held = held_files(workspace.raw)["dfe_cin_referrals"]
    assert (held.published_on, held.version) == (dt.date(2026, 10, 29), "2.0")
    assert held.name == fetched.into
    again = run(service, workspace)
    assert (again.fetched, standing(again).state) == ((), "up_to_date")


def test_a_dry_run_says_what_is_newer_and_writes_nothing(service, offer, workspace):
    service.offers = {PUBLICATION: [offer(C1)]}
    report = run(service, workspace, dry_run=True)
    assert standing(report).state == "newer"
    assert not workspace.data.exists()


def test_a_minor_version_comes_beside_the_one_before(service, offer, workspace, referrals):
    service.offers = {PUBLICATION: [offer(C1)]}
    run(service, workspace)
    service.offers = {PUBLICATION: [offer(C1, version="2.1", csv=referrals(rows=2), published="2026-12-01T09:30:00Z")]}
    report = run(service, workspace)
    assert not standing(report).is_major
    folders, _ = source_folders(workspace.raw)
    kept = {note.version: note.published_on for folder in folders for _, _, note in folder.files()}
    assert kept == {"2.0": dt.date(2026, 10, 29), "2.1": dt.date(2026, 12, 1)}


def test_a_major_version_without_figures_that_are_held_is_not_taken_in(service, offer, workspace, referrals):
    service.offers = {PUBLICATION: [offer(C1)]}
    run(service, workspace)
    fewer = referrals(2027, figures=("referral_count",))
    service.offers = {PUBLICATION: [offer(C1, version="3.0", csv=fewer, published="2027-10-28T09:30:00Z")]}
    report = run(service, workspace)
    (problem,) = report.problems
    assert isinstance(problem, SourceError)
    assert "Major version 3.0" in str(problem)
    assert "Repeat referrals" in str(problem)
    assert held_files(workspace.raw)["dfe_cin_referrals"].version == "2.0"
    (fetched,) = run(service, workspace, accept_lost=True).fetched
    assert fetched.lost == ("Repeat referrals", "Repeat referrals as a percentage of referrals")
    assert held_files(workspace.raw)["dfe_cin_referrals"].version == "3.0"


def test_renamed_columns_that_are_known_are_not_lost(service, offer, workspace, referrals):
    service.offers = {PUBLICATION: [offer(C1, csv=referrals(figures=("Referrals", "Re_referrals")))]}
    run(service, workspace)
    now = referrals(2027, figures=("referral_count", "rereferral_count"))
    service.offers = {PUBLICATION: [offer(C1, version="3.0", csv=now, published="2027-10-28T09:30:00Z")]}
    assert run(service, workspace).problems == ()


@pytest.mark.parametrize(
    ("csv", "said"),
    [
        (
            "{keys},category,how_many\n2026,Reporting year,{torbay},Referrals and Re-referrals,3\n",
            "no column of figures",
        ),
        ("{keys},category,At31_episodes\n2026,Reporting year,{torbay},Children in Need,3\n", "It should be"),
        ("Colour,Meaning\nGreen,On target\n", "The format is not known"),
        ("a,b\n1,2\n", "Nobody can say what stands in rows 1 to 2, columns A to B"),
        ("{keys},category,referral_count\n", "read by no reader"),
        ("", ""),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_not_taken_in(service, offer, workspace, keys, torbay, csv, said):
    service.offers = {PUBLICATION: [offer(C1, csv=csv.format(keys=keys, torbay=torbay))]}
    report = run(service, workspace)
    (problem,) = report.problems
    assert said in str(problem)
    assert held_files(workspace.raw) == {}
    assert [path.name for path in (workspace.data / ".downloads").iterdir()] in ([], ["lock"])


def test_one_that_fails_does_not_stop_the_others(service, offer, workspace):
    months = "C6 referrals by month"
    service.offers = {PUBLICATION: [offer(months, csv="a,b\n1,2\n"), offer(C1)]}
    report = run(service, workspace)
    assert [one.standing.form.id for one in report.fetched] == ["dfe_cin_referrals"]
    assert len(report.problems) == 1


def test_what_the_service_does_not_offer_names_the_page(service, offer, workspace):
    service.offers = {PUBLICATION: [offer(C1)]}
    report = run(service, workspace, dry_run=True)
    workforce = standing(report, "dfe_workforce")
    assert (workforce.state, workforce.why) == ("by_hand", "the service does not offer it")
    assert workforce.page.endswith("/find-statistics/children-s-social-work-workforce")
    assert standing(report, "dfe_neighbours").page.startswith("https://www.gov.uk/")


def test_two_data_sets_of_one_title_are_not_chosen_between(service, offer, workspace):
    service.offers = {PUBLICATION: [offer(C1), offer("C1 as revised")]}
    found = standing(run(service, workspace))
    assert found.state == "by_hand"
    assert "cannot be told" in found.why


def test_a_publication_under_the_title_it_had_is_found(service, offer, workspace):
    service.offers = {"Characteristics of children in need": [offer(C1)]}
    assert standing(run(service, workspace, dry_run=True)).state == "newer"


def test_a_file_added_by_hand_is_compared_by_its_day(service, offer, workspace):
    service.offers = {PUBLICATION: [offer(C1)]}
    run(service, workspace)
    folders, _ = source_folders(workspace.raw)
    note = folders[0].path / "SOURCE.md"
    note.write_text(note.read_text().replace("    version: '2.0'\n", ""))
    assert held_files(workspace.raw)["dfe_cin_referrals"].version is None
    assert standing(run(service, workspace)).state == "up_to_date"


def test_without_a_network_what_is_held_is_listed_and_the_service_asked_once(service, offer, workspace):
    service.offers = {PUBLICATION: [offer(C1)]}
    run(service, workspace)
    tried = []
    with StatisticsService("http://127.0.0.1:9", Patience(sleep=tried.append)) as nobody:
        report = update(workspace, nobody)
    found = standing(report)
    assert (found.state, found.held.version) == ("not_asked", "2.0")
    (problem,) = report.problems
    assert isinstance(problem, NotReachedError)
    assert len(tried) == 1


def test_a_page_of_a_proxy_in_place_of_the_service_is_said_once(service, offer, workspace):
    service.offers, service.not_json = {PUBLICATION: [offer(C1)]}, True
    report = run(service, workspace)
    (problem,) = report.problems
    assert "a proxy" in str(problem)
    assert {one.state for one in report.standings} <= {"not_asked", "by_hand"}
    assert len(service.asked) == 1


def test_two_updates_of_one_workspace_do_not_run_at_once(service, offer, workspace):
    service.offers = {PUBLICATION: [offer(C1)]}
    folder = workspace.data / ".downloads"
    folder.mkdir(parents=True)
    with FileLock(folder / "lock"):
        report = run(service, workspace)
    assert report.fetched == ()
    assert "Another update" in str(report.problems[0])


@pytest.mark.parametrize(("days", "words"), [(1, "1 day"), (59, "59 days"), (394, "13 months")])
def test_how_old_a_file_is(service, offer, workspace, days, words):
    service.offers = {PUBLICATION: [offer(C1)]}
    run(service, workspace)
    held = held_files(workspace.raw)["dfe_cin_referrals"]
    assert age_in_words(held, held.published_on + dt.timedelta(days=days)) == words
