"""The newest file of each release that is held."""

import datetime as dt

from analysis.sources.statistics_service.held import HeldFile, held_files


def put(raw, folder, published_on, files):
    (raw / folder).mkdir(parents=True)
    listed = ""
    for name, note in files.items():
        (raw / folder / name).write_text("a\n1\n")
        listed += f"  {name}: {note}\n"
    (raw / folder / "SOURCE.md").write_text(
        f"---\ntitle: Release\npublisher: DfE\npublished_on: {published_on}\nlicence: OGL\n"
        f"status: published\nfiles:\n{listed}---\n"
    )


def test_of_each_format_the_file_published_last_is_held(tmp_path):
    put(tmp_path, "a-2024", "2024-10-31", {"c1.csv": "{format: dfe_cin_referrals, version: '1.0'}"})
    put(tmp_path, "a-2025", "2025-10-30", {"c1.csv": "{format: dfe_cin_referrals}", "d.csv": "{format: dfe_cin_plans}"})
    found = held_files(tmp_path)
    assert found["dfe_cin_referrals"].name == "a-2025/c1.csv"
    assert found["dfe_cin_referrals"].version is None
    assert set(found) == {"dfe_cin_referrals", "dfe_cin_plans"}


def test_a_date_of_the_files_own_goes_before_the_folders(tmp_path):
    put(
        tmp_path, "a", "2025-10-30", {"c1.csv": "{format: dfe_cin_referrals, published_on: 2023-01-01, version: '1.0'}"}
    )
    held = held_files(tmp_path)["dfe_cin_referrals"]
    assert (held.published_on, held.version) == (dt.date(2023, 1, 1), "1.0")


def test_an_age_is_in_days(tmp_path):
    held = HeldFile("a/c1.csv", tmp_path / "c1.csv", dt.date(2025, 10, 30), None)
    assert held.age(dt.date(2025, 11, 2)) == 3


def test_where_nothing_is_held_there_is_no_file(tmp_path):
    assert held_files(tmp_path) == {}
