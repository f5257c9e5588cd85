"""What figures are counted in, in words: as subtitles, headers of columns and notes say it."""

from collections.abc import Mapping

from analysis.catalogue.observation import Unit

UNITS: Mapping[Unit, str] = {
    "count": "number",
    "percent": "per cent",
    "per_10000": "per 10,000 children aged 0 to 17",
    "per_100000": "per 100,000 people",
    "days": "days",
    "weeks": "weeks",
    "fte": "full-time equivalent posts",
    "cases_per_fte": "cases per full-time equivalent worker",
    "score": "score",
    "pounds": "pounds",
}
