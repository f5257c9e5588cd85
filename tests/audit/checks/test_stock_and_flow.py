"""Stocks against their flows."""

import pytest

from analysis.audit.relations import Relations


def account(stock):
    at = {"published_on": "2017-10-30"}
    flow = {**at, "period_end": "2017-03-31", "basis": "year"}
    return [
        {**at, "measure": "cp_plans_at_period_end", "period_end": "2016-03-31", "basis": "snapshot", "value": 130},
        {**at, "measure": "cp_plans_at_period_end", "period_end": "2017-03-31", "basis": "snapshot", "value": stock},
        {**flow, "measure": "cp_plans_started", "value": 297},
        {**flow, "measure": "cp_plans_ended", "value": 217},
    ]


@pytest.mark.parametrize(("stock", "found"), [(212, 0), (260, 1)])  # 130 + 297 - 217 = 210
def test_a_stock_follows_from_its_flows(find, stock, found):
    assert len(find("stock-and-flow", observations=account(stock))) == found


def test_a_relation_that_no_paper_has_is_never_tried(find):
    assert not find("stock-and-flow", Relations(), observations=account(260))
