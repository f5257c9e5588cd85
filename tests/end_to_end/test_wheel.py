"""What the wheel carries; tests/end_to_end/test_your_council.py leads from it to a council's own paper."""

import subprocess
import zipfile

import pytest

pytestmark = pytest.mark.end_to_end


def test_the_wheel_carries_every_notebook_and_paper_and_no_councils_words(root, wheel):
    names = {
        name.removeprefix("analysis/shipped/") for name in zipfile.ZipFile(wheel).namelist() if "/shipped/" in name
    }
    listed = subprocess.run(
        ["git", "ls-files", "notebooks", "reports", "data/scenarios", "_quarto.yml"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert names == {name for name in listed.stdout.splitlines() if not name.startswith("reports/commentary/")}
