"""What ends or spoils a notebook without an error of Python: each is a failure of the cell it stands in."""

import os
import signal

import pytest

from analysis.execution.failure import Failure
from analysis.execution.runner import Execution, Limits, execute_all
from analysis.packs.plan import plan_pack
from small_pack import make_workspace, write_notebook

BROKEN = {
    "a_shell_command": ("!false", "returned non-zero exit status 1", "excepted"),
    "a_shell_command_whose_words_are_kept": ("words = !ls /nowhere", "returned non-zero exit status", "excepted"),
    "exit": ("exit", "NotebookEndedError", "excepted"),
    "exit_called": ("exit()", "NotebookEndedError", "excepted"),
    "quit": ("quit", "NotebookEndedError", "excepted"),
    "sys_exit_0": ("import sys\nsys.exit(0)", "sys.exit()", "excepted"),
    "sys_exit_1": ("import sys\nsys.exit(1)", "SystemExit", "excepted"),
    "a_magic_that_is_none": ("%nosuchmagic", "nosuchmagic", "excepted"),
    "a_script": ("get_ipython().run_cell_magic('bash', '', 'exit 3')", "CalledProcessError", "excepted"),
    "os_exit_0": ("import os\nos._exit(0)", "kernel died", "errored"),
    "segfault": ("import ctypes\nctypes.string_at(0)", "kernel died", "errored"),
    "killed": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "kernel died", "errored"),
    "shows_too_much": ("print('x' * 12_000_000)", "shows 12", "excepted"),
    "ignores_interrupts": (
        "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: time.sleep(1)",
        "more than 6 seconds",
        "excepted",
    ),
    "needs_too_much_memory": ("import numpy\nbig = numpy.ones(200_000_000_000)", "MemoryError", "excepted"),
}
FINE = {
    "a_shell_command_that_works": "!true",
    "words_of_a_shell_command": "word = 'said'\nwords = !echo {word}\nassert words == ['said'], words",
}
LEFT_BEHIND = """import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
from pathlib import Path
Path("child-NAME").write_text(str(child.pid))
"""


@pytest.fixture(scope="module")
def results(tmp_path_factory, root):
    """Run all of them, two at once, as a pack would."""
    folder = tmp_path_factory.mktemp("rules")
    workspace = make_workspace(folder / "work bench", root)
    (workspace.notebooks / "01_numbers.ipynb").unlink()
    (workspace.reports / "paper.qmd").write_text("---\ntitle: A paper\n---\n", encoding="utf-8")
    sources = {name: cell for name, (cell, _, _) in BROKEN.items()} | FINE
    sources["leaves_a_child"] = LEFT_BEHIND.replace("NAME", "fine")
    sources["leaves_a_child_and_dies"] = LEFT_BEHIND.replace("NAME", "dead") + "import os\nos._exit(1)"
    for number, (name, cell) in enumerate(sources.items(), start=1):
        write_notebook(workspace.notebooks / f"{number:02}_{name}.ipynb", f"#| label: last\n{cell}")
    plan = plan_pack(workspace, area="Torbay", month="2021-05")
    build = folder / "build"
    limits = Limits(cell_seconds=6, notebook_seconds=30, jobs=2)
    outcome = execute_all(plan, build, limits=limits, listener=lambda *_: None, ended=lambda _: None)
    found = {failure.part[3:]: failure for failure in outcome.failed}
    return found | {done.notebook[3:]: done for done in outcome.done} | {"build": build}


@pytest.mark.parametrize("name", BROKEN)
def test_it_is_a_failure_with_its_cell_and_its_reason(results, name):
    _, said, kind = BROKEN[name]
    failure = results[name]
    assert isinstance(failure, Failure)
    assert said in str(failure)
    assert failure.kind == kind
    assert "(last)" in str(failure.where) or name == "shows_too_much"
    assert failure.hint


@pytest.mark.parametrize("name", FINE)
def test_what_works_is_no_failure(results, name):
    assert isinstance(results[name], Execution)


@pytest.mark.parametrize(("name", "child"), [("leaves_a_child", "fine"), ("leaves_a_child_and_dies", "dead")])
def test_no_process_that_a_notebook_started_outlives_it(results, name, child):
    number = int((results["build"] / f"child-{child}").read_text(encoding="utf-8"))
    assert name in results
    try:
        os.kill(number, signal.SIGKILL)
    except ProcessLookupError:
        return
    pytest.fail(f"process {number} was left behind")
