"""Points that were found say which values a sum can have, however many there are."""

import numpy as np

from analysis.present.disclosure.auditor.points import Points


def test_the_ends_are_those_of_all_points_that_were_put_down():
    points = Points(np.array([True, True]))
    points.add(None)
    assert len(points) == 0
    for value in range(30):
        points.add(np.array([float(value), 30.0 - value]))
    assert len(points) == 30
    assert points.ends(np.array([1.0, 0.0])) == (0.0, 29.0)
    assert points.ends(np.array([1.0, 1.0])) == (30.0, 30.0)
    assert points.first.tolist() == [0.0, 30.0]


def test_only_points_in_whole_numbers_say_which_values_are_left_between_the_ends():
    """Half a child is no child: two vertices half-way between whole numbers show none of them to be possible."""
    points = Points(np.array([True, True, False]))
    first, both, posts = np.eye(3)[0], np.array([1.0, 1.0, 0.0]), np.eye(3)[2]
    for point in ([0.5, 1.5, 0.25], [1.0, 2.0, 0.5], [3.0, 2.0, 0.5], [3.0, 1.0, 0.75]):
        points.add(np.array(point))
    assert points.whole_values(first, 0.0) == 2  # 1 and 3
    assert points.whole_values(first, 2.0) == 1
    assert points.whole_values(both, 0.0) == 3  # 3, 5 and 4; the half-way point's 2 is none
    assert points.whole_values(posts, 0.0) == 0
