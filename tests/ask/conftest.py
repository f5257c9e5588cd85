"""A workspace whose store is already built, from published figures in tests/reference/."""

import json

import pytest

from analysis.catalogue import own
from analysis.catalogue.workspace import Workspace
from analysis.sources.received import fingerprint
from analysis.store import STAMP
from pathway_store import published_store


@pytest.fixture
def workspace(tmp_path):
    for folder in ("notebooks", "data/raw"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "_quarto.yml").write_text("project: {type: default}\n", encoding="utf-8")
    space = Workspace.find(tmp_path)
    own.use(space)
    published_store().write(space.processed)
    (space.processed / STAMP).write_text(json.dumps(fingerprint(space.raw)), encoding="utf-8")
    return space
