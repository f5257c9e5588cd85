"""Sheets of figures that look a little like lists of persons, and are none: all of them are let in.

Teams called by trees and poets, schools called by people, owners, schedules, references, exports of SharePoint.
Every name and number is made up.
"""

import datetime as dt
import random
from collections.abc import Iterable

from openpyxl.comments import Comment

from person_disguises import CARD, book, csv

CHANCE = random.Random(9)  # noqa: S311 figures for a test

MONTHS = ["Apr-25", "May-25", "Jun-25"]
FORENAMES = ["Aisha", "Mohammed", "Kacper", "Chloe", "Oluwaseun", "Niamh", "Thi", "Jayden", "Zofia"]
SURNAMES = ["Smith", "Jones", "Taylor", "Brown", "Wilson", "Khan", "Patel", "Walker", "Green"]
NAMES = [f"{one} {other}" for one, other in zip(FORENAMES, SURNAMES, strict=True)]
DAYS = [dt.date(2024, 3, 5) + dt.timedelta(days=CHANCE.randrange(400)) for _ in NAMES]
WARDS = [
    "Almondbury",
    "Ashbrow",
    "Birstall and Birkenshaw",
    "Crosland Moor and Netherton",
    "Dalton",
    "Golcar",
    "Greenhead",
    "Heckmondwike",
    "Lindley",
    "Mirfield",
    "Newsome",
]
SCHOOLS = [
    "Moor End Academy",
    "Royds Hall",
    "St Mary's",
    "King James's",
    "Colne Valley High",
    "Holmfirth High",
    "All Saints",
    "Netherhall",
]
TEAMS = [
    "Duty and Advice",
    "Assessment East",
    "Locality Green",
    "Locality Blue",
    "Family Support",
    "Permanence",
    "Leaving Care",
    "Edge of Care",
]
POETS = ["Team Brontë", "Team Hepworth", "Team Sharman", "Team Pankhurst"]
TREES = ["Willow", "Oak", "Rowan", "Hawthorn", "Beech"]
MEASURES = [
    "Number of referrals",
    "% of referrals that are repeats",
    "Assessments completed",
    "Assessments in 45 days",
    "S47 enquiries",
    "ICPCs",
    "Child protection plans",
    "Children looked after",
    "Care leavers in touch",
]


def day(on: dt.date) -> str:
    return f"{on:%d/%m/%Y}"


def figure() -> int:
    return CHANCE.randrange(1, 900)


def one(labels: Iterable[str], header: str) -> str:
    return csv([[header, *MONTHS], *([label, figure(), figure(), figure()] for label in labels)])


def short(labels: Iterable[str], header: str) -> str:
    return csv([[header, *MONTHS[:2]], *([label, figure(), figure()] for label in labels)])


def card(labels: Iterable[str]) -> str:
    return csv(
        [
            ["Ref", "Indicator", *MONTHS],
            *([f"T{at}", label, figure(), figure(), figure()] for at, label in enumerate(labels, 1)),
        ]
    )


