"""Everything loads and publishes with what Windows lacks taken away; a console that knows few letters stops nothing."""

import os
import re
import subprocess
import sys

import pytest

from windows_lacks import ABSENT, MODULES

WORKS_WITHOUT = """
import importlib, pkgutil, sys
names = [m.name for m in pkgutil.walk_packages(__import__("analysis").__path__, "analysis.")]
names = [name for name in names if not name.endswith(("warm_kernel", "fork_server", "__main__"))]
for name in names:                      # what others bring is loaded as it is here
    importlib.import_module(name)
for name in [name for name in sys.modules if name.split(".")[0] == "analysis"]:
    del sys.modules[name]
import os, signal, socket
for place, absent in ((os, ABSENT), (signal, ABSENT), (socket, ABSENT)):
    for name in absent:
        if hasattr(place, name):
            delattr(place, name)
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name in MODULES:
            raise ModuleNotFoundError(name)
for name in MODULES:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Refuse())
sys.platform = "win32"
for name in names:
    importlib.import_module(name)
from analysis.execution import runner
assert runner.PROCESSES.get_start_method() == "spawn"
assert not runner.USUAL.warm
import pathlib, tempfile
from analysis.packs.publication import publish, scratch
root = pathlib.Path(tempfile.mkdtemp())
target = root / "build" / "torbay" / "2021-05"
for text in ("first", "second"):
    with scratch(root, "torbay-2021-05") as folder:
        (folder / "paper.html").write_text(text, encoding="utf-8")
        publish(folder, target)
    assert (target / "paper.html").read_text(encoding="utf-8") == text
from analysis.execution.signals import adopt_orphans, end_descendants, go_with_starter
adopt_orphans(); go_with_starter(); end_descendants()
print("works", len(names))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="this is what Windows lacks, taken away elsewhere")
def test_everything_loads_and_publishes_with_what_windows_lacks_taken_away(root):
    code = f"ABSENT = {ABSENT!r}\nMODULES = {MODULES!r}\n{WORKS_WITHOUT}"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    assert re.match(r"works \d{3}", done.stdout)


def test_a_console_that_knows_few_letters_stops_no_command(root):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for command in (["--help"], ["list", "measures"], ["list", "areas"], ["batch", "--help"]):
        done = subprocess.run(
            [sys.executable, "-m", "analysis", *command], cwd=root, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, (command, done.stderr[-300:])
