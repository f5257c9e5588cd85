"""Batches that are ended at many moments: nothing is left alive, nothing is half there, and the next one goes on."""

import json
import signal
import sys
import time

import pytest

from analysis.execution.record import sha256_of
from small_pack import FIGURE, SAVE_EVIDENCE, is_whole, write_notebook

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


WAITS = """#| label: waits
from analysis.execution.signals import time
from analysis.store.reads import Path
Path("evidence").mkdir(exist_ok=True)
size = Path("evidence/02_waits.json").write_text('{"evidence": [], "variables": {"waits": {"answer": "1"}}}')
time.sleep(SECONDS)"""
OURS = "from analysis.present.evidence_file import json, Path"  # so that the notebook keeps to the library


def test_a_pack_that_was_ended_goes_on_inside_itself_and_becomes_the_same(start, workspace):
    saved = SAVE_EVIDENCE.replace("import json\nimport shutil\nfrom pathlib import Path", OURS)
    drawn = FIGURE.replace("import matplotlib.pyplot as plt", "from analysis.execution.warm_kernel import plt")
    write_notebook(workspace.notebooks / "01_numbers.ipynb", drawn, saved)
    waits = write_notebook(workspace.notebooks / "02_waits.ipynb", WAITS.replace("SECONDS", "600"))
    batch = start("2020-12", "--fresh")
    kept = workspace.root / ".make" / "finished" / "torbay-2020-12" / "01_numbers"
    until = time.monotonic() + 120
    while not kept.is_dir() and time.monotonic() < until:
        time.sleep(0.05)
    batch.end(signal.SIGKILL)
    assert not (workspace.build / "torbay" / "2020-12").exists()
    write_notebook(waits, WAITS.replace("SECONDS", "0"))
    found = []
    for more in ((), ("--fresh",)):
        told, errors = start("2020-12", *more).process.communicate(timeout=240)
        assert "1 published, 0 failed" in told, errors
        pack = workspace.build / "torbay" / "2020-12"
        named = json.loads((pack / "manifest.json").read_text(encoding="utf-8"))
        found.append((named["resumed"], {part.name: sha256_of(part) for part in (pack / "papers").iterdir()}))
    assert [resumed for resumed, _ in found] == [["01_numbers"], []]
    assert found[0][1] == found[1][1]
    assert not kept.parent.parent.exists()
