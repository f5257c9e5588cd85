"""What was promised: themes and their ratings, priorities, risks, actions with owner and state."""

from analysis.questions.improvement_plan.answer import answer_improvement_plan

__all__ = ["answer_improvement_plan"]
