"""An analyst's words must not give a small count that the paper hides."""

import datetime as dt
from types import SimpleNamespace

import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.papers import commentary_disclosure
from analysis.papers.asks import asks_path
from analysis.papers.commentary import commentary_path
from analysis.papers.corrections import Correction, corrections_path, write_corrections
from analysis.present.disclosure import opening
from disclosure_attacks import MONTHS, cell
from pathway_store import TORBAY, store_of

JUNE = Month(2020, 6)


@pytest.fixture
def space(tmp_path, monkeypatch):
    """A workspace with a hidden count of referrals in April, and section 47 enquiries of which none is small."""
    counts = {"referrals": (3, 12, 14), "s47_enquiries": (30, 31, 32)}
    rows = [
        cell(measure, "month", day, value)
        for measure, values in counts.items()
        for day, value in zip(MONTHS, values, strict=False)
    ]
    store = store_of(rows)
    monkeypatch.setattr(opening, "open_store", lambda *_: store)
    for module in (opening, commentary_disclosure):
        monkeypatch.setattr(module, "unpublished_folders", lambda _: ("our-returns",))
    opening._seen.cache_clear()
    return Workspace(tmp_path, tmp_path / "data")


def pack(space, month=JUNE, audience="board"):
    return SimpleNamespace(workspace=space, area=areas()[TORBAY], month=month, known_at=None, audience=audience)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def comment(space, heading, text, month=JUNE):
    write(commentary_path(space, areas()[TORBAY], month), f"## {heading}\n\n{text}\n")


@pytest.mark.parametrize("text", ["There were three referrals in April.", "Referrals: 3 in April, then more."])
def test_a_number_under_a_measure_that_has_hidden_figures_stops_the_pack_and_is_not_repeated(space, text):
    comment(space, "referrals", text)
    with pytest.raises(WorkbenchError) as stopped:
        commentary_disclosure.stop_where_words_tell(pack(space))
    assert 'torbay/2020-06.md, under "Referrals"' in str(stopped.value)
    assert "three" not in str(stopped.value).replace("referrals", "")
    assert "3 in April" not in str(stopped.value)


@pytest.mark.parametrize(
    ("heading", "text"),
    [("referrals", "There were fewer referrals than before."), ("s47_enquiries", "Two enquiries took long.")],
)
def test_words_without_a_number_and_words_of_what_is_shown_pass(space, heading, text):
    comment(space, heading, text)
    assert list(commentary_disclosure.words_that_tell(pack(space))) == []


def test_an_ask_is_held_against_all_that_is_hidden(space):
    write(asks_path(space, areas()[TORBAY], JUNE), "- **Note** the plan.\n- **Note** the two children of April.\n")
    assert list(commentary_disclosure.words_that_tell(pack(space))) == ["torbay/2020-06/asks.md, ask 2"]


def test_the_team_may_say_what_it_may_see_and_a_month_before_has_nothing_hidden(space):
    comment(space, "referrals", "There were three referrals in April.")
    assert list(commentary_disclosure.words_that_tell(pack(space, audience="team"))) == []
    comment(space, "referrals", "There were three referrals in April.", Month(2020, 3))
    assert list(commentary_disclosure.words_that_tell(pack(space, Month(2020, 3)))) == []


@pytest.mark.parametrize("side", ["what", "why"])
def test_a_correction_stands_at_the_head_of_every_paper_and_is_held_against_all_that_is_hidden(space, side):
    day = dt.date(2020, 7, 1)
    words = {"what": "The rate was wrong.", "why": "A row was read twice.", side: "Three referrals were left out."}
    write_corrections(
        corrections_path(space, areas()[TORBAY], JUNE),
        [
            Correction("0" * 12, "The date was wrong.", "A slip.", day, day),
            Correction("1" * 12, **words, since=day, on=day),
        ],
    )
    assert list(commentary_disclosure.words_that_tell(pack(space))) == ["torbay/2020-06/corrections.json, correction 2"]


def test_a_step_of_a_chart_and_an_accepted_issue_are_held_against_their_measure_and_an_event_against_all(
    space, monkeypatch
):
    told = "three children of one family"
    steps = [SimpleNamespace(area=area, measure=name, month="2020-04", reason=told) for area, name in STEPS]
    issues = [
        SimpleNamespace(area=None, measure=name, check="sums", accepted_on=dt.date(2020, 5, 1), reason=told)
        for name in ("referrals", "s47_enquiries")
    ]
    happened = [SimpleNamespace(area=area, id=f"family-{area}", what=told) for area in (TORBAY, "E06000017")]
    for name, found in (("chart_steps", steps), ("known_issues", issues), ("events", happened)):
        monkeypatch.setattr(commentary_disclosure, name, lambda found=found: found)
    assert list(commentary_disclosure.words_that_tell(pack(space))) == [
        "chart-steps.yml, referrals in 2020-04",
        f"events.yml, family-{TORBAY}",
        "known-issues.yml, sums accepted on 2020-05-01",
    ]


STEPS = [(TORBAY, "referrals"), (TORBAY, "s47_enquiries"), ("E06000017", "referrals")]
