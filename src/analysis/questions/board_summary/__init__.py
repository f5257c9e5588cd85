"""One page that asks: the drivers, what happened and what it means, and what the Board is asked to do."""

from analysis.questions.board_summary.answer import answer_board_summary

__all__ = ["answer_board_summary"]
