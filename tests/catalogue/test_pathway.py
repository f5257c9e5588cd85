import pytest

from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import (
    PathwayCatalogue,
    Step,
    count_of,
    explained,
    group_of,
    pathway_catalogue,
    pathway_of,
    pathways,
)


def test_a_pathway_is_found_by_its_rate_its_count_and_what_people_call_it():
    assert pathway_of("cp_rate").count == pathway_of("cp_plans_at_period_end").count == "cp_plans_at_period_end"
    assert pathway_of("cp_rate").measure == "cp_rate"
    assert pathway_of("caseload") == pathways()["social_worker_caseload"]
    assert {"caseload", "cla_rate"} <= set(explained())


def test_a_measure_without_a_pathway_is_refused_with_what_is_near():
    with pytest.raises(UnknownNameError, match="cp_rate"):
        pathway_of("cp_rat")


def test_every_rate_of_a_pathway_is_the_rate_of_its_count():
    for pathway in pathways().values():
        if pathway.rate is not None:
            assert measures()[pathway.rate].numerator == pathway.count, pathway.measure


def test_every_flow_ends_its_volumes_and_every_stock_is_its_count():
    for pathway in pathways().values():
        if pathway.volumes:
            assert pathway.volumes[-1] == pathway.flow, pathway.measure
        if pathway.stock is not None:
            assert (pathway.stock.at_end, pathway.stock.started) == (pathway.count, pathway.flow)


@pytest.mark.parametrize(
    ("step", "name", "words"),
    [
        (Step("population_0_17"), "population", None),
        (Step("referrals", "population_0_17"), "referral_rate", "referrals per 10,000 children"),
        (Step("s47_enquiries", "referrals"), "s47_per_referral", "S47 enquiries for each referral"),
        (Step("icpcs", "referrals"), "icpc_per_referral", "ICPCs for each referral"),
        (Step("cla_started", "cp_plans_started"), "cla_per_plan", "children coming into care for each new plan"),
    ],
)
def test_a_step_has_a_name_and_words(step, name, words):
    assert step.name == name
    assert pathway_catalogue().step_words(name) == words


def test_only_a_step_on_the_population_is_a_rate_of_it():
    assert pathway_catalogue().is_of_population("referral_rate")
    assert not pathway_catalogue().is_of_population("s47_per_referral")


def test_those_who_come_and_leave_have_words():
    stock = pathway_catalogue().stocks_by_measure["cla_at_period_end"]
    assert [stock.verb(flow) for flow in ("started", "ended")] == ["came into care", "left care"]
    assert stock.comers.of(1) == "child"
    assert pathway_catalogue().chains_by_name["protection"].words_of("s47_to_icpc_percent").endswith("a conference")


def test_a_scenario_starts_from_a_stock():
    assert pathway_catalogue().stock_measures == ("cp_rate", "cla_rate")


def test_everything_unknown_in_the_file_is_named_with_its_entry():
    said = pathway_catalogue().model_dump()
    said["pathways"][0]["volumes"] = ("population_0_17", "refferals")
    said["pathways"][1]["stock"] = "cp_plans"
    said["pathways"][2]["chain"] = "protecton"
    said["pathways"][3]["asked_as"] = ("cp_rate",)
    said["stocks"][0]["ended"] = "ended_plans"
    problems = list(PathwayCatalogue.model_validate(said).problems())
    assert problems == [
        "stocks, entry 1: there is no measure called ended_plans",
        "pathways, entry 1: there is no measure called refferals",
        "pathways, entry 2: there is no measure called cp_plans",
        "pathways, entry 4: cp_rate is already there",
        "pathways, entry 2: there is no stock called cp_plans in this file",
        "pathways, entry 3: there is no chain called protecton in this file",
    ]


def test_the_number_behind_a_measure_and_the_name_of_its_evidence():
    assert (count_of("cp_rate"), group_of("cp_rate")) == ("cp_plans_at_period_end", "cp")
    assert (count_of("contacts"), group_of("contacts")) == ("contacts", "why_contacts")
    with pytest.raises(UnknownNameError):
        count_of("cp_rates")
