"""Are there enough social workers for the cases: demand, staffing, and what would hold the caseload at a limit."""

from analysis.questions.capacity.answer import answer_capacity
from analysis.questions.capacity.workforce import Workforce, workforce_on

__all__ = ["Workforce", "answer_capacity", "workforce_on"]
