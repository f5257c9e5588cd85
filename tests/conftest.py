"""What tests may use from outside the repository, and what must then not be skipped."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from analysis.catalogue import own
from analysis.catalogue.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
collect_ignore_glob = ["render/cases/*"]  # papers for the renderers to read: nothing there is run
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each process that a test starts compiles all that it loads
sys.dont_write_bytecode = False
settings.register_profile("workbench", deadline=None)  # how long an example takes is no property of the code
settings.load_profile("workbench")
LONG = ("end_to_end", "browser", "slow")  # marks of tests that take long
SHARED = Path(os.environ.get("WORKBENCH_SHARED", ROOT.parent / "shared"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, whole packs and notebooks: last, one worker would wait for another."""
    long = {item.path for item in items if item.path.suffix == ".ipynb" or any(map(item.get_closest_marker, LONG))}
    items.sort(key=lambda item: item.path not in long)


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


@pytest.fixture
def own_catalogue(tmp_path: Path):
    """Write files of a council's own catalogue (`measures=...`, `chart_steps=...`) and take it into use.

    `targets__2025` is `targets/2025.yml`.
    """
    folder = tmp_path / "data" / "catalogue"
    folder.mkdir(parents=True)
    (tmp_path / "council.yml").write_text("version: 1\narea: Kirklees\n", encoding="utf-8")

    def write(**texts: str) -> own.OwnCatalogue:
        for name, text in texts.items():
            path = folder / f"{name.replace('__', '/').replace('_', '-')}.yml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return own.use(Workspace(tmp_path, tmp_path / "data"))

    return write
