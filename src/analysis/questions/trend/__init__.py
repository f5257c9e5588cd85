"""Is the newest figure a signal, or the ups and downs that the series always had?"""

from analysis.questions.trend.answer import answer_trend
from analysis.questions.trend.trend_series import Steps

__all__ = ["Steps", "answer_trend"]
