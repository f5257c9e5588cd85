"""An area as an entry of a file names it: written as its readers call it, held by its code.

Apart from the areas themselves, because the command line names areas before it loads what models need.
"""

from typing import Annotated

from pydantic import BeforeValidator

from analysis.catalogue.area import areas
from analysis.catalogue.errors import UnknownNameError


def code_of(name: str | None) -> str | None:
    """Return the code of the area that an entry of a file names, by name, slug or code; none of none.

    Raises ValueError with near names, so that a model tells it with its other faults.
    """
    try:
        return None if name is None else areas().find(str(name)).code
    except UnknownNameError as error:
        message = f"{error.what} {error.hint or ''}".strip()
        raise ValueError(message) from error


AreaCode = Annotated[str, BeforeValidator(code_of)]
