"""The process that notebooks are forked from ends with the one that started it, whatever it is loading."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from analysis.execution.signals import STARTER_VARIABLE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")

STARTS = """
import subprocess, sys
inner = "import analysis.execution.fork_server, time; print('loaded', flush=True); time.sleep(60)"
child = subprocess.Popen([sys.executable, "-c", inner], stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
child.wait()
"""


def test_it_ends_with_its_starter_even_where_that_is_killed():
    starter = subprocess.Popen([sys.executable, "-c", STARTS], stdout=subprocess.PIPE, text=True)
    server = psutil.Process(int(starter.stdout.readline()))
    assert server.is_running()
    starter.send_signal(signal.SIGKILL)
    starter.communicate()
    until = time.monotonic() + 10
    while time.monotonic() < until and server.is_running() and server.status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.05)
    assert not server.is_running() or server.status() == psutil.STATUS_ZOMBIE


def test_it_does_not_load_where_its_starter_went_before_it_listened():
    orphan = {**os.environ, STARTER_VARIABLE: str(os.getpid() + 1)}
    begun = [sys.executable, "-c", "import analysis.execution.fork_server; print('loaded')"]
    assert subprocess.run(begun, env=orphan, capture_output=True, check=False, text=True).stdout == ""
    child = orphan | {STARTER_VARIABLE: str(os.getpid())}
    assert subprocess.run(begun, env=child, capture_output=True, check=False, text=True).stdout == "loaded\n"
