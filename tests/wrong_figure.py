"""A figure that contradicts itself: 46 of 97 is 47.4%, and 73.1% is printed."""

WRONG = {
    "measure": "core_assessments_35_days_percent",
    "period_end": "2011-09-30",
    "value": 73.1,
    "as_printed": "73.1%",
    "numerator": 46,
    "denominator": 97,
}
