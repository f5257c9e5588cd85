"""Lists of single children without names, births or numbers, beside, under or behind a good scorecard; and lists of
other things in the same places. By a seed, so that each run of a test may draw its own.

Every place and figure is made up.
"""

import datetime as dt
import random
from collections.abc import Callable, Sequence

from binary_workbook import binary_workbook, cell
from person_disguises import book, csv

Rows = list[list[object]]
TOWNS = ["Millbrook", "Ashford Vale", "Northgate", "Saltmarsh", "Kingsmead", "Elmbridge", "Westcliff", "Haverton"]
NEEDS = ["Neglect", "Emotional abuse", "Physical abuse", "Sexual abuse"]
SCHOOLS = ["Moorside", "Hillcrest", "Riverside High", "Fairfield"]
TEAMS = ["Duty and Advice", "Assessment East", "Assessment West", "Family Support", "Permanence", "Leaving Care"]
MEASURES = [
    "Referrals received",
    "Assessments completed",
    "Section 47 enquiries",
    "Initial conferences in 15 days",
    "Child protection plans at month end",
    "Children looked after at month end",
    "Repeat referrals",
]
PLACES = ("alone", "below", "under", "beside", "sheet", "hidden", "turned")


def card(chance: random.Random) -> Rows:
    """A scorecard of some measures and months."""
    months = [f"{dt.date(2024, at + 1, 1):%b-%y}" for at in range(chance.randrange(3, 8))]
    rows = chance.sample(MEASURES, chance.randrange(4, 7))
    ref = chance.random() < 0.5
    header = [*(["Ref"] if ref else []), "Measure", *months]
    return [
        header,
        *(
            [*([f"K{at}"] if ref else []), label, *(chance.randrange(12, 700) for _ in months)]
            for at, label in enumerate(rows, 1)
        ),
    ]


