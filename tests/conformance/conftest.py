"""Every question of the registry asked once of the repository's own data, for all conformance tests."""

from contextlib import suppress
from pathlib import Path

import pytest

from analysis import ask
from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.question import questions
from analysis.catalogue.workspace import Workspace
from analysis.present.answer_view import Shown
from analysis.store import Store, open_store
from asked_questions import AREA, MONTH, ways


@pytest.fixture(scope="session")
def workspace(root: Path) -> Workspace:
    return Workspace.find(root)


@pytest.fixture(scope="session")
def store(workspace: Workspace) -> Store:
    return open_store(workspace)


@pytest.fixture(scope="session")
def answers(workspace: Workspace) -> dict[tuple[str, str | None], Shown]:
    """Return the answers by question and what it was asked of; a question without figures here has none."""
    found: dict[tuple[str, str | None], Shown] = {}
    for name in questions():
        for way in ways(name):
            with suppress(NoFiguresError):
                answer = getattr(ask, name)(*way, AREA, month=MONTH, workspace=workspace)
                found[name, next(iter(way), None)] = answer
    return found
