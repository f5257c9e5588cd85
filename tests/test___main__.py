"""The way in: what Ctrl+C does while the commands load, and after it."""

import signal
import subprocess
import sys

import pytest

# However the tests were begun (under nohup, say), the process hears of Ctrl+C as it does from a terminal.
HEARS = """
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
signal.signal(signal.SIGINT, signal.default_int_handler)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
def test_ctrl_c_ends_a_command_that_only_loads_and_is_heard_by_one_that_runs():
    asked = "os.kill(os.getpid(), signal.SIGINT)"
    begun = f"import os, signal, sys, types\n{HEARS}\nfrom analysis import __main__ as entry\n"
    loading = f"""
class Asked:
    def find_spec(self, name, *rest):
        if name == "analysis.cli":
            try:
                {asked}
            except KeyboardInterrupt:
                print("heard and forgotten")
sys.meta_path.insert(0, Asked())
entry.main()
"""
    running = f"""
def main():
    try:
        {asked}
    except KeyboardInterrupt:
        print("heard")
sys.modules["analysis.cli"] = types.SimpleNamespace(main=main)
entry.main()
"""
    ended, heard = (
        subprocess.run([sys.executable, "-c", begun + code], capture_output=True, check=False, text=True)
        for code in (loading, running)
    )
    assert (ended.returncode, ended.stdout) == (-signal.SIGINT, "")
    assert (heard.returncode, heard.stdout) == (0, "heard\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
def test_a_command_that_was_begun_deaf_to_ctrl_c_stays_so():
    code = """
import signal, sys, types
signal.signal(signal.SIGINT, signal.SIG_IGN)
from analysis import __main__ as entry
sys.modules["analysis.cli"] = types.SimpleNamespace(main=lambda: signal.raise_signal(signal.SIGINT))
entry.main()
print("went on")
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert told.stdout == "went on\n"


def test_a_command_does_not_look_for_garbage_every_few_hundred_objects():
    code = """
import gc, sys, types
from analysis import __main__ as entry
sys.modules["analysis.cli"] = types.SimpleNamespace(main=lambda: print(gc.get_threshold()[0]))
entry.main()
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert int(told.stdout) >= 50_000
