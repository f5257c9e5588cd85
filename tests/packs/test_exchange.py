"""Two folders change places in one step."""

import contextlib
import errno

import pytest

from analysis.packs import exchange
from analysis.packs.exchange import NOT_HERE, swap


@pytest.fixture
def folders(tmp_path):
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "who").write_text(name)
    return tmp_path / "first", tmp_path / "second"


def who(folders):
    return [(folder / "who").read_text() for folder in folders]


def test_they_change_places_or_nothing_happens(folders):
    swapped = swap(*folders)
    assert who(folders) == (["second", "first"] if swapped else ["first", "second"])


@pytest.mark.parametrize("number", sorted(NOT_HERE))
def test_a_system_without_such_a_step_is_told_apart_from_one_that_refuses(folders, monkeypatch, number):
    monkeypatch.setattr(exchange, "_swap", lambda *_: number)
    assert swap(*folders) is False


def test_a_refusal_is_an_error_that_names_the_folder(folders, monkeypatch):
    monkeypatch.setattr(exchange, "_swap", lambda *_: errno.EACCES)
    with pytest.raises(PermissionError) as refused:
        swap(*folders)
    assert refused.value.filename == str(folders[1])


def test_a_folder_that_is_not_there_is_an_error_and_the_other_stays(folders, tmp_path):
    with contextlib.suppress(FileNotFoundError):
        assert swap(folders[0], tmp_path / "none") is False
    assert (folders[0] / "who").read_text() == "first"


def test_windows_has_no_such_step(folders, monkeypatch):
    monkeypatch.setattr(exchange.sys, "platform", "win32")
    assert swap(*folders) is False
    assert who(folders) == ["first", "second"]
