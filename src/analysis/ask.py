"""The analyst's face: ask a question, get an answer that shows itself.

>>> from analysis import ask
>>> answer = ask.why("cp_rate", area="Torbay", between=("2016-03", "2017-03"))
>>> print(answer.text("headline"))  # doctest: +ELLIPSIS
In Torbay the child protection (CP) rate rose from 51.1 to 82.9 per 10,000 children between March 2016 and March 2017...
>>> answer.figures
['rate', 'waterfall', 'pathway', 'duration']

`ask.` and Tab offers the questions and nothing else; what notebooks call besides (`if_held`, `save_evidence`,
`check_parameters`) is there for those who know its name.
"""

from typing import Any

from analysis.catalogue import errors as _errors
from analysis.catalogue import parameters as _parameters
from analysis.catalogue import question as _question
from analysis.present import completion as _completion
from analysis.present import evidence_file as _evidence_file
from analysis.present import question_answers as _answers

globals().update(_answers.ASKED)  # each question of the registry, by its name
__all__ = list(_answers.ASKED)
_FOR_NOTEBOOKS = {
    "check_parameters": _parameters.check_parameters,
    "if_held": _answers.if_held,
    "save_evidence": _evidence_file.save_evidence,
}


class UnknownQuestionError(_errors.UnknownNameError, AttributeError):
    """A question that is not there; the hint lists the near ones."""


def __dir__() -> list[str]:
    return list(__all__)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - of the questions, which type checkers take from here
    if name in _FOR_NOTEBOOKS:
        return _FOR_NOTEBOOKS[name]
    if name.startswith("_"):  # Python and Jupyter look for these, and take no for an answer
        raise AttributeError(name)
    raise UnknownQuestionError.from_name_and_known("question", name, __all__, _question.called())


_completion.offer_names(_answers.ASKED)
