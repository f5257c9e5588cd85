"""What is committed can be built anywhere, and says nothing of the machine it was made on."""

import os
import re
import subprocess
from pathlib import Path

import pytest

LARGEST = 2_000_000  # bytes
PLACES_OF_A_MACHINE = re.compile(r"(?<![\w./])/(?:home|Users|root|work)/\w+|[A-Z]:\\\\?Users\\")


@pytest.fixture(scope="module")
def committed(root):
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is not a clone: git does not know the folder")
    return [root / name for name in listed.stdout.split("\0") if name and (root / name).is_file()]


def test_no_path_of_a_machine_is_committed(committed, root):
    told = {}
    for path in committed:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if path != Path(__file__) and (found := PLACES_OF_A_MACHINE.search(text) or str(root) in text):
            told[str(path.relative_to(root))] = str(found)
    assert told == {}


def test_nothing_committed_is_large(committed):
    assert {path.name: size for path in committed if (size := path.stat().st_size) > LARGEST} == {}


def test_nothing_that_is_made_is_committed(committed, root):
    made = {"build", ".make", ".venv", "node_modules", "__pycache__"}
    assert [path for path in committed if made & set(path.relative_to(root).parts)] == []


def test_names_of_files_can_be_had_on_windows(committed, root):
    names = [path.relative_to(root).as_posix() for path in committed]
    assert [name for name in names if re.search(r'[<>:"|?*\\]', name)] == []
    assert len({name.lower() for name in names}) == len(names)


def test_ci_can_be_run(root):
    assert os.access(root / ".ci" / "run", os.X_OK)


def test_readme_names_commands_and_files_that_are_there(root):
    text = (root / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)", text)) <= targets
    linked = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text)
    assert [link for link in linked if not (root / link).exists()] == []
