"""Sentences of who came and who left: how many, how fast, and what the year after did."""

from analysis.catalogue.pathway import Stock, pathway_catalogue
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying, more_or_fewer
from analysis.language.vocabulary import capitalised, noun

FLOWS = ("started", "ended")


def flows(say: Saying) -> str:
    """How many started and ended, against the year before, and which of them made the change."""
    if not say.facts.get("compared"):
        if say.knows("started_all", "ended_all"):
            return _all_years(say)
        case = "alone" if say.facts.get("alone") else "one year"
        return phrase("flows", case, date=say.text("month"), came=_came(say, "started"), left=_came(say, "ended"))
    return " ".join([*_leading(say), *(_against(say, flow) for flow in FLOWS), *_both_years(say)])


def _leading(say: Saying) -> list[str]:
    """Which flow turned, of a change that is real: an identity of the count, so that `because` would say too much."""
    flow = {"starts": "started", "ends": "ended"}.get(say.word("leads"))
    if flow is None or not say.facts.get("real", True):
        return []
    stock = _stock(say)
    case = more_or_fewer(say.value(f"{flow}_change"))
    return [phrase("flows_leading", case, comers=stock.comers.many, verb=stock.verb(flow), date=say.text("month"))]


def _all_years(say: Saying) -> str:
    """All who came and left between the two dates, where these are more than a year apart."""
    stock = _stock(say)
    came, left = (
        f"{say.text(f'{flow}_all')} {stock.comers.of(say.value(f'{flow}_all'))} {stock.verb(flow)}" for flow in FLOWS
    )
    return phrase("flows", "many years", before=say.text("month_before"), date=say.text("month"), came=came, left=left)


def _both_years(say: Saying) -> list[str]:
    """What the flows of a single year do not show: that the same one was larger in the year before too."""
    more = say.word("more_in_both")
    if not more:
        return []
    stock = _stock(say)
    other = "started" if more == "ended" else "ended"
    words = {"comers": stock.comers.many, "more": stock.verb(more), "other": stock.verb(other)}
    return [phrase("flows", "both years", **words)]


def flows_implied(say: Saying) -> str:
    """How many started, and how many must have ended where nobody has published it."""
    stock = _stock(say)
    words = {"comers": stock.comers.many, "ended": stock.verb("ended"), "implied": say.text("implied")}
    if say.knows("started_all"):
        came = f"{say.text('started_all')} {stock.comers.of(say.value('started_all'))} {stock.verb('started')}"
        dates = {"before": say.text("month_before"), "date": say.text("month")}
        return phrase("flows_implied", "many years", came=came, ended=words["ended"], implied=words["implied"], **dates)
    if say.knows("implied_before"):
        told = phrase("flows_implied", "compared", before=say.text("implied_before"), **words)
    else:
        told = phrase("flows_implied", "alone", **words)
    return f"{_against(say, 'started')} {told}"


def _stock(say: Saying) -> Stock:
    """The stock that is told of."""
    return pathway_catalogue().stocks_by_measure[say.word("stock")]


def _came(say: Saying, flow: str) -> str:
    """How many came or left: `1 plan started`."""
    stock = _stock(say)
    return f"{say.text(flow)} {stock.comers.of(say.value(flow))} {stock.verb(flow)}"


def _against(say: Saying, flow: str) -> str:
    """A flow against the year before, and how sure its change is unless the doubt has said it."""
    change = say.value(f"{flow}_change")
    case = "same" if change == 0 else more_or_fewer(change)
    told = phrase("flow", case, came=_came(say, flow), size=say.size(f"{flow}_change"))
    said = say.facts.get("told")
    if change == 0 or (isinstance(said, tuple) and flow in said):
        return f"{told}."
    return f"{told}, {phrase('how_sure_that', say.word(f'{flow}_opening'), what='which')}."


def pace(say: Saying) -> str:
    """How long each would stay at the pace of both years, and whether that is more than ups and downs."""
    stock = _stock(say)
    ends = {role: say.text(role) for role in ("month_after", "after", "month_before", "before")}
    way = say.word("way")
    told = phrase("pace", "told", stays=stock.stays, **ends)
    if say.facts.get("as_expected"):
        return f"{told} {phrase('pace', 'as expected', comers=stock.comers.many)}"
    if way not in ("up", "down"):
        return f"{told} {phrase('how_sure', 'within chance')}"
    sure = phrase("how_sure_that", "beyond usual" if say.facts.get("clear") else "usual elsewhere", what="which")
    by_years = say.word("yardstick") == "years before"
    if by_years and say.knows("expected", "ended"):  # one year may have been slower, or faster, than those before it
        told = f"{told} {phrase('pace', 'expected', expected=say.text('expected'), ended=say.text('ended'))}"
    case = f"{way} on years before" if by_years else way
    return f"{told} {phrase('pace', case, left=capitalised(stock.left), sure=sure)}"


def next_year(say: Saying) -> str:
    """What the year after the change did."""
    words = {"came": _came(say, "started"), "left": _came(say, "ended"), "many": noun(say.word("stock")).many}
    return phrase("next_year", after=say.text("after"), count=say.text("count"), **words)
