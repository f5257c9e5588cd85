import subprocess

from analysis.cli import lab


def test_jupyterlab_is_opened_on_the_notebooks_of_this_folder(workbench, monkeypatch, root):
    started = {}

    def start(command, *, env, check):
        started.update(command=command, env=env, check=check)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", start)
    assert workbench("lab").code == 0
    assert any(str(root / "notebooks") in part for part in started["command"])
    assert started["env"]["WORKBENCH_HOME"] == str(root)


def test_without_jupyterlab_it_says_what_to_install(workbench, monkeypatch):
    monkeypatch.setattr(lab.importlib.util, "find_spec", lambda _: None)
    told = workbench("lab")
    assert told.code == 1
    assert "[lab]" in told.err
