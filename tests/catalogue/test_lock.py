"""One at a time, and a lock that its owner takes along."""

import json
import os
import platform
import subprocess
import sys

import pytest

from analysis.catalogue.lock import BusyError, held_if_free, locked

HOLD = "import sys, time; from pathlib import Path; from analysis.catalogue.lock import locked\n"
HOLD += "with locked(Path(sys.argv[1]), 'x'): print('held', flush=True); time.sleep(60)"


@pytest.fixture
def other(tmp_path):
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "a.lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_while_the_work_goes_on_the_lock_says_who_holds_it(tmp_path):
    path = tmp_path / "locks" / "a.lock"
    with locked(path, "the pack"):
        said = json.loads((path.parent / "a.owner").read_text())
        assert (said["process"], said["machine"]) == (os.getpid(), platform.node())
    assert not (path.parent / "a.owner").exists()
    with locked(path, "the pack"):  # and can be taken again
        pass


def test_the_lock_goes_where_the_work_fails(tmp_path):
    with pytest.raises(ZeroDivisionError), locked(tmp_path / "a.lock", "the pack"):
        1 / 0  # noqa: B018
    with locked(tmp_path / "a.lock", "the pack", patience=0):
        pass


def test_another_owner_is_named_with_what_it_does_and_how_to_clear_it(tmp_path, other):
    with (
        pytest.raises(BusyError, match="at work on the pack") as busy,
        locked(tmp_path / "a.lock", "the pack", patience=0),
    ):
        pass
    assert f"process {other.pid} on {platform.node()}, for 0 min" in str(busy.value)
    assert "a.lock" in busy.value.hint


def test_an_owner_that_cannot_be_read_is_said_to_be_unknown(tmp_path, other):
    assert other.poll() is None
    (tmp_path / "a.owner").write_text("{")
    with pytest.raises(BusyError, match="does not say which"), locked(tmp_path / "a.lock", "it", patience=0):
        pass


def test_a_dead_owner_keeps_nothing(tmp_path, other):
    other.kill()
    other.wait()
    with locked(tmp_path / "a.lock", "the pack", patience=5):
        pass


def test_whether_a_lock_is_free_is_said_without_making_it(tmp_path):
    with held_if_free(tmp_path / "never.lock") as free:
        assert free
    assert not (tmp_path / "never.lock").exists()


def test_a_lock_that_is_held_is_not_free(tmp_path, other):
    with held_if_free(tmp_path / "a.lock") as free:
        assert not free
    other.kill()
    other.wait()
    with held_if_free(tmp_path / "a.lock") as free:
        assert free
