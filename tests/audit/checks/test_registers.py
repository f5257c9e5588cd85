"""Registers of risks."""

import json

import pytest


@pytest.mark.parametrize(("score", "found"), [(20, 0), (16, 1)])
def test_a_risk_score_is_the_product_of_its_parts(find, score, found):
    details = json.dumps({"Probability": "4", "Impact": "5", "Risk score": str(score)})
    risk = {"kind": "risk", "ref": "1", "measure": None, "text": "harm", "details": details}
    assert len(find("risk-score", remarks=[risk])) == found
