"""Which tests run a line of the library: gathered once by running them, and kept in `build/`, outside git.

Each test of the rooms in `FOLDERS` is a context of the measured lines. What is measured is only which lines run in the
test's own process: not what a command or a notebook that it starts runs. A result that one test keeps and another takes
is counted for the first alone.

Run: `python benchmarks/covering_tests.py`; again where much has changed. `benchmarks/mutation.py` then tries a mutant
that its own tests leave alive by the tests that run its line.
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import coverage
import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "covering-tests"
LINES = FOLDER / "lines"
TIMES = "seconds"
FOLDERS = ("methods", "questions", "language", "present", "conformance", "ask", "audit", "papers", "cli", "test_ask.py")
MEASURED = ("methods", "questions", "language", "present")
NEAR = 6  # lines up to which the line of a statement stands above the line of its part
MOST = 40  # tests that are tried
SECONDS = 20.0  # that these may take together


class Contexts:
    """Counts the lines that run for the test that runs them, and how long each test took."""

    def __init__(self, worker: str) -> None:
        self.worker = worker
        self.seconds: dict[str, float] = defaultdict(float)
        include = [str(ROOT / "src" / "analysis" / room / "*") for room in MEASURED]
        self.measured = coverage.Coverage(str(LINES), data_suffix=worker, config_file=False, include=include)
        self.measured.set_option("run:relative_files", True)
        self.measured.start()

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Count what runs from here on for this test."""
        self.measured.switch_context(item.nodeid)
        yield
        self.measured.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how long a test took."""
        self.seconds[report.nodeid] += report.duration

    def pytest_sessionfinish(self) -> None:
        """Keep what was counted."""
        self.measured.stop()
        self.measured.save()
        (FOLDER / f"{TIMES}-{self.worker}.json").write_text(json.dumps(self.seconds), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Measure where tests run: in the workers, or where there are none in the only process."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker or not config.getoption("numprocesses", default=None):
        config.pluginmanager.register(Contexts(worker or "alone"))


def tests_running(path: Path, line: int) -> list[str]:
    """Return the tests to try for a line of a file of the library, the quickest of each test module first.

    None where nothing was gathered. A line that runs as its module is loaded, and one of a file that is newer than what
    was gathered, is tried by the tests that run anything of the file.
    """
    if not LINES.is_file():
        return []
    lines = {number: set(tests) - {""} for number, tests in lines_of(path.as_posix()).items()}
    everywhere = set().union(*lines.values())
    loaded = "" in lines_of(path.as_posix()).get(line, [])
    newer = (ROOT / path).stat().st_mtime > LINES.stat().st_mtime
    near = next((lines[at] for at in range(line, line - NEAR, -1) if lines.get(at)), set())
    return chosen(everywhere if loaded or newer or not near else near)


def chosen(tests: set[str]) -> list[str]:
    """Return as many of some tests as may be tried, the quickest of each test module first."""
    times = seconds()
    by_module: dict[str, list[str]] = defaultdict(list)
    for test in sorted(tests, key=lambda test: (times.get(test, 0.0), test)):
        by_module[test.split("::")[0]].append(test)
    turns = sorted(
        (place, times.get(test, 0.0), test) for some in by_module.values() for place, test in enumerate(some)
    )
    found, spent = [], 0.0
    for _, took, test in turns:
        spent += took
        if len(found) == MOST or spent > SECONDS:
            break
        found.append(test)
    return found


@cache
def gathered() -> coverage.CoverageData:
    """Return what was gathered."""
    data = coverage.CoverageData(str(LINES))
    data.read()
    return data


@cache
def lines_of(path: str) -> dict[int, list[str]]:
    """Return the tests that run each line of a file; the empty name stands for its being loaded."""
    return gathered().contexts_by_lineno(path)


@cache
def seconds() -> dict[str, float]:
    """Return how long each test took."""
    return {
        name: took for path in FOLDER.glob(f"{TIMES}-*.json") for name, took in json.loads(path.read_text()).items()
    }


def main() -> None:
    """Run the tests, and put together what the workers counted."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in [*FOLDER.glob("lines*"), *FOLDER.glob(f"{TIMES}-*")]:
        old.unlink()
    beside = os.pathsep.join(filter(None, (str(Path(__file__).parent), os.environ.get("PYTHONPATH"))))
    environment = os.environ | {"PYTHONPATH": beside}
    tests = [f"tests/{folder}" for folder in FOLDERS]
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not slow and not end_to_end", "-p", "covering_tests"]
    subprocess.run([*command, *sys.argv[1:], *tests], cwd=ROOT, env=environment, check=False)
    together = coverage.Coverage(str(LINES), config_file=False)
    together.set_option("run:relative_files", True)
    together.combine([str(FOLDER)])
    together.save()
    print(f"{len(seconds())} tests, {len(gathered().measured_files())} files: {LINES.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
