"""Names of people in the properties of a document: its title, subject, keywords, category and comments.

Who wrote a workbook is looked at by nobody: every program notes it. What it is about is no person. No list has all
names, so what is written as a name is one where none of its words is known from the field or from documents.
"""

import re

from analysis.sources.person_names import is_name, says_what

FEWEST_WORDS = 2  # a forename and a surname
_SYSTEM = re.compile(
    r"mosaic|liquid ?logic|eclipse|azeus|capita|tableau|cognos|ofsted|kpis?|bi|untitled|csv|xlsx?|pdf|html"
    r"|(?:high|low|good|open|closed|live|test|none|misc|other|general|various)\b|(?:director|member|leader|chair|manager|officer|user|reader|today|head|team)s?\b",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(r"([^\W\d_a-z][^\W\d_A-Z]{2,}(?:-[^\W\d_]+)*)(?:['\u2019]s?\b.*| only| [A-Z]\.?)?")
_DOCUMENT = re.compile(
    r"\b(?:score ?cards?|reports?|dashboards?|performance|books?|workbooks?|work ?sheets?|sheets?|templates?|theme"
    r"|title|copy|draft|final|version|data|figures|tables?|charts?|pack|summary|monthly|quarterly|annual|weekly|month|quarter"
    r"|year|january|february|march|april|may|june|july|august|september|october|november|december|official|sensitive"
    r"|internal|public|restricted|confidential|personal|microsoft|excel|office|power|bi|query|access|crystal|tableau|sql"
    r"|server|share ?point|business|objects|google|libre|open|word|document|corporate|management|information|council"
    r"|directorate|department|children\w*|services?|social|family|families|education|health|board|committee|scrutiny"
    r"|improvement|plan|strategy|review|budget|finance|insight|intelligence|analysis|analytics|key|indicators?|measures?"
    r"|statistics|statistical|return|census|release|export|extract|import|default|normal|blank|new|untitled|custom"
    r"|appendix|annex|part|section|phase|tier|band|schedule|level|option|national|local|authority|england|english|uk|gb|the|for|and|of)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[,;|/:()\[\]\n]\s*|\s+[-\u2013]\s+")
_CAPITAL = r"([^\W\d_a-z][^\W\d_]+(?:['\u2019-][^\W\d_]+)*)"
_INITIALLED = re.compile(rf"\b{_CAPITAL} [A-Z]\b(?!['\u2019.&/-]?\w)")  # "Tyreke B"
_OF_ONE = re.compile(
    rf"\b{_CAPITAL}['\u2019]s? (?:placement|case|review|plan|conference|move|file|chronology|birth|mother|father|mum"
    r"|dad|carers?|school|social worker|brothers?|sisters?)\b"
    rf"|\b(?i:the )?{_CAPITAL} (?:twins|siblings|sibs|sisters|brothers|baby|babies|boys|girls|family|case)\b"
    rf"|\b(?i:baby|re|about) {_CAPITAL}(?: {_CAPITAL})?$"
)


def property_names_a_person(text: str) -> bool:
    """Whether a property of a document names a person: as a whole part, by an initial behind a name, or by a family."""
    if any(len(part.split()) >= FEWEST_WORDS and is_name(part) and _is_unknown(part) for part in _PARTS.split(text)):
        return True
    if any(map(_is_name_alone, _PARTS.split(text))):
        return True
    said = [*_INITIALLED.finditer(text), *_OF_ONE.finditer(text)]
    return any(_is_unknown(" ".join(filter(None, found.groups()))) for found in said)


def is_word_of_documents(text: str) -> bool:
    """Whether a text has a word that titles of documents have."""
    return _DOCUMENT.search(text) is not None


def _is_name_alone(part: str) -> bool:
    """Whether a part is one word, written as a name is, that neither the field nor documents know: a forename alone."""
    found = _ONE_WORD.fullmatch(part)
    return found is not None and _is_unknown(found[1]) and _SYSTEM.match(part) is None


def _is_unknown(words: str) -> bool:
    return not says_what(words) and _DOCUMENT.search(words) is None
