from analysis.language.glossary import glossary, terms_in


def test_a_term_is_called_up_by_its_words_in_any_case_and_by_nothing_else():
    assert [term.term for term in terms_in("Section 47 enquiries rose")] == ["Section 47 enquiry"]
    assert terms_in("Nothing of the kind") == []
    assert terms_in("Redcar and Cleveland preferred to act") == []
    assert [term.term for term in terms_in("Two reds")] == ["Red, amber, green"]
    assert [term.term for term in terms_in("Referrals rose")] == ["Referral"]


def test_every_term_is_explained_in_at_most_two_short_sentences():
    assert all(len(term.means.split()) <= 35 and term.means.endswith(".") for term in glossary())
    assert all(term.when for term in glossary())