def children(chance: random.Random) -> dict[str, Rows]:
    """Lists with a row for each child: numbers alone, kinds, lengths, places, days, pairs of fields and values."""
    count = chance.randrange(8, 14)

    def day() -> str:
        return f"{dt.date(2023, 2, 3) + dt.timedelta(days=chance.randrange(700)):%d/%m/%Y}"

    def rows(header: Sequence[str], *columns: Callable[[], object]) -> Rows:
        return [list(header), *([column() for column in columns] for _ in range(count))]

    def one_of(words: Sequence[str]) -> Callable[[], str]:
        return lambda: chance.choice(words)

    def number(most: int) -> Callable[[], int]:
        return lambda: chance.randrange(1, most)

    need, town, yes = one_of(NEEDS), one_of(TOWNS), one_of("YN")
    pairs: Rows = [["Field", "Value"]]
    for _ in range(count // 2):
        pairs += [["Area", town()], ["Years", chance.randrange(17)], ["Opened", day()], ["Need", need()]]
    return {
        "numbers": rows(("Years", "Miles", "Days"), number(18), number(190), number(900)),
        "numbers without a header": rows(("", "", ""), number(18), number(190), number(900)),
        "kinds": rows(("Area", "Need", "Repeat", "Outcome"), town, need, yes, one_of(["NFA", "CP", "CIN"])),
        "pairs": pairs,
        "meeting": rows(("Meeting", "Area", "Outcome"), day, town, one_of(["Escalated", "Ended", "Legal"])),
        "schedule": rows(("Review due", "Area", "Need"), day, town, need),
        "lengths": rows(("Need", "Open for", "Steps"), need, lambda: f"{chance.randrange(2, 90)} weeks", number(6)),
        "schools": rows(("School", "Yr", "Reason"), one_of(SCHOOLS), number(12), one_of(["Anxiety", "Unwell"])),
        "routes": rows(("From", "To", "km"), town, one_of(["Leeds", "York", "Hull"]), number(200)),
        "happened": rows(
            ("What happened", "Where"), one_of(["Moved to carers in Leeds", "Came home after a week", "Ran away"]), town
        ),
        "marks": rows(("Dental", "Health", "Plan"), *[one_of(["Up to date", "Due", "Refused"])] * 3),
    }


def other_things(chance: random.Random) -> dict[str, Rows]:
    """What stands beside figures and is about no child: targets, owners, meetings, words, roles, changes, look-ups."""
    people = ["Jane Price", "Omar Aziz", "Sarah Holt", "Ravi Mistry"]

    def days(count: int) -> list[dt.date]:
        return sorted(dt.date(2024, 1, 2) + dt.timedelta(days=at) for at in chance.sample(range(500), count))

    def said(on: dt.date) -> str:
        return f"{on:%d/%m/%Y}"

    boards = ["Improvement Board", "Scrutiny committee", "Performance clinic"]
    edits = ["Target corrected", "Definition of a measure changed", "New row added", "Chart axis fixed"]
    return {
        "targets": [
            ["Measure", "Target", "Good is"],
            *([one, f"{at * 9 + 40}%", "High"] for at, one in enumerate(MEASURES)),
        ],
        "owners": [
            ["Measure", "Owner", "Service"],
            *([one, chance.choice(people), chance.choice(TEAMS)] for one in MEASURES),
        ],
        "meetings": [
            ["Meeting", "Date", "Papers due", "Venue"],
            *([chance.choice(boards), said(on), said(on - dt.timedelta(days=7)), "Town Hall"] for on in days(8)),
        ],
        "words": [
            ["Term", "Meaning"],
            ["ICPC", "Initial child protection conference"],
            ["CIN", "Child in need"],
            ["IRO", "Independent reviewing officer"],
            ["MASH", "Multi-agency safeguarding hub"],
        ],
        "changes": [["Date", "Change", "By"], *([said(on), chance.choice(edits), "JP"] for on in days(7))],
        "colours": [
            ["Colour", "Meaning"],
            ["Red", "More than 10% from target"],
            ["Amber", "Within 10% of target"],
            ["Green", "On or above target"],
            ["Grey", "No target set"],
        ],
        "population": [["Area", "Population 0-17"], *([town, chance.randrange(2000, 7000)] for town in TOWNS)],
        "months": [
            ["Month", "Financial year", "Quarter"],
            *([f"{dt.date(2024, at, 1):%b-%y}", "2024/25", f"Q{at // 4 + 1}"] for at in range(4, 13)),
        ],
        "bands": [["Age band", "Male", "Female"], *([band, 31, 29] for band in ("Under 1", "1 to 4", "5 to 9", "10+"))],
        "actions": [
            ["Ref", "Action", "Lead", "Due"],
            *(
                [at, f"{do} the plan of item {at}", chance.choice(people), said(on)]
                for at, (do, on) in enumerate(
                    zip(["Write", "Agree", "Check", "Publish", "Review"], days(5), strict=True), 1
                )
            ),
        ],
        "caseloads": [
            ["Team", "Workers", "Cases", "Average"],
            *([team, chance.randrange(4, 12), chance.randrange(60, 200), 14.2] for team in TEAMS),
        ],
    }


def put(chance: random.Random, rows: Rows, place: str) -> tuple[str, bytes]:
    """Put rows where a place says, with a card of its own; return how a file may be called, and what it holds."""
    made = card(chance)
    gap = [""] * max(map(len, made))
    if place in ("sheet", "hidden", "turned"):
        width = max(map(len, rows))
        full = [[*row, *[""] * (width - len(row))] for row in rows]
        shown = [list(line) for line in zip(*full, strict=True)] if place == "turned" else rows
        state = "hidden" if place == "hidden" else "visible"
        return "card.xlsx", book(state=state, Card=made, Sheet2=shown)
    if place == "beside":
        height = max(len(made), len(rows))
        both = [
            [*(made[at] if at < len(made) else gap), "", *(rows[at] if at < len(rows) else [])] for at in range(height)
        ]
    else:
        both = {"alone": rows, "below": [*made, [], *rows], "under": [*made, *rows[1:]]}[place]
    if chance.random() < 0.5:
        return "card.csv", csv(both).encode()
    filled = ([(at, one) for at, one in enumerate(row) if one != ""] for row in both)
    shown = ([cell(at, one if isinstance(one, int | float) else str(one)) for at, one in row] for row in filled)
    return "card.xlsb", binary_workbook(shown)
