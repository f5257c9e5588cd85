"""What the sentences of a module of phrases say in each of their cases: `tests/language/phrases/cases/<module>.yml`.

A case names the function (in `plain`, the kind), the numbers it is given by role (a count, or a value with its unit and
its day; text is a date or a name), its facts, and every word that it then says. `says` of a case without one is
written by `python tests/phrase_cases.py`, to be read before it is kept.
"""

import importlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from analysis.catalogue.area import areas
from analysis.catalogue.parameters import ReportingContext
from analysis.catalogue.period import Month
from analysis.language.sentence_context import Saying
from analysis.questions.answer import Answer, Evidence

FOLDER = Path(__file__).resolve().parent / "language" / "phrases" / "cases"
Case = Mapping[str, Any]


def cases(module: str) -> list[Case]:
    """Return the cases of a module of phrases."""
    return yaml.safe_load((FOLDER / f"{module}.yml").read_text(encoding="utf-8"))


def name(case: Case) -> str:
    """Return a short name of a case: its function and what it is given."""
    return f"{case['say']}: {case.get('numbers', {})} {case.get('facts', {})}"[:120]


def said(module: str, case: Case) -> str:
    """Return what the function of a case says; one that stops says nothing, and so not what its case says."""
    found = importlib.import_module(f"analysis.language.phrases.{module}")
    say = getattr(found, case["say"], None) or partial(found.plain, case["say"])
    given = saying(case.get("numbers", {}), case.get("facts", {}))
    try:
        return str(say(given))
    except Exception as error:
        raise AssertionError(f"{case['say']} is stopped by {type(error).__name__}: {error}") from error


def saying(numbers: Mapping[str, Any], facts: Mapping[str, Any]) -> Saying:
    """Return a finding about Torbay with these numbers and facts."""
    evidence = {f"x.{role}": _entry(f"x.{role}", given) for role, given in numbers.items()}
    context = ReportingContext(areas()["E06000027"], Month(2021, 5))
    answer = Answer("?", "cp_rate", context, "x", (), evidence)
    return Saying(answer, {role: f"x.{role}" for role in numbers}, {key: _frozen(fact) for key, fact in facts.items()})


def sentences_of(module: str) -> set[str]:
    """Return the functions of a module that say a finding or a caveat."""
    found = vars(importlib.import_module(f"analysis.language.phrases.{module}"))
    named = {
        key: value.__annotations__
        for key, value in found.items()
        if callable(value) and getattr(value, "__module__", "") == f"analysis.language.phrases.{module}"
    }
    return {
        key
        for key, given in named.items()
        if not key.startswith("_") and list(given) in (["say", "return"], ["_", "return"]) and given["return"] is str
    }


def _entry(role: str, given: object) -> Evidence:
    if isinstance(given, str):
        return Evidence(role, given, "text", "computed")
    value, unit, *day = given if isinstance(given, list) else (given, "count")
    return Evidence(role, value, unit, "computed", *day, missing=None if value is not None else "not_available")


def _frozen(fact: object) -> object:
    if isinstance(fact, list):
        return tuple(_frozen(each) for each in fact)
    return fact


def main() -> None:
    """Fill in what the cases without words say."""
    for path in sorted(FOLDER.glob("*.yml")):
        found = [dict(case) for case in cases(path.stem)]
        for case in found:
            case.setdefault("says", said(path.stem, case))
        path.write_text(yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=116), encoding="utf-8")


if __name__ == "__main__":
    main()
