"""The child's way through the service, and which measures each step of it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.measure import measures

Shape = Literal["stock", "flow", "caseload", "vacancy", "timeliness"]


@dataclass(frozen=True, slots=True)
class Step:
    """One factor of a flow: how many of `numerator` for each of `denominator` in the same year.

    denominator: null for the first factor, which is a number of children.
    A ratio of two flows of one year, not a cohort: some of the numerator began before the year.
    """

    numerator: str
    denominator: str | None = None

    @property
    def name(self) -> str:
        """What evidence, explanations and wording call it: `population`, `referral_rate`, `s47_per_referral`."""
        if self.denominator is None:
            return _ONE[self.numerator]
        if (self.numerator, self.denominator) == ("referrals", "population_0_17"):
            return "referral_rate"
        return f"{_MANY[self.numerator]}_per_{_ONE[self.denominator]}"


_MANY = {
    "cp_plans_at_period_end": "plans_open",
    "cla_at_period_end": "cla",
    "social_worker_cases": "cases",
    "social_worker_vacancies_fte": "vacancies",
    "referrals": "referrals",
    "s47_enquiries": "s47",
    "icpcs": "icpc",
    "cp_plans_started": "plans",
    "cla_started": "cla",
}
_ONE = {
    "case_holders_fte": "holder",
    "social_workers_in_post_fte": "worker",
    "population_0_17": "population",
    "referrals": "referral",
    "s47_enquiries": "s47",
    "icpcs": "icpc",
    "cp_plans_started": "plan",
}


@dataclass(frozen=True, slots=True)
class Stock:
    """A number of children on a day, and the flows of a year that change it."""

    at_end: str
    started: str
    ended: str


@dataclass(frozen=True, slots=True)
class Bands:
    """How long the children of a stock (or of its exits) were there: one measure for each band, shortest first.

    young: how many of the bands are under six months.
    """

    name: str
    total: str
    measures: tuple[str, ...]
    young: int = 2


@dataclass(frozen=True, slots=True)
class Parts:
    """Measures that add up to the count; where they do not add up to all of it, the rest is a part too."""

    name: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChainStep:
    """A share of a month: of those at one step, how many in per cent go on to the next.

    days: how long the next step may take by rule, so that a newer month is too recent to know.
    """

    measure: str
    days: int = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps whose shares councils print by month, first to last."""

    name: str
    steps: tuple[ChainStep, ...]


@dataclass(frozen=True, slots=True)
class Pathway:
    """How one measure comes about.

    measure: as the analyst asks for it. group: how its evidence is named. count: the number behind the rate.
    ratio: what the measure compares, for noise and for other areas. stock: with its flows, where the count is one.
    volumes: the steps on the way to the flow, population first. parts: ways of splitting the count. durations: ages of
    the stock and of those who left it. work: what a share of work in time is a share of. chain: shares by month.
    """

    measure: str
    group: str
    shape: Shape
    count: str
    rate: str | None = None
    flow: str | None = None
    ratio: Step | None = None
    stock: Stock | None = None
    volumes: tuple[str, ...] = ()
    parts: tuple[Parts, ...] = ()
    work: str | None = None
    durations: tuple[Bands, ...] = ()
    chain: Chain | None = None


_TO_PLAN = ("population_0_17", "referrals", "s47_enquiries", "icpcs", "cp_plans_started")
_TO_CARE = (*_TO_PLAN, "cla_started")

# An initial conference is held within 15 working days of the strategy discussion (Working Together to Safeguard
# Children); the other shares are decided at once or counted when the work is done.
_PROTECTION = Chain(
    "protection",
    (
        ChainStep("strategy_discussions_to_s47_percent"),
        ChainStep("s47_to_icpc_percent", days=21),
        ChainStep("icpcs_to_plan_percent"),
    ),
)
_FRONT_DOOR = Chain(
    "front_door",
    (
        ChainStep("contacts_to_referral_percent"),
        ChainStep("referrals_to_assessment_percent"),
        ChainStep("assessments_to_services_percent"),
    ),
)

_DURATIONS = ("3_months_or_less", "3_to_6_months", "6_to_12_months", "1_to_2_years", "2_years_or_more")
_CP_AGES = Bands("open", "cp_plans_at_period_end", tuple(f"cp_plans_at_period_end_{band}" for band in _DURATIONS))
_CP_EXIT_AGES = Bands("ended", "cp_plans_ended", tuple(f"cp_plans_ended_{band}" for band in _DURATIONS))

