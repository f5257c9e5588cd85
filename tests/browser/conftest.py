"""A real browser, driven by the scripts of this folder."""

import json
import os
import shutil
import subprocess

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def drive(root):
    """Return a function that runs one of the scripts in a browser and returns what it saw."""
    folder = root / "tests/browser"
    node = shutil.which("node")
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if node is None:
        pytest.skip("there is no Node here to drive a browser")
    if chromium is None:
        pytest.skip("there is no Chromium here (or name it in CHROMIUM)")
    if not (folder / "node_modules/playwright-core").is_dir():
        pytest.skip("the browser's packages are not installed: run `npm ci` in tests/browser")

    def run(script, *arguments, timeout=None):
        done = subprocess.run(
            [node, script, *map(str, arguments)],
            cwd=folder,
            env={**os.environ, "CHROMIUM": chromium},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=timeout,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
