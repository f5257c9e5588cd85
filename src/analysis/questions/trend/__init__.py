"""Is the newest figure a signal, or the ups and downs that the series always had?"""

from analysis.questions.trend.answer import answer_trend

__all__ = ["answer_trend"]
