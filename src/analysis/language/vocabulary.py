"""Words for what is counted: measures, steps and durations in plain English, singular and plural."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from analysis.catalogue.measure import measures


@dataclass(frozen=True, slots=True)
class Noun:
    """A thing that is counted, one and many."""

    one: str
    many: str

    def of(self, count: float) -> str:
        """Return the form that goes with `count`."""
        return self.one if abs(count) == 1 else self.many


@dataclass(frozen=True, slots=True)
class Comers:
    """Who come to a stock and leave it, and what they then do."""

    noun: Noun
    verbs: Mapping[str, str]


COMERS: Mapping[str, Comers] = {
    "cp_plans_at_period_end": Comers(Noun("plan", "plans"), {"started": "started", "ended": "ended"}),
    "cla_at_period_end": Comers(Noun("child", "children"), {"started": "came into care", "ended": "left care"}),
}
NOUNS: Mapping[str, Noun] = {
    "population_0_17": Noun("child aged 0 to 17", "children aged 0 to 17"),
    "referrals": Noun("referral", "referrals"),
    "s47_enquiries": Noun("S47 enquiry", "S47 enquiries"),
    "icpcs": Noun("ICPC", "ICPCs"),
    "cp_plans_started": Noun("new CP plan", "new CP plans"),
    "cp_plans_ended": Noun("CP plan that ended", "CP plans that ended"),
    "cp_plans_at_period_end": Noun("CP plan", "CP plans"),
    "cla_started": Noun("child who came into care", "children who came into care"),
    "cla_ended": Noun("child who left care", "children who left care"),
    "cla_at_period_end": Noun("child looked after", "children looked after"),
    "social_worker_vacancies_fte": Noun("vacant post", "vacant posts"),
    "social_worker_cases": Noun("case", "cases"),
    "case_holders_fte": Noun("FTE case holder", "FTE case holders"),
}
RATES: Mapping[str, str] = {
    "cp_rate": "the CP rate",
    "cp_start_rate": "the rate of new CP plans",
    "cla_rate": "the CLA rate",
    "cla_start_rate": "the rate of children coming into care",
    "referral_rate": "the referral rate",
    "re_referrals_percent": "the share of referrals that are repeat referrals",
    "re_referrals_children_percent": "the share of referred children who were referred before",
    "referrals_no_further_action_percent": "the share of referrals with no further action",
    "referrals_not_in_need_percent": "the share of referrals assessed as not in need",
    "cla_three_or_more_placements_percent": "the share of children looked after with three or more placements",
    "social_worker_caseload": "the average caseload",
    "social_worker_vacancy_rate": "the social worker vacancy rate",
    "assessments_45_days_percent": "the share of assessments done within 45 working days",
    "initial_assessments_10_days_percent": "the share of initial assessments done within 10 working days",
    "core_assessments_35_days_percent": "the share of core assessments done within 35 working days",
    "icpcs_within_15_days_percent": "the share of ICPCs held within 15 working days",
}
NO_SHARES = ("rate", "growth", "increase", "cut", "percentage", "stability", "young offenders as")  # say it themselves
# A step is called by what it counts and what for: `s47_per_referral`, or joined over a hidden one, `icpc_per_referral`.
STEP_COUNTS: Mapping[str, str] = {
    "referrals": "referrals",
    "s47": "S47 enquiries",
    "icpc": "ICPCs",
    "plans": "new plans",
    "cla": "children coming into care",
}
STEP_FOR: Mapping[str, str] = {
    "population": "per 10,000 children",
    "referral": "for each referral",
    "s47": "for each S47 enquiry",
    "icpc": "for each ICPC",
    "plan": "for each new plan",
}
FACTORS: Mapping[str, str] = {
    "demand": "number of cases",
    "establishment": "posts, filled and vacant",
    "vacancies": "share of posts that are filled",
    "agency": "number of workers, agency ones among them, for each one in post",
    "holding": "share of workers who hold cases",
}
PARTS: Mapping[str, str] = {
    "rest": "all others",
    "repeats.rest": "first referrals",
    "done": "done in the period",
    "in_time": "in time",
    "late": "late",
}
BANDS: Mapping[str, str] = {
    "3_months_or_less": "3 months or less",
    "3_to_6_months": "More than 3 to 6 months",
    "6_to_12_months": "More than 6 months to under 1 year",
    "1_to_2_years": "1 year to under 2 years",
    "2_years_or_more": "2 years or more",
    "total": "All plans",
}
SIGNS: Mapping[str, str] = {
    "young_plans": "plans under six months old",
    "youngest_plans": "plans of 3 months or less",
    "older_plans": "plans of six months or more",
    "year_or_more": "plans of a year or more",
    "starts": "starts in the year",
    "next.starts": "starts in the year after",
    "previous.cp_plans_started": "CP plans started in the year before",
    "repeat_referrals": "the share of referrals that are repeats",
    "repeat_plans": "the share of new plans that are a second or later plan",
    "population": "the number of children aged 0 to 17",
    "referral_rate": "the referral rate",
    "vacancy_rate": "the social worker vacancy rate",
    "turnover": "social worker turnover",
    "agency_rate": "the share of agency social workers",
    "rate": "the rate",
    "difference": "the change among neighbours",
    "cp_plans_ended": "CP plans that ended",
    "cp_plans_ended_per_open": "CP plans that ended for each plan open on average",
    "cla_ended_per_open": "children who left care for each child looked after on average",
    "cases": "cases",
    "case_holders": "full-time equivalent case holders",
    "posts": "social work posts",
    "agency_workers": "agency workers",
    "starters": "social workers who joined in the year",
    "leavers": "social workers who left in the year",
    "work": "pieces of work in the period",
    "cla_ended": "children leaving care",
    "cla_started": "children coming into care",
}
PLACES: Mapping[str, str] = {"neighbours": "at the median of statistical neighbours", "england": "in England"}

# The first time a reader meets one of these it is spelt out. Plurals before singulars.
ABBREVIATIONS: Mapping[str, str] = {
    "ICPCs": "initial child protection conferences (ICPCs)",
    "ICPC": "initial child protection conference (ICPC)",
    "S47": "section 47 (S47)",
    "CP": "child protection (CP)",
    "CLA": "children looked after (CLA)",
    "CIN": "children in need (CIN)",
    "FTE": "full-time equivalent (FTE)",
    "RAG": "red, amber or green (RAG)",
    "DfE": "Department for Education (DfE)",
}


def noun(measure: str) -> Noun:
    """Return what one and many of a measure are called; the catalogue's name where there is no plainer word."""
    known = NOUNS.get(measure)
    if known is not None:
        return known
    name = in_sentence(measures()[measure].name)
    return Noun(name, name)