_SOURCES = tuple(
    f"referrals_from_{source}"
    for source in (
        "police",
        "schools",
        "education_services",
        "health_services",
        "la_services",
        "individual",
        "housing",
        "other_legal_agency",
        "other",
        "anonymous",
        "unknown",
    )
)


def _child_protection_stock(measure: str) -> Pathway:
    return Pathway(
        measure,
        "cp",
        "stock",
        count="cp_plans_at_period_end",
        rate="cp_rate",
        ratio=Step("cp_plans_at_period_end", "population_0_17"),
        flow="cp_plans_started",
        stock=Stock("cp_plans_at_period_end", "cp_plans_started", "cp_plans_ended"),
        volumes=_TO_PLAN,
        durations=(_CP_AGES, _CP_EXIT_AGES),
        chain=_PROTECTION,
    )


def _looked_after_stock(measure: str) -> Pathway:
    return Pathway(
        measure,
        "cla",
        "stock",
        count="cla_at_period_end",
        rate="cla_rate",
        ratio=Step("cla_at_period_end", "population_0_17"),
        flow="cla_started",
        stock=Stock("cla_at_period_end", "cla_started", "cla_ended"),
        volumes=_TO_CARE,
    )


def _referrals(measure: str) -> Pathway:
    return Pathway(
        measure,
        "referrals",
        "flow",
        count="referrals",
        rate="referral_rate",
        ratio=Step("referrals", "population_0_17"),
        flow="referrals",
        volumes=("population_0_17", "referrals"),
        parts=(Parts("sources", _SOURCES), Parts("repeats", ("re_referrals",))),
        chain=_FRONT_DOOR,
    )


def _share(measure: str, of: str | None) -> Pathway:
    """A share of work done in time; `of` is the work, where its number is held apart from the share."""
    return Pathway(measure, "assessments", "timeliness", count=measure, work=of)


def _flow(
    measure: str, group: str, count: str, rate: str, volumes: tuple[str, ...], chain: Chain | None = None
) -> Pathway:
    ratio = Step(count, "population_0_17")
    return Pathway(
        measure, group, "flow", count=count, rate=rate, ratio=ratio, flow=count, volumes=volumes, chain=chain
    )


PATHWAYS: Mapping[str, Pathway] = {
    pathway.measure: pathway
    for pathway in (
        _child_protection_stock("cp_rate"),
        _child_protection_stock("cp_plans_at_period_end"),
        _flow("cp_plans_started", "cp_started", "cp_plans_started", "cp_start_rate", _TO_PLAN, _PROTECTION),
        _flow("cp_start_rate", "cp_started", "cp_plans_started", "cp_start_rate", _TO_PLAN, _PROTECTION),
        _looked_after_stock("cla_rate"),
        _looked_after_stock("cla_at_period_end"),
        _flow("cla_started", "cla_started", "cla_started", "cla_start_rate", _TO_CARE),
        _flow("cla_start_rate", "cla_started", "cla_started", "cla_start_rate", _TO_CARE),
        _referrals("referral_rate"),
        _referrals("referrals"),
        Pathway(
            "social_worker_caseload",
            "caseload",
            "caseload",
            count="social_worker_caseload",
            ratio=Step("social_worker_cases", "case_holders_fte"),
        ),
        Pathway(
            "social_worker_vacancy_rate",
            "vacancy",
            "vacancy",
            count="social_worker_vacancy_rate",
            ratio=Step("social_worker_vacancies_fte", "social_workers_in_post_fte"),
        ),
        _share("assessments_45_days_percent", "assessments"),
        _share("initial_assessments_10_days_percent", None),
        _share("core_assessments_35_days_percent", None),
        _share("icpcs_within_15_days_percent", None),
    )
}


# What people call them.
ALIASES: Mapping[str, str] = {
    "caseload": "social_worker_caseload",
    "vacancy_rate": "social_worker_vacancy_rate",
    "assessments_on_time": "assessments_45_days_percent",
}


def pathway_of(measure: str) -> Pathway:
    """Return how `measure` comes about. Raises UnknownNameError with near matches where no pathway is known."""
    try:
        return PATHWAYS[ALIASES.get(measure, measure)]
    except KeyError:
        known = [*PATHWAYS, *ALIASES]
        raise UnknownNameError.from_name_and_known(
            "measure that `why` can explain", measure, known, measures().titles
        ) from None
