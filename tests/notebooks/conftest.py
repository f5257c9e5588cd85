"""Notebooks run as an analyst runs them: by papermill, from a folder that is not the workbench's."""

import os
import subprocess
import sys

import nbformat
import pytest


# papermill's command without a grammar that takes seconds to load; tests/end_to_end types the command itself
PAPERMILL = "from analysis.execution import light_schemas; from papermill.__main__ import papermill; papermill()"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    return tmp_path_factory.mktemp("a folder with spaces")


@pytest.fixture(scope="module")
def attempt(root, elsewhere):
    """Run a notebook with parameters; return the finished process, and where the executed copy is."""

    def run(name, tag, **parameters):
        output = elsewhere / f"{name}-{tag}.ipynb"
        source = root / "notebooks" / f"{name}.ipynb"
        given = [text for pair in parameters.items() for text in ("-p", *pair)]
        done = subprocess.run(
            [sys.executable, "-c", PAPERMILL, str(source), str(output), *given, "--no-progress-bar"],
            cwd=elsewhere,
            env={**os.environ, "JUPYTER_PREFER_ENV_PATH": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        return done, output

    return run


@pytest.fixture(scope="module")
def papermill(attempt):
    """Run a notebook with parameters; return it executed. Its evidence goes to the folder that `build` names."""

    def run(name, tag, **parameters):
        done, output = attempt(name, tag, **parameters)
        assert done.returncode == 0, done.stderr[-2000:]
        return nbformat.read(output, as_version=4)

    return run


@pytest.fixture(scope="session")
def stored(root):
    """Read a notebook as it is committed."""
    return lambda name: nbformat.read(root / "notebooks" / f"{name}.ipynb", as_version=4)


@pytest.fixture(scope="session")
def said():
    """Return what the code cells of a notebook say in words, by label; pictures as their kind alone."""

    def words(notebook):
        found = {}
        for cell in notebook.cells:
            if cell.cell_type == "code" and "label:" in cell.source:
                label = cell.source.split("label:")[1].split()[0]
                data = [{"text/plain": output.get("text", "")} | output.get("data", {}) for output in cell.outputs]
                found[label] = [each.get("text/markdown") or each["text/plain"] for each in data]
        return found

    return words
