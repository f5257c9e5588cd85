"""One contradiction that several papers print alike is one: a scorecard prints last month's figures again."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.catalogue.issue import Issue

ALSO_IN = "also_in"  # in the evidence: the other places where it stands


def once_each(issues: Sequence[Issue]) -> list[Issue]:
    """Return the issues in their order, of those that say the same of the same figures the last with all its places.

    The places of the others are kept in its evidence.
    """
    alike: dict[tuple[object, ...], list[Issue]] = {}
    for issue in issues:
        key = (issue.check, issue.severity, issue.area, issue.measure, issue.period_end, issue.message)
        alike.setdefault(key, []).append(issue)
    return [_joined(same) for same in alike.values()]


def _joined(same: Sequence[Issue]) -> Issue:
    last = same[-1]
    places = list(dict.fromkeys(one.source for one in same if one.source and one.source != last.source))
    return replace(last, evidence={**last.evidence, ALSO_IN: places}) if places else last
