"""From the number at the start to the number at the end: a year like the last, and what differed from it."""

from typing import TYPE_CHECKING, Any

from analysis.catalogue.measure import measures
from analysis.catalogue.observation import Unit
from analysis.catalogue.pathway import pathway_catalogue
from analysis.language.numbers import number, signed
from analysis.language.phrasebook import phrase
from analysis.language.vocabulary import capitalised, expanded, in_sentence, noun
from analysis.present.charts.bars import Bar, draw_chain
from analysis.present.charts.chart import sheet, totals_key
from analysis.present.charts.questioned import in_doubt, with_bars_key
from analysis.present.charts.subtitle import subtitle
from analysis.questions.answer import Answer
from analysis.questions.why.opening import REAL

if TYPE_CHECKING:
    from analysis.present.charts.picture import Chart

FLOWS = {"more_starts": "started", "fewer_ends": "ended"}
CALLED_OTHERWISE = frozenset({"as_before", "residual"})  # in the message


def draw(answer: Answer) -> "Chart":
    """Return a bar for each part, from where the one before ended; signs are written, not only coloured."""
    frame = answer.figures["waterfall"]
    stock = stock_of(answer)
    key = with_bars_key(frame, totals_key())
    chart, axes = sheet(subtitle(answer, stock, answer.between or (), noun(stock).many), 3.1, key)
    bars = [
        Bar(name, part.base, part.top, text, bool(part.total))
        for name, text, part in zip(names(answer), _texts(answer), frame.itertuples(), strict=True)
    ]
    draw_chain(axes, bars)
    axes.set_xlim(0, float(frame[["base", "top"]].max().max()) * 1.08)
    return chart


def caption(answer: Answer) -> str:
    """Return the message: what made the number what it is, in one line."""
    frame = answer.figures["waterfall"]
    start, end = (number(float(frame["value"].iloc[place]), unit_of(answer)) for place in (0, -1))
    stock = capitalised(noun(stock_of(answer)).many)
    words = {"many": stock, "start": start, "end": end, "area": answer.area_name, "largest": _largest(answer)}
    if answer.between is None:
        return expanded(phrase("chart_waterfall", "message", **words))
    before, after = (f"{day:%B %Y}" for day in answer.between)
    return expanded(phrase("chart_waterfall", "message between", before=before, after=after, **words))


def _largest(answer: Answer) -> str:
    """The largest bar between the ends; none where it is a flow that moved no more than chance allows."""
    frame = answer.figures["waterfall"]
    inner = frame.iloc[1:-1]
    most = inner.loc[inner["value"].abs().idxmax()]
    if _by_chance(answer, str(most["part"])):
        return phrase("chart_waterfall", "none")
    called = in_sentence(dict(zip(frame["part"], names(answer), strict=True))[most["part"]])
    if most["part"] in CALLED_OTHERWISE:
        called = phrase("chart_waterfall_in_message", str(most["part"]))
    size = signed(float(most["value"]), unit_of(answer))
    return phrase("chart_waterfall", "largest", part=called, size=size)


def _by_chance(answer: Answer, part: str) -> bool:
    """Whether chance alone could explain a part: of a flow set against the year before."""
    told = next((finding.facts for finding in answer.findings if finding.kind == "flows"), {})
    opening = told.get(f"{FLOWS.get(part)}_opening")
    return opening is not None and opening not in REAL


def alt(answer: Answer) -> str:
    """Return every bar in order."""
    parts = [f"{name} {text}" for name, text in zip(names(answer), _texts(answer), strict=True)]
    return expanded(phrase("chart_waterfall", "alt", many=noun(stock_of(answer)).many, parts="; ".join(parts)))


def names(answer: Answer) -> list[str]:
    """Return what each bar is called."""
    starts, ends = (_flow(stock_of(answer), flow) for flow in ("started", "ended"))
    before, after = answer.between or (None, None)
    frame = answer.figures["waterfall"].set_index("part")["value"]
    gained = {part: float(frame.get(part, 0)) >= 0 for part in ("more_starts", "fewer_ends", "posts_created")}
    called = {
        "at_start": f"{before:%B %Y}" if before else _called("at_start"),
        "more_starts": _called("more" if gained["more_starts"] else "fewer", starts),
        "fewer_ends": _called("fewer" if gained["fewer_ends"] else "more", ends),
        "started": starts.capitalize(),
        "ended": ends.capitalize(),
        "posts_created": _called("created" if gained["posts_created"] else "taken"),
        "at_end": f"{after:%B %Y}" if after else _called("at_end"),
    }
    return [called[part] if part in called else _called(part) for part in frame.index]


def _called(bar: str, flow: str = "") -> str:
    return phrase("chart_waterfall_bar", bar, flow=flow)


def stock_of(answer: Answer) -> str:
    """Return the measure whose number the bars make up."""
    return str(answer.figures["waterfall"]["measure"].iloc[0])


def unit_of(answer: Answer) -> Unit:
    """Return what the bars are counted in."""
    return measures()[stock_of(answer)].unit


def _texts(answer: Answer) -> list[str]:
    """Return the number of each bar, with that it is in doubt where the checks question a figure of it."""
    frame, unit = answer.figures["waterfall"], unit_of(answer)
    return in_doubt(frame, [_written(part, unit) for part in frame.itertuples()])


def _written(part: Any, unit: Unit) -> str:  # noqa: ANN401 - a row of the frame
    """Return the number of a bar: plain of a total, with its sign of a part."""
    return number(part.value, unit) if part.total else signed(part.value, unit)


def _flow(stock: str, flow: str) -> str:
    """What the children of a flow do, in the plural; nothing where the stock is not one of children."""
    found = pathway_catalogue().stocks_by_measure.get(stock)
    return f"{found.comers.many} {found.verb(flow)}" if found else ""
