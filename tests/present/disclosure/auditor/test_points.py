"""Points that were found say which values a sum can have, however many there are."""

import numpy as np

from analysis.present.disclosure.auditor.points import Points


def test_the_ends_are_those_of_all_points_that_were_put_down():
    points = Points()
    points.add(None)
    assert len(points) == 0
    for value in range(30):
        points.add(np.array([float(value), 30.0 - value]))
    assert len(points) == 30
    assert points.ends(np.array([1.0, 0.0])) == (0.0, 29.0)
    assert points.ends(np.array([1.0, 1.0])) == (30.0, 30.0)
    assert points.first.tolist() == [0.0, 30.0]
