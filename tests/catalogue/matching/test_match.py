"""Which measure a printed row is: judged on labels that were written down apart from the vocabulary."""

import csv
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.catalogue import own
from analysis.catalogue.matching.field_words import field_words
from analysis.catalogue.matching.label import read_label
from analysis.catalogue.matching.match import Match, match_label
from analysis.catalogue.measure import measures
from analysis.catalogue.workspace import Workspace

LEAST_PRECISION = 0.99  # of the rows that are sure
LEAST_RIGHT = 0.85  # sure and right, rightly guessed, rightly asked, or rightly an own measure in the right unit


@dataclass(frozen=True)
class Printed:
    label: str
    heading: str
    figures: tuple[float, ...]
    unit_printed: str | None
    unit: str
    measure: str
    between: frozenset[str]

    def match(self) -> Match:
        return match_label(self.label, figures=self.figures, unit=self.unit_printed, group=self.heading or None)

    def is_right(self, match: Match) -> bool:
        if self.between:
            return match.certainty == "guess" and self.between <= {match.measure, *match.between}
        if self.measure:
            return match.measure == self.measure
        return match.certainty == "unknown" and match.unit == self.unit


def read_printed(path):
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Printed(
                row["label"],
                row["heading"],
                tuple(float(text.strip().rstrip("%")) for text in row["figures"].split(";")),
                "percent" if "%" in row["figures"] else None,
                row["unit"],
                row["measure"],
                frozenset(filter(None, row["between"].split("|"))),
            )


@pytest.fixture(
    scope="module",
    params=[
        "printed-labels.csv",
        "printed-labels-of-scorecards.csv",
        "printed-labels-of-five-houses.csv",
        "printed-labels-kept-back.csv",
        "printed-labels-unseen.csv",
        "printed-labels-last.csv",
        "printed-labels-final.csv",
        "printed-labels-of-lists.csv",
    ],
)
def printed(root, request):
    return tuple(read_printed(root / "tests" / "reference" / request.param))


@pytest.fixture
def without_own_names(tmp_path):
    """Take into use the catalogue of a council that has no measures and no names of its own."""
    (tmp_path / "council.yml").write_text("area: Kirklees\n", encoding="utf-8")
    own.use(Workspace.find(tmp_path))


@pytest.mark.usefixtures("without_own_names")
@pytest.mark.parametrize(
    "label",
    ["Sickness days per FTE social worker", "Working days lost to sickness per social worker", "Staff sick days"],
)
def test_days_that_are_lost_are_no_percentage(label):
    found = match_label(label, figures=(5.2, 4.9, 6.1))
    assert (found.measure, found.unit) == ("staff_sickness_days_per_fte", "days")


@pytest.mark.usefixtures("without_own_names")
def test_what_is_sure_is_right_and_most_rows_are_recognised(printed):
    matched = [(row, row.match()) for row in printed]
    sure = [(row, match) for row, match in matched if match.certainty == "sure"]
    wrong = [f"{row.label}: {match.measure}" for row, match in sure if not row.is_right(match)]
    right = [row for row, match in matched if row.is_right(match)]
    known = [row for row in printed if row.measure]
    assert len(printed) >= 60
    assert len(sure) >= 0.6 * len(known)
    assert len(wrong) <= (1 - LEAST_PRECISION) * len(sure), wrong
    assert len(right) >= LEAST_RIGHT * len(printed)


def test_every_measure_that_a_label_asks_for_is_in_the_catalogue(printed):
    assert [row.measure for row in printed if row.measure and row.measure not in measures()] == []


@pytest.mark.usefixtures("without_own_names")
def test_a_row_is_the_same_whatever_its_capitals_brackets_and_markers(printed):
    for row in printed:
        plain = row.match()
        for changed in (
            row.label.upper(),
            row.label.lower(),
            f"{row.label} [note 4]",
            f"{row.label}*",
            f"  {row.label} ",
        ):
            found = match_label(changed, figures=row.figures, unit=row.unit_printed, group=row.heading or None)
            assert (found.certainty, found.measure) == (plain.certainty, plain.measure), changed


def test_a_row_is_never_sure_in_a_unit_it_is_not_in(printed):
    for row in printed:
        for unit in {"count", "percent", "per_10000", "days"} - {row.unit}:
            found = match_label(row.label, figures=row.figures, unit=unit, group=row.heading or None)
            assert found.certainty != "sure" or measures()[found.measure].unit == unit, (row.label, unit)


