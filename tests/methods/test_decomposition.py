import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods import decomposition
from analysis.methods import decomposition as split
from analysis.methods.decomposition import log_mean
from analysis.methods.inputs import ImpossibleInputError, MissingValuesError
from method_records import held_to_its_method_record

METHODS = ("lmdi", "das_gupta")
TORBAY_2016 = {"population": 25_427, "referrals": 1988, "s47_enquiries": 789, "icpcs": 325, "cp_plans_started": 268}
TORBAY_2017 = {"population": 25_576, "referrals": 1616, "s47_enquiries": 760, "icpcs": 362, "cp_plans_started": 297}


@pytest.fixture(scope="module")
def reference(root):
    return json.loads((root / "tests/reference/decomposition.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", ["eg2.1", "eg2.3", "england_cpp_starts"])
def test_das_gupta_reproduces_the_published_examples(reference, example):
    case = reference["das_gupta"][example]
    found = decomposition.product(case["before"], case["after"], method="das_gupta")
    assert found.contributions == pytest.approx(case["contributions"], rel=1e-9)


def test_lmdi_reproduces_the_reference_for_england(reference):
    case = reference["lmdi_england"]
    found = decomposition.product(case["before"], case["after"])
    assert found.contributions == pytest.approx(case["additive"], rel=1e-9)
    assert found.multipliers == pytest.approx(case["multiplicative"], rel=1e-9)
    assert math.prod(found.multipliers.values()) == pytest.approx(61_840 / 52_680, rel=1e-12)


def test_lmdi_of_several_groups_reproduces_the_reference(reference):
    case = reference["lmdi_groups"]
    factors = {
        year: {str(place): np.array(cells).reshape(2, 3)[:, place] for place in range(3)}
        for year, cells in case["X"].items()
    }
    for before, after in (("1971", "1972"), ("1972", "1973"), ("1973", "1974")):
        found = decomposition.product(factors[before], factors[after])
        assert list(found.contributions.values()) == pytest.approx(case["dV_additive_by_factor"][after], abs=1e-7)
        assert list(found.multipliers.values()) == pytest.approx(case["D_multiplicative_by_factor"][after], abs=1e-8)


def test_kitagawa_reproduces_the_published_example(reference):
    case = reference["kitagawa"]
    found = decomposition.rates(case["before"], case["after"])
    assert (found.mix, found.rate) == pytest.approx((case["mix"], case["rate"]), abs=1e-9)
    assert (found.before, found.after) == pytest.approx((case["whole_before"], case["whole_after"]), abs=1e-9)
    assert found.by_group.sum().to_dict() == pytest.approx({"mix": case["mix"], "rate": case["rate"]}, abs=1e-9)


def test_torbay_in_2017_is_told_as_the_worked_check_has_it():
    found = decomposition.pathway(TORBAY_2016, TORBAY_2017)
    assert [round(part, 1) for part in found.contributions.values()] == [1.6, -60.1, 47.9, 41.0, -1.4]
    assert list(found.contributions) == [
        "population",
        "referrals per population",
        "s47_enquiries per referrals",
        "icpcs per s47_enquiries",
        "cp_plans_started per icpcs",
    ]


def test_a_rate_leaves_the_population_out_and_adds_up_per_10000():
    found = decomposition.pathway(TORBAY_2016, TORBAY_2017, per=10_000)
    assert "population" not in found.contributions
    change = 297 / 25_576 * 10_000 - 268 / 25_427 * 10_000
    assert sum(found.contributions.values()) == pytest.approx(change, abs=1e-9)


def test_a_missing_or_empty_volume_joins_its_two_steps():
    for absent in (None, float("nan"), 0):
        found = decomposition.pathway(TORBAY_2016 | {"s47_enquiries": absent}, TORBAY_2017)
        assert found.left_out == ("s47_enquiries",)
        assert "icpcs per referrals" in found.contributions
        assert sum(found.contributions.values()) == pytest.approx(29, abs=1e-9)


def test_a_missing_end_of_the_pathway_is_refused():
    with pytest.raises(MissingValuesError, match="cp_plans_started"):
        decomposition.pathway(TORBAY_2016, TORBAY_2017 | {"cp_plans_started": None})


def test_plans_that_fell_to_nothing_are_charged_to_the_last_step():
    found = decomposition.pathway(TORBAY_2016, TORBAY_2017 | {"cp_plans_started": 0})
    assert found.contributions["cp_plans_started per icpcs"] == -268
    assert found.change == -268


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": 0, "b": 5}, {"a": 2, "b": 5}, {"a": 10, "b": 0}),
        ({"a": 0, "b": 0}, {"a": 2, "b": 5}, {"a": 5, "b": 5}),
        ({"a": 0, "b": 5}, {"a": 2, "b": 0}, {"a": 0, "b": 0}),
        ({"a": 0, "b": 5}, {"a": 0, "b": 9}, {"a": 0, "b": 0}),
    ],
)
def test_zeros_have_the_analytical_limit(before, after, expected):
    found = decomposition.product(before, after)
    assert found.contributions == expected
    nearly = decomposition.product(
        {name: value or 1e-150 for name, value in before.items()},
        {name: value or 1e-150 for name, value in after.items()},
    )
    # The limit is approached as slowly as 1 / log, hence the wide tolerance.
    assert nearly.contributions == pytest.approx(expected, abs=0.05)


