"""Capacity on the papers and statistics in data/raw: what may stand beside which date, and what may not be claimed."""

import datetime as dt
import re

import pytest

from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.neighbour import neighbours
from analysis.catalogue.pathway import pathway_catalogue
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.language.phrases import texts
from analysis.present import charts, tables
from analysis.questions.capacity import answer_capacity
from analysis.questions.capacity.workforce import Workforce
from analysis.questions.comparators import group_in_force
from analysis.questions.series_reader import Figure
from analysis.store import open_store
from pathway_store import row, store_of
from whole_answers import held_to_its_record

TORBAY = "E06000027"


@pytest.fixture(scope="module")
def store(root):
    return open_store(Workspace.find(root))


@pytest.fixture(scope="module")
def may_2021(store):
    return answer_capacity(store, TORBAY, Month(2021, 5))


def workforce(cases, holders, in_post, vacancies, agency):
    values = (cases, holders, in_post, vacancies, agency)
    return Workforce(*(Figure("social_worker_cases", dt.date(2020, 9, 30), value, "count") for value in values))


def test_the_parts_of_the_caseload_add_up_to_its_change(may_2021):
    evidence = may_2021.evidence
    parts = ("demand", "establishment", "vacancies", "agency", "holding")
    total = sum(evidence[f"capacity.from_{part}"].value for part in parts)
    assert total == pytest.approx(evidence["capacity.change"].value, abs=0.05)  # printed to a tenth
    assert evidence["capacity.change"].value == pytest.approx(1306 / 62.9 - 1197 / 67.0, abs=0.05)  # DfE workforce


def test_the_split_begins_and_ends_at_the_caseload_as_it_is_published(may_2021):
    """17.8657 and 20.7631 by cases and holders; a reader finds the Department's 17.9 and 20.8 on the page before."""
    split = may_2021.figures["caseload_split"].set_index("part")["value"]
    assert (split["before"], split["after"]) == (17.9, 20.8)


@pytest.mark.parametrize(("neighbours", "limited"), [(2, False), (3, True)])
def test_one_or_two_similar_areas_have_no_middle_to_be_held_to(store, neighbours, limited):
    frame = store.observations
    members = group_in_force(TORBAY, Month(2021, 5)).members
    with_caseload = frame["measure"].eq("social_worker_caseload") & frame["area"].isin(members)
    held = list(dict.fromkeys(frame.loc[with_caseload, "area"]))[:neighbours]
    assert len(held) == neighbours
    fewer = store.with_frames(
        {**store.frames, "observations": frame[~with_caseload | frame["area"].isin(held)]}, str(neighbours)
    )
    assert ("capacity.limit" in answer_capacity(fewer, TORBAY, Month(2021, 5)).evidence) is limited


def test_a_queue_that_nobody_counted_is_never_said_to_have_shrunk(may_2021):
    told = texts(may_2021)["capacity_queue"]
    assert "From July 2020 to May 2021" in told  # 002:129-152
    assert "2,147 assessments were completed" in told
    assert "nobody can say whether a queue grew or shrank" in told
    assert "shrank by" not in told
    assert "assessments were completed" not in texts(may_2021)["answer"]


def test_every_part_that_is_half_the_largest_is_named(may_2021):
    assert texts(may_2021)["capacity_split"] == (
        "The caseload rose by 2.9 cases in a year. This is more than chance, but usual elsewhere. More cases added 1.7 "
        "and more vacant posts 1.5. Everything else took off 0.3."
    )
    caption = charts.caption(may_2021, "caseload_split")
    assert caption.endswith("the largest parts are more cases (+1.7) and more vacant posts (+1.5)")


def test_the_table_of_assessments_says_its_dates(may_2021):
    assert "July 2020 to May 2021" in tables.caption(may_2021, "queue")


def test_assessments_of_three_years_before_do_not_stand_beside_a_caseload(store):
    answer = answer_capacity(store, TORBAY, Month(2024, 12))
    assert "queue" not in answer.tables
    assert "capacity_queue" not in texts(answer)
    assert any("assessments are held up to May 2021 only" in sentence for sentence in answer.missing)


def test_team_averages_of_2012_do_not_stand_beside_a_caseload_of_2020(may_2021):
    assert "teams" not in may_2021.tables
    assert any("Caseloads by team are held up to May 2012 only" in sentence for sentence in may_2021.missing)


def test_without_published_workforce_figures_the_papers_teams_are_the_answer(store):
    answer = answer_capacity(store, TORBAY, Month(2012, 6))
    assert "Safeguarding and Families: 11.2 cases on average, 31 at most." in texts(answer)["headline"]
    assert list(answer.tables) == ["teams"]
    assert "No published workforce figures up to June 2012 are held" in answer.missing[0]


def test_the_caveats_say_which_figures_the_councils_own_paper_has(may_2021):
    told = texts(may_2021)["caveats"]
    assert "28% in the paper, 38.7% published" in told
    assert "full-time equivalent" in told


def test_a_limit_that_full_posts_would_not_reach_is_not_blamed_on_posts_alone(store):
    told = texts(answer_capacity(store, TORBAY, Month(2024, 12)))["capacity_vacancy"]
    assert "Filling every post would not bring the caseload" in told
    assert "Of all workers 42% hold cases" in told


