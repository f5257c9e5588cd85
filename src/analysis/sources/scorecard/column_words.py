"""What a column's heading says that it holds, where that is no period: target, RAG, label, the month's own value."""

import re
from typing import Literal, cast

from analysis.sources.scorecard.period_words import PeriodWords, period_in, plain, read_period_words

ColumnRole = Literal[
    "label",
    "ref",
    "section",
    "unit",
    "polarity",
    "basis",
    "target",
    "rag",
    "direction",
    "remark",
    "benchmark",
    "forecast",
    "change",
    "aggregate",
    "previous",
    "numerator",
    "denominator",
    "value",
    "outturn",
    "breakdown",
    "person",
    "period",
    "area",
]

# A role and a pattern a line; the order is the precedence: "RAG against target" is a RAG.
_ROLES = r"""
rag         \brag\b|traffic light|\bstatus\b
remark      comment|narrative|^notes?\b|explanation|analysis|\bcaveat
direction   \bdot\b|direction of travel|travel|\btrend|arrow|spark
polarity    good is|good (?:performance )?(?:is )?(?:high|low)|polarity|what good|^good$|good to be|bigger or smaller
change      (?:varia(?:nce|tion)|differen|\bdiff\b|\bvar\b|\bgap\b|distance|\+/-).*\b(?:target|england|plan)
change      \b(?:target|plan)\b.*(?:varia(?:nce|tion)|differen|\bdiff\b|\bgap\b)|\bv(?:s|ersus)?\.? target
target      ^(?:acceptable|expected|normal|tolerated)? ?ranges?$
target      \btargets?\b|\bgoal|threshold|tolerance|ambition|\bplan(?:ned)?\b|budget
benchmark   england|national|stat(?:s|istical)?\.? ?n(?:eigh|bour)|\bsns?\b|neighbour|region|comparator|benchmark
benchmark   london|\beng\b|quartile|\brank|family group|yorkshire|south west|north west|midlands|south east|north east
forecast    forecast|project(?:ed|ion)|predict|expected|estimate
change      varia(?:nce|tion)|\bvar\b|differen|\bdiff\b|change|\bchg\b|movement|\+/-|improve
previous    last month|previous|prior|same (?:month|period) last|last year|last period|prev\b
aggregate   average|\bavg\b|\bmean\b|\btotals?\b|\bsum\b|\bmax(?:imum)?\b|\bmin(?:imum)?\b|median
numerator   \bnum(?:erator)?\b|^n$
denominator \bden(?:om|ominator)?\b|^d$
outturn     out-?turn|year[- ]end|\by/?e\b|full[- ]year|final position
person      owner|\blead\b|responsible|contact|officer|accountable|\bauthor\b
period      ^(?:reporting )?(?:period|month|date|quarter|year)(?: ending| end)?$|financial year
period      ^(?:month|period) (?:ending|end|name|date)$|^reporting (?:month|date|year)$
basis       ^(?:frequency|basis|counted|reported|collection|how often)$
unit        ^(?:units?|format|data type|value type|measure type|type of (?:figure|measure)|display|metric type)$
ref         ^(?:indicator|measure|kpi|pi|metric|performance|item)? ?(?:refs?|reference|id|code|no|number|#)\.?$
area        ^(?:local )?(?:authority|authorities|council|area|la|geography)(?: name)?$|^la[ _]name$
area        ^(?:(?:local )?authority|area|la|gss|ons)[ _]code$
breakdown   ^(?:team|locality|area team|district|ward|service user group|ethnicity|gender|sex|age|age group|age band)$
breakdown   ^(?:breakdown|category|cohort|split|dimension|characteristic|hub)$
label       ^row labels$
unit        ^(?:kpi|pi|indicator|measure|metric) (?:units?|format|type|data type)$
value       ^(?:kpi|pi|indicator|measure|metric|reported) (?:values?|results?|figures?|actuals?|score)$
label       indicator|measure|\bkpi\b|\bpi\b|metric|description|^(?:activity|title|name|item)$|^what we
section     ^(?:service area|service|theme|section|domain|group|area of work|priority|strand|directorate|page|stage)$
value       ^(?:data values?|values?|actuals?|figures?|result|score|number|count|this month|current|current month)$
value       ^(?:latest|latest month|in[- ]month|month|month actual|performance|%|percentage|rate|no\.?|monthly)$
value       ^(?:total for month|data|outcome|(?:current|latest) performance|this month's? (?:value|figure|performance))$
"""
_KNOWN = tuple(
    (re.compile(pattern), cast(ColumnRole, role))
    for role, pattern in (line.split(maxsplit=1) for line in _ROLES.split("\n") if line)
)


DATED_ANYHOW: tuple[ColumnRole, ...] = ("benchmark", "target")  # "Stat. neighbours (mean) 23/24" is of that year


def column_role(text: str) -> ColumnRole | None:
    """Return what a heading announces besides a period, or None."""
    written = plain(text)
    return next((role for pattern, role in _KNOWN if written and pattern.search(written)), None)


def split_heading(text: str) -> tuple[ColumnRole | None, PeriodWords | None]:
    """Return role and period of a heading such as "Target 2025/26", "England 2023/24", "Outturn 24/25", "Apr-24"."""
    alone = read_period_words(text)
    if alone is not None:
        return None, alone
    role = column_role(text)
    if role is None:
        return None, None
    rest = plain(text)
    for pattern, _ in _KNOWN:
        rest = pattern.sub(" ", rest)
    period = read_period_words(" ".join(rest.split())) if rest.strip() else None
    return role, period_in(text) if period is None and role in DATED_ANYHOW else period
