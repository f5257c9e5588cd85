"""The door to a worker: it loads nothing before it watches the run that started it."""

import pickle
import subprocess
import sys
from pathlib import Path

from analysis.catalogue.workspace import Workspace
from analysis.packs import door


def test_it_watches_first_and_then_serves_with_what_it_was_given(monkeypatch):
    done = []
    monkeypatch.setattr(door, "leave_to_starter", lambda: done.append("is deaf to Ctrl+C"))
    monkeypatch.setattr(door, "end_with_parent", lambda: done.append("watches"))
    monkeypatch.setattr(door, "load_ahead", done.append)
    monkeypatch.setattr("analysis.packs.many.serve", lambda *given: done.append(given))
    door.enter("the orders", pickle.dumps(("limits", "renderer")), ("space", "data"))
    assert done == [
        "is deaf to Ctrl+C",
        "watches",
        Workspace(Path("space"), Path("data")),
        ("the orders", "limits", "renderer"),
    ]


def test_it_loads_nothing_heavy():
    code = "import sys; import analysis.packs.door; sys.exit('pandas' in sys.modules or 'papermill' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
