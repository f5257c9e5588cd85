"""Headers under which rows about single children or workers stand, in the spellings of returns and case systems."""

import re
from functools import lru_cache
from typing import Literal

HeaderKind = Literal["number", "attribute", "hint"]
LONGEST_HEADER = 70  # characters; longer ones are sentences about figures

# One pattern a line, for a header in small letters without marks; words in capitals stand for those below.
_WORDS = {
    "PERSON": "(?:la |local |our |the |unique |anonymi[sz]ed |pseudonymi[sz]ed )?(?:child|childs|children s|persons?|"
    "looked after child|young persons?|young people|yp|cyp|individual|client|service users?|su|pupil|learner|student|"
    "patient|sibling|mother|(?:individual |prospective )?adopter|carer|SYSTEM)",
    "SYSTEM": "(?:mosaic|liquid ?logic|lcs|ics|care ?first|eclipse|azeus|framework ?i|fwi|capita one|paris)",
    "TOTAL": "(?:foster carer|care leaver|cla|lac|cin|cp|cpp|social worker|worker|sw|staff member|staff|employee)",
    "CODE": "(?:unique )?(?:id|ids|ident|identifier|identification|identity|number|no|num|nr|ref|reference|code|key|"
    "pin)(?: (?:id|number|no|num|code))?",
    "NAME": "(?:full |first |last |sur |fore |given |family |middle |known as |preferred )?names?",
}
# `number` tells one person from the others, and is refused whatever stands under it.
_NUMBER = r"""
child
PERSON CODE
PERSON NAME
name of (?:the )?(?:child|young person|client|pupil|worker|social worker)
(?:fore|sur|first|last|given|middle)[ -]?names?
la ?child ?id
unique TOTAL CODE
TOTAL (?:unique )?(?:id|ids|ident|identifier|identification|identity|key|pin)(?: (?:number|no))?
swe ?(?:no|num|number|id|reg\w*)?
social work england (?:no|number|id|registration\w*)
hcpc (?:no|number|registration\w*)
national insurance(?: number| no)?|ni ?(?:no|number)|nino
(?:unique|case|record|family|household|episode|referral|placement|plan) ?(?:unique )?(?:id|ids|identifier)
pseudonym\w*(?: id)?|p?uid|pid|uprn
"""
# `attribute` is refused unless what stands under it are figures: a table of how complete records are has such columns,
# and "CLA number" may be a total, which "CLA ID" is not.
_ATTRIBUTE = r"""
TOTAL CODE
(?:former |current )?upns?|ulns?
nhs(?: ?(?:number|no|num|id))?
(?:BIRTHOF )?(?:dob|d o b|date of birth|birth ?date|person birth ?date|born|birthday|edd)(?: of (?:the )?child)?
expected (?:person birth ?date|date of birth)
(?:home |placement |pl |current |last known |child |childs )?(?:post ?code|zip)(?: (?!district|sector|area).{0,20})?
(?:home|pl) post
(?:home |current |placement |full )?address(?: line \d)?
(?:date of )?death|person ?death ?date
(?:mobile|telephone|phone|email|e mail)(?: (?:no|number|address))?
"""
# Of `hint`, two are refused, or one beside codes or dates, where no column is of figures.
_HINT = r"""
ethnic(?:ity)?(?: .{0,20})?
gender(?: current)?|sex
age(?: of child)?(?: years| at .{0,30})?|(?:yr|year) ?(?:group|of birth)|ncy(?: actual)?|yob|sen(?: status)?|ehcp
age (?:in )?(?:years|yrs|months|mths|weeks|days)(?: (?:and )?months)?
eth|m f|f m|category(?: of (?:abuse|need|plan))?|(?:weeks|days|months) (?:on|in|open to) (?:plan|cp|care|placement)
(?:does the child have a |child )?disabilit(?:y|ies)|disabled
(?:allocated |case |key |lead |responsible )?(?:worker|social worker|case ?worker|practitioner)(?: .{0,15})?
(?:case|family|household|referral|episode|plan|placement|unique|record|system) (?:ref|reference|number|no|code|key)
(?:unique )?(?:id|identifier|unique ref|unique reference|person)|surname|name
legal status|placement type|religion|nationality|language|sexual orientation|immigration status|uasc
decom|dec|rne|ls|place|place provider|rec|urn|duc|sdq score|sdq reason|prev perm|la perm|date perm|mis start|mis end
(?:date of )?(?:referral|contact|closure|episode start|episode end|cin start|plan start) date
date (?:of|started|ended|enquiry).*
"""
# Headers of people, whose names or initials may stand under them; "Young people" may also be a heading of measures.
_PEOPLE = r"""
(?!SYSTEM$)PERSON(?: initials?)?
initials?|names?|surname|who|sws?|aysw|complainant|occupant|resident|employee|tenant|case
(?:allocated |case |key |lead |responsible )?(?:worker|social worker|case ?worker|practitioner)s?(?: .{0,15})?
(?:children|young people|clients|siblings|pupils|adopters|parents|(?:foster )?carers?|care leavers?)(?: initials)?
(?:sibling|family) group|(?:foster )?(?:famil(?:y|ies)|households?)|parents?
(?:member of )?staff(?: member| name)?|chairs? of (?:the )?conference|responsible (?:officer|person) for (?:the )?child
"""
_BIRTH_OF = "child|childs|person|pupil|mother|mothers|mc|yp|expected|actual"
_TAGS = re.compile(
    r"<(?:\w+:)?(LAchildID|UPN|FormerUPN|UniquePupilNumber|PersonBirthDate|ChildIdentifiers|CSWWWorker|LookedAfterChild|"
    r"ChildID|SWENo|UniqueLearnerNumber|Child|Worker|SSDA903|Pupil|Learner)\b|"
    r"<(?:\w+:)?Collection>\s*(?:CIN|CSWW|SSDA903|CLA|903|School Census|AP)\b",
    re.IGNORECASE,
)
_REACHED = re.compile(r"(?:mobile|tel|telephone|phone|email|e mail)(?: (?:no|number|address))?")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_APOSTROPHE = re.compile("['\u2019]")
_NO_WORD = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def header_kind(text: str) -> HeaderKind | None:
    """Return what a header announces of one person, or None."""
    if len(text) > LONGEST_HEADER:
        return None
    plain = _plain(text)
    split = _plain(_CAMEL.sub(" ", text))
    return next((kind for kind, known in _KINDS if known.fullmatch(plain) or known.fullmatch(split)), None)


