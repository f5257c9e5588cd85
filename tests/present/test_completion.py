"""Tab in JupyterLab: an analyst must not have to know the ids of measures by heart."""

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

from analysis import ask
from analysis.present.completion import names_at, offer_names, place_of

FUNCTIONS = {name: getattr(ask, name) for name in ask.__all__}


def offered(text, **known):
    place = place_of(text)
    return names_at(place, FUNCTIONS, known) if place else []


@pytest.fixture(scope="module")
def answer():
    return ask.why("cp_rate", area="Torbay", between=("2016-03", "2017-03"))


def test_measures_that_can_be_explained_are_offered_first_argument_or_by_name():
    assert offered('ask.why("cp_r') == ["cp_rate"]
    assert offered('ask.why(area="Torbay", measure="cp_r') == ["cp_rate"]
    assert "re_referrals" not in offered('ask.why("')
    assert "re_referrals" in offered('ask.trend("')


def test_areas_are_offered_with_the_spaces_of_their_names():
    assert offered('ask.why("cp_rate", "City of') == ["City of London"]
    assert offered("ask.compare('cla_rate', area='st. h") == ["St. Helens"]


def test_a_call_inside_another_argument_does_not_shift_the_place():
    assert offered('ask.why("cp_rate", "Torbay", between=tuple(x), month=str(y), area="Torb') == ["Torbay"]


def test_a_comma_inside_a_name_does_not_shift_the_place():
    assert offered('ask.why("cp_rate", "Herefordshire, County of", "l') == ["latest", "largest"]


def test_a_full_stop_in_a_name_need_not_be_typed():
    assert offered('ask.why("cp_rate", area="St H') == ["St. Helens"]


def test_the_parts_of_an_answer_are_offered_by_their_names(answer):
    assert offered('answer.figure("water', answer=answer) == ["waterfall"]
    assert offered('answer.text("head', answer=answer) == ["headline"]
    assert offered('answer.table("', answer=answer) == answer.tables


@pytest.mark.parametrize("text", ['print("cp_', 'ask.why("cp_rate"', 'ask.why("cp_rate", years="', 'x = "tor', ""])
def test_nothing_is_offered_elsewhere(text):
    assert offered(text) == []


def test_scenarios_are_offered_by_the_names_of_their_files():
    assert "icpc-like-neighbours" in offered('ask.what_if("icpc')


def test_the_shell_offers_them_once_however_often_it_is_asked():
    shell = InteractiveShell.instance()
    try:
        before = len(shell.Completer.custom_matchers)
        offer_names(FUNCTIONS)
        offer_names(FUNCTIONS)
        assert len(shell.Completer.custom_matchers) == before + 1
        text = 'a = 1\nask.why("cp_rate", area="Torb'
        with provisionalcompleter():
            found = [found.text for found in shell.Completer.completions(text, len(text))]
        assert found == ["Torbay"]
    finally:
        InteractiveShell.clear_instance()
