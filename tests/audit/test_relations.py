"""What must hold between measures, as data."""

import pytest

from analysis.audit.relations import (
    Alike,
    Complement,
    Flow,
    Growth,
    Ordered,
    Ratio,
    Relations,
    Rolled,
    Share,
    Subset,
    Weighted,
    Whole,
    relations,
)
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.measure import measures


def test_every_relation_of_the_library_names_measures_of_the_catalogue():
    found = set(relations().named())
    assert len(found) > 50
    assert sorted(found - set(measures())) == []


def test_a_council_adds_its_own_relations_to_the_national_ones(own_catalogue):
    own_catalogue(relations="subsets: []\n")
    national = relations()
    own_catalogue(relations="subsets: [{part: re_referrals, whole: referrals, because: ours}]\n")
    after = relations()
    assert after.subsets == (*national.subsets, Subset(part="re_referrals", whole="referrals", because="ours"))
    assert after.wholes == national.wholes


def test_a_wrong_entry_is_named_with_its_file(own_catalogue):
    own_catalogue(relations="subsets: [{part: referrals}]\nodd: []\n")
    with pytest.raises(WorkbenchError, match="relations between measures are wrong") as refused:
        relations()
    assert "whole" in str(refused.value)
    assert "odd" in str(refused.value)
    assert "relations.yml" in str(refused.value)


def test_every_kind_of_relation_names_its_measures_and_ties_each_pair():
    one_of_each = Relations(
        wholes=(Whole(whole="a", parts=("b", "c")),),
        subsets=(Subset(part="d", whole="e"),),
        alike=(Alike(measures=("f", "g")),),
        complements=(Complement(measures=("h", "i")),),
        flows=(Flow(stock="j", started="k", ended="l"),),
        ratios=(Ratio(value="m", numerator="n"),),
        rolled=(Rolled(month="o", rolling="p"),),
        weighted=(Weighted(mean="q", weight="r"),),
        growths=(Growth(growth="s", of="t"),),
        ordered=(Ordered(measures=("u", "v", "w")),),
        shares=(Share(whole="x", percentages=("y", "z")),),
    )
    assert sorted(one_of_each.named()) == list("abcdefghijklmnopqrstuvwxyz")
    pairs = {"".join(sorted(pair)) for pair in one_of_each.related()}
    assert pairs == {"ab", "ac", "bc", "de", "fg", "hi", "jk", "jl", "kl", "mn", "op", "qr", "st", "uv", "uw", "vw"}
