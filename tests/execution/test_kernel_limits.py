"""How much memory a kernel may take."""

import subprocess
import sys

import pytest

from analysis.execution.kernel_limits import MEMORY_VARIABLE

TAKE = """
import sys
from analysis.execution.kernel_limits import limit_memory
limit_memory()
try:
    taken = bytearray(400 * 2**20)
except MemoryError:
    sys.exit(7)
"""


def exit_code(told):
    return subprocess.run([sys.executable, "-c", TAKE], env={MEMORY_VARIABLE: told}, check=False).returncode


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_process_that_takes_more_than_it_may_fails_in_words():
    assert exit_code(str(300 * 2**20)) == 7


@pytest.mark.parametrize("told", ["", "plenty", str(4 * 2**30)])
def test_with_enough_or_nothing_said_it_runs(told):
    assert exit_code(told) == 0
