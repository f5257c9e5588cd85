"""Figures dated after their paper."""


def test_a_figure_dated_after_its_paper_is_an_error(find):
    row = {"measure": "cla_at_period_end", "period_end": "2011-11-14", "basis": "snapshot", "value": 249}
    (issue,) = find("date-after-paper", observations=[{**row, "published_on": "2011-10-26"}])
    assert (
        issue.message == "Children looked after at the end of the month: "
        "figures dated 14 November 2011 stand in a paper dated 26 October 2011."
    )
