import os
import signal
import subprocess
import sys
import textwrap
import time

import psutil
import pytest

from analysis.execution.signals import deaf_to_ctrl_c, end_tree
from ended_process import gone_within

LONG = """#| label: long
import os, time
from pathlib import Path
beside = Path(os.environ["WORKBENCH_SAID"]).with_suffix(".part")
written = beside.write_text(str(os.getpid()))
beside.rename(os.environ["WORKBENCH_SAID"])
time.sleep(600)"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_batch_that_is_ended_leaves_no_kernel_and_no_half_of_a_pack(workspace, notebook, tmp_path, number):
    notebook(LONG).replace(workspace.notebooks / "01_numbers.ipynb")
    (workspace.reports / "paper.qmd").write_text("---\ntitle: A paper\n---\n", encoding="utf-8")
    said = tmp_path / "kernel"
    environment = os.environ | {"WORKBENCH_WORKSPACE": str(workspace.root), "WORKBENCH_SAID": str(said)}
    with subprocess.Popen(
        [sys.executable, "-m", "analysis", "batch", "--areas", "Torbay", "--months", "2021-05"],
        env=environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as run:
        kernel = int(_soon(said, run))
        run.send_signal(number)
        _, told = run.communicate(timeout=60)
    assert gone_within(kernel, 30)
    assert not workspace.build.exists()
    if number == signal.SIGTERM:
        assert run.returncode == 1
        assert "nothing unfinished was published" in told


@pytest.mark.skipif(sys.platform != "linux", reason="orphans are adopted, and notebooks forked, on Linux alone")
def test_a_program_that_calls_the_workbench_keeps_its_own_ways_with_processes():
    code = """
from multiprocessing import resource_tracker
import subprocess, sys
from analysis.execution.signals import _adopts_orphans, children, end_descendants, orphans_adopted
resource_tracker.ensure_running()
tracker = children()
asleep = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
with orphans_adopted():
    assert _adopts_orphans()
    end_descendants()
assert not _adopts_orphans()
assert asleep.wait(10) == -9
assert children() == tracker
resource_tracker.ensure_running()
print("as before")
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout == "as before\n", done.stderr


def _soon(path, run):
    until = time.monotonic() + 120
    while time.monotonic() < until and run.poll() is None:
        if path.is_file():
            return path.read_text(encoding="utf-8")
        time.sleep(0.1)
    run.kill()
    pytest.fail(f"The notebook never began. {run.communicate()[1]}")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
def test_a_run_that_only_loads_ends_at_once_by_ctrl_c():
    begun = "from analysis.execution.signals import end_at_once, interruptible\nimport os, signal\n"
    asked = "os.kill(os.getpid(), signal.SIGINT)"
    caught = f"try:\n    {asked}\nexcept KeyboardInterrupt:\n    print('heard')"
    loading = [sys.executable, "-c", f"{begun}end_at_once()\n{caught}"]
    ended = subprocess.run(loading, capture_output=True, check=False, text=True)
    assert (ended.returncode, ended.stdout) == (-signal.SIGINT, "")
    at_work = [
        sys.executable,
        "-c",
        f"{begun}end_at_once()\nwith interruptible():\n    " + caught.replace("\n", "\n    "),
    ]
    assert subprocess.run(at_work, capture_output=True, check=True, text=True).stdout == "heard\n"


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows holds no signal back")
def test_what_is_begun_deaf_to_ctrl_c_says_nothing_of_it_and_what_it_starts_hears_it_again():
    waits = "import sys, time; print('loads', flush=True); time.sleep(0.5)"
    starts = """
        import subprocess, sys, time
        from analysis.execution.signals import leave_to_starter
        leave_to_starter()
        print("leaves it", flush=True)
        time.sleep(0.5)
        hears = "import signal; signal.signal(signal.SIGINT, signal.SIG_DFL); signal.raise_signal(signal.SIGINT)"
        print(subprocess.run([sys.executable, "-c", hears]).returncode)
    """
    for code, told in ((waits, "loads\n"), (textwrap.dedent(starts), "leaves it\n-2\n")):
        with deaf_to_ctrl_c():
            child = subprocess.Popen(
                [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
        first = child.stdout.readline()
        child.send_signal(signal.SIGINT)
        rest, errors = child.communicate(timeout=60)
        assert (child.returncode, first + rest, errors) == (0, told, "")
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no sleep of its own")
def test_a_process_is_ended_with_all_below_it():
    inner = "import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])"
    code = f"{inner}; print(child.pid, flush=True); child.wait()"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    below = psutil.Process(int(process.stdout.readline()))
    end_tree(process.pid)
    assert process.wait(10) != 0
    process.stdout.close()
    below.wait(10)
    assert not below.is_running()
    end_tree(process.pid)  # one that is gone already
