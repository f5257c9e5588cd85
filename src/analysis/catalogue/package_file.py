"""One YAML file of the package, read as a typed whole: all that is wrong in it is said at once, with its place."""

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.measure import measures
from analysis.catalogue.validation import wrong_entries
from analysis.catalogue.yaml_reader import parse_yaml

Whole = TypeVar("Whole")


def read_package_file(name: str, whole: type[Whole]) -> Whole:
    """Return a file of `analysis.catalogue`. Raises WorkbenchError with every entry that is wrong."""
    said = parse_yaml(files("analysis.catalogue").joinpath(name).read_bytes(), name)
    try:
        return TypeAdapter(whole).validate_python(said)
    except ValidationError as error:
        raise wrong_file(name, wrong_entries(error, "the file")) from None


def wrong_file(name: str, problems: Iterable[str]) -> WorkbenchError:
    """Return the error for a file of the package with everything that is wrong in it."""
    listed = "\n".join(f"{name}, {problem}" for problem in problems)
    return WorkbenchError(f"The catalogue is wrong:\n{listed}", hint="Correct the entries.")


def unknown_measures(part: str, named: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield one sentence for each measure that an entry of `part` names and the catalogue does not have."""
    for position, wanted in enumerate(named, start=1):
        for measure in dict.fromkeys(wanted):
            if measure not in measures():
                yield f"{part}, entry {position}: there is no measure called {measure}"


def repeated(part: str, named: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield one sentence for each name of an entry of `part` that an earlier one has."""
    seen: set[str] = set()
    for position, names in enumerate(named, start=1):
        yield from (f"{part}, entry {position}: {name} is already there" for name in names if name in seen)
        seen |= set(names)
