"""Loads the library that checks notebooks, without a grammar of web addresses that no notebook needs.

`jsonschema` compiles that grammar (`rfc3987_syntax`) as it is loaded, which takes more than a second of the processor,
for two formats of text (`iri`, `iri-reference`) that notebooks do not have. It does without where the grammar is not
installed; here it finds none while it loads.
"""

import importlib
import sys

LIBRARY = "jsonschema"
GRAMMAR = "rfc3987_syntax"


def load() -> None:
    """Load the library, where it is not loaded yet; whoever asks for the grammar afterwards finds it."""
    if LIBRARY in sys.modules or GRAMMAR in sys.modules:
        return
    sys.modules[GRAMMAR] = None  # type: ignore[assignment]  # to Python: there is none
    try:
        importlib.import_module(LIBRARY)
    finally:
        del sys.modules[GRAMMAR]


load()
