"""No question ends in a traceback (`benchmarks/any_question.py` asks 3,000 of all England)."""

import random

import pytest

from analysis import ask
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import pathways
from pathway_store import published_rows

AREAS = sorted({row["area"] for row in published_rows()} | {"E10000006", "E10000009", "E06000058", "E06000063"})
MONTHS = [None, "2013-06", "2018-06", "2021-05", "2024-06"]


def question(seed):
    """Draw one question: what is asked, and with what."""
    chance = random.Random(seed)  # noqa: S311 - questions, no secrets
    asks = ["why", "next", "trend", "compare", "capacity", "report_card"][seed % 6]
    named = {
        "why": {
            "measure": chance.choice(sorted(pathways())),
            "between": chance.choice(["latest", "largest", window(chance)]),
        },
        "next": {"measure": chance.choice(sorted(measures().forecast)), "years": chance.randint(1, 4)},
        "trend": {"measure": chance.choice(sorted(measures())), "by": chance.choice([None, "year"])},
        "compare": {"measure": chance.choice(["cp_rate", "referral_rate", "cla_rate", *sorted(measures())])},
    }.get(asks, {})
    return asks, {"area": chance.choice(AREAS), "month": chance.choice(MONTHS), **named}


def window(chance):
    first = chance.randint(2013, 2023)
    return f"{first}-03", f"{chance.randint(first + 1, 2025)}-03"


@pytest.mark.parametrize("seed", range(60))
def test_a_question_is_answered_or_refused_in_words(workspace, seed):
    asks, named = question(seed)
    try:
        answer = getattr(ask, asks)(**named, workspace=workspace)
    except WorkbenchError:
        return
    assert all(answer.text(name) for name in answer.texts)
