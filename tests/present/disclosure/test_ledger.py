"""What was once seen is seen for ever, and what was hidden leaves no number."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from analysis.present.disclosure.ledger import Ledger, shown_figures
from analysis.present.disclosure.release import blanked
from disclosure_attacks import MONTHS, cell
from pathway_store import store_of


def frame_of(*values):
    rows = [cell("referrals", "month", *pair) for pair in zip(MONTHS, values, strict=False)]
    return store_of(rows).observations


@pytest.fixture
def entered(tmp_path):
    frame = frame_of(3, 12)
    released = blanked(frame, np.array([True, False]), np.zeros(2, dtype=bool))
    Ledger.read(tmp_path, ["board"]).enter(tmp_path, "board", "torbay-2021-05", "2021-06-30", released)
    return tmp_path


def test_a_figure_that_was_seen_is_known_and_one_that_was_hidden_is_not(entered):
    ledger = Ledger.read(entered, ["board"])
    assert ledger.seen(frame_of(3, 12)).tolist() == [False, True]
    assert ledger.seen(frame_of(3, 13)).tolist() == [False, False]  # restated: another figure


def test_what_was_seen_and_is_restated_is_gone_but_still_known(entered):
    gone = Ledger.read(entered, ["board"]).gone(frame_of(3, 13))
    assert gone["value"].tolist() == [12.0]
    assert Ledger.read(entered, ["board"]).gone(frame_of(3, 12)).empty


def test_another_audience_has_had_nothing(entered):
    assert not Ledger.read(entered, ["public"]).seen(frame_of(3, 12)).any()
    assert Ledger.read(entered, ["public"]).digest == ""
    assert Ledger.read(entered, ["board"]).digest != ""


def test_a_second_release_of_the_same_adds_nothing_and_one_of_more_is_a_file_of_its_own(entered):
    ledger, day = Ledger.read(entered, ["board"]), dt.date(2021, 6, 30).isoformat()
    hidden = blanked(frame_of(3, 12), np.array([True, False]), np.zeros(2, dtype=bool))
    assert ledger.enter(entered, "board", "torbay-2021-05", day, hidden) is None
    more = blanked(frame_of(3, 12, 14), np.array([True, False, False]), np.zeros(3, dtype=bool))
    path = ledger.enter(entered, "board", "torbay-2021-05", day, more)
    assert path is not None
    assert path.name == "2021-06-30-torbay-2021-05-2.csv"
    assert pd.read_csv(path)["value"].tolist() == [14.0]


def test_a_packs_own_releases_can_be_left_out(entered):
    assert not Ledger.read(entered, ["board"], besides="torbay-2021-05").seen(frame_of(3, 12)).any()


def test_what_a_release_shows_is_what_its_pack_lets_be_seen_and_no_more(entered):
    ledger = Ledger.read(entered, ["board"])
    released = blanked(frame_of(3, 12), np.array([True, False]), np.zeros(2, dtype=bool))
    assert len(ledger.figures) == 1
    assert ledger.figures == shown_figures(released)
    assert ledger.figures < shown_figures(frame_of(3, 12))
    assert ledger.figures.isdisjoint(shown_figures(frame_of(3, 13)))


def test_a_ledger_of_some_figures_knows_those_alone(entered):
    ledger = Ledger.read(entered, ["board"])
    assert ledger.only(ledger.figures).digest == ledger.digest != ""
    assert ledger.only(frozenset()).digest == ""
    assert Ledger.read(entered, ["public"]).only(frozenset()).digest == ""
