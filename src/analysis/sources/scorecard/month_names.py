"""Names of months as Excel writes them: in English, and as a computer set to another language saves dates as text."""

import re
from collections.abc import Mapping

ENGLISH = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
# From January, what Excel shows of a date as mmm and mmmm (Unicode CLDR 45, months, abbreviated and wide).
OTHERS: Mapping[str, tuple[str, ...]] = {
    "Welsh": (
        *(
            "ion ionawr",
            "chwef chwe chwefror",
            "maw mawrth",
            "ebr ebrill",
            "mai",
            "meh mehefin",
            "gorff gor gorffennaf",
        ),
        *("awst", "medi", "hyd hydref", "tach tachwedd", "rhag rhagfyr"),
    ),
    "German": (
        *(
            "januar",
            "februar",
            "mrz m\u00e4rz m\u00e4r",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "sept",
            "okt oktober",
        ),
        *("november", "dez dezember"),
    ),
    "French": (
        *("janv janvier", "f\u00e9vr f\u00e9vrier fevr", "mars", "avr avril", "mai", "juin", "juil juillet"),
        *("ao\u00fbt aout", "septembre", "octobre", "novembre", "d\u00e9c d\u00e9cembre"),
    ),
    "Spanish": (
        *(
            "ene enero",
            "febrero",
            "marzo",
            "abr abril",
            "mayo",
            "junio",
            "julio",
            "ago agosto",
            "septiembre",
            "octubre",
        ),
        *("noviembre", "dic diciembre"),
    ),
    "Polish": (
        *("sty stycze\u0144", "lut luty", "marzec", "kwi kwiecie\u0144", "maj", "cze czerwiec", "lip lipiec"),
        *("sie sierpie\u0144", "wrz wrzesie\u0144", "pa\u017a pa\u017adziernik", "lis listopad", "gru grudzie\u0144"),
    ),
}


def _numbers() -> dict[str, int]:
    found = {name: number for number, name in enumerate(ENGLISH, start=1)}
    found |= {name[:3]: number for name, number in list(found.items())} | {"sept": 9}
    for months in OTHERS.values():
        for number, names in enumerate(months, start=1):
            found |= dict.fromkeys(names.split(), number)
    return found


NUMBERS: Mapping[str, int] = _numbers()  # from a name in small letters to the number of its month
# Any of them as a regular expression, the longer first.
ANY = "|".join(sorted(map(re.escape, NUMBERS), key=lambda name: (-len(name), name)))
