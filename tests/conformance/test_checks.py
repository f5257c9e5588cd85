"""What every check of the audit keeps to."""

import json

import pandas as pd
import pytest

from analysis.audit.audit_context import Material
from analysis.audit.checks import BY_NAME
from analysis.audit.relations import relations
from analysis.catalogue.issue import SEVERITIES
from analysis.catalogue.measure import measures
from analysis.catalogue.observation import FRAMES, empty
from analysis.store import Store


@pytest.fixture(scope="session")
def material(store):
    return Material.of(store, measures(), relations())


@pytest.fixture(scope="session")
def issues(material):
    return {name: check.issues(material) for name, check in BY_NAME.items()}


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_of_nothing_it_says_nothing(name):
    nothing = Store({kind: empty(kind) for kind in FRAMES})
    assert BY_NAME[name].issues(Material.of(nothing, measures(), relations())) == []


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_it_is_no_graver_than_it_says(issues, name):
    worst = SEVERITIES.index(BY_NAME[name].worst)
    assert all(SEVERITIES.index(issue.severity) >= worst for issue in issues[name])


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_its_messages_are_sentences_with_a_place(issues, name):
    for issue in issues[name]:
        assert issue.message.endswith((".", "?")), issue.message
        assert "nan" not in issue.message.split(), issue.message
        assert issue.source or issue.measure, issue.message
        json.dumps(dict(issue.evidence), allow_nan=False)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_it_finds_the_same_again_and_changes_nothing(material, issues, name):
    before = {kind: len(frame) for kind, frame in material.frames.items()}
    hashed = pd.util.hash_pandas_object(material.observations.astype(str)).sum() if name == "outliers" else None
    assert BY_NAME[name].issues(material) == issues[name]
    assert {kind: len(frame) for kind, frame in material.frames.items()} == before
    if hashed is not None:
        assert pd.util.hash_pandas_object(material.observations.astype(str)).sum() == hashed


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_its_page_says_what_it_finds_and_what_to_do(root, name):
    page = (root / BY_NAME[name].page).read_text(encoding="utf-8")
    assert page.startswith("# ")
    assert len(page.split()) > 40
