"""What becomes another figure is listed: new, gone, restated; a version that is not the newest changes nothing."""

import pandas as pd

from analysis.sources.changes import Changes


def figures(*rows):
    frame = pd.DataFrame(rows, columns=["measure", "period_end", "value", "published_on"])
    frame["period_end"] = pd.to_datetime(frame["period_end"])
    frame["published_on"] = pd.to_datetime(frame["published_on"])
    return frame.assign(area="E06000027", basis="month")


BEFORE = figures(("referrals", "2024-04-30", 448.0, "2024-05-15"), ("referrals", "2024-05-31", 442.0, "2024-06-15"))


def test_a_restated_a_new_and_a_lost_figure_are_listed():
    after = figures(("referrals", "2024-04-30", 449.0, "2024-06-15"), ("contacts", "2024-06-30", 9.0, "2024-06-15"))
    told = str(Changes.between(BEFORE, after))
    assert "1 figure restated:\n  Referrals, April 2024: 448, now 449" in told
    assert "1 new figure: 1, June 2024" in told
    assert "1 figure no longer held:\n  Referrals: 1, May 2024" in told


def test_an_older_version_beside_a_newer_one_changes_nothing():
    older = figures(("referrals", "2024-04-30", 400.0, "2024-05-01"))
    assert Changes.between(BEFORE, pd.concat([BEFORE, older])).is_empty
    assert str(Changes.between(BEFORE, BEFORE)) == "No figure changes."


def test_a_figure_that_becomes_missing_is_restated():
    after = BEFORE.assign(value=[None, 442.0])
    assert "448, now no figure" in str(Changes.between(BEFORE, after))


def test_a_restatement_is_listed_where_both_files_were_taken_in_on_one_day():
    october = figures(("referrals", "2026-09-30", 503.0, "2026-11-28")).assign(source="card/oct.xlsx#S!C4")
    november = figures(
        ("referrals", "2026-09-30", 514.0, "2026-11-28"), ("referrals", "2026-10-31", 520.0, "2026-11-28")
    ).assign(source="card-nov/nov.xlsx#S!C4")
    for after in ([october, november], [november, october]):
        told = str(Changes.between(october, pd.concat(after, ignore_index=True)))
        assert "Referrals, September 2026: 503, now 514" in told


def test_of_a_small_count_that_is_restated_neither_number_is_said():
    """What a command says is pasted into messages: the list of what changed tells no more than a paper would."""
    before = figures(("referrals", "2024-04-30", 3.0, "2024-05-15"), ("referrals", "2024-05-31", 12.0, "2024-05-15"))
    after = before.assign(value=[8.0, 4.0], published_on=pd.Timestamp("2024-06-15"))
    told = str(Changes.between(before, after))
    assert "April 2024: 1 to 5, now 8" in told
    assert "May 2024: 12, now 1 to 5" in told
