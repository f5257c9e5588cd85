"""Authorities against their region."""

import datetime as dt

from analysis.catalogue.area import areas


def test_authorities_of_a_region_add_up_to_it(find):
    home = "E12000001"
    codes = [
        code
        for code, area in areas().items()
        if area.kind == "authority" and area.region == home and area.existed_on(dt.date(2020, 3, 31))
    ]
    at = {"measure": "referrals", "basis": "year", "period_end": "2020-03-31", "published_on": "2020-10-29"}
    rows = [{**at, "area": code, "value": 100 + number} for number, code in enumerate(codes)]
    total = sum(row["value"] for row in rows)
    region = {**at, "area": home, "value": round(total, -1)}
    assert not find("areas-against-region", observations=[*rows, region])
    rows[0]["value"] += 90
    assert [issue.severity for issue in find("areas-against-region", observations=[*rows, region])] == ["error"]
    assert not find("areas-against-region", observations=[*rows[1:], region])  # not all of them are printed
