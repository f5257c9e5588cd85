from analysis.catalogue.pathway import pathway_of
from analysis.questions.evidence_log import Ledger
from analysis.questions.own_months import own_months
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.months_behind import came_and_left, steps, together
from analysis.questions.why.window import Window, same_day
from own_months_store import KIRKLEES, LAST, rows_of, store_of
from whole_answers import held_to_its_record

WINDOW = Window(same_day(LAST.last_day, -1), LAST.last_day)


def reader(*rows):
    return SeriesReader.from_store(store_of(*rows), KIRKLEES, LAST.last_day)


def ledger():
    found = Ledger("x")
    found.stated("month_before", "September 2024")
    found.stated("month_after", "September 2025")
    return found


def test_only_months_in_a_row_that_both_years_have_are_put_together():
    figures = reader(rows_of("referrals", [100] * 6 + [None] + [100] * 6 + [110] * 11))
    entered = ledger()
    together(entered, own_months(figures, "referrals"), WINDOW)
    assert entered.value("together_months") == 5  # April 2024 lacks, so that April 2025 has nothing beside it
    assert entered.value("together") == 110 * 5
    assert entered.value("together_before") == 100 * 5


def test_two_months_alone_are_not_put_together():
    figures = reader(rows_of("referrals", [100] * 14))
    assert together(ledger(), own_months(figures, "referrals"), WINDOW).findings == ()


def test_a_flow_that_lacks_a_month_is_not_added_up_and_the_month_is_named():
    figures = reader(
        rows_of("cla_at_period_end", range(600, 620), basis="snapshot"),
        rows_of("cla_started", [25] * 17 + [None, 25, 25]),
        rows_of("cla_ended", [24] * 20),
    )
    found = came_and_left(ledger(), figures, pathway_of("cla_rate").stock, WINDOW)
    assert found.findings == ()
    assert "not held for July 2025" in found.missing[0]


def test_steps_are_not_split_where_the_flow_itself_is_not_held_or_a_volume_is_nought():
    volumes = pathway_of("cp_plans_started").volumes
    others = [rows_of("referrals", [400] * 24), rows_of("s47_enquiries", [100] * 24)]
    assert steps(ledger(), reader(*others), volumes, WINDOW).findings == ()
    none = rows_of("cp_plans_started", [0] * 24)
    assert steps(ledger(), reader(*others, none), volumes, WINDOW).findings == ()


def test_steps_are_ratios_of_the_same_months_and_add_up_to_the_change_of_the_flow():
    volumes = pathway_of("cp_plans_started").volumes
    entered = ledger()
    behind = steps(
        entered,
        reader(
            rows_of("referrals", [400] * 12 + [500] * 12),
            rows_of("s47_enquiries", [100] * 12 + [110] * 12),
            rows_of("cp_plans_started", [20] * 12 + [44] * 12),
        ),
        volumes,
        WINDOW,
    )
    table = behind.tables["month_steps"].set_index("measure")
    assert list(table.index) == ["referrals", "s47_enquiries", "cp_plans_started"]
    assert table.loc["s47_enquiries", ["before", "after"]].to_list() == [1200, 1320]
    assert table.loc["s47_enquiries", ["ratio_before", "ratio_after"]].to_list() == [0.25, 0.22]
    assert table.loc["cp_plans_started", ["ratio_before", "ratio_after"]].to_list() == [0.2, 0.4]
    assert table.loc["referrals", ["ratio_before", "ratio_after"]].to_list() == [4800, 6000]
    assert table["step"].isna().to_list() == [True, False, False]
    assert round(table["contribution"].sum(), 6) == 12 * 24
    (finding,) = behind.findings
    assert (finding.facts["measure"], finding.facts["flow"]) == ("cp_plans_started", "cp_plans_started")
    assert entered.value("month_step_whole") == 12 * 24
    assert entered.value("month_step_months") == 12


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