@pytest.mark.parametrize("words", ["in month", "(YTD)", "rolling 12 months", "in the year", "per quarter"])
@pytest.mark.parametrize("label", ["Children looked after", "Number of children on a child protection plan", "UASC"])
def test_a_number_on_a_day_is_not_sure_where_the_label_counts_over_a_period(label, words):
    assert match_label(label, figures=(300, 310, 305)).certainty == "sure"
    assert match_label(f"{label} {words}", figures=(300, 310, 305)).certainty != "sure"


@pytest.mark.parametrize("label", ["Referrals", "Children starting to be looked after", "Section 47 enquiries"])
def test_a_number_over_a_period_is_not_sure_where_the_label_counts_on_a_day(label):
    assert match_label(label, figures=(30, 31, 35)).certainty == "sure"
    found = match_label(f"{label} (snapshot)", figures=(30, 31, 35))
    assert (found.certainty, bool(found.question)) == ("guess", True)


def test_a_rate_outside_its_usual_size_is_asked_about():
    assert match_label("Referral rate per 10,000", figures=(540.0, 551.2)).certainty == "sure"
    found = match_label("Referral rate per 10,000", figures=(45.1, 46.0))
    assert (found.certainty, found.measure) == ("guess", "referral_rate")
    assert "150 to 1800" in found.question


def test_where_the_field_disagrees_the_question_is_asked():
    found = match_label("% of assessments completed within 45 working days", figures=(82.1, 79.4))
    assert found.certainty == "guess"
    assert {found.measure, *found.between} == {
        "assessments_45_days_percent",
        "assessments_45_days_from_start_percent",
    }
    assert "from the referral" in found.question
    from_referral = match_label("% of assessments completed within 45 working days of referral", figures=(82.1, 79.4))
    assert (from_referral.certainty, from_referral.measure) == ("sure", "assessments_45_days_percent")
    under = match_label("% of assessments completed in under 45 working days", figures=(82.1, 79.4))
    assert under.measure == "assessments_under_45_days_percent"


def test_the_heading_says_whose_visits_they_are():
    figures = (88.2, 90.1)
    assert match_label("Visits in timescale", figures=figures, group="Looked after children").measure == (
        "cla_visits_on_time_percent"
    )
    assert match_label("Visits in timescale", figures=figures, group="Child protection").measure == (
        "cp_visits_on_time_percent"
    )
    assert match_label("Visits in timescale", figures=figures).certainty != "sure"


def test_a_misspelt_label_is_a_guess_and_never_sure():
    found = match_label("Percentage of re-referals within 12 month", figures=(18.2, 19.0))
    assert (found.certainty, found.measure) == ("guess", "re_referrals_percent")


def test_an_unknown_row_gets_unit_basis_and_polarity_from_its_words_and_figures():
    found = match_label("Youth club sessions reviewed in timescale", figures=(81.2, 79.9), unit="percent")
    assert (found.certainty, found.unit, found.polarity) == ("unknown", "percent", "high_is_good")
    found = match_label("Grants overdue at month end", figures=(3, 4, 2))
    assert (found.measure, found.unit, found.basis) == (None, "count", "snapshot")


@pytest.mark.parametrize(
    ("label", "never"),
    [
        ("Children starting to be looked after", "cla_ended"),
        ("CLA placed out of area (%)", "cla_placed_over_20_miles_percent"),
        ("% of CP visits within 15 working days", "cp_visits_10_days_percent"),
        ("Care leavers aged 17-18 in EET %", "care_leavers_eet_19_21_percent"),
        ("Care leavers not in EET (%)", "care_leavers_eet_percent"),
        ("Number of CLA with a disability", "cla_at_period_end"),
        ("Number of CLA aged 16 and over", "cla_at_period_end"),
        ("Female CLA", "cla_at_period_end"),
        ("CP plans not reviewed in timescale (%)", "cp_reviews_on_time_percent"),
    ],
)
def test_near_is_not_the_same(label, never):
    found = match_label(label, figures=(41.5, 42.5) if "%" in label else (41, 42, 43))
    assert found.certainty != "sure" or found.measure != never


