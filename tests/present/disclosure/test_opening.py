"""Figures are read for an audience, and what it once had is held against everything that it is shown later."""

import datetime as dt

import pandas as pd
import pytest

from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.catalogue.workspace import Workspace
from analysis.present.disclosure import certification, opening
from analysis.present.disclosure.auditor import audit as auditing
from analysis.present.disclosure.ledger import Ledger
from analysis.present.disclosure.opening import (
    Told,
    Viewer,
    enter_release,
    had_before,
    issues_for,
    open_for,
    rounds_of,
    told,
)
from disclosure_attacks import MONTHS, cell
from pathway_store import TORBAY, store_of

DAY = dt.date(2021, 5, 31)


@pytest.fixture
def space(tmp_path):
    return Workspace(tmp_path, tmp_path / "data")


@pytest.fixture
def hold(monkeypatch):
    """Let a store hold rows of a folder that is not published."""

    def hold(rows):
        store = store_of([dict(row) for row in rows])
        for module in (opening, certification):
            monkeypatch.setattr(module, "open_store", lambda *_: store)
            monkeypatch.setattr(module, "unpublished_folders", lambda _: ("our-returns",))
        opening._seen.cache_clear()
        return store

    return hold


def months(*values):
    return [cell("referrals", "month", *pair) for pair in zip(MONTHS, values, strict=False)]


def quarter(value):
    return cell("referrals", "quarter", MONTHS[2], value, published_on=dt.date(2021, 7, 31))


def shown(space, audience=None):
    return open_for(space, None, audience).observations["value"].notna().tolist()


def release(space, audience="board"):
    return enter_release(space, audience, area=TORBAY, until=DAY, known_at=None, pack="torbay-2021-05")


def test_the_board_is_the_audience_where_nobody_asks_for_another(space, hold):
    hold(months(3, 12, 14))
    assert shown(space) == [False, True, True]
    assert shown(space, "team") == [True, True, True]
    with pytest.raises(UnknownNameError, match="audience"):
        open_for(space, None, "press")


def test_the_audience_of_a_run_reaches_its_notebooks(space, hold, monkeypatch):
    hold(months(3, 12, 14))
    monkeypatch.setenv("WORKBENCH_AUDIENCE", "team")
    assert shown(space) == [True, True, True]


def test_what_the_board_has_had_hides_the_new_figure_that_would_give_a_count_away(space, hold):
    hold(months(3, 12, 14))
    assert release(space) is not None
    hold([*months(3, 12, 14), quarter(29)])
    assert shown(space) == [False, True, True, False]


def test_without_a_release_before_either_may_be_hidden(space, hold):
    hold([*months(3, 12, 14), quarter(29)])
    assert sum(shown(space)) == 2


def test_what_was_seen_and_is_gone_is_still_known(space, hold):
    hold([*months(3, 12, 14)])
    release(space)
    hold([months(3, 12, 14)[0], quarter(29)])
    assert shown(space) == [False, False]


def test_what_the_team_had_is_not_held_against_the_board(space, hold):
    hold(months(3, 12, 14))
    release(space, "team")
    assert shown(space) == [False, True, True]


def test_the_ledger_holds_no_hidden_number(space, hold):
    hold(months(3, 12, 14))
    path = release(space)
    entries = Ledger.read(space.releases, ["board"]).entries
    assert entries.set_index("state")["value"].isna().to_dict().get("hidden") is True
    assert ",3.0," not in path.read_text(encoding="utf-8")
    assert release(space) is None  # nothing new was seen


def test_the_auditor_is_asked_before_a_pack_appears(space, hold, monkeypatch):
    store = hold([*months(3, 12, 14), quarter(29)])
    found = certification.certify(space, TORBAY)
    assert found["checked"] == 1
    assert "1 to 5" in str(found["rule"])
    monkeypatch.setattr(certification, "open_for", lambda *_: store)
    with pytest.raises(WorkbenchError, match="referrals, 2020-04-01 to 2020-04-30") as stopped:
        certification.certify(space, TORBAY)
    assert "Nothing was published" in str(stopped.value)


def test_a_councils_own_rule_is_applied_and_told(space, hold):
    hold(months(3, 6, 14))
    (space.root / "council.yml").write_text(
        "version: 1\narea: Torbay\nsmall_counts:\n  hide_to: 9\n  decided_by: the data protection officer\n"
        "  decided_on: 2026-11-01\n  because: small wards make children known to each other\n",
        encoding="utf-8",
    )
    assert Viewer.of(space).rules.high == 9
    assert shown(space) == [False, False, True]
    assert told(space, "board").endswith(
        "decided by the data protection officer on 1 November 2026: small wards make children known to each other"
    )
    assert shown(space, "team") == [True, True, True]


