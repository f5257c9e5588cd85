"""Restated official statistics: children looked after, in the releases of 2023 and of 2025."""

import pytest

from analysis.catalogue.workspace import Workspace
from analysis.sources.add import add_sources
from analysis.store import build_store, open_store

NEW_ONS_CODES = ("E06000065", "E06000066")  # North Yorkshire and Somerset, from 2023
MEASURES = ("cla_at_period_end", "cla_started", "cla_ended")


@pytest.fixture(scope="module")
def store(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("england")
    workspace = Workspace(folder, folder / "data")
    published = shared / "data" / "published"
    names = (
        "vintage-2024/post_2017_updated24__data__cla_number_and_rate_per_10k_children.csv",
        "vintage-2025/cla_number_and_rate_per_10k_children.csv",
    )
    assert not add_sources(workspace, [published / name for name in names]).problems
    build_store(workspace)
    return open_store(workspace)


def test_304_of_1377_authority_figures_of_2021_to_2023_were_restated(store):
    """Counted over the published files by three-digit code; by ONS code, 301 of 1,359 (two authorities changed it)."""
    frame = store.observations
    both = frame[frame["measure"].isin(MEASURES) & frame["area"].str.match("E0|E10")]
    keys = ["area", "measure", "period_end"]
    assert both.groupby(keys)["published_on"].nunique().eq(2).sum() == 1377
    revised = [row for measure in MEASURES for row in store.revisions(measure).itertuples()]
    areas = [row.area for row in revised if row.area.startswith(("E0", "E10"))]
    assert len(areas) == 304
    assert sum(1 for area in areas if area not in NEW_ONS_CODES) == 301


def test_the_older_figures_are_seen_as_they_were_known(store):
    row = next(store.revisions("cla_at_period_end").itertuples())
    then = store.as_known_at(row.published_before.date()).select("cla_at_period_end", row.area)
    now = store.select("cla_at_period_end", row.area)
    assert then.set_index("period_end")["value"][row.period_end] == row.value_before
    assert now.set_index("period_end")["value"][row.period_end] == row.value_after
