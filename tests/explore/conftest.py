"""The figures that come with the workbench, and controls over them."""

import pytest

from analysis.catalogue.workspace import Workspace
from analysis.explore import explore
from analysis.explore.choices import Choices
from analysis.store import open_store


@pytest.fixture(scope="session")
def workspace(root):
    return Workspace.find(root)


@pytest.fixture(scope="session")
def choices(workspace):
    return Choices(open_store(workspace))


@pytest.fixture
def controls(workspace):
    return explore("Torbay", "2021-05", workspace)