def own_rule(space, rule):
    (space.root / "council.yml").write_text(
        f"version: 1\narea: Torbay\nsmall_counts:\n  {rule}\n  decided_by: the data protection officer\n"
        "  decided_on: 2026-11-01\n  because: small wards make children known to each other\n",
        encoding="utf-8",
    )


def test_what_a_council_hides_from_its_board_anybody_is_not_shown(space, hold):
    """Members of the Board read what anybody may read: the six children that they may not be told of stood there."""
    hold(months(3, 6, 14))
    own_rule(space, "hide_to: 9")
    assert shown(space, "public") == [False, False, True]
    assert "1 to 9 children" in told(space, "public")
    assert "decided by the data protection officer" in told(space, "public")


@pytest.mark.parametrize("rule", ["hide_to: 2", "show_all: true"])
def test_what_a_council_shows_its_board_is_not_shown_to_anybody_for_that(space, hold, rule):
    hold(months(3, 6, 14))
    own_rule(space, rule)
    assert shown(space, "public") == [False, True, True]
    assert "council's own rule" not in told(space, "public")


def test_what_the_board_has_had_is_held_against_what_anybody_is_shown(space, hold):
    """It had May and June; with a quarter in a paper for anybody it would work out April."""
    hold(months(3, 12, 14))
    release(space, "board")
    hold([*months(3, 12, 14), quarter(29)])
    assert shown(space, "public") == [False, True, True, False]
    assert shown(space, "board") == [False, True, True, False]


def test_a_board_that_was_shown_small_counts_excuses_nothing_that_anybody_is_shown(space, hold):
    hold(months(3, 12, 14))
    own_rule(space, "show_all: true")
    release(space, "board")
    hold([*months(3, 12, 14), quarter(29)])
    assert sum(shown(space, "public")) == 2
    assert not shown(space, "public")[0]


def test_a_second_month_of_shares_measured_at_a_date_is_published(space, hold):
    """Three or more placements: no month less another is a number of children, and the year so far is an average."""

    def scorecard(count, average):
        shares = [
            cell(
                "cla_three_or_more_placements_percent",
                "month",
                end,
                9.0 + place / 10,
                as_printed=f"{9 + place / 10:.1f}",
            )
            for place, end in enumerate(MONTHS[:count])
        ]
        stocks = [cell("cla_at_period_end", "snapshot", end, 635 + place) for place, end in enumerate(MONTHS[:count])]
        so_far = cell("cla_three_or_more_placements_percent", "year_to_date", MONTHS[count - 1], average)
        return [*shares, *stocks, so_far]

    hold(scorecard(5, 9.6))
    certification.certify(space, TORBAY)
    release(space)
    hold(scorecard(6, 9.7))
    certification.certify(space, TORBAY)
    assert all(shown(space))


def test_what_the_auditor_named_is_hidden_when_figures_are_opened(space, hold, monkeypatch):
    from analysis.present.disclosure import release as protector  # noqa: PLC0415

    hold([*months(3, 12, 14), quarter(29)])
    nothing = protector.release_of

    def small_alone(frame, rules, ours, seen):
        found = nothing(frame, rules, ours, seen)
        return protector.Release(
            frame.assign(value=frame["value"].mask(frame["value"] == 3)), found.hidden, found.withheld
        )

    monkeypatch.setattr(protector, "release_of", small_alone)
    assert shown(space) == [False, False, True, True]
    assert certification.certify(space, TORBAY)["checked"] > 0


@pytest.fixture
def returned(tmp_path):
    """A workspace with returns that nobody has published, and whoever writes them (month, value, basis)."""
    folder = tmp_path / "data" / "raw" / "our-returns"
    folder.mkdir(parents=True)
    (folder / "SOURCE.md").write_text(
        "---\ntitle: Returns\npublisher: Torbay Council\narea: E06000027\npublished_on: 2021-06-30\n"
        "licence: not published\nstatus: unpublished\ntranscribed: as received\nuncertain: []\n"
        "files:\n  june.csv:\n    format: series\n---\n",
        encoding="utf-8",
    )
    opening._seen.cache_clear()

    def returned(*values):
        lines = [
            f"Referrals,2021-0{month}-{31 if month == 5 else 30},{basis},{value},count"
            for month, value, basis in values
        ]
        text = "\n".join(["Measure,Period end,Basis,Value,Unit", *lines]) + "\n"
        (folder / "june.csv").write_text(text, encoding="utf-8")
        return Workspace(tmp_path, tmp_path / "data")

    return returned


QUARTER = ((4, 3, "month"), (5, 12, "month"), (6, 14, "month"), (6, 29, "quarter"))


def nothing_is_asked_again(monkeypatch):
    monkeypatch.setattr(opening, "_release", lambda *_: pytest.fail("worked out again"))
    monkeypatch.setattr(auditing._Desk, "audit", lambda *_: pytest.fail("audited again"))


