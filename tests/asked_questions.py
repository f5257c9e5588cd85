"""Every question, asked of the repository's own data as an analyst asks it."""

from collections.abc import Iterator

from analysis import ask
from analysis.catalogue.question import questions
from analysis.present.answer_view import Shown

AREA, MONTH = "Torbay", "2021-05"
OF = {
    "why": ("cp_rate", "cla_rate", "referral_rate", "caseload"),
    "trend": ("referrals", "cp_rate"),
    "what_if": ("icpc-like-neighbours",),
}


def ways(name: str) -> Iterator[tuple[str, ...]]:
    """Yield what a question is asked of: a measure, a scenario, or nothing."""
    if questions()[name].about is None:
        yield ()
        return
    yield from ((one,) for one in OF.get(name, ("cp_rate",)))


def asked(name: str, area: str = AREA, **more: object) -> Shown:
    """Ask a question of the first thing it can be asked of."""
    return getattr(ask, name)(*next(ways(name)), area, **({"month": MONTH} | more))
