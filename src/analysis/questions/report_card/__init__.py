"""Every measure of the month against its target and benchmarks, exceptions first."""

from analysis.questions.report_card.answer import answer_report_card

__all__ = ["answer_report_card"]
