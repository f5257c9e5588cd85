"""The authorities that rows of a table are named for, in the spellings of other publishers."""

import re

from analysis.catalogue.other_nation import nation_of
from analysis.sources.area_columns import find_code

ENGLAND_ONLY = "the register has the authorities of England only"
_ENDING = re.compile(
    r",?\s+(?:UA|MBC|BC|CC|MD|LB|\(Met County\)|Unitary|Borough Council|City Council|County Council|Council)$",
    re.IGNORECASE,
)


def find_area(text: str | None) -> str | None:
    """Return the code of the area that a cell names, also as "Swindon UA" or "Yorkshire & Humber"; None for none."""
    plain = " ".join((text or "").split())
    if not plain or plain.isdigit():
        return None
    without = _ENDING.sub("", plain)
    tries = dict.fromkeys(
        (plain, without, without.replace("&", "and"), without.replace(" & ", " and The "), without.replace(".", ""))
    )
    return next((code for one in tries if (code := find_code(one))), None)


def is_authority(text: str) -> bool:
    """Whether a cell names an authority, of England or of another nation, by name or by code."""
    return find_area(text) is not None or nation_of(text) is not None


def why_not_held(text: str) -> str:
    """Return why a figure of an area is kept out that is no authority of England."""
    nation = nation_of(text)
    return f"it is of {nation}, and {ENGLAND_ONLY}" if nation else f"nobody knows this area: {ENGLAND_ONLY}"


_WHOLE = re.compile(
    r"(?:.* )?(?:total|all|overall|whole|combined|borough|county|city|council|authority|local authority)"
    r"(?:wide)?(?:[- ](?:wide|total|areas|teams|localities|service|council|hubs))*"
)


def is_whole(text: str) -> bool:
    """Whether a part of a breakdown is all of it: Total, All teams, Wirral total, Borough, or an authority's name."""
    written = " ".join(text.lower().split())
    named = re.sub(r"^(?:all(?: of)?|whole(?: of)?|total) |\s+(?:total|overall)$", "", written)
    return _WHOLE.fullmatch(written) is not None or find_area(named) is not None
