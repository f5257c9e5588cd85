"""An outside program is ended, with all that it started, where it takes too long or too much."""

import errno
import sys
import time

import psutil
import pytest

from analysis.render.programs import LimitError, Limits, run_program

ROOM = Limits(seconds=30, megabytes=1_000)


def test_what_a_program_says_comes_back_whole():
    done = run_program(
        [sys.executable, "-c", "import sys; print(sys.stdin.read() * 2); sys.exit(3)"], ROOM, text="£x" * 40_000
    )
    assert (done.code, done.out) == (3, "£x" * 80_000 + "\n")


def test_a_program_that_is_slow_to_read_gets_all_of_its_text():
    slow = "import sys, time; time.sleep(0.7); print(len(sys.stdin.read()))"  # longer than two looks, more than a pipe
    assert run_program([sys.executable, "-c", slow], ROOM, text="x" * 400_000).out == "400000\n"


def test_a_program_that_takes_too_long_is_ended_with_its_children_and_what_it_wrote_is_kept():
    code = (
        "import subprocess, sys, time; child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    started = time.monotonic()
    with pytest.raises(LimitError, match=r"was ended: it may take 0\.3 seconds") as stopped:
        run_program([sys.executable, "-c", code], Limits(seconds=0.3, megabytes=1_000))
    assert time.monotonic() - started < 40
    child = int(stopped.value.out)
    assert not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE


def test_a_program_that_keeps_the_processor_is_ended():
    with pytest.raises(LimitError, match=r"it may take 0\.5 seconds"):
        run_program([sys.executable, "-c", "while True: pass"], Limits(seconds=0.5, megabytes=1_000))


def test_a_program_that_waits_is_not_ended_before_its_time():
    code = "import time; time.sleep(1.5); print('done')"
    assert run_program([sys.executable, "-c", code], Limits(seconds=1, megabytes=1_000)).out == "done\n"


def test_a_program_that_takes_too_much_memory_is_ended():
    code = "import time; kept = bytearray(300_000_000); kept[::4096] = b'x' * len(kept[::4096]); time.sleep(60)"
    with pytest.raises(LimitError, match="MB of memory; 150 MB are allowed"):
        run_program([sys.executable, "-c", code], Limits(seconds=50, megabytes=150))


def test_a_program_that_stops_on_a_full_disk_is_heard_as_the_system_says_it():
    code = "import sys; sys.exit('paper.html: hPutBuf: resource exhausted (No space left on device)\\n  backtrace')"
    with pytest.raises(OSError, match="No space left") as stopped:
        run_program([sys.executable, "-c", code], ROOM)
    assert stopped.value.errno == errno.ENOSPC
