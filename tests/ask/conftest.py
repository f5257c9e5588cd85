"""A workspace whose store is already built, from published figures in tests/reference/."""

import json
import shutil

import pytest

from analysis import ask
from analysis.catalogue import own
from analysis.catalogue.workspace import Workspace
from analysis.sources.received import fingerprint
from analysis.store import STAMP
from pathway_store import published_store


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A workspace whose store is built and audited, once for all tests of a process; never changed."""
    root = tmp_path_factory.mktemp("built")
    for folder in ("notebooks", "data/raw"):
        (root / folder).mkdir(parents=True)
    (root / "_quarto.yml").write_text("project: {type: default}\n", encoding="utf-8")
    space = Workspace.find(root)
    own.use(space)
    published_store().write(space.processed)
    (space.processed / STAMP).write_text(json.dumps(fingerprint(space.raw)), encoding="utf-8")
    ask.why("cp_rate", "Torbay", month="2021-05", workspace=space)  # the first question has the store audited
    return root


@pytest.fixture
def workspace(built, tmp_path):
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    space = Workspace.find(tmp_path)
    own.use(space)
    return space