def rate_name(measure: str) -> str:
    """Return what a rate or share is called in a sentence, with its article."""
    known = RATES.get(measure)
    if known is not None:
        return known
    entry = measures()[measure]
    name = in_sentence(entry.label.removesuffix(" (%)"))
    share = entry.unit == "percent" and not any(word in name for word in NO_SHARES)
    of = "share of " if share else "number of " if entry.unit == "fte" else ""
    return f"the {of}{name}"


def part_name(part: str, split: str = "") -> str:
    """Return what a part of a count is called in a sentence."""
    return PARTS.get(f"{split}.{part}") or PARTS.get(part) or noun(part).many


def step_name(step: str) -> str:
    """Return what a step of the pathway is called in a sentence."""
    if step == "population":
        return "children living here"
    counted, _, below = ("referrals_per_population" if step == "referral_rate" else step).partition("_per_")
    return f"{STEP_COUNTS[counted]} {STEP_FOR[below]}"


def is_step(name: str) -> bool:
    """Whether a name is that of a step."""
    counted, per, below = name.partition("_per_")
    return bool(per) and counted in STEP_COUNTS and below in STEP_FOR


def sign_name(sign: str) -> str:
    """Return what a sign of an explanation is called in a sentence."""
    place, dot, rest = sign.partition(".")
    if dot and place in PLACES:
        return f"{sign_name(rest)} {PLACES[place]}"
    return SIGNS.get(sign) or (step_name(sign) if is_step(sign) else noun(sign).many)


def in_sentence(name: str) -> str:
    """Return a name as it stands inside a sentence: small first letter, unless an abbreviation or a month."""
    proper = (
        len(name) < 2 or name[1].isupper() or name[1].isdigit() or name.split(" ", maxsplit=1)[0] in calendar.month_name
    )
    return name if proper else name[0].lower() + name[1:]


def capitalised(text: str) -> str:
    """Return a sentence with a capital first letter."""
    return text[:1].upper() + text[1:]


def expanded(text: str) -> str:
    """Spell out each abbreviation the first time it is met, unless the text does so already; keep its capital."""
    whole = _spelt_out(text)
    return capitalised(whole) if text[:1].isupper() else whole


def _spelt_out(text: str) -> str:
    for short, long in ABBREVIATIONS.items():
        spelt = long.removesuffix(f"({short})").rstrip()
        if f"({short})" in text or f"{spelt} (" in text:
            continue
        text = re.sub(rf"\b{short}\b", partial(_in_place, long), text, count=1)
    return text


def _in_place(long: str, found: re.Match[str]) -> str:
    """Return the long form, with a capital where it begins a sentence."""
    before = found.string[: found.start()].rstrip()
    return capitalised(long) if not before or before[-1] in ".!?" else long
