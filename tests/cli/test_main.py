import errno
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from analysis.catalogue.errors import WorkbenchError
from analysis.cli import app, lists


def commands(group, *names):
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from commands(command, *names, name)
        else:
            yield (*names, name), command


COMMANDS = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_with_an_example(workbench, names):
    told = workbench(*names, "--help")
    assert told.code == 0
    assert f"workbench {' '.join(names)}" in told.out.partition("Examples:")[2].replace("--data ~/all-england ", "")
    assert COMMANDS[names].help


def test_without_a_command_it_shows_what_there_is(workbench):
    told = workbench()
    assert told.code == 2
    assert all(names[0] in told.out + told.err for names in COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ("rnu",),
        ("run", "--month", "May"),
        ("run", "--area", "Atlantis"),
        ("list", "notebooks"),
        ("run", "--area", "Torbay", "--month", "May"),
    ],
)
def test_what_is_wrongly_asked_ends_with_2_and_no_traceback(workbench, arguments):
    told = workbench(*arguments)
    assert told.code == 2
    assert told.err
    assert "Traceback" not in told.err


def test_an_error_is_said_in_words_and_debug_shows_where_it_arose(workbench, monkeypatch):
    def broken():
        raise WorkbenchError("The store is locked.", where="data/processed", hint="Close the other program.")

    monkeypatch.setattr(lists, "_areas", broken)
    told = workbench("list", "areas")
    assert told.code == 1
    assert told.err == "data/processed: The store is locked.\n\nHint: Close the other program.\n"
    with pytest.raises(WorkbenchError):
        app(args=["--debug", "list", "areas"], standalone_mode=False)


def test_what_nobody_expected_is_said_without_a_traceback_too(workbench, monkeypatch):
    def broken():
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(lists, "_areas", broken)
    told = workbench("list", "areas")
    assert told.code == 1
    assert "ZeroDivisionError: division by zero" in told.err
    assert "--debug" in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize("gone", [False, True])
def test_what_the_system_refuses_is_no_fault_of_ours_and_names_the_file(workbench, monkeypatch, tmp_path, gone):
    def refused():
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "data" / "raw" / "a.csv"))

    monkeypatch.setattr(lists, "_areas", refused)
    monkeypatch.setattr(Path, "cwd", lambda: Path("absent").stat() if gone else tmp_path)
    told = workbench("list", "areas")
    assert told.code == 1
    assert told.err.startswith("A file could not be written or read. ")
    assert ("a.csv" if gone else "data/raw/a.csv") + ": Permission denied." in told.err
    assert "Hint: See who may read and write there" in told.err


def test_python_m_analysis_is_workbench():
    told = subprocess.run(
        [sys.executable, "-m", "analysis", "list", "areas", "Torbay"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    assert "E06000027" in told.stdout


def test_help_answers_without_loading_the_statistics():
    told = subprocess.run(
        [sys.executable, "-c", "import sys, analysis.cli; print('pandas' in sys.modules, 'papermill' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["False", "False"]
