"""A command that was asked for by a process that is gone ends, with all it started."""

import subprocess
import sys
import time

import psutil

RUNS = """
import subprocess, sys, time
from analysis.cli import tied
tied.end_with_input()
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], stdin=subprocess.DEVNULL)
print(child.pid, flush=True)
time.sleep(60)
"""


def test_when_its_input_closes_it_ends_with_its_children():
    process = subprocess.Popen([sys.executable, "-c", RUNS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    child = psutil.Process(int(process.stdout.readline()))
    time.sleep(0.3)
    assert process.poll() is None
    assert child.is_running()
    process.stdin.close()
    assert process.wait(20) == 1
    process.stdout.close()
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE


def test_while_its_input_is_open_it_is_the_command_itself():
    process = subprocess.Popen(
        [sys.executable, "-m", "analysis.cli.tied", "--version"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    told = process.stdout.read()
    assert process.wait(60) == 0
    assert told.strip()[0].isdigit()
    process.stdout.close()
    process.stdin.close()
