"""Ratings can be read against their colours."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from analysis.present.rating_colours import RATINGS


def luminance(colour):
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return np.dot([0.2126, 0.7152, 0.0722], parts)


@pytest.mark.parametrize("word", sorted(RATINGS))
def test_the_contrast_of_fill_and_ink_is_above_six_to_one(word):
    dark, light = sorted(luminance(colour) for colour in RATINGS[word])
    assert (light + 0.05) / (dark + 0.05) > 6
