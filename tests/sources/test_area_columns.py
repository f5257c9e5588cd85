"""Areas of published rows: by the three-digit code, which outlives changes of ONS code."""

import pandas as pd

from analysis.sources.area_columns import area_codes, contradicts_its_name, find_code


def rows(*places):
    return pd.DataFrame(places, columns=["geographic_level", "region_code", "old_la_code", "la_name"], dtype="str")


def test_each_level_is_found_by_its_own_code():
    found = area_codes(
        rows(
            ("National", "", "", ""),
            ("Regional", "E12000009", "", ""),
            ("Local authority", "E12000009", "880", "Torbay"),
            ("Local authority", "E12000009", "835", "Dorset"),
            ("Ward", "E12000009", "880", "Torbay"),
        )
    )
    assert list(found[:4]) == ["E92000001", "E12000009", "E06000027", "E10000009"]
    assert pd.isna(found[4])


def test_a_closed_county_may_share_its_name_with_what_came_after():
    frame = rows(("Local authority", "", "835", "Dorset"), ("Local authority", "", "880", "Devon"))
    assert list(contradicts_its_name(frame.assign(area=area_codes(frame)))) == [False, True]


def test_no_name_is_no_area():
    assert find_code("  ") is None
    assert find_code("Atlantis") is None
