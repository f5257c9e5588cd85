"""Batches that are ended at many moments: nothing is left alive, nothing is half there, and the next one goes on."""

import signal
import sys

import pytest

from small_pack import is_whole

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send"),
]

WITHIN = 5.0  # seconds in which everything must be gone
MOMENTS = (0.3, 1.5, 3.0, 5.0, 8.0)  # seconds after the start: loading, fork server, notebooks, papers


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_whenever_a_batch_is_ended_nothing_of_it_is_left(start, workspace, number):
    slow = []
    for moment in MOMENTS:
        batch = start("2021-01..2021-04", "--fresh")
        batch.wait_until(moment)
        took = batch.end(number)
        left = batch.left_after(max(0.0, WITHIN - took))
        slow += [(moment, took, left)] if left or took > WITHIN else []
        for pack in (workspace.build / "torbay").glob("*") if workspace.build.exists() else ():
            assert is_whole(pack), (moment, pack.name)
    assert slow == []


def test_after_all_that_the_next_batch_makes_every_pack_and_clears_up(start, workspace):
    batch = start("2021-01..2021-04")
    told, errors = batch.process.communicate(timeout=240)
    assert "4 published, 0 failed" in told, errors
    assert sorted(path.name for path in (workspace.build / "torbay").iterdir()) == [
        "2021-01",
        "2021-02",
        "2021-03",
        "2021-04",
    ]
    assert all(is_whole(pack) for pack in (workspace.build / "torbay").iterdir())
    assert {path.name for path in (workspace.root / ".make").iterdir()} <= {"locks", "failed", "replaced", "receipts"}


def test_two_batches_at_once_share_no_pack_and_lose_none(start, workspace):
    batches = [start("2021-03..2021-04", "--fresh") for _ in range(2)]
    told = [batch.process.communicate(timeout=300) for batch in batches]
    assert all(is_whole(workspace.build / "torbay" / month) for month in ("2021-03", "2021-04"))
    busy = [errors for _, errors in told if "Another run is at work" in errors]
    assert all("process" in errors and "locks/" in errors for errors in busy)