def test_an_unchanged_product_has_no_shares_and_a_vanished_one_no_multipliers():
    still = decomposition.product({"a": 2, "b": 5}, {"a": 5, "b": 2})
    assert sum(still.contributions.values()) == pytest.approx(0, abs=1e-12)
    assert all(math.isnan(share) for share in still.shares.values())
    gone = decomposition.product({"a": 2}, {"a": 0})
    assert math.isnan(gone.multipliers["a"])


factor = st.floats(min_value=1e-6, max_value=1e3) | st.just(0.0)
factors = st.integers(1, 7).flatmap(
    lambda n: st.tuples(st.lists(factor, min_size=n, max_size=n), st.lists(factor, min_size=n, max_size=n))
)


@given(factors, st.sampled_from(METHODS))
def test_contributions_add_up_to_the_change(sides, method):
    before, after = ({str(place): value for place, value in enumerate(side)} for side in sides)
    found = decomposition.product(before, after, method=method)
    scale = max(1.0, abs(found.before), abs(found.after), *map(abs, found.contributions.values()))
    assert abs(sum(found.contributions.values()) - found.change) <= 1e-9 * scale


@given(factors, st.sampled_from(METHODS))
def test_time_reversed_changes_every_sign(sides, method):
    before, after = ({str(place): value for place, value in enumerate(side)} for side in sides)
    there = decomposition.product(before, after, method=method).contributions
    back = decomposition.product(after, before, method=method).contributions
    for name, part in there.items():
        assert part == pytest.approx(-back[name], rel=1e-7, abs=1e-9)


volume = st.integers(0, 5000) | st.none()


@given(st.lists(st.tuples(volume, volume), min_size=0, max_size=5), st.integers(0, 900), st.integers(0, 900))
def test_a_pathway_with_any_gaps_adds_up_to_the_children(middle, plans_before, plans_after):
    before = {"population": 25_000} | {str(i): pair[0] for i, pair in enumerate(middle)} | {"plans": plans_before}
    after = {"population": 26_000} | {str(i): pair[1] for i, pair in enumerate(middle)} | {"plans": plans_after}
    found = decomposition.pathway(before, after)
    assert sum(found.contributions.values()) == pytest.approx(plans_after - plans_before, abs=1e-9)


group = st.tuples(st.floats(0, 1000), st.floats(0, 1000))


@given(st.lists(st.tuples(group, group), min_size=1, max_size=6))
def test_mix_and_rate_add_up_to_the_change(groups):
    before = {"always": (10, 3.0)} | {str(place): pair[0] for place, pair in enumerate(groups)}
    after = {"always": (12, 2.0)} | {str(place): pair[1] for place, pair in enumerate(groups)}
    found = decomposition.rates(before, after)
    assert found.mix + found.rate == pytest.approx(found.change, abs=1e-9)


def test_a_group_that_arrives_counts_as_mix():
    found = decomposition.rates({"a": (10, 2.0), "b": (0, math.nan)}, {"a": (10, 2.0), "b": (10, 4.0)})
    assert (found.mix, found.rate) == pytest.approx((1.0, 0.0))
    with pytest.raises(MissingValuesError, match="no rate"):
        decomposition.rates({"a": (10, math.nan)}, {"a": (10, 2.0)})


@pytest.mark.parametrize("method", METHODS)
def test_several_years_add_up_however_they_are_cut(method):
    years = {
        2015: {"referrals": 2134.0, "rate": 233 / 2134},
        2016: {"referrals": 1988.0, "rate": 268 / 1988},
        2017: {"referrals": 1616.0, "rate": 297 / 1616},
    }
    steps = decomposition.across(years, method)
    assert steps["change"].tolist() == pytest.approx([35, 29], abs=1e-9)
    assert list(steps.index) == [(2015, 2016), (2016, 2017)]
    turned = decomposition.across({year: years[year] for year in (2017, 2015, 2016)}, method)
    # 2015 -> 2017 by way of 2016 is the same as the direct one of the other order, and that is the point.
    for name in ("referrals", "rate"):
        assert steps[name].sum() == pytest.approx(-turned.loc[(2017, 2015), name], abs=1e-9)


def test_das_gupta_keeps_factors_that_may_be_negative():
    found = decomposition.product({"net": -3.0, "length": 2.0}, {"net": 4.0, "length": 3.0}, method="das_gupta")
    assert sum(found.contributions.values()) == pytest.approx(18)


