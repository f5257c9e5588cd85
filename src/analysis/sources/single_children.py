"""What a text says of single children: a girl aged 12, a 14 year old, a forename with an age, brothers of 4, 7 and 9.

Counts have plurals, ranges and bands ("boys 14", "aged 5 to 9", "16 year olds"); one child has an age and a singular.
"""

import re
from collections.abc import Iterator

from analysis.sources.common_names import common_names, is_forename
from analysis.sources.person_names import are_tabs_of_people

OLDEST = 25  # years that a child or care leaver has
FEWEST_LETTERS = 3  # "M14, F12, M9"
LONGEST_TEXT = 20_000  # characters that are looked at
_NO_RANGE = r"(?![\d/%.]*\d|%| ?(?:[-\u2013+]|to\b|or\b|and (?:over|under|above|below|\d))|\w)"
_YEARS = r"(?:,? ?\(?(?:aged? )?)(\d{1,2})(?: ?(?:yrs?|years?|y/?o)\b(?! and| or| to))?"
_ONE = r"(?:boy|girl|baby|toddler|son|daughter|brother|sister|lad|nephew|niece|twin)"
_ANY = r"(?:child|yp|young person|sibling|client|teenager|male|female|pupil|resident)"
_AGED = re.compile(rf"\b{_ONE},? \(?(?:aged?|of) (\d{{1,2}}){_NO_RANGE}", re.IGNORECASE)
_BARE = re.compile(rf"\b{_ONE}{_YEARS}{_NO_RANGE}", re.IGNORECASE)
_OTHER_AGED = re.compile(rf"\b{_ANY},? \(?aged? (\d{{1,2}}){_NO_RANGE}", re.IGNORECASE)
_OLD = re.compile(
    r"\b(?:an?|one|1 ?x|her|his|their|this) (\d{1,2})[ -]?(?:year|yr|month|week)s?[ -]?old\b(?! (?:\w+ )?\w+s\b)"
    rf"|\b(\d{{1,2}})[ -]?(?:year|yr)s?[ -]old {_ONE}\b",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\b([MF])[ /]?(\d{1,2})\b|\b(\d{1,2})[ /]?([MF])\b")
_BROTHERS = re.compile(
    r"\b(?:boys|girls|brothers|sisters|siblings|sibling group[^.;\n]{0,30}?)\W{1,3}(?:aged )?"
    r"(\d{1,2}(?:, ?\d{1,2})+,? (?:and|&) \d{1,2})\b(?![%/.]\d?)",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\b(?:sibs?|siblings|brothers|sisters|twins),? \(?(?:aged )?(\d{1,2} ?(?:,|and|&) ?\d{1,2})\b(?![%/.]\d?)",
    re.IGNORECASE,
)
_BRIEF = re.compile(
    r"(?<![-\u2013/\d])\b(\d{1,2}) ?(?:yo|y/o)\b,? (?:[MF]\b|male|female|boy|girl|from|who|was|in\b|at\b)",
    re.IGNORECASE,
)
_OF_FAMILY = re.compile(
    r"\b(?i:the) ([A-Z][\w'\u2019-]+) (?i:baby|babies|twins|siblings|sibs|brothers|sisters|boys|girls|children"
    r"|family)\b"
    r"|\b(?i:baby) ([A-Z][\w'\u2019-]+)"
)
_ABOUT = re.compile(
    r"\b(?i:re|regarding|concerning|about|against|allegation|lado|complaint (?:of|from|by))\W{1,3}(?:\w+ ){0,2}"
    r"(?:Mr|Mrs|Ms|Miss)\.? [A-Z][\w'\u2019-]+"
)
_FORENAME = re.compile(
    r"\b([A-Z][a-z]{2,15})(?: [A-Z]\b\.?,? \(?(?:aged? )?|,? \(?aged? )(\d{1,2})(?:\)|\b)(?!%|[-/:.]\d)"
)
_DOCUMENT = re.compile(
    r"score ?card|report|dashboard|performance|\b(?:card|data|copy|draft|final|v\d+|version|edits?|edited|tracker"
    r"|summary|stats|statistics|figures|monthly|quarterly|annual|pack|tables?|sheet|workbook|book)\b",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"\b(?:dob|d o b|born|birth)\W{0,3}\d{2,8}", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:case|child|yp|client|mosaic|lcs|pupil|person|family|upn|nhs)(?: ?(?:no|id|ref|number))?\W{0,2}"
    r"(?!(?:19|20)\d\d\b)\d{3,}",
    re.IGNORECASE,
)
_RUN_IN = re.compile(r"\b([A-Z][a-z]{2,})([A-Z])\b")  # "PascoeJ"
_ONE_PERSON = re.compile(
    r"\b(?:she|he|herself|himself)\b(?!/)|(?<!/)\b(?:her|his|whose|an?|the|one|this|that) (?:\w+ )?(?:boy|girl|lad|lass"
    r"|baby|toddler|teenager|mother|mum|father|dad|step\w+|grand\w+|aunt|uncle|brother|sister|twin|son|daughter|man|woman)\b"
    r"|\b(?:one|1|this|that) (?:child|young person|yp|family|pupil|teenager)\b|\ba family of \w+\b|\b(?:mum|dad)\b",
    re.IGNORECASE,
)
_OF_A_LIFE = re.compile(
    r"\b(?:arrest\w*|abscond\w*|overdos\w+|in(?:to)? hospital|refuge|prison|convict\w*|assault\w*|alleged|disclos\w+"
    r"|died|death|pregnan\w+|self.?harm\w*|ran away|missing (?:overnight|since|again)|moved (?:to|in with|back)"
    r"|(?:went|came|gone|sent) (?:back|home|to)|return(?:ed)? (?:home|to)|placement (?:ended|broke)|broke down"
    r"|gave notice|police protection|removed from (?:the )?home|(?:stay|liv)(?:s|es|ed|ing) with|fled|released"
    r"|bereave\w*|sectioned|excluded (?:from school|after|for)|knife|went missing"
    r"|turned (?:sixteen|seventeen|eighteen|1[678])|boyfriend|girlfriend|suicid\w+|evicted|homeless|traffick\w+"
    r"|deported|settl(?:ed|ing) in|found (?:at|in|by)|seen at|left (?:home|foster|residential))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")


def says_single_children(text: str) -> bool:
    """Whether a text says what only one child is, by an age: in words, by a forename, or as a list of cases."""
    shown = text[:LONGEST_TEXT]
    if _ABOUT.search(shown) or any(map(_is_family, _OF_FAMILY.finditer(shown))):
        return True
    if not any(map(str.isdigit, shown)):
        return False
    return (
        any(map(_is_age, _ages(_BRIEF, shown)))
        or any(_are_ages(found[1]) for found in _PAIR.finditer(shown))
        or any(map(_is_age, _ages(_AGED, shown)))
        or any(map(_is_age, _ages(_OLD, shown)))
        or len(set(_ages(_BARE, shown)) | set(_ages(_OTHER_AGED, shown))) > 1
        or _has_letters_with_ages(shown)
        or any(_are_ages(found[1]) for found in _BROTHERS.finditer(shown))
        or any(is_forename(found[1]) and _is_age(int(found[2])) for found in _FORENAME.finditer(shown))
    )


def tells_a_story(text: str) -> bool:
    """Whether a text tells what happened in the life of one person or family, without a name or an age."""
    shown = text[:LONGEST_TEXT]
    return _ONE_PERSON.search(shown) is not None and any(
        _ONE_PERSON.search(said) and _OF_A_LIFE.search(said) for said in _SENTENCE.split(shown)
    )


def is_about_one(text: str) -> bool:
    """Whether a text speaks of one person: he or she, a girl, her mother."""
    return _ONE_PERSON.search(text[:LONGEST_TEXT]) is not None


def tells_of_one_case(text: str) -> bool:
    """Whether a line, one of several, says what happened in the life of a person who is not even mentioned."""
    return _OF_A_LIFE.search(text[:LONGEST_TEXT]) is not None


def is_called_as_a_child(stem: str) -> bool:
    """Whether a file is called as one person is: by a birth, a number of a case, or a name and not as a document."""
    shown = " ".join(re.split(r"[\s_.-]+", stem))
    if _BIRTH.search(shown) or _NUMBERED.search(shown) or says_single_children(shown):
        return True
    run_in = any(found[1].lower() in common_names().surnames for found in _RUN_IN.finditer(shown))
    return _DOCUMENT.search(shown) is None and (run_in or are_tabs_of_people([shown]))


def _ages(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    for found in pattern.finditer(text):
        yield int(next(group for group in found.groups() if group))


def _is_family(found: re.Match[str]) -> bool:
    return (found[1] or found[2]).lower() in common_names().surnames


def _is_age(number: int) -> bool:
    return number <= OLDEST


def _are_ages(said: str) -> bool:
    """Whether several numbers are ages of brothers and sisters, which do not follow one another year by year."""
    ages = [int(number) for number in re.findall(r"\d+", said)]
    return all(map(_is_age, ages)) and ages != list(range(ages[0], ages[0] + len(ages)))


def _has_letters_with_ages(text: str) -> bool:
    """Whether M and F stand each beside a number, several times, as in a list of children."""
    said = {(found[1] or found[4], found[2] or found[3]) for found in _SHORT.finditer(text)}
    return len(said) >= FEWEST_LETTERS and len({letter for letter, _ in said}) > 1
