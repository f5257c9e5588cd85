"""Month by month in words: how many of 100 at the first step reach the last, and which step moved most."""

from collections.abc import Mapping

from analysis.language.sentence_context import Saying

# How many of what lead to what.
CHAINS: Mapping[str, tuple[str, str]] = {
    "protection": ("strategy discussions", "would lead to a plan"),
    "front_door": ("contacts", "would lead to an assessment and then to services"),
}
STEPS: Mapping[str, str] = {
    "strategy_discussions_to_s47_percent": "strategy discussions that lead to a section 47 enquiry",
    "s47_to_icpc_percent": "section 47 enquiries that lead to a conference",
    "icpcs_to_plan_percent": "conferences that lead to a plan",
    "contacts_to_referral_percent": "contacts that become referrals",
    "referrals_to_assessment_percent": "referrals that lead to an assessment",
    "assessments_to_services_percent": "assessments that lead to services",
}


def by_month(say: Saying) -> str:
    """The first three months against the last three, the step that moved most, and what is too recent to know."""
    of, lead = CHAINS[say.word("chain")]
    early, late = (f"{say.text(f'{end}_from')} to {say.text(f'{end}_to')}" for end in ("early", "late"))
    text = (
        f"By month, at the shares that the council's papers print, about {say.text('early')} of 100 {of} {lead} in "
        f"{early}, and about {say.text('late')} in {late}"
    )
    moved = f"the step that moved most was {STEPS[say.word('step')]}, from {say.text('step_early')} to "
    moved += say.text("step_late")
    step = ", no more of a change than single months have" if say.facts.get("usual") else f"; {moved}"
    recent = ""
    if say.knows("recent"):
        recent = f" {say.text('recent')} is too recent to know: a conference may still follow."
    return f"{text}{step}.{recent}"


FINDINGS = {"by_month": by_month}