def test_an_area_without_workforce_figures_is_refused_with_what_to_add(store):
    with pytest.raises(NoFiguresError, match="not all held") as refused:
        answer_capacity(store, "E08000035", Month(2021, 5))
    assert "workforce file" in str(refused.value.hint)


def test_where_the_workforce_figures_begin_later_it_is_said_when_and_nothing_is_to_be_added(store):
    with pytest.raises(NoFiguresError, match="not all held") as refused:
        answer_capacity(store, "E06000026", Month(2016, 5))
    assert str(refused.value.hint) == "Those that are held begin in September 2017: choose that month or a later one."


def test_the_vacancy_rate_for_a_limit_gives_that_limit():
    now = workforce(1000, 50, 60, 40, 20)
    rate = now.vacancy_rate_for(15.0)
    in_post = now.establishment * (1 - rate / 100)
    assert 1000 / ((in_post + 20) * now.holding) == pytest.approx(15.0)


def test_filling_posts_for_a_limit_brings_no_more_agency_workers(may_2021):
    evidence = may_2021.evidence
    now = [evidence[f"capacity.{name}"].value for name in ("cases", "holders", "in_post", "vacancies", "agency")]
    cases, holders, in_post, vacancies, agency = now
    posts, limit = evidence["capacity.posts_to_fill"].value, evidence["capacity.limit"].value
    holding = holders / (in_post + agency)
    assert cases / ((in_post + posts + agency) * holding) <= limit
    assert cases / ((in_post + posts - 1 + agency) * holding) > limit
    assert posts == 26  # 25.4, up to a whole post; beside 52.0 agency workers, DfE workforce, September 2020
    assert evidence["capacity.vacancy_for_limit"].value == pytest.approx(15, abs=1)
    filled = cases / ((in_post + vacancies + agency) * holding)
    assert evidence["capacity.if_all_filled"].value == pytest.approx(filled)
    printed = {name: round(evidence[f"capacity.{name}"].value) for name in ("posts", "vacant", "agency_workers")}
    then = printed["posts"] - printed["vacant"] + posts + printed["agency_workers"]
    assert evidence["capacity.workers_then"].value == then  # as a reader adds up what is printed
    said = texts(may_2021)
    assert said["capacity_vacancy"] == (
        "With 26 of the 42 vacant posts filled (of 109 in all), the caseload would come down to 17.1 (the middle of "
        "similar areas). The vacancy rate would then be 15%, not 39%. This keeps the 52 agency workers, so there "
        "would be 145 full-time workers for 109 posts. The council's own paper gives a vacancy rate of 28% for that "
        "day."
    )
    assert "the agency workers and the share of workers with cases as they were" in said["caveats"]


def test_the_printed_parts_add_up_to_the_printed_change(store):
    """As a reader adds them: the caseload rose by 2.9, and 1.7 and 1.5 leave 0.3 to take off, not 0.2."""
    signs = {"added": 1, "took off": -1, "rose by": 1, "fell by": -1}
    for month in (Month(2019, 5), Month(2021, 5), Month(2023, 5), Month(2024, 12)):
        told = texts(answer_capacity(store, TORBAY, month)).get("capacity_split", "")
        if " by " not in told:
            continue
        whole, sure, *parts = told.split(". ")
        assert "chance" in sure
        reached = 0.0
        for part in parts:
            sign = next(sign for words, sign in signs.items() if words in part)
            reached += sign * sum(float(size) for size in re.findall(r"\d+\.\d", part))
        size = float(re.search(r"\d+\.\d", whole)[0])
        assert reached == pytest.approx(signs["rose by" if "rose by" in whole else "fell by"] * size), told


def test_posts_to_fill_are_whole_and_no_more_than_are_vacant():
    now = workforce(1000, 50, 60, 40.3, 20)
    for limit in range(9, 25):
        posts = now.posts_to_fill(limit)
        needed = now.in_post_for(limit) - 60
        assert posts >= max(0.0, min(needed, 40.3))
        assert posts == int(posts) or posts == 40.3
        assert posts - needed < 1 or needed < 0
        if needed <= 40.3:
            assert posts <= 40.3


@pytest.mark.parametrize("held", [2, 3])
def test_the_caseloads_of_one_or_two_neighbours_are_no_limit(held):
    chosen = neighbours(TORBAY, "2021").members[:held]
    roles = pathway_catalogue().workforce
    counts = {roles.cases: 1000, roles.holders: 50, roles.in_post: 60, roles.vacancies: 40, roles.agency: 20}
    rows = [
        row(code, name, dt.date(2020, 9, 30), count)
        for code in (TORBAY, *chosen)
        for name, count in (counts | {"social_worker_caseload": 20}).items()
    ]
    answer = answer_capacity(store_of(rows), TORBAY, Month(2021, 5))
    assert ("capacity.limit" in answer.evidence) is (held == 3)


def test_a_limit_of_the_analyst_is_not_called_the_neighbours(store):
    own = texts(answer_capacity(store, TORBAY, Month(2021, 5), 17.0))["capacity_vacancy"]
    assert "come down to 17.0. The vacancy" in own


def test_a_limit_that_agency_workers_alone_would_hold_leaves_every_post_vacant_and_no_more():
    assert workforce(1000, 50, 60, 40, 20).vacancy_rate_for(500.0) == 100


def test_a_workforce_without_anyone_in_post_is_not_divided_by():
    assert not workforce(1000, 50, 0, 40, 20).complete


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("capacity")
