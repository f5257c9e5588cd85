"""Where a file came from, as far as its figures need to know."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provenance:
    """file: how locators name it (relative to data/raw). published_on: the vintage. area: of files about one area."""

    file: str
    published_on: dt.date
    area: str | None = None
    release: str | None = None
