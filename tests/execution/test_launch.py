"""The door to the process that runs a notebook: it loads nothing until it is opened."""

import subprocess
import sys

from analysis.execution import launch


def test_the_job_is_handed_to_the_process(monkeypatch):
    given = []
    monkeypatch.setattr("analysis.execution.process.work", given.append)
    launch.work("the job")
    assert given == ["the job"]


def test_it_loads_neither_papermill_nor_pandas():
    code = (
        "import sys; import analysis.execution.launch; "
        "sys.exit(any(name.split('.')[0] in ('papermill', 'nbclient', 'pandas') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
