"""What a note says of one child in passing: a relative, a forename without a role, an age, a list of names or initials.

Notes about figures speak of many, and name people by what they do. One child has a mum, a nan or a boyfriend.
"""

import re

from analysis.sources.common_names import is_forename
from analysis.sources.lone_lines import is_known
from analysis.sources.people_in_grids import ROLE
from analysis.sources.person_names import is_name, says_what
from analysis.sources.sheet_blocks import names_period

FEWEST = 3  # names or initials of a list
MOSTLY = 0.6
FEWEST_WORDS = 3  # of a note
OLDEST = 25  # years that a child or care leaver has
_OF_NO_TEXT = ("\0", "\ufffd")  # signs of what a program wrote for itself
LONGEST_TEXT = 20_000
_RELATIVES = re.compile(
    r"\b(?:mum|mummy|mam|dad|daddy|nan|nana|gran|granny|grandad|step-?(?:mum|dad|mother|father)|boyfriend|girlfriend)"
    r"(?:['\u2019]s)?\b(?! (?:groups?|projects?|programmes?|courses?|clubs?)\b)"
    r"|(?<!and )(?<!& )\b(?:his|her|whose) (?:mother|father|parents|carers?|sister|brother|school|placement|partner)\b",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"(?<![-\u2013/\d])(?<!\bto )(?<!\band )(?<!\bor )\b(\d{1,2})[- ]?(?:years?|yrs?)[- ]old\b"
    r"(?! (?:and (?:under|over)|or |(?:[\w-]+ ){0,3}[\w-]+s\b|population|uptake|take|funding|offer"
    r"|checks?|review|entitle"
    r"|children|young people|health|developmental|childcare|cohort|group))",
    re.IGNORECASE,
)
_BARE_SUBJECT = re.compile(
    r"(?:^|[.;:!?\n]\s*|\b(?:one|single|a|an|this|that) )(?:young |teenage |unborn )?(?:boy|girl|baby|toddler|teenager"
    r"|infant|lad|young man|young woman|child|young person|yp|twins|siblings|sibling group of \w+)"
    r"(?: (?:was |is |who |aged |born |with |in |placed |removed |moved |stabbed |arrested |found |came "
    r"|remains )|,| [(\u2013-])",
    re.IGNORECASE,
)
_ONE_OF_A_FAMILY = re.compile(  # who a sentence is about, where no measure or placement is called so
    r"(?:^|[.;:!?\n]\s*)(?:(?:mother|father|newborn|baby|unborn|teenage (?:girl|boy)|young carer|(?:birth )?parents)"
    r" (?:has|have|had|is|are|was|were|did|does|do|not|on|of|with|contest\w*|due|admitted|refus\w+|says?"
    r"|cannot|could|from)\b"
    r"|(?:family|child|yp|young person) [A-Z]\b(?! [a-z]+s\b))",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?<![/\w])(?<!\bor )(?:he|she|him|his|her|hers|himself|herself)\b(?!/| or\b| majesty)", re.IGNORECASE
)
_HAS = re.compile(
    r"(?<![\w'\u2019])([A-Z][a-z]{2,15})['\u2019]s (?:\w+ )?(?:reviews?|plan|placement|case|conference"
    r"|move|carers?|foster"
    r"|school|social worker|visits?|assessment|siblings?|brothers?|sisters?|health|birth|file|order|hearing|birthday)\b"
)
_OF_LIFE = re.compile(
    r"\b(?:self[- ]?harm\w*|stab\w+|cannabis|drugs|alcohol|hospital|prison|police|arrest\w*|overdos\w+|pregnan\w+"
    r"|removed?|removals?|born|foster care|placed|out of area|refus\w+|exclu\w+|school|older"
    r"|missing episodes|court|strategy meeting"
    r"|injur\w+|bruis\w+|disclos\w+|suicid\w+|homeless|surfing|abus\w+|assault\w*|relationship|settl\w+"
    r"|remains|awaiting|(?:came|taken|brought) in(?:to)?)\b",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(  # an unknown name, then what only a person does
    r"(?<![\w'\u2019])([A-Z][a-z]{2,15})(?: [A-Z]\b\.?)?(?:,)? (?:who|whose|(?:is|was|has been|remains"
    r"|has) (?:now |still |been )?"
    r"(?:settled|placed|living|moved|missing|back|due|home|awaiting|waiting|with|in)"
    r"|and [A-Z][a-z]{2,15} (?:both|are|were)|both"
    r"|came (?:in|into|back)|moved|went|still waiting|turned|ran|lives|wants|refus\w+|attends|now)\b"
)
_IN_ROLE = re.compile(
    r"\b(?:by|from|to|with|contact|ask|thanks|led|prepared|author|via|see|cllr|mr|mrs|ms|dr|saint|st"
    r"|team|manager|cc|call"
    r"|email|speak)\W{1,2}$",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<![\w'\u2019-])([A-Z][a-z]{2,15})(['\u2019]s)?(?![\w-])( [A-Z][\w'\u2019-]*)?")
_ACTS = re.compile(r"\W{1,3}(?:to|will|asked|agreed|has asked|reported|presented|confirmed|noted)\b")
_UNKNOWN_WORD = re.compile(r"[A-Z][a-z]{2,15}(?:['\u2019-][A-Z]?[a-z]+)?")
_AFTER = re.compile(r"^[^:]{2,40}:\s*")
_SPLIT = re.compile(r"\s*[,;&\n]\s*|\s+and\s+|\s+/\s+")
_INITIALS = re.compile(r"([A-Z])\.? ?([A-Z])\.?(?: ?\(?\d{0,2}\)?)?")
_OF_OFFICERS = re.compile(
    r"\b(?:attend\w*|present|apologies|members?|by|contact|authors?|owners?|leads?|team|questions"
    r"|circulation|distribution"
    r"|staff|managers?|key|neighbours|areas|wards|localit\w+|codes|teams?|schools|homes|hubs?|providers?|partners?)\b",
    re.IGNORECASE,
)


def tells_in_passing(text: str) -> bool:
    """Whether a note says something of one child: a relative, an age, a forename without a role, what happened."""
    shown = text[:LONGEST_TEXT]
    if len(shown.split()) < FEWEST_WORDS or any(sign in shown for sign in _OF_NO_TEXT):
        return False
    return (
        _RELATIVES.search(shown) is not None
        or any(int(found[1]) <= OLDEST for found in _OLD.finditer(shown))
        or _ONE_OF_A_FAMILY.search(shown) is not None
        or (ROLE.search(shown) is None and (_PRONOUN.search(shown) is not None or _names_a_child(shown)))
        or any(not (is_known(found[1]) or names_period(found[1])) for found in _HAS.finditer(shown))
        or (_BARE_SUBJECT.search(shown) is not None and _OF_LIFE.search(shown) is not None)
        or any(not (says_what(found[1]) or names_period(found[1])) for found in _OF_SOMEBODY.finditer(shown))
    )


def _names_a_child(text: str) -> bool:
    """Whether a forename that many have stands alone in a text, and is nobody's who acts or answers for something."""
    for found in _CAPITAL.finditer(text):
        word = found[1]
        if found[3] or not is_forename(word) or is_known(word) or names_period(word):
            continue
        if not (_IN_ROLE.search(text[: found.start()]) or _ACTS.match(text, found.end())):
            return True
    return False


def lists_people(text: str) -> bool:
    """Whether most parts of a text, behind what announces them, are names of people or initials, not by a role."""
    announced = _AFTER.match(text)
    if announced is not None and (ROLE.search(announced[0]) or _OF_OFFICERS.search(announced[0])):
        return False
    parts = [
        part.strip(" .") for part in _SPLIT.split(text[announced.end() if announced else 0 : LONGEST_TEXT]) if part
    ]
    named = {part for part in parts if is_name(part)}
    initials = {part for part in parts if (found := _INITIALS.fullmatch(part)) and not says_what(found[1] + found[2])}
    if len(parts) >= FEWEST and all(_UNKNOWN_WORD.fullmatch(part) and not is_known(part) for part in parts):
        return len(set(parts)) == len(parts) and not any(map(names_period, parts))
    return any(len(one) >= FEWEST and len(one) >= MOSTLY * len(parts) for one in (named, initials))