@pytest.mark.parametrize(
    ("label", "same"),
    [
        ("MASH enquiries in 24 hours", "Contacts decided in 24 hours"),
        ("CLA with 3+ moves in 12 months", "CLA with 3+ placements in 12 months"),
        ("CLA missing from home episodes", "CLA missing episodes"),
        ("Children in unregulated placements", "Children in unregistered placements"),
        ("Family assessments started", "Early help assessments started"),
    ],
)
def test_what_is_like_a_thing_and_not_the_same_is_proposed_and_never_sure(label, same):
    figures = (81.5, 82.5, 80.1) if " in " in label and "placements" not in label else (41, 42, 43)
    sure, found = (match_label(text, figures=figures) for text in (same, label))
    assert (sure.certainty, found.certainty) == ("sure", "guess")
    assert sure.measure in {found.measure, *found.between}
    assert "may count something else" in found.question


@pytest.mark.parametrize(
    "qualified",
    [
        "{} due",
        "Last {}",
        "{} of the Disabled Children Team",
        "{} only",
        "Other {}",
        "{} available",
        "{} with no worker",
        "Statutory {}",
        "Families: {}",
        "Planned {}",
        "Out of hours {}",
    ],
)
@pytest.mark.parametrize("label", ["CLA missing episodes", "Section 47 enquiries", "CP plans started", "CLA SGOs"])
def test_a_word_that_says_of_what_or_at_what_stage_keeps_a_row_from_being_sure(label, qualified):
    assert match_label(label, figures=(41, 42, 43)).certainty == "sure"
    assert match_label(qualified.format(label), figures=(41, 42, 43)).certainty != "sure"


@pytest.mark.parametrize(
    ("label", "figures"),
    [
        ("CLA reviews due held on time (%)", (91.5, 92.5)),
        ("CP visits in the last 10 working days (%)", (91.5, 92.5)),
        ("Statutory CLA visits on time (%)", (91.5, 92.5)),
        ("MASH contacts", (910, 925, 940)),
        ("No. of CP plans started", (41, 42, 43)),
        ("Section 47 enquiries carried out", (41, 42, 43)),
        ("CP plans started (no.)", (41, 42, 43)),
    ],
)
def test_beside_a_word_that_it_belongs_to_it_says_nothing_more(label, figures):
    assert match_label(label, figures=figures).certainty == "sure"


@pytest.mark.parametrize(
    ("heading", "label", "never", "proposed"),
    [
        ("Youth justice", "Referrals", "referrals", "referrals"),
        ("Early help", "Assessments completed", "assessments", "early_help_assessments"),
        ("Early help", "Cases open", "cin_at_period_end", "early_help_families_open"),
        ("Adult services", "Contacts", "contacts", "contacts"),
        ("SEND", "Complaints received", "complaints", "complaints"),
    ],
)
def test_what_every_service_counts_is_not_taken_under_the_heading_of_another(heading, label, never, proposed):
    found = match_label(label, figures=(410, 425, 431), group=heading)
    assert (found.certainty, found.measure) == ("guess", proposed)
    assert match_label(label, figures=(410, 425, 431), group="Front door").measure == never


@pytest.mark.parametrize(
    ("short", "says", "lacks"),
    [
        ("Re-referrals (%)", "Re-referrals within 12 months (%)", "limit"),
        ("CP plans: repeat (%)", "CP plans starting for a second or subsequent time (%)", "limit"),
        ("Care leavers in suitable accommodation (%)", "Care leavers 19-21 in suitable accommodation (%)", "age"),
        ("Supervision on time (%)", "Supervision of social workers on time (%)", "whom"),
        ("Vacancy rate (%)", "Social worker vacancy rate (%)", "whom"),
        ("Missing episodes", "Missing episodes of children looked after", "whom"),
        ("Children placed for adoption", "CLA placed for adoption at month end", "stock or flow"),
        ("Child in need over 12 months", "Child in need plans over 12 months", "of what"),
        ("CLA visits (%)", "CLA visits on time (%)", "how well"),
        ("Audits graded good (%)", "Audits graded good or better (%)", "how well"),
        ("Foster carers", "Fostering households", "persons or households"),
        ("Pre-proceedings", "Families in pre-proceedings", "families or children"),
        ("CLA on a care order", "CLA on a full care order", "which order"),
    ],
)
def test_a_name_that_leaves_out_what_measures_differ_by_is_proposed_and_never_sure(short, says, lacks):
    figures, unit = ((41.5, 42.5, 43.1), "percent") if "%" in short else ((41, 42, 43), "count")
    found, full = (match_label(text, figures=figures, unit=unit) for text in (short, says))
    assert (found.certainty, full.certainty) == ("guess", "sure"), lacks
    assert full.measure in {found.measure, *found.between}, lacks


