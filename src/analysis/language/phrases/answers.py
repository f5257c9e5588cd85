"""Sentences of every answer but "why": which function says which kind of finding, and which caveat."""

from collections.abc import Callable, Mapping

from analysis.language.phrases import board, capacity, comparison, data_quality, outlook, report_card, trend, what_if
from analysis.language.sentence_context import Saying

FINDINGS: Mapping[str, Callable[[Saying], str]] = {
    "comparison": comparison.comparison,
    "comparison_alone": comparison.comparison_alone,
    "comparison_wider": comparison.comparison_wider,
    "rank": comparison.rank,
    "funnel": comparison.funnel,
    "nothing_held": data_quality.nothing_held,
    "card_ratings": report_card.ratings,
    "card_directions": report_card.directions,
    "card_exception": report_card.exception,
    "card_published_only": report_card.published_only,
    "card_not_reported": report_card.not_reported,
    "card_nothing_held": report_card.nothing_held,
    "card_older": report_card.older,
    "data_issues": data_quality.issues,
    "data_held": data_quality.held,
    "data_issue": data_quality.issue,
    "capacity": capacity.caseload,
    "capacity_split": capacity.split,
    "capacity_vacancy": capacity.vacancy,
    "capacity_queue": capacity.queue,
    "capacity_teams": capacity.teams,
    "what_if": what_if.scenario,
    "what_if_cost": what_if.cost,
    **board.FINDINGS,
    **outlook.FINDINGS,
    **trend.FINDINGS,
}
CAVEATS: Mapping[str, Callable[[Saying], str]] = {
    "comparison_is_not_quality": comparison.is_not_quality,
    "median_of_neighbours": comparison.median_of_neighbours,
    "authorities_held": comparison.authorities_held,
    "rag_of_figures_only": report_card.rag_of_figures_only,
    "rates_of_need_not_rated": report_card.rates_of_need_not_rated,
    "direction_is_one_month": report_card.direction_is_one_month,
    "contradicted": report_card.contradicted,
    "one_child_moves_it": report_card.one_child_moves_it,
    "printed_direction_differs": report_card.printed_direction_differs,
    "low_scores_are_good": report_card.low_scores_are_good,
    "one_ref_for_several": report_card.one_ref_for_several,
    "told_twice": report_card.told_twice,
    "released_after_the_month": report_card.released_after_the_month,
    "publishers_differ": data_quality.publishers_differ,
    "errors_are_arithmetic": data_quality.errors_are_arithmetic,
    "checks_are_not_proof": data_quality.checks_are_not_proof,
    "caseload_is_an_average": capacity.caseload_is_an_average,
    "vacancy_holds_the_rest": capacity.vacancy_holds_the_rest,
    "scenario_is_arithmetic": what_if.is_arithmetic,
    "futures_borrowed": what_if.futures_borrowed,
    **outlook.CAVEATS,
    **trend.CAVEATS,
}