@lru_cache(maxsize=4096)
def announces_people(text: str) -> bool:
    """Whether names of people may stand under a header; what stands there decides."""
    return len(text) <= LONGEST_HEADER and _NAMES.fullmatch(_plain(text)) is not None


def says_how_to_reach(text: str) -> bool:
    """Whether a header announces a telephone number or an e-mail address, which stand beside an officer's name too."""
    return len(text) <= LONGEST_HEADER and _REACHED.fullmatch(_plain(text)) is not None


def has_tags_of_returns(text: str) -> bool:
    """Whether a marked-up text has the elements of a statutory return about children or workers."""
    return _TAGS.search(text) is not None


def _plain(text: str) -> str:
    return _NO_WORD.sub(" ", _APOSTROPHE.sub("", text).lower()).strip()


def _any_of(lines: str) -> re.Pattern[str]:
    patterns = "|".join(f"(?:{line})" for line in lines.split("\n") if line)
    for name, words in _WORDS.items():
        patterns = patterns.replace(name, words)
    return re.compile(patterns.replace("BIRTHOF", f"(?:{_BIRTH_OF})"))


_KINDS: tuple[tuple[HeaderKind, re.Pattern[str]], ...] = (
    ("number", _any_of(_NUMBER)),
    ("attribute", _any_of(_ATTRIBUTE)),
    ("hint", _any_of(_HINT)),
)
_NAMES = _any_of(_PEOPLE)