def test_under_in_signs_may_be_meant_for_within_and_is_asked():
    found = match_label("IHA <20wd %", figures=(41.5, 42.5))
    assert (found.certainty, found.measure) == ("guess", "cla_initial_health_assessment_percent")


def test_no_name_says_another_number_than_its_measure_is_defined_by():
    for entry in measures().values():
        said = read_label(f"{entry.name} {entry.definition}").words
        defined = {word for word in said if word.endswith("+")}
        for name in entry.printed_as:
            many = {word for word in read_label(name).words if word.endswith("+")}
            assert not defined or many <= defined, (entry.id, name)


def test_children_who_came_again_are_not_the_referrals_that_came_again():
    assert match_label("Re-referrals in 12 months", figures=(71, 66, 80), unit="count").measure == "re_referrals"
    found = match_label("Children re-referred in 12 months", figures=(71, 66, 80), group="Referrals")
    assert (found.certainty, found.measure) == ("sure", "re_referrals_children")


@pytest.mark.parametrize(
    "label", ["LADO contacts", "Early help contacts", "Exploitation plans", "Contacts and referrals received"]
)
def test_a_thing_of_another_stage_is_no_name_of_a_measure(label):
    assert match_label(label, figures=(410, 425, 431)).certainty != "sure"


@pytest.mark.parametrize("label", ["NEET (%)", "Attendance (%)", "Permanent exclusions", "Persistent absence %"])
def test_what_schools_count_of_all_children_is_of_those_in_care_only_where_that_is_said(label):
    figures = (41, 42, 43) if "%" not in label else (4.5, 5.5)
    assert match_label(label, figures=figures).certainty != "sure"
    whom = "care leavers aged 19 to 21" if "NEET" in label else "CLA"
    assert match_label(f"{whom} - {label}", figures=figures).certainty == "sure"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("ICPCs in 15 w/days", "ICPCs in 15 working days"),
        ("RHIs offered w/in 72 hrs", "RHIs offered within 72 hours"),
        ("CLA placed o/s LA", "CLA placed outside LA"),
        ("CP rate (rolling 12m)", "CP rate (rolling 12 months)"),
        ("SWs with caseloads above 20", "SWs with caseloads over 20"),
    ],
)
def test_words_cut_short_by_a_stroke_or_a_letter_say_what_they_stand_for(short, full):
    assert read_label(short) == read_label(full)


def test_an_own_name_counts_before_the_words_of_the_field_unless_its_figures_are_in_another_unit():
    label = "% contacts progressing to referral"
    assert match_label(label, ref="2.3", figures=(20.1,)).measure == "contacts_to_referral_percent"
    assert match_label(label, ref="2.3", figures=(320.0,), unit="count").certainty != "sure"


@given(st.text(max_size=80), st.lists(st.floats(allow_nan=False, allow_infinity=False, width=32), max_size=4))
def test_no_label_is_too_odd_to_be_read(label, figures):
    found = match_label(label, figures=figures)
    assert (found.measure is None) == (found.certainty == "unknown")
    assert found.measure not in found.between


def names_of_all():
    for entry in measures().values():
        figures = (sum(entry.usual) / 2,) * 3 if entry.usual else ()
        ratio = {"percent": "% ", "per_10000": "Rate per 10,000 of "}.get(entry.unit, "")
        for name in entry.printed_as:
            yield entry, name, match_label(f"{ratio}{name}", unit=entry.unit, figures=figures)


def test_each_measure_is_recognised_under_each_of_its_names():
    other = [
        (entry.id, name) for entry, name, found in names_of_all() if entry.id not in {found.measure, *found.between}
    ]
    assert other == []
    guessed = {
        entry.id
        for entry, name, found in names_of_all()
        if found.certainty != "sure" and not read_label(name).words & field_words().of_others
    }
    assert {measure for measure in guessed if not measures()[measure].asked_with} == set()


@pytest.mark.parametrize("words", ["(YTD)", "rolling 12 months", "in month"])
def test_no_number_on_a_day_is_sure_under_a_label_that_counts_over_a_period(words):
    for entry in measures().values():
        if entry.basis == "snapshot" and entry.unit == "count":
            for name in entry.printed_as:
                assert match_label(f"{name} {words}", unit=entry.unit).certainty != "sure", name


def test_no_number_of_a_period_is_sure_under_a_label_that_counts_on_a_day():
    for entry in measures().values():
        if entry.basis != "snapshot" and entry.unit == "count":
            for name in entry.printed_as:
                assert match_label(f"{name} (snapshot)", unit=entry.unit).certainty != "sure", name
