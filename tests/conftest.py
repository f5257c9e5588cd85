"""What tests may use from outside the repository, and what must then not be skipped."""

import os
from pathlib import Path

import pytest

from analysis.catalogue import own

ROOT = Path(__file__).resolve().parents[1]
collect_ignore_glob = ["render/cases/*"]  # papers for the renderers to read: nothing there is run
SHARED = Path(os.environ.get("WORKBENCH_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of reference material, which is not on a user's machine."""
    if not SHARED.is_dir():
        pytest.skip("the folder of reference material is not beside this repository")
    return SHARED


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    """Turn a skip into a failure where WORKBENCH_NO_SKIP is set, so that nothing goes untested in silence."""
    outcome = yield
    report = outcome.get_result()
    allowed = "real Quarto" in str(report.longrepr)
    if (
        report.skipped
        and os.environ.get("WORKBENCH_NO_SKIP") == "1"
        and not allowed
        and not hasattr(report, "wasxfail")
    ):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped where nothing may be: {report.longrepr}"


@pytest.fixture(autouse=True)
def _the_catalogue_of_this_folder():
    """Begin each test with the catalogue of the repository's own workspace, whichever one the last test used."""
    own.forget()
    yield
    own.forget()
