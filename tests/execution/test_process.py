"""How a run of one notebook ended reaches its record, whatever ended it."""

import errno
import json
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from analysis.execution import process
from analysis.execution.job import Job
from analysis.execution.record import DISK_FULL, NO_SPACE, Record

CELL = {"id": "b", "cell_type": "code", "source": "#| label: ask\n1 / 0", "metadata": {}, "outputs": []}


@pytest.fixture
def job(tmp_path):
    source = tmp_path / "01_numbers.ipynb"
    first = {**CELL, "id": "a", "source": "area = 'Torbay'", "metadata": {"tags": ["parameters"]}}
    source.write_text(json.dumps({"cells": [first, CELL], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    folder = tmp_path / "build"
    folder.mkdir()
    return Job(source, folder / source.name, folder / "record.json", folder / "log", folder, {}, {}, 7, warm=False)


@pytest.fixture
def ended(monkeypatch, job):
    """Run the notebook, where papermill raises an error at its cell or writes these cells."""

    def by(error=None, cells=()):
        def execute(*_, on_cell_start, **__):
            job.output.write_text(json.dumps({"cells": list(cells), "metadata": {}}))
            if error is not None:
                on_cell_start(CELL)
                raise error

        monkeypatch.setattr(process, "execute_notebook", execute)
        return process.run(job)

    return by


def raised(name, value):
    return PapermillExecutionError(1, 2, CELL["source"], name, value, [])


@pytest.mark.parametrize(
    ("error", "status", "where", "says"),
    [
        (DeadKernelError("died"), "kernel_died", "ask", process.KERNEL_DIED),
        (CellTimeoutError("slow"), "timed_out", "ask", "The cell ran for more than 7 seconds."),
        (OSError(errno.ENOSPC, "full"), "disk_full", "ask", DISK_FULL),
        (OSError(errno.EACCES, "refused"), "failed", "ask", "PermissionError: [Errno 13] refused"),
        (raised("ZeroDivisionError", "division by zero"), "raised", "ask", "ZeroDivisionError: division by zero"),
        (raised("NoFiguresError", "No plans are held.\n\nHint: add."), "no_figures", None, "No plans are held."),
    ],
)
def test_whatever_ends_a_run_is_said_by_its_kind(ended, error, status, where, says):
    found = ended(error)
    assert found[0] == status
    assert (where is None and found[1] is None) or where in found[1]
    assert says in found[2]


def test_a_notebook_that_ran_through_is_done(ended):
    assert ended(cells=[CELL]) == ("done", None, None)


@pytest.mark.parametrize(
    ("outputs", "says"),
    [
        ([{"ename": "SystemExit"}], "calls sys.exit()"),
        ([{"name": "stderr", "text": ["Usage\n", "no such file\n"]}], "no such file"),
        ([], "The cell failed, and said nothing."),
    ],
)
def test_a_cell_at_which_papermill_stops_without_a_word_is_no_success(ended, outputs, says):
    stopped = {**CELL, "outputs": outputs, "metadata": {"papermill": {"exception": True}}}
    status, where, message = ended(cells=[stopped])
    assert status == "raised"
    assert "ask" in where
    assert says in message


WORK = """
import errno, os, pickle, sys
from analysis.execution import process
job, problem = pickle.loads(sys.stdin.buffer.read())
os.environ["SECRET"] = "x"
def run(job):
    print("of the notebook", os.getcwd() == str(job.folder), os.environ.get("SECRET"), os.environ.get("GIVEN"))
    job.output.write_text(job.source.read_text())
    return "done", None, None
def full(*_):
    raise OSError(problem, "no")
process.run = run
if problem:
    process.clean_notebook = full
process.work(job)
"""


def work(job, problem=0):
    given = pickle.dumps((job, problem))
    return subprocess.run([sys.executable, "-c", WORK], input=given, capture_output=True, check=False).returncode


def test_the_process_of_a_run_has_its_folder_its_log_its_settings_and_no_other(job):
    given = Job(**{name: getattr(job, name) for name in Job.__slots__} | {"environment": {"GIVEN": "y"}})
    assert work(given) == 0
    assert job.log.read_text().splitlines()[0] == "of the notebook True None y"
    record = Record.read(job.record)
    assert record.status == "done"
    assert record.sha256 == process.sha256_of(job.output)


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, NO_SPACE), (errno.EACCES, 1)])
def test_where_no_record_can_be_written_the_exit_code_says_why(job, number, code):
    assert work(job, number) == code
    assert not Path(job.record).exists()


def test_braces_in_a_path_are_no_parameters(monkeypatch, job):
    told = []
    monkeypatch.setattr(process, "execute_notebook", lambda source, output, **_: told.extend((source, output)))
    job.output.write_text(json.dumps({"cells": [], "metadata": {}}))
    braced = job.folder.parent / "{0} {area}"
    braced.mkdir()
    process.run(replace(job, source=braced / job.source.name))
    assert told[0].format(area="Torbay") == str(braced / job.source.name)
    assert told[1].format() == str(job.output)
