"""From the number at the start to the number at the end: a year like the last, and what differed from it."""

from typing import TYPE_CHECKING, Any

from analysis.catalogue.measure import measures
from analysis.catalogue.observation import Unit
from analysis.catalogue.pathway import pathway_catalogue
from analysis.language.numbers import number, signed
from analysis.language.vocabulary import capitalised, expanded, in_sentence, noun
from analysis.present.charts.bars import Bar, draw_chain
from analysis.present.charts.chart import TOTALS_KEY, sheet
from analysis.present.charts.subtitle import subtitle
from analysis.questions.answer import Answer
from analysis.questions.why.opening import REAL

if TYPE_CHECKING:
    from analysis.present.charts.picture import Chart

FLOWS = {"more_starts": "started", "fewer_ends": "ended"}
IN_CAPTION = {"as_before": "what a year like the one before would have brought", "residual": "what does not add up"}


def draw(answer: Answer) -> "Chart":
    """Return a bar for each part, from where the one before ended; signs are written, not only coloured."""
    frame = answer.figures["waterfall"]
    stock = stock_of(answer)
    chart, axes = sheet(subtitle(answer, stock, answer.between or (), noun(stock).many), 3.1, TOTALS_KEY)
    unit = unit_of(answer)
    bars = [
        Bar(name, part.base, part.top, _written(part, unit), bool(part.total))
        for name, part in zip(names(answer), frame.itertuples(), strict=True)
    ]
    draw_chain(axes, bars)
    axes.set_xlim(0, float(frame[["base", "top"]].max().max()) * 1.08)
    return chart


def caption(answer: Answer) -> str:
    """Return the message: what made the number what it is, in one line."""
    frame = answer.figures["waterfall"]
    start, end = (number(float(frame["value"].iloc[place]), unit_of(answer)) for place in (0, -1))
    stock = capitalised(noun(stock_of(answer)).many)
    window = " between {:%B %Y} and {:%B %Y}".format(*answer.between) if answer.between else ""
    return expanded(f"{stock} from {start} to {end} in {answer.area_name}{window}. {capitalised(_largest(answer))}")


def _largest(answer: Answer) -> str:
    """The largest bar between the ends; none where it is a flow that moved no more than chance allows."""
    frame = answer.figures["waterfall"]
    inner = frame.iloc[1:-1]
    most = inner.loc[inner["value"].abs().idxmax()]
    if _by_chance(answer, str(most["part"])):
        return "no single part stands out"
    called = IN_CAPTION.get(str(most["part"])) or dict(zip(frame["part"], names(answer), strict=True))[most["part"]]
    return f"the largest part is {in_sentence(called)} ({signed(float(most['value']), unit_of(answer))})"


def _by_chance(answer: Answer, part: str) -> bool:
    """Whether chance alone could explain a part: of a flow set against the year before."""
    told = next((finding.facts for finding in answer.findings if finding.kind == "flows"), {})
    opening = told.get(f"{FLOWS.get(part)}_opening")
    return opening is not None and opening not in REAL


def alt(answer: Answer) -> str:
    """Return every bar in order."""
    frame, unit = answer.figures["waterfall"], unit_of(answer)
    parts = [f"{name} {_written(part, unit)}" for name, part in zip(names(answer), frame.itertuples(), strict=True)]
    return expanded(f"Waterfall chart of {noun(stock_of(answer)).many}, from start to end: {'; '.join(parts)}.")


def names(answer: Answer) -> list[str]:
    """Return what each bar is called."""
    starts, ends = (_flow(stock_of(answer), flow) for flow in ("started", "ended"))
    before, after = answer.between or (None, None)
    frame = answer.figures["waterfall"].set_index("part")["value"]
    called = {
        "at_start": f"{before:%B %Y}" if before else "At the start",
        "as_before": "Had the year gone as the year before",
        "more_starts": f"{'More' if frame.get('more_starts', 0) >= 0 else 'Fewer'} {starts} than the year before",
        "fewer_ends": f"{'Fewer' if frame.get('fewer_ends', 0) >= 0 else 'More'} {ends} than the year before",
        "started": starts.capitalize(),
        "ended": ends.capitalize(),
        "posts_created": "Posts created" if frame.get("posts_created", 0) >= 0 else "Posts taken away",
        "left": "Social workers who left",
        "joined": "Social workers who joined",
        "residual": "Does not add up in the records",
        "at_end": f"{after:%B %Y}" if after else "At the end",
    }
    return [called[part] for part in frame.index]


def stock_of(answer: Answer) -> str:
    """Return the measure whose number the bars make up."""
    return str(answer.figures["waterfall"]["measure"].iloc[0])


def unit_of(answer: Answer) -> Unit:
    """Return what the bars are counted in."""
    return measures()[stock_of(answer)].unit


def _written(part: Any, unit: Unit) -> str:  # noqa: ANN401 - a row of the frame
    """Return the number of a bar: plain of a total, with its sign of a part."""
    return number(part.value, unit) if part.total else signed(part.value, unit)


def _flow(stock: str, flow: str) -> str:
    """What the children of a flow do, in the plural; nothing where the stock is not one of children."""
    found = pathway_catalogue().stocks_by_measure.get(stock)
    return f"{found.comers.many} {found.verb(flow)}" if found else ""
