"""Which folders of data/raw hold official statistics: the one the product ships, and those `sources add` makes."""

import re
from collections.abc import Mapping
from functools import cache

from analysis.sources.formats import published_formats

SHIPPED = "published-statistics"
_YEAR = re.compile(r"-\d{4}$")


def slug_of(text: str) -> str:
    """Return words as a folder is named: `childrens-social-work-workforce`."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "")).strip("-")


@cache
def releases() -> Mapping[str, str]:
    """Return the names of official releases by the folders made for them, without their year."""
    titles = {form.release.partition(",")[0] for form in published_formats().values()}
    return {slug_of(title): title for title in titles}


def is_official(folder: str) -> bool:
    """Whether a folder of data/raw holds official statistics, by its name."""
    return folder == SHIPPED or _YEAR.sub("", folder) in releases()