HARMLESS: dict[str, str | bytes] = {
    "months_of_amounts.csv": csv(
        [["Cost code", "Sep-25"], *([f"E{10000 + k * 111}", 12345 + k * 7] for k in range(8))]
    ),
    "card.csv": card(MEASURES),
    "wards.csv": one(WARDS, "Ward"),
    "schools.csv": one(SCHOOLS, "School"),
    "teams.csv": one(TEAMS, "Team"),
    "poet_teams.csv": one(POETS, "Team"),
    "trees.csv": one(TREES, "Team"),
    "roles.csv": one(
        [
            "Team Manager",
            "Social Worker",
            "Senior Social Worker",
            "Newly Qualified",
            "Family Support Worker",
            "Independent Reviewing Officer",
        ],
        "Role",
    ),
    "wards_noheader.csv": one(WARDS, ""),
    "trees_nohdr.csv": one(TREES, ""),
    "measure_refs.csv": csv([["Measure", "Apr-25"], *([f"T{k}", k * 7] for k in range(1, 25))]),
    "measure_refs_long.csv": csv([["Measure ref", "Value"], *([f"KPI-{1000 + k}", k * 7] for k in range(1, 25))]),
    "ofsted_urns.csv": csv(
        [
            ["URN", "School", "Pupils on roll", "Exclusions"],
            *([str(107000 + k * 13), s, figure(), figure()] for k, s in enumerate(SCHOOLS)),
        ]
    ),
    "month_dates.csv": csv(
        [
            ["Date", "Referrals", "Assessments"],
            *([f"{dt.date(2024, m, 1):%d/%m/%Y}", figure(), figure()] for m in range(1, 13)),
        ]
    ),
    "week_dates.csv": csv(
        [
            ["Week commencing", "Contacts", "Referrals"],
            *([f"{dt.date(2025, 1, 6) + dt.timedelta(weeks=k):%d/%m/%Y}", figure(), figure()] for k in range(26)),
        ]
    ),
    "daily.csv": csv(
        [
            ["Date", "Contacts"],
            *([f"{dt.date(2025, 1, 1) + dt.timedelta(days=k):%d/%m/%Y}", figure()] for k in range(90)),
        ]
    ),
    "sharepoint_measures.csv": csv(
        [
            ["Title", "Month", "Value", "Created", "Modified"],
            *(
                [m, f"{dt.date(2025, 4, 1):%d/%m/%Y}", figure(), day(e), day(e + dt.timedelta(days=3))]
                for m, e in zip(MEASURES, DAYS, strict=False)
            ),
        ]
    ),
    "sharepoint_by.csv": csv(
        [
            ["Title", "Period", "Value", "Created By", "Modified By", "Modified"],
            *([m, "Apr-25", figure(), "Jane Price", "Omar Aziz", day(e)] for m, e in zip(MEASURES, DAYS, strict=False)),
        ]
    ),
    "sharepoint_id.csv": csv(
        [
            ["ID", "Title", "Period", "Value", "Modified"],
            *([k, m, "Apr-25", figure(), day(e)] for k, (m, e) in enumerate(zip(MEASURES, DAYS, strict=False), 1)),
        ]
    ),
    "owner_names.csv": csv(
        [
            ["Ref", "Indicator", "Owner", *MONTHS],
            *([f"K{k}", m, n, 1, 2, 3] for k, (m, n) in enumerate(zip(MEASURES, NAMES, strict=False))),
        ]
    ),
    "lead_member.csv": csv(
        [
            ["Priority", "Lead", "RAG"],
            *([f"Priority {k}: improve practice", n, "Amber"] for k, n in enumerate(NAMES[:5])),
        ]
    ),
    "actions.csv": csv(
        [
            ["No", "Action", "Who", "By when", "Status"],
            *(
                [k, f"Write the plan for item {k} of the review", n, day(e), "Open"]
                for k, (n, e) in enumerate(zip(NAMES, DAYS, strict=False))
            ),
        ]
    ),
    "risks.csv": csv(
        [
            ["Risk ID", "Risk", "Likelihood", "Impact", "Raised", "Owner"],
            *(
                [f"R{k:03}", f"Agency staff costs rise beyond budget {k}", 3, 4, day(e), "Head of Service"]
                for k, e in enumerate(DAYS)
            ),
        ]
    ),
    "age_bands.csv": csv(
        [
            ["Age", "Apr-25", "May-25"],
            ["Under 1", 12, 14],
            ["1-4", 55, 54],
            ["5-9", 90, 91],
            ["10-15", 140, 142],
            ["16+", 60, 61],
        ]
    ),
    "single_ages.csv": csv(
        [["Age", *MONTHS], *([a, CHANCE.randrange(40), CHANCE.randrange(40), CHANCE.randrange(40)] for a in range(18))]
    ),
    "gender_eth.csv": csv(
        [
            ["Ethnicity", "Male", "Female", "Total"],
            ["White British", 300, 280, 580],
            ["Mixed", 40, 41, 81],
            ["Asian", 60, 60, 120],
        ]
    ),
    "placement_type.csv": one(
        ["In-house foster care", "Independent fostering", "Residential", "Supported lodgings", "Placed with parents"],
        "Placement type",
    ),
    "providers.csv": one(
        ["Barnardo's", "Compass Fostering", "Five Rivers", "Keys Group", "Action for Children"], "Provider"
    ),
    "homes.csv": one(["Elm House", "Oak Lodge", "The Beeches", "Copthorne", "Healds Road"], "Home"),
    "gps.csv": one(["Elmwood", "Lockwood Surgery", "Slaithwaite Health Centre", "Kirkgate"], "Practice"),
    "police.csv": one(["Kirklees North", "Kirklees South", "Huddersfield Rural"], "Division"),
    "neighbours.csv": one(
        ["Calderdale", "Bury", "Stockport", "Bolton", "Rochdale", "Derby", "Telford and Wrekin"],
        "Statistical neighbour",
    ),
    "la_codes.csv": csv(
        [
            ["LA", "Name", "2024"],
            *(
                [str(c), n, figure()]
                for c, n in ((381, "Calderdale"), (382, "Kirklees"), (383, "Leeds"), (384, "Wakefield"))
            ),
        ]
    ),
    "lsoa.csv": csv([["LSOA", "Rate"], *([f"E0101{k:04}", figure()] for k in range(1000, 1020))]),
    "postcode_sectors.csv": csv([["Postcode district", "CLA"], *([f"HD{k}", figure()] for k in range(1, 10))]),
    "population.csv": csv([["Area", "Population 0-17"], *([w, CHANCE.randrange(2001, 6003)] for w in WARDS)]),
    "spend.csv": csv(
        [
            ["Cost centre", "Budget", "Actual"],
            *(
                [f"C{40000 + k * 17}", CHANCE.randrange(200000, 900000), CHANCE.randrange(200000, 900000)]
                for k in range(9)
            ),
        ]
    ),
    "spend_named.csv": csv(
        [
            ["Cost centre", "Description", "Budget", "Actual"],
            *(
                [
                    f"{40000 + k * 17}",
                    f"{t} team budget",
                    CHANCE.randrange(200000, 900000),
                    CHANCE.randrange(200000, 900000),
                ]
                for k, t in enumerate(TEAMS)
            ),
        ]
    ),
    "targets.csv": csv(
        [["Measure", "Target", "Target date"], *([m, "90%", day(dt.date(2026, 3, 31))] for m in MEASURES)]
    ),
    "audit_schedule.csv": csv(
        [
            ["Audit theme", "Date", "Grade"],
            *(
                [t, day(e), "Good"]
                for t, e in zip(
                    [
                        "Neglect",
                        "Child sexual exploitation",
                        "Private fostering",
                        "Supervision",
                        "Pathway plans",
                        "Missing",
                        "Voice of the child",
                    ],
                    DAYS,
                    strict=False,
                )
            ),
        ]
    ),
    "meetings.csv": csv(
        [
            ["Board meeting", "Papers due", "Venue"],
            *([day(e), day(e - dt.timedelta(days=7)), "Town Hall"] for e in sorted(DAYS)),
        ]
    ),
    "sources_of_referral.csv": one(
        ["Police", "Schools", "Health", "Individual", "Anonymous", "Housing"], "Source of referral"
    ),
    "percent.csv": csv([["Measure", *MONTHS], *([m, "81.2%", "80.1%", "79.9%"] for m in MEASURES)]),
    "long_export.csv": csv(
        [["Measure", "Team", "Month", "Value"], *([m, t, "2025-04-01", figure()] for m in MEASURES for t in TEAMS)]
    ),
    "powerbi.csv": csv(
        [
            ["MeasureID", "MeasureName", "PeriodEnd", "Value"],
            *([1000 + k, m, "2025-04-30T00:00:00", figure()] for k, m in enumerate(MEASURES)),
        ]
    ),
    "guid_measures.csv": csv(
        [
            ["MeasureKey", "MeasureName", "Value"],
            *(
                [
                    f"{CHANCE.getrandbits(32):08x}-{CHANCE.getrandbits(16):04x}-{CHANCE.getrandbits(16):04x}-{CHANCE.getrandbits(16):04x}-{CHANCE.getrandbits(48):012x}",
                    m,
                    figure(),
                ]
                for m in MEASURES
            ),
        ]
    ),
    "caseload_by_team.csv": csv(
        [
            ["Team", "Social workers", "Cases", "Average caseload"],
            *([t, CHANCE.randrange(5, 12), CHANCE.randrange(90, 200), "17.2"] for t in TEAMS),
        ]
    ),
    "worker_types.csv": csv([["Worker type", "Headcount"], ["Agency", 40], ["Permanent", 160], ["NQSW", 22]]),
    "reasons.csv": one(
        ["Abuse or neglect", "Child's disability", "Parental illness", "Family in acute stress", "Absent parenting"],
        "Category of need",
    ),
    "initials_measures.csv": one(["CP", "CIN", "CLA", "EH", "CL"], "Group"),
    "initials_teams.csv": one(["DAT", "CAT", "LAC", "CWD", "LCT"], "Team"),
    "two_letter_teams.csv": one(["NE", "NW", "SE", "SW", "CT"], "Area"),
    "clusters.csv": one(["Cluster A", "Cluster B", "Cluster C"], "Cluster"),
    "case_numbers_band.csv": csv([["Cases held", "Workers"], ["0-10", 12], ["11-15", 30], ["16-20", 44], ["21+", 9]]),
    "quarter_rows.csv": csv([["Quarter", "Referrals"], *([f"Q{q} 2024/25", figure()] for q in range(1, 5))]),
    "yearmonth.csv": csv([["YYYYMM", "Value"], *([f"2024{m:02}", figure()] for m in range(1, 13))]),
    "dates_measure_snapshot.csv": csv(
        [
            ["Snapshot date", "Open cases", "Allocated"],
            *(
                [f"{d:%d/%m/%Y}", CHANCE.randrange(1400), CHANCE.randrange(1400)]
                for d in (
                    dt.date(2021, 4, 16),
                    dt.date(2021, 7, 23),
                    dt.date(2022, 1, 19),
                    dt.date(2022, 9, 14),
                    dt.date(2023, 5, 11),
                    dt.date(2024, 10, 22),
                    dt.date(2025, 2, 7),
                )
            ),
        ]
    ),
    "programmes.csv": one(
        ["Strengthening Families", "Triple P", "Incredible Years", "Video Interaction Guidance", "Mellow Parenting"],
        "Programme",
    ),
    "comments.csv": csv(
        [
            ["Indicator", *MONTHS, "Commentary"],
            *(
                [
                    m,
                    1,
                    2,
                    3,
                    "Performance fell because Dewsbury East had vacancies; Jane Price looks at this by 3 May 2025.",
                ]
                for m in MEASURES
            ),
        ]
    ),
    "contact_sheet.xlsx": book(
        Card=CARD,
        Contacts=[
            ["Area", "Contact", "Email"],
            ["Performance", "Jane Price", "jane.price@kirklees.gov.uk"],
            ["Data", "Omar Aziz", "omar.aziz@kirklees.gov.uk"],
        ],
    ),
    "version_log.xlsx": book(
        Card=CARD,
        Version=[
            ["Version", "Date", "Author", "Change"],
            *([f"0.{k}", day(e), "Jane Price", "Targets of the year put in"] for k, e in enumerate(DAYS)),
        ],
    ),
    "definitions.xlsx": book(
        Card=CARD,
        Definitions=[
            ["Indicator", "Definition", "Numerator", "Denominator"],
            *(
                [m, f"The {m.lower()} in the month, from the case system by child ID", "Children", "Population"]
                for m in MEASURES
            ),
        ],
    ),
    "sheet_per_team.xlsx": book(**dict.fromkeys(TEAMS, CARD)),
    "sheet_per_ward.xlsx": book(**dict.fromkeys(WARDS[:5], CARD)),
    "sheet_per_month.xlsx": book(**dict.fromkeys(("April_2025", "May_2025", "Jun_25"), CARD)),
    "choose_area.xlsx": book(
        Card=CARD,
        Lists=[["Teams", "Wards", "RAG"], *zip(TEAMS, WARDS, ["Red", "Amber", "Green", *[""] * 5], strict=False)],
    ),
    "iro_names.csv": csv(
        [
            ["Indicator", "Data lead", *MONTHS],
            *([m, f"{f[0]}. {s}", 1, 2, 3] for m, f, s in zip(MEASURES, FORENAMES, SURNAMES, strict=False)),
        ]
    ),
    "schools_people.csv": one(
        ["John Smeaton", "Royds", "Thomas Chippendale", "Samuel Lister", "Trinity", "Titus Salt", "Benton Park"],
        "School",
    ),
    "children_centres.csv": one(["Chestnut", "Birkby", "Thornhill Lees", "Ravensthorpe"], "Children's centre"),
    "more_01.csv": short(["MASH", "EDT", "SAM", "CAMHS", "YOT", "FDAC"], "Service"),
    "more_02.csv": short(
        ["Sure Start", "Stronger Together", "Family Links", "Young Carers", "Early Bird"], "Programme"
    ),
    "more_03.csv": short(
        ["Lady Royd", "Joseph Norton", "Castle Hill", "Ravenshall", "Woodley", "Fairfield"], "Special school"
    ),
    "more_04.csv": short(["St Augustine", "St Paul", "St John Fisher", "All Hallows"], "School"),
    "more_05.csv": short(["Emily Street", "Albert Road", "Victoria Lane", "George Street", "Charles Court"], "Centre"),
    "more_06.csv": short(["Team A", "Team B", "Team C", "Team D"], "Team"),
    "more_07.csv": short(["Pod 1", "Pod 2", "Pod 3", "Pod 4"], "Pod"),
    "more_08.csv": short(["SW1", "SW2", "NE1", "NE2"], "Postcode area"),
    "more_09.csv": short(["Green", "Blue", "Yellow", "Red"], "Team"),
    "more_10.csv": short(["Brown", "Green", "White", "Black"], "Team"),
    "more_11.csv": short(["Maple", "Cedar", "Ash", "Elm", "Hazel"], "Cluster"),
    "more_12.csv": short(["Phoenix", "Horizon", "Aspire", "Bridge", "Compass"], "Unit"),
    "more_13.csv": short(["Victoria", "Albert", "George", "Alexandra", "Charlotte"], "Ward"),
    "more_14.csv": short(["Church", "Lane", "Mill", "Bridge"], "Locality"),
    "more_15.csv": csv(
        [
            ["Review", "Due", "Done", "Days late"],
            *([f"Review of policy {k}", day(e), day(e), 0] for k, e in enumerate(DAYS)),
        ]
    ),
    "more_16.csv": csv(
        [
            ["Inspection", "Date", "Judgement"],
            ["Focused visit", "12/03/2024", "n/a"],
            ["ILACS", "04/11/2022", "Good"],
            ["JTAI", "18/09/2023", "n/a"],
        ]
    ),
    "more_17.csv": csv(
        [["Published", "Release", "Version"], *([day(e), f"Release {k}", "1.0"] for k, e in enumerate(DAYS))]
    ),
    "more_18.csv": csv([["Date of data", "Measure", "Value"], *([day(dt.date(2025, 7, 31)), m, 5] for m in MEASURES)]),
    "more_19.csv": csv([["Extract date", "Measure", "Value"], *([day(dt.date(2025, 8, 4)), m, 5] for m in MEASURES)]),
    "more_20.csv": csv(
        [["Last updated", "KPI", "Jul-25"], *([day(e), m, 5] for m, e in zip(MEASURES, DAYS, strict=False))]
    ),
    "more_21.csv": csv(
        [
            ["KPI", "Jul-25", "Updated by", "Updated"],
            *([m, 5, n, day(e)] for m, n, e in zip(MEASURES, NAMES, DAYS, strict=False)),
        ]
    ),
    "more_22.csv": csv([["KPI ID", "KPI", "Jul-25"], *([f"CS{k:04}", m, 5] for k, m in enumerate(MEASURES, 1))]),
    "more_23.csv": csv([["Ref", "Jul-25", "Aug-25"], *([f"CS{k:04}", 4, 5] for k, m in enumerate(MEASURES, 1))]),
    "more_24.csv": csv([["Ref", "Jul-25"], *([f"{a}.{b}", 4] for a in range(1, 4) for b in range(1, 6))]),
    "more_25.csv": csv([["N", "Jul-25"], *([f"NI{k}", 4] for k in (59, 60, 61, 62, 64, 65, 66, 67))]),
    "more_26.csv": csv([["Indicator", "Jul-25"], *([f"{k}", 4] for k in (2041, 2042, 2043, 2050, 2051))]),
    "more_27.csv": csv(
        [
            ["Measure", "Contact officer", "Phone", "Jul-25"],
            *([m, n, "01484 221000", 5] for m, n in zip(MEASURES, NAMES, strict=False)),
        ]
    ),
    "more_28.csv": csv([["Measure", "Source system", "Jul-25"], *([m, "Liquidlogic", 5] for m in MEASURES)]),
    "more_29.csv": csv([["Age of child at start", "Number"], ["0-4", 3], ["5-9", 8], ["10-15", 20]]),
    "more_30.csv": csv([["Gender", *MONTHS], ["Male", 50, 51], ["Female", 49, 48], ["Not known", 1, 0]]),
    "more_31.csv": csv([["Age", "Gender", "Jul-25", "Aug-25"], *([a, g, 4, 5] for a in range(18) for g in ("M", "F"))]),
    "more_32.csv": csv([["Age", "Gender", "CP", "CIN"], *([a, g, 4, 5] for a in range(18) for g in ("M", "F"))]),
    "more_33.csv": csv(
        [
            ["Category of abuse", *MONTHS],
            ["Neglect", 30, 31],
            ["Emotional", 44, 43],
            ["Physical", 9, 8],
            ["Sexual", 5, 4],
        ]
    ),
    "more_34.csv": csv([["Category", "Plan type", "Number"], ["Neglect", "CP", 30], ["Emotional", "CP", 44]]),
    "more_35.csv": csv([["SEN status", *MONTHS], ["EHCP", 30, 31], ["SEN support", 44, 43], ["None", 90, 88]]),
    "more_36.csv": csv([["Year group", "Exclusions"], *([f"Year {k}", 3] for k in range(1, 12))]),
    "more_37.csv": csv(
        [["Year group", "SEN", "Persistent absence"], *([f"Year {k}", "14%", "9%"] for k in range(1, 12))]
    ),
    "more_38.csv": csv([["Weeks on plan", "Number of plans"], ["0-12", 30], ["13-26", 44], ["27-52", 60]]),
    "more_39.csv": csv([["Case type", *MONTHS], ["CIN", 300, 310], ["CP", 200, 201], ["CLA", 600, 602]]),
    "more_40.csv": csv([["Case", "Jul-25"], ["CIN", 1300], ["CP", 1212], ["CLA", 1606], ["Care leavers", 1411]]),
    "more_41.csv": csv([["Household type", *MONTHS], ["Lone parent", 30, 31], ["Couple", 44, 43], ["Other", 9, 9]]),
    "more_42.csv": csv(
        [
            ["Carers", *MONTHS],
            ["Approved in year", 12, 13],
            ["Ended in year", 9, 8],
            ["In-house fostering households", 140, 141],
        ]
    ),
    "more_43.csv": csv([["Employee group", "Headcount"], ["Social workers", 240], ["Managers", 44], ["Agency", 30]]),
    "more_44.csv": csv([["Who refers", *MONTHS], ["Police", 44, 45], ["Education", 33, 30], ["Health", 20, 22]]),
    "more_45.csv": csv([["Resident population", "2023", "2024"], ["0-4", 25114, 25093], ["5-9", 26121, 26002]]),
    "more_46.csv": csv(
        [
            ["Provider", "Ofsted URN", "Rating", "Beds"],
            ["Keys", "SC480112", "Good", 4],
            ["Five Rivers", "SC480455", "Outstanding", 3],
            ["Compass", "SC471120", "Good", 5],
            ["Elm House", "SC033411", "Good", 6],
        ]
    ),
    "more_47.csv": csv(
        [
            ["Purchase order", "Supplier", "Amount"],
            *([f"PO{450000 + k * 37}", "Keys Group", f"{CHANCE.randrange(1000, 9000)}.50"] for k in range(9)),
        ]
    ),
    "more_48.csv": csv(
        [
            ["Minutes", "Decision", "Owner"],
            ["12/05/2025", "Board agreed the scorecard", "Chair"],
            ["09/06/2025", "Board noted risks", "Chair"],
        ]
    ),
    "more_49.csv": csv(
        [["Attendees"], ["Jane Price (Chair), Omar Aziz (Performance), Sue Hall (Finance)"], ["Apologies: Tom Reid"]]
    ),
    "more_50.csv": csv(
        [
            ["Indicator", *MONTHS, "Narrative"],
            ["LAC", 3, 2, "Jane Price and Omar Aziz are reviewing this with Sue Hall."],
            ["CP", 2, 2, "-"],
        ]
    ),
    "more_51.csv": csv(
        [
            ["Indicator", *MONTHS, "Narrative"],
            ["LAC", 3, 2, "Dewsbury East (12) and Batley West (14) had the most."],
            ["CP", 2, 2, "-"],
        ]
    ),
    "more_52.csv": csv(
        [
            ["Indicator", *MONTHS, "Narrative"],
            ["LAC", 3, 2, "Charlotte Road (6) and Victoria House (5) homes are full."],
            ["CP", 2, 2, "-"],
        ]
    ),
    "more_53.xlsx": book(Card=CARD, Martin_House=CARD, Alexandra_Unit=CARD),
    "more_54.xlsx": book(CP=CARD, CLA=CARD, CIN=CARD, EH=CARD, WF=CARD),
    "more_55.xlsx": book(Card=CARD, Charlotte=CARD),
    "more_56.xlsx": book(lambda b: setattr(b.properties, "creator", "Callum McBride"), Card=CARD),
    "more_57.xlsx": book(
        lambda b: setattr(
            b["Card"]["B3"], "comment", Comment("Callum McBride: restated on 3 July after the return", "Callum McBride")
        ),
        Card=CARD,
    ),
    "more_58.xlsx": book(
        Card=CARD,
        Calendar=[["Meeting", "Papers due", "Chair"], *([day(e), day(e), "Cllr Jane Price"] for e in sorted(DAYS))],
    ),
    "more_59.csv": csv(
        [
            ["Cluster", *MONTHS],
            *(
                [label, figure(), figure()]
                for label in ["Holmfirth & Meltham", "Batley & Birstall", "Dewsbury & Mirfield", "Colne & Golcar"]
            ),
        ]
    ),
    "more_60.csv": csv(
        [
            ["Hospital", *MONTHS],
            *([label, figure(), figure()] for label in ["Pinderfields", "Calderdale Royal", "Jimmy's", "Airedale"]),
        ]
    ),
    "more_61.csv": csv(
        [
            ["Polling area", *MONTHS],
            *([label, figure(), figure()] for label in ["Thomas Ward", "Martin Hall", "Marsh", "Day Lane"]),
        ]
    ),
    "digits_of_months.csv": csv(
        [
            ["Measure", *"AMJJASONDJFM"],
            *([f"Referrals, {team}", *(CHANCE.randrange(10) for _ in range(12))] for team in TEAMS),
        ]
    ),
    "three_and_four_digits.csv": csv(
        [
            ["Area", "Apr", "May", "Jun"],
            *(
                [label, CHANCE.randrange(100, 999), CHANCE.randrange(100, 999), CHANCE.randrange(1000, 9999)]
                for label in WARDS
            ),
        ]
    ),
    "letters_of_bands.csv": csv(
        [
            ["Ward", "Band", *MONTHS],
            *([label, "ABCDEFGHIJKL"[at % 12], figure(), figure()] for at, label in enumerate(WARDS)),
        ]
    ),
    "ages_in_months_of_a_year.csv": csv(
        [["Age (months)", "Children", "Plans"], *([f"{at} to {at + 5}", figure(), figure()] for at in range(0, 60, 6))]
    ),
    "waits_in_years_and_months.csv": csv(
        [["Team", "Average wait"], *([label, f"{at % 3}y {at % 11}m"] for at, label in enumerate(TEAMS))]
    ),
    "days_of_meetings_in_three_columns.csv": csv(
        [["Day", "Month", "Year", "Attended"], *([15 + at, at % 12 + 1, 2023 + at // 12, figure()] for at in range(12))]
    ),
    "notes_of_ends_of_a_county.csv": csv(
        [["Note", *MONTHS], *([f"Visits to {end}. Riding, {figure()}", figure(), figure()] for end in "NSEW")]
    ),
    "lines_of_a_note.csv": csv(
        [["Measure", *MONTHS, "Note"], ["Referrals", 18, 20, "Demand rose\nStaff left\nNew team\nPanel changed"]]
    ),
    "links_to_papers.csv": csv(
        [
            ["Paper", "Link"],
            *(
                [label, f"https://www.gov.uk/papers/{year}-{year + 1}"]
                for label, year in zip(TEAMS, range(2015, 2025), strict=False)
            ),
        ]
    ),
    "days_of_courses.xlsx": book(
        Card=CARD,
        Info=[["Course", "Date", "Places"], *([team, day(on), 12] for team, on in zip(TEAMS, DAYS))],  # noqa: B905
    ),
    "days_of_opening.xlsx": book(
        Card=CARD,
        Info=[["Team", "Opened", "Locality"], *([team, day(on), "North"] for team, on in zip(TEAMS, DAYS))],  # noqa: B905
    ),
    "days_of_systems.xlsx": book(
        Card=CARD,
        Info=[
            ["Source", "Last refreshed"],
            *([name, day(on)] for name, on in zip(("Mosaic", "Capita", "Synergy"), DAYS, strict=False)),
        ],
    ),
    "who_changed_what.xlsx": book(
        Card=CARD,
        Info=[["Date", "Who", "What changed"], *([day(on), "JP", f"Target {on.day} put in"] for on in DAYS)],
    ),
    "days_of_prices.xlsx": book(
        Card=CARD,
        Info=[
            ["Placement type", "Weekly cost", "Set on"],
            *(
                [kind, "980", day(on)]
                for kind, on in zip(("Foster care", "Residential care", "Lodgings", "Adoption"), DAYS, strict=False)
            ),
        ],
    ),
    "counts_of_snapshots.csv": csv(
        [
            ["Snapshot date", "Team", "Plan", "Count"],
            *([day(on), t, p, 7] for on in DAYS for t in TEAMS for p in ("A", "B")),
        ]
    ),
    "contacts_of_days.csv": csv(
        [["Date", "Team", "Contacts"], *([day(on), t, figure()] for on in DAYS for t in TEAMS)]
    ),
    "what_is_said_of_measures.csv": csv(
        [["Ref", "Statutory", "Shown"], *([f"KPI{at}", "YN"[at % 2], "YNN"[at % 3]] for at in range(1, 10))]
    ),
    "counts_in_a_remark.csv": csv(
        [
            ["Measure", *MONTHS, "Note"],
            ["CP", 3, 2, 4, "Boys 14, girls 22; 12 aged 10, 11 or 12; two 17 year olds left"],
        ]
    ),
}
