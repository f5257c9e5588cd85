"""Words in the headers and cells of sheets that say what a block is: what counts, what names rows, what is met on."""

import re


def _words(text: str, more: str = "") -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(text.split())})\b{more}", re.IGNORECASE)


# Headers of lengths, sizes, costs, scores and numbers: figures that one child has, unless they are averages or limits.
OF_ONE = _words(
    r"ages? yrs? years? ncy miles? kms? distance days? nights? weeks? wks? months? hours? hrs? minutes mins duration"
    r" length score sdq ht wt height weight size cost fee price paid weekly steps? moves? sessions? no num number id"
    r" refs? reference los stay"
)
OF_MANY = _words(
    r"number\sof no\.?\sof average mean median total working school allowed timescale target rate per within lost"
    r" children cases plans placements staff workers referrals contacts",
    r"|%|\u00a3",
)
# Headers of figures that count more than one.
COUNTS = _words(
    r"count numbers? totals? value figure rate n cases headcount fte average sum children pupils workers staff beds"
    r" male female boys girls all england region\w* rank population households baseline likelihood impact rows"
    r" failing agree disagree neither places booked vacant vacancies starters leavers agency variance",
    r"|%|\u00a3",
)
COUNT_ALONE = re.compile(
    r"count|total|n|number|value|figure|headcount|(?:number|no\.?|count|total) of .*", re.IGNORECASE
)
# Headers of columns that name what a row is about, where that is never a person.
NAMES_ROWS = _words(
    r"measures? indicators? kpis? pi metrics? refs? priority theme title name items? terms? words? acronyms?"
    r" abbreviations? meaning definitions? description explanation colours? symbols? key sheets? tabs? pages? contents?"
    r" parameters? settings? fields? questions? query queries answers? steps? stages? checks? rules? standards?"
    r" expectations? recommendations? rec actions? tasks? risks? issues? decisions? objectives? projects? programmes?"
    r" initiatives? milestones? courses? training events? policy policies procedures? strategy contracts? reports?"
    r" releases? publications? data\s?sets? sources? systems? tables? files? versions? posts? roles? job\stitle grades?"
    r" teams? services? units? jobs? agency agencies validations? schemes? savings?"
    r" directorate division recipients? audience meetings? boards? committees? panels?"
    r" inspections? audits? surveys? consultations? allowances? papers? notes? commentary messages? software"
    r" purchase\sorder order cluster attendees minutes links? statutory returns? quarters?"
)
# Headers of long exports.
MEASURE = re.compile(r"(?:measure|indicator|kpi|metric)(?: ?name)?|title", re.IGNORECASE)
PERIOD = re.compile(r"(?:reporting )?(?:period|month|quarter|year|time)(?: ?(?:end|ending|start))?", re.IGNORECASE)
VALUE = re.compile(r"value|actual|figure|result", re.IGNORECASE)
# Headers of columns with codes of areas and accounts.
OF_AREAS = _words(
    r"postcode district sector lsoa msoa ward area la cost\scent(?:re|er) ledger account subjective urn lae?stab"
)
PLACE_OF_WORK = _words(
    r"teams? schools? academ(?:y|ies) nurser(?:y|ies) homes? hubs? cent(?:re|er)s? settings? hospitals? providers?"
    r" neighbours? authorit(?:y|ies)"
)
OF_PLACES = _words(
    r"inspect\w* opened grade rating judge?ment ofsted beds phase locality base manager head urn type capacity rank"
    r" patch area postcode tel\w* phone e-?mail address website"
)
# What days of a schedule or log are of, as headers or cells say.
SCHEDULED = _words(
    r"meetings? boards? committees? scrutiny clinic inspect\w* audit\w* releases? publi\w+ deadlines? submi\w+"
    r" bank\sholiday term snapshot census w/?[ce] week\s(?:commencing|ending|of) refresh\w* extract\w* minutes training"
    r" courses? events? updated modified counted reported"
)
MEETS = _words(r"venue room location chair\w* papers? time agenda minutes deadline format frequency circulat\w+")
WHO = re.compile(r"by|who|whom|lead|initials", re.IGNORECASE)
# Headers of days, times and lengths of time that stand beside figures.
DATED = _words(
    r"date day due by on updated? modified created refresh\w* loaded publish\w* released? issued inspected reported"
    r" held when week w/?[ce] month period as\sat snapshot extract\w* deadline start end wait average mean target"
    r" timescale allowed opened set done next last review"
)
TITLE_PAGE = _words(
    r"author prepared checked approved signed owner version status date area authority council month period year"
    r" report\w* title contact e-?mail telephone phone published source extract\w* refresh\w* rounding classification"
    r" audience circulation cut next review file format team directorate service scope licence notes? units? frequency"
)
IN_ORDER = re.compile(r"\b(?:year|month|week|band|code|urn|lsoa|version|quarter|measure|kpi)", re.IGNORECASE)
NUMBERS_CASES = re.compile(r"no\.?|number|id|#|reference", re.IGNORECASE)  # as well as measures
WITH_UNIT = re.compile(r"(?<=\d) (?:cases|children|plans|people|staff|fte)$", re.IGNORECASE)
SEPARATED = re.compile(r"\s*[/|;]\s*|\s+[-\u2013]\s+|,\s+")