@pytest.mark.parametrize(
    ("call", "error", "what"),
    [
        (lambda: decomposition.product({"a": 1}, {"b": 1}), ImpossibleInputError, "one side only: a, b"),
        (lambda: decomposition.product({"a": -1}, {"a": 1}), ImpossibleInputError, "das_gupta"),
        (lambda: decomposition.product({"a": 1}, {"a": 1}, method="shapley"), ImpossibleInputError, "no method"),
        (lambda: decomposition.product({"a": math.nan}, {"a": 1}), MissingValuesError, "before: a"),
        (lambda: decomposition.product({}, {}), ImpossibleInputError, "no factors"),
        (lambda: decomposition.product({"a": [1, 2], "b": 1}, {"a": 1, "b": 1}), ImpossibleInputError, "groups"),
        (lambda: decomposition.across({2016: {"a": 1}}), ImpossibleInputError, "two populations"),
        (lambda: decomposition.pathway({"a": 1}, {"a": 1}), ImpossibleInputError, "two or more"),
        (lambda: decomposition.pathway({"a": 0, "b": 1}, {"a": 1, "b": 1}), ImpossibleInputError, "a must be above 0"),
        (lambda: decomposition.rates({"a": (1, 1)}, {"b": (1, 1)}), ImpossibleInputError, "same groups"),
        (lambda: decomposition.rates({"a": (0, 1)}, {"a": (1, 1)}), ImpossibleInputError, "somebody"),
    ],
)
def test_what_cannot_be_decomposed_is_refused_by_name(call, error, what):
    with pytest.raises(error, match=what):
        call()


@pytest.mark.parametrize(("first", "second"), [(268, 297), (297, 268), (1, 1000), (0.04, 0.05)])
def test_the_log_mean_is_the_difference_over_the_difference_of_logs(first, second):
    assert log_mean(first, second) == pytest.approx((second - first) / (math.log(second) - math.log(first)))


def test_the_log_mean_of_equal_numbers_is_that_number_and_of_nought_nought():
    assert log_mean(5.0, 5.0) == 5.0
    assert log_mean(0.0, 5.0) == log_mean(5.0, 0.0) == log_mean(0.0, 0.0) == 0.0
    assert log_mean(0.5, 0.5) == 0.5


def test_what_it_gives_is_what_its_record_says():
    before = {"population": 25_427, "referrals": 1988, "s47_enquiries": 789, "cp_plans_started": 268}
    after = {"population": 25_576, "referrals": 1616, "s47_enquiries": 760, "cp_plans_started": 297}
    factors = ({"size": [10.0, 20], "share": [0.5, 0.25]}, {"size": [12.0, 30], "share": [0.5, 0.5]})
    signed = ({"a": -2.0, "b": 3.0}, {"a": 2.0, "b": 5.0})
    groups = ({"young": (30.0, 100.0), "old": (10.0, 200.0)}, {"young": (45.0, 120.0), "old": (12.0, 180.0)})

    def whole(found):
        return [found, found.change, found.shares, found.multipliers]

    cases = {
        "a product": lambda: whole(split.product(*factors)),
        "a product, Das Gupta": lambda: whole(split.product(*factors, method="das_gupta")),
        "a product of three, Das Gupta": lambda: split.product(
            {"a": 2, "b": 3, "c": 4}, {"a": 3, "b": 5, "c": 1}, "das_gupta"
        ),
        "a product that is nought on a side": lambda: whole(split.product({"a": 0.0, "b": 2.0}, {"a": 3.0, "b": 2.0})),
        "no change at all": lambda: whole(split.product(factors[0], factors[0])),
        "a negative factor": lambda: split.product(*signed),
        "a negative factor, Das Gupta": lambda: split.product(*signed, method="das_gupta"),
        "other factors": lambda: split.product({"a": 1}, {"b": 1}),
        "groups of another length": lambda: split.product({"a": [1, 2]}, {"a": [1, 2, 3]}),
        "a missing factor": lambda: split.product({"a": float("nan")}, {"a": 1}),
        "another method": lambda: split.product({"a": 1}, {"a": 2}, "shapley"),
        "several populations": lambda: split.across({2019: factors[0], 2020: factors[1], 2021: factors[0]}),
        "one population": lambda: split.across({2019: factors[0]}),
        "a pathway": lambda: [split.pathway(before, after), split.pathway(before, after).change],
        "a pathway as a rate": lambda: split.pathway(before, after, per=10_000, method="das_gupta"),
        "a pathway with a gap": lambda: split.pathway({**before, "referrals": None}, after),
        "a pathway with a nought": lambda: split.pathway(before, {**after, "s47_enquiries": 0}),
        "a pathway that ends in nought": lambda: split.pathway(before, {**after, "cp_plans_started": 0}),
        "a pathway of other volumes": lambda: split.pathway(before, {"population": 1.0}),
        "a pathway of one volume": lambda: split.pathway({"a": 1.0}, {"a": 2.0}),
        "rates of groups": lambda: [split.rates(*groups), split.rates(*groups).change],
        "rates of other groups": lambda: split.rates(groups[0], {"young": (1.0, 2.0)}),
        "a rate of nobody": lambda: split.rates({"young": (1.0, 0.0)}, {"young": (1.0, 2.0)}),
        "logarithmic means": lambda: [
            split.log_mean(*pair) for pair in ((1, 1), (1, 2), (2, 1), (0, 2), (5, 5.0000001), (1, 1e6))
        ],
        "a logarithmic mean below nought": lambda: split.log_mean(-1, 2),
    }
    held_to_its_method_record("decomposition", cases)