def test_two_audiences_of_one_rule_and_one_past_are_shown_one_release(returned, monkeypatch):
    """It is worked out once and kept with the store, with what the auditor found of it."""
    space = returned(*QUARTER)
    board = open_for(space, None, "board").observations
    assert board["value"].isna().sum() == 2
    assert opening.findings_of(space, Viewer.of(space, "board"))
    nothing_is_asked_again(monkeypatch)
    assert open_for(space, None, "public").observations["value"].equals(board["value"])
    for audience in ("board", "public"):
        assert certification.certify(space, TORBAY, audience)["checked"] > 0


def test_a_release_stands_when_packs_of_it_have_been_published(returned, monkeypatch):
    """Each pack of a month, and each audience, paid for all of it again: what the Board had was no news to anybody."""
    space = returned(*QUARTER)
    board = open_for(space, None, "board").observations
    assert certification.certify(space, TORBAY, "board")["checked"] > 0
    nothing_is_asked_again(monkeypatch)
    for audience in ("board", "public", "board"):
        release(space, audience)
        opening._seen.cache_clear()
        certification._found.cache_clear()
        assert open_for(space, None, audience).observations["value"].equals(board["value"])
        assert certification.certify(space, TORBAY, audience)["checked"] > 0
    assert len(Ledger.read(space.releases, ["board"]).visible) > 0


def test_a_figure_that_the_release_does_not_show_is_never_taken_for_shown(returned):
    """Anybody had had the month that the Board's release hides for the sake of another: it is worked out anew."""
    space = returned(*QUARTER)
    first = open_for(space, None, "board").observations
    hidden = first.loc[first["value"].isna() & first["basis"].eq("month") & first["period_end"].dt.month.ne(4)]
    held = opening.open_store(space).observations
    told_before = held[held["period_end"].isin(hidden["period_end"]) & held["basis"].eq("month")]
    Ledger.read(space.releases, ["public"]).enter(space.releases, "public", "torbay-2021-04", "2021-06-01", told_before)
    viewer = Viewer.of(space, "board")
    assert len(opening.had_before(space, viewer).visible) == len(told_before) == len(hidden) == 1
    assert opening.ledger_for(space, viewer).digest == opening.had_before(space, viewer).digest
    opening._seen.cache_clear()
    after = open_for(space, None, "board").observations
    others = after["value"].isna() & ~after["period_end"].isin(hidden["period_end"])
    assert others.sum() >= 1
    assert not after["value"].isna().equals(first["value"].isna())


def test_what_was_hidden_on_the_auditors_word_is_kept_with_the_release(returned, monkeypatch):
    from analysis.present.disclosure import release as protector  # noqa: PLC0415

    space = returned(*QUARTER)
    chosen = protector.release_of

    def small_alone(frame, rules, ours, seen):
        found = chosen(frame, rules, ours, seen)
        return protector.Release(
            frame.assign(value=frame["value"].mask(frame["value"] == 3)), found.hidden, found.withheld
        )

    monkeypatch.setattr(protector, "release_of", small_alone)
    open_for(space, None, "board")
    (first,) = opening.rounds_of(space, Viewer.of(space, "board"))
    assert first["exposed"] == 1
    assert len(first["hidden"]) == 1


def test_what_narrower_audiences_had_counts_only_where_they_were_shown_no_small_count(space, hold):
    hold(months(3, 12, 14))
    board, public = Viewer.of(space, "board"), Viewer.of(space, "public")
    assert len(had_before(space, board).entries) == 0
    release(space, "board")
    assert set(had_before(space, board).entries["value"].dropna()) == {12.0, 14.0}
    assert set(had_before(space, public).entries["value"].dropna()) == {12.0, 14.0}
    release(space, "team")
    assert 3.0 not in set(had_before(space, public).entries["value"])
    assert len(had_before(space, board, besides="torbay-2021-05").entries) == 0


def test_issues_of_our_files_are_told_without_a_small_number_but_to_the_team(space, hold, monkeypatch):
    store = hold(months(3, 12, 14))
    said = pd.DataFrame(
        [{"message": 'It says "3 children".', "evidence": "{}", "source": "our-returns/june.csv#row 1"}]
    )
    held = store.with_frames({**store.frames, "issues": said}, "told")
    monkeypatch.setattr(opening, "open_store", lambda *_: held)
    assert "3" not in issues_for(space).iloc[0]["message"]
    assert issues_for(space, "team").iloc[0]["message"] == 'It says "3 children".'


def test_what_was_hidden_on_the_auditors_word_is_kept_round_by_round_and_nothing_where_nothing_was(
    space, hold, monkeypatch
):
    hold(months(3, 12, 14))
    assert rounds_of(space, Viewer.of(space)) == []  # a store that is not built keeps nothing
    one = Told(exposed=2, hidden=["referrals, 2020-05-01 to 2020-05-31"])
    monkeypatch.setattr(opening, "_kept", lambda *_: opening.json.dumps([one]))
    assert rounds_of(space, Viewer.of(space)) == [one]
