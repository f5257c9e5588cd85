"""What an audit found is kept beside the store it was found in, and found anew in any other."""

import datetime as dt

import pytest

from analysis import audit
from analysis.audit import kept
from analysis.catalogue.issue import Issue, issue_frame, issues_of
from analysis.catalogue.period import Month
from analysis.sources.reading import Reading
from analysis.store import Store
from analysis.store.origin import Origin

FOUND = Issue(
    "printed-twice", "error", "Two.", "E06000027", "referrals", dt.date(2011, 3, 31), {"values": [1, 2]}, "a#1"
)


@pytest.fixture
def opened(tmp_path):
    return Store(Reading.of().frames).of_origin(Origin(tmp_path, "stamp"))


def times_found(store, *abouts):
    calls = []
    for about in abouts:
        assert kept.kept_issues(store, about, lambda: calls.append(1) or [FOUND]) == [FOUND]
    return len(calls)


def test_the_same_audit_of_one_store_is_made_once(opened):
    assert times_found(opened, ("2021-05",), ("2021-05",)) == 1


def test_another_month_another_vintage_or_another_part_is_another_audit(opened):
    assert times_found(opened, ("2021-05",), ("2021-06",)) == 2
    assert times_found(opened.as_known_at(dt.date(2021, 1, 1)), ("2021-05",)) == 1
    assert times_found(opened.with_frames(opened.frames, "Torbay alone"), ("2021-05",)) == 1


def test_a_store_built_from_other_files_or_read_by_other_code_is_audited_again(opened, monkeypatch):
    times_found(opened, ("2021-05",))
    assert times_found(opened.of_origin(Origin(opened.origin.folder, "other")), ("2021-05",)) == 1
    monkeypatch.setattr(kept, "library_digest", lambda: "other code")
    assert times_found(opened, ("2021-05",)) == 1


def test_what_was_cut_off_or_may_not_be_written_is_found_again(opened):
    times_found(opened, ("2021-05",))
    (file,) = (opened.origin.folder / "kept").iterdir()
    file.write_bytes(b"PAR1")
    assert times_found(opened, ("2021-05",)) == 1
    beside = Store(opened.frames).of_origin(Origin(file, "stamp"))  # a file stands where the folder would be
    assert times_found(beside, ("2021-05",), ("2021-05",)) == 2


def test_of_a_store_that_was_never_written_nothing_is_kept():
    assert times_found(Store(Reading.of().frames), ("2021-05",), ("2021-05",)) == 2


def test_issues_come_back_as_they_were():
    assert issues_of(issue_frame([FOUND, Issue("x", "note", "No place.")])) == [FOUND, Issue("x", "note", "No place.")]


def test_an_audit_keeps_what_it_found_under_its_month_and_checks(opened):
    audit.run(opened, Month(2021, 5))
    audit.run(opened, Month(2021, 5))
    audit.run(opened, Month(2021, 5), checks=audit.CHECKS[:1])
    assert len(list((opened.origin.folder / "kept").iterdir())) == 2
