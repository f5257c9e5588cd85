"""Is it real? The openings of all that is said of a change, and the one function that chooses among the first four.

The last two are of a council's own months, beside which no other authority's are held: more or no more than its months
usually differ (`questions.usual_change` chooses). *Chance* is one thing in all of them: that two counts of one
unchanged level differ as much (Poisson). A series' own ups and downs are more, and have a phrase of their own.
"""

import math
from typing import Literal, get_args

from analysis.questions.why.signs import CHANCE
from analysis.questions.why.year_to_year_variation import Usual

Opening = Literal[
    "beyond usual", "usual elsewhere", "within chance", "too few to say", "beyond own months", "within own months"
]
OPENINGS: tuple[Opening, ...] = get_args(Opening)
REAL: frozenset[Opening] = frozenset({"beyond usual", "usual elsewhere", "beyond own months"})
DOUBTED: frozenset[Opening] = frozenset(OPENINGS) - REAL


def opening(chance: float, usual: Usual) -> Opening:
    """Choose how a change is opened: chance is asked first, then what is usual in other authorities.

    chance: the probability that chance alone (Poisson) gives so large a change; NaN where it
    cannot be asked. usual: the change beside those of other authorities. Only a change beyond chance is set beside
    others, and where too few of them are held nothing is claimed.

    >>> opening(0.19, Usual(37, 182, 60)), opening(0.0004, Usual(3, 182, 60)), opening(0.0004, Usual(0, 12, 6))
    ('within chance', 'beyond usual', 'too few to say')
    """
    if chance >= CHANCE:
        return "within chance"
    if math.isnan(chance) or not usual.known:
        return "too few to say"
    return "beyond usual" if usual.unusual else "usual elsewhere"
