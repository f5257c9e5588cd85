"""What the system refused is said with its file, and with what to do."""

import errno
import os

import pytest

from analysis.catalogue import refusals
from analysis.catalogue.refusals import FULL, refusal_of, remedy_of


def refused(number, *names):
    return OSError(number, os.strerror(number), *names)


def test_a_file_of_the_workspace_is_named_from_there_and_no_other_place_of_the_machine_is_said(tmp_path):
    inside = refusal_of(refused(errno.EACCES, str(tmp_path / "build" / "torbay")), tmp_path)
    assert inside == "build/torbay: Permission denied"
    assert refusal_of(refused(errno.EACCES, str(tmp_path / "a.csv")), tmp_path / "other") == "a.csv: Permission denied"
    assert refusal_of(refused(errno.EACCES, os.fsencode(tmp_path / "a.csv"))) == "a.csv: Permission denied"


def test_of_two_files_the_one_that_was_to_be_made_is_named(tmp_path):
    error = refused(errno.ENOSPC, str(tmp_path / "from"), None, str(tmp_path / "build" / "to"))
    assert refusal_of(error, tmp_path) == "build/to: No space left on device"


@pytest.mark.parametrize("error", [refused(errno.ENOSPC), refused(errno.ENOSPC, 3)])
def test_where_no_file_is_known_only_what_the_system_says_is_said(error):
    assert refusal_of(error) == "No space left on device"


def test_an_error_without_words_of_the_system_is_said_as_it_is():
    assert refusal_of(OSError("cut off")) == "cut off"


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "disk is full"),
        (errno.EROFS, "can only be read"),
        (errno.ENAMETOOLONG, "nearer to the top"),
        (errno.EMFILE, "--jobs 1"),
        (errno.EFBIG, "ulimit -f"),
        (errno.ELOOP, "leads back to itself"),
        (errno.EACCES, "who may read and write"),
    ],
)
def test_each_refusal_has_its_remedy(number, says, monkeypatch):
    monkeypatch.setattr(refusals.sys, "platform", "linux")
    assert says in remedy_of(refused(number))


def test_on_windows_a_paper_is_most_often_open_and_a_path_may_be_too_long(monkeypatch):
    monkeypatch.setattr(refusals.sys, "platform", "win32")
    error = refused(errno.EACCES)
    assert "open in another program" in remedy_of(error)
    error.winerror = refusals.PATH_TOO_LONG
    assert "nearer to the top" in remedy_of(error)


def test_a_quota_that_is_used_up_is_a_full_disk():
    assert {errno.ENOSPC, errno.EDQUOT} == FULL
