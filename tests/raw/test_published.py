import pandas as pd
import pytest

FOLDER = "published-statistics"
# Files whose name carries the path of the archive they were taken from.
NAMES = {
    "vintage-2022/la_children_who_ceased_during_year.csv": "post_2017__data__",
    "vintage-2022/la_cla_who_started_to_be_looked_after.csv": "post_2017__data__",
    "vintage-2024/cla_number_and_rate_per_10k_children.csv": "post_2017_updated24__data__",
}
TORBAY = "880"
SOUTH_WEST = "E12000009"
NEIGHBOURS_2025 = {"357", "394", "879", "372", "807", "921", "370", "390", "354", "894"}
NEIGHBOURS_2021 = {"921", "879", "807", "372", "882", "894", "359", "839", "812", "926"}
BEFORE_2019 = {"835", "836", "837"}
AUTHORITIES = {TORBAY} | NEIGHBOURS_2025 | NEIGHBOURS_2021 | BEFORE_2019


def lines_of(path):
    return path.read_bytes().splitlines(keepends=True)


def taken(raw):
    return sorted((raw / FOLDER).glob("vintage-*/*.csv"))


def published(shared, name):
    """Return the path of the file as published, from which `name` of ours was taken."""
    folder = "vintage-2024" if name in NAMES else name.split("/")[0]
    return shared / "data" / "published" / folder / (NAMES.get(name, "") + name.split("/")[1])


def test_every_row_stands_in_the_published_file_byte_for_byte(raw, shared):
    files = taken(raw)
    assert len(files) == 23
    for path in files:
        name = path.relative_to(raw / FOLDER).as_posix()
        theirs = lines_of(published(shared, name))
        ours = lines_of(path)
        assert ours[0] == theirs[0], name
        assert set(ours) <= set(theirs), name
        assert len(ours) == len(set(ours)), name


def test_no_row_of_an_area_we_hold_was_lost(raw, shared, rows):
    for path in taken(raw):
        name = path.relative_to(raw / FOLDER).as_posix()
        ours = rows(path)
        if "geographic_level" not in ours[0] or "cla_group" in ours[0]:
            continue
        assert ours == [row for row in rows(published(shared, name)) if is_held(row)], name


def is_held(row):
    if row["geographic_level"] == "Regional":
        return row["region_code"] == SOUTH_WEST
    return row["geographic_level"] == "National" or row["old_la_code"] in AUTHORITIES


def test_torbays_groups_of_both_years_are_complete(read):
    held = {
        row["old_la_code"] for row in read(FOLDER, "vintage-2025", "d5_cpps_at31march_by_duration_2013_to_2025.csv")
    }
    assert held == AUTHORITIES | {""}


@pytest.mark.parametrize(
    ("path", "first", "last"),
    [
        ("vintage-2024/d1_child_protection_plans_2013_to_2024.csv", 2013, 2024),
        ("vintage-2024/d7_cpps_ending_by_duration_2013_to_2024.csv", 2013, 2024),
        ("vintage-2024/c5_children_in_need_referrals_by_source_2014_to_2024.csv", 2014, 2024),
        ("vintage-2024/c6_children_in_need_referrals_by_month_2013_to_2024.csv", 2013, 2024),
        ("vintage-2025/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv", 2013, 2025),
        ("vintage-2025/c4_children_in_need_section_47s_and_icpcs_2013_to_2025.csv", 2013, 2025),
        ("vintage-2025/d5_cpps_at31march_by_duration_2013_to_2025.csv", 2013, 2025),
        ("vintage-2025/csww_indicators_2017_to_2025.csv", 2017, 2025),
        ("vintage-2025/ons_mid-year_population_estimates_2012_to_2024.csv", 2012, 2024),
    ],
)
def test_torbay_has_every_year(read, path, first, last):
    years = sorted(int(row["time_period"]) for row in read(FOLDER, *path.split("/")) if row["old_la_code"] == TORBAY)
    assert years == list(range(first, last + 1))


def test_children_looked_after_have_every_year_from_2010_to_2025(raw, read):
    kinds: dict[str, set[int]] = {}
    for path in (raw / FOLDER).glob("*/cla_*.csv"):
        for row in read(FOLDER, path.parent.name, path.name):
            if row["old_la_code"] == TORBAY:
                kind = (row.get("population_count") or row["population_type"]).split(" ")[1]
                kinds.setdefault(kind, set()).add(int(row["time_period"]))
    assert set(kinds) == {"looked", "starting", "ceasing"}
    assert all(years == set(range(2010, 2026)) for years in kinds.values())


def test_earlier_children_looked_after_are_those_of_the_panel(raw, read, shared):
    panel = pd.read_parquet(shared / "data" / "published" / "panel" / "panel_la_year_measure.parquet")
    kinds = {"looked": "cla_at31", "starting": "cla_started", "ceasing": "cla_ceased"}
    panel = panel[panel["measure"].isin(kinds.values()) & panel["source"].str.match("SFR|LAIT")]
    england = panel["la_name"].str.lower() == "england"  # one release has it under the code of an authority
    codes = panel["old_la_code"].mask(england, "")
    keys = zip(panel["source"].str[:3], panel["year"], codes, panel["measure"], strict=True)
    figures = dict(zip(keys, panel["value"], strict=True))
    seen = 0
    for path in (raw / FOLDER / "earlier-cla").glob("*.csv"):
        source = "LAI" if "lait" in path.name else "SFR"
        for row in read(FOLDER, "earlier-cla", path.name):
            measure = kinds[row["population_count"].split(" ")[1]]
            figure = figures[source, int(row["time_period"]), row["old_la_code"], measure]
            assert (row["number"] == "-" and pd.isna(figure)) or float(row["number"]) == figure, row
            seen += 1
    assert seen == 528


def test_figures_that_papers_rest_on_are_the_published_ones(read):
    """Child protection plans of Torbay, Department for Education, tables D1 and D5 of 2024."""
    plans = {
        row["time_period"]: (row["CPP_start"], row["CPP_end"], row["CPP_At31"])
        for row in read(FOLDER, "vintage-2024", "d1_child_protection_plans_2013_to_2024.csv")
        if row["old_la_code"] == TORBAY
    }
    assert plans["2016"] == ("268", "292", "130")
    assert plans["2017"] == ("297", "217", "212")
    assert plans["2018"][1] == "364"
