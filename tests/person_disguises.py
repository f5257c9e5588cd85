"""Files in which rows about single children or workers are hidden in every way that a workbook or text allows.

Every name and number is made up. `CANARIES` are the cells that must stand in no message.
"""

import bz2
import datetime as dt
import gzip
import io
import json
import lzma
import pickle
import random
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Sequence

import openpyxl
import pandas as pd
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

CHANCE = random.Random(7)  # noqa: S311 figures for a test
CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
FORENAMES = (
    "Oriel",
    "Tamsin",
    "Jago",
    "Merryn",
    "Kerensa",
    "Piran",
    "Demelza",
    "Cador",
    "Lowenna",
    "Denzel",
    "Morwenna",
    "Hedra",
)
SURNAMES = (
    "Trelawny",
    "Penhaligon",
    "Tregenza",
    "Nancarrow",
    "Pascoe",
    "Bolitho",
    "Curnow",
    "Opie",
    "Retallack",
    "Vyvyan",
    "Angove",
    "Chenoweth",
)
NAMES = [f"{forename} {surname}" for forename, surname in zip(FORENAMES, SURNAMES, strict=True)]
INITIALS = [f"{forename[0]}{surname[0]}" for forename, surname in zip(FORENAMES, SURNAMES, strict=True)]
BIRTHS = [dt.date(2006, 1, 3) + dt.timedelta(days=CHANCE.randrange(6000)) for _ in NAMES]
OPENED = [dt.date(2023, 1, 2) + dt.timedelta(days=CHANCE.randrange(700)) for _ in NAMES]
CODES = [str(CHANCE.randrange(200_000, 980_000)) for _ in NAMES]
CARD = [
    ["Ref", "Indicator", "Apr-24", "May-24", "Jun-24"],
    ["K1", "Referrals received", 20, 30, 31],
    ["K2", "Assessments completed", 22, 33, 29],
    ["K3", "Child protection plans at month end", 122, 133, 129],
]
MONTHS = ["Apr-24", "May-24"]
USUAL = ("Aisha Begum", "Kacper Kowalczyk", "Chloe Marsh", "Callum McBride", "Priya Nair", "Tomasz Lewandowski")
FIRSTS = tuple(name.split()[0] for name in USUAL)
LASTS = ("Smith", "Khan", "Nowak", "Jones", "Patel", "Okafor", "Hussain")


def pupil_number() -> str:
    """Return a number whose first letter checks the digits, as a unique pupil number's does."""
    digits = [CHANCE.randrange(10) for _ in range(12)]
    return CHECK_LETTERS[sum(one * weight for weight, one in enumerate(digits, 2)) % 23] + "".join(map(str, digits))


def health_number() -> str:
    """Return ten digits of which the last checks the others, as an NHS number's does."""
    while True:
        digits = [CHANCE.randrange(4, 8), *(CHANCE.randrange(10) for _ in range(8))]
        check = 11 - sum(one * weight for one, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return "".join(map(str, [*digits, check % 11]))


PUPILS = [pupil_number() for _ in NAMES]
NUMBERED_DAYS = [(born - dt.date(1899, 12, 30)).days for born in BIRTHS]
NHS = [health_number() for _ in NAMES]
DAYS = [f"{born:%d/%m/%Y}" for born in BIRTHS]
CANARIES = (*NAMES, *USUAL, *SURNAMES, *CODES, *PUPILS, *DAYS, *(str(born) for born in BIRTHS))
LIST = "\n".join(f"{name}, {day}" for name, day in zip(NAMES, DAYS, strict=True))


def csv(rows: Iterable[Sequence[object]]) -> str:
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)


def by_month(labels: Iterable[object], header: str = "") -> str:
    return csv([[header, *MONTHS], *([label, 18, 20] for label in labels)])


def zipped(content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("rows.csv", content)
    return out.getvalue()


PACKED_LIST = zipped(csv([["Name", "No"], *zip(NAMES, NHS, strict=True)]))


def beside(values: Iterable[object]) -> str:
    return csv([["x", "y"], *enumerate(values)])


def book(change: Callable[[openpyxl.Workbook], object] | None = None, state: str = "visible", **sheets) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in {"Card": CARD, **sheets}.items():
        tab = made.create_sheet(name.replace("_", " "))
        tab.sheet_state = "visible" if name == "Card" else state
        for row in rows:
            tab.append(list(row))
    if change is not None:
        change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(name: str, content: str | bytes, package: bytes | None = None) -> bytes:
    out = io.BytesIO(package or book())
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr(name, content)
    return out.getvalue()


def put(place: str, value: object) -> bytes:
    return book(lambda made: made["Card"].__setitem__(place, value))


def remark(text: str) -> bytes:
    return book(lambda made: setattr(made["Card"]["C2"], "comment", Comment(text, "K Analyst")))


def choices(values: Iterable[str]) -> bytes:
    def add(made: openpyxl.Workbook) -> None:
        rule = DataValidation(type="list", formula1='"' + ",".join(values) + '"')
        made["Card"].add_data_validation(rule)
        rule.add("F2")

    return book(add)


def named(names: Iterable[str], text: str = "Card!$A$1") -> bytes:
    def add(made: openpyxl.Workbook) -> None:
        for name in names:
            made.defined_names[name] = DefinedName(name, attr_text=text)

    return book(add)


def far(values: Sequence[object]) -> bytes:
    def add(made: openpyxl.Workbook) -> None:
        for row, value in enumerate(values, start=1):
            made["Card"].cell(row=row, column=30, value=value)
        made["Card"].column_dimensions["AD"].hidden = True

    return book(add)


def strings(values: Iterable[str]) -> str:
    return "<sst>" + "".join(f"<si><t>{value}</t></si>" for value in values) + "</sst>"


OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def ods(cells: Iterable[str] = (), extra: str = "") -> bytes:
    rows = [["Indicator", "Apr-24", "May-24"], ["Referrals received", "20", "30"], *([cell] for cell in cells)]
    table = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in row)
        + "</table:table-row>"
        for row in rows
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        parts.writestr("mimetype", kind)
        parts.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" '
            f'm:media-type="{kind}"/></m:manifest>',
        )
        parts.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content xmlns:office="{OPEN}:office:1.0" '
            f'xmlns:table="{OPEN}:table:1.0" xmlns:text="{OPEN}:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="Card">{table}</table:table>{extra}'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def zips(count: int, content: str) -> bytes:
    inner = content.encode()
    for depth in range(count):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr("a.csv" if depth == 0 else "a.zip", inner)
        inner = out.getvalue()
    return inner


def zipped_as(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, csv(CARD))
    return out.getvalue()


def tables() -> dict[str, bytes]:
    """The same rows in formats that no reader is for."""
    frame = pd.DataFrame({"a": NAMES, "b": [str(born) for born in BIRTHS], "c": CODES})
    made: dict[str, bytes] = {}
    for name, write in (("parquet", frame.to_parquet), ("feather", frame.to_feather), ("dta", frame.to_stata)):
        out = io.BytesIO()
        write(out)
        made[f"rows.{name}"] = made[f"rows_{name}.csv"] = out.getvalue()
    with sqlite3.connect(":memory:") as held:
        frame.to_sql("t", held)
        made["rows.sqlite"] = held.serialize()
    plain = csv([["CHILD", "DOB"], *zip(CODES, BIRTHS, strict=True)]).encode()
    made["rows.pkl"] = pickle.dumps(frame)
    made["rows.csv.gz"] = made["gz.csv"] = gzip.compress(plain)
    made["bz2.csv"], made["xz.csv"] = bz2.compress(plain), lzma.compress(plain)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo("c.csv")
        entry.size = len(plain)
        archive.addfile(entry, io.BytesIO(plain))
    made["rows.tar"] = made["tar.csv"] = out.getvalue()
    pairs = [{"k": code, "v": str(born)} for code, born in zip(CODES, BIRTHS, strict=True)]
    made["rows.json"] = made["json.csv"] = json.dumps(pairs).encode()
    made["lines.txt"] = "\n".join(map(json.dumps, pairs)).encode()
    made["rows.sql.txt"] = "\n".join(f"INSERT INTO c VALUES ('{n}', '{b}');" for n, b in zip(NAMES, BIRTHS)).encode()  # noqa: B905, S608
    made["rows.xml"] = (
        "<rows>" + "".join(f"<r n='{n}' d='{b}'/>" for n, b in zip(NAMES, BIRTHS, strict=True)) + "</rows>"
    ).encode()
    made["ebcdic.csv"], made["utf32.csv"] = plain.decode().encode("cp037"), plain.decode().encode("utf-32")
    made["after_junk.xlsx"] = b"junk" + book(Data=[["CHILD", "DOB"], *zip(CODES, BIRTHS, strict=True)])
    return made


MANY = [[f"Item {number} of things", number % 50, number] for number in range(6000)]
BODY = [list(row) for row in zip(NAMES, DAYS, SURNAMES, strict=True)]
PIVOT = "xl/pivotCache/pivotCacheDefinition1.xml"
RECORDS = "xl/pivotCache/pivotCacheRecords1.xml"

# Each is known for what it is: a file with persons in it.
DISGUISES: dict[str, str | bytes] = {
    "welsh.csv": csv([["Enw'r plentyn", "Dyddiad geni", "Gweithiwr cymdeithasol"], *BODY]),
    "welsh_by_month.csv": by_month(NAMES, "Gweithiwr cymdeithasol"),
    "abbreviated.csv": csv([["YP", "D-o-B", "SW"], *zip(INITIALS, DAYS, INITIALS, strict=True)]),
    "no_header.csv": csv(BODY),
    "initials_by_month.csv": by_month(INITIALS),
    "initials_and_numbers.csv": by_month([f"{one}{at}" for at, one in enumerate(INITIALS)], "Case"),
    "children_by_number.csv": by_month([f"Child {number}" for number in range(1, 9)]),
    "children_by_letter.csv": by_month([f"Child {letter}" for letter in "ABCDEFG"], "Visits"),
    "days_as_numbers.csv": beside(NUMBERED_DAYS),
    "days_as_numbers_alone.csv": csv([[day] for day in NUMBERED_DAYS]),
    "days_as_fractions.csv": beside(f"{day}.0" for day in NUMBERED_DAYS),
    **{
        f"days_{number}.csv": beside(f"{born:{form}}" for born in BIRTHS)
        for number, form in enumerate(
            ("%Y.%m.%d", "%Y/%m/%d", "%d%m%Y", "%a %d %b %Y", "%dth %B %Y", "%B %d, %Y", "%d.%m.%y", "%d %B %Y")
        )
    },
    "two_of_them.csv": csv([["Indicator", *MONTHS], ["Referrals", 20, 30], ["Repeats", 3, 4], *BODY[:2]]),
    "one_tab.xlsx": book(Cases=[["Who", "Opened"], *zip(NAMES, OPENED, strict=True)]),
    "hidden_codes.xlsx": book(x=[[code] for code in CODES], state="hidden"),
    "hidden_codes_across.xlsx": book(x=[["lookup", *CODES]], state="veryHidden"),
    "hidden_names.xlsx": book(x=[[name] for name in NAMES], state="veryHidden"),
    "hidden_column.xlsx": far(NAMES),
    "far_column.xlsx": far(BIRTHS),
    "sheet_of_each.xlsx": book(**{name.replace(" ", "_"): [["Visit"], ["seen"]] for name in NAMES[:4]}),
    "merged.xlsx": book(lambda made: (made["Card"].merge_cells("A10:C10"), made["Card"].__setitem__("A10", PUPILS[0]))),
    "small_letters.xlsx": put("A10", PUPILS[0].lower()),
    "spaced.xlsx": put("A10", " ".join((PUPILS[0][0], PUPILS[0][1:4], PUPILS[0][4:8], PUPILS[0][8:]))),
    "list_in_cell.xlsx": put("G2", LIST),
    "codes_in_cell.xlsx": put("G2", "; ".join(CODES)),
    "remark_number.xlsx": remark(f"incl. {PUPILS[0]}"),
    "remark_birth.xlsx": remark(f"One child (DOB {DAYS[0]}) left"),
    "remark_list.xlsx": remark(LIST),
    "remarks_names.xlsx": book(
        lambda made: [
            setattr(made["Card"].cell(row=row, column=3), "comment", Comment(NAMES[row], "K")) for row in range(2, 7)
        ]
    ),
    "remark_in_cell.csv": csv([["Indicator", "Apr-24", "Comment"], ["Referrals", 20, "Oriel (born 12.3.2011) twice"]]),
    "number_in_cell.csv": csv([["Indicator", "Apr-24", "Comment"], ["Referrals", 20, f"Mosaic ID {CODES[0]} twice"]]),
    "defined_number.xlsx": named(["lookup"], f'"{PUPILS[0]}"'),
    "defined_names.xlsx": named(name.replace(" ", "_") for name in NAMES),
    "property.xlsx": book(lambda made: setattr(made.properties, "keywords", PUPILS[0])),
    "property_birth.xlsx": book(lambda made: setattr(made.properties, "title", f"Oriel Trelawny DOB {DAYS[0]}")),
    "own_property.xlsx": with_part("docProps/custom.xml", f"<p><property><lpwstr>{PUPILS[1]}</lpwstr></property></p>"),
    "choice_of_codes.xlsx": choices(CODES),
    "choice_of_names.xlsx": choices(NAMES[:8]),
    "footer.xlsx": book(lambda made: setattr(made["Card"].oddFooter.left, "text", f"Oriel DOB {DAYS[0]}")),
    "link.xlsx": book(
        lambda made: setattr(made["Card"]["A2"], "hyperlink", f"https://mosaic.example/p?upn={PUPILS[0]}")
    ),
    "pivot_names.xlsx": with_part(
        PIVOT, '<cacheField name="Worker">' + "".join(f'<s v="{name}"/>' for name in NAMES) + "</cacheField>"
    ),
    "pivot_days.xlsx": with_part(
        PIVOT, '<x:cacheField name="a">' + "".join(f'<x:d v="{born}T00:00:00"/>' for born in BIRTHS) + "</x:cacheField>"
    ),
    "pivot_rows.xlsx": with_part(
        RECORDS,
        "".join(f'<r><s v="{name}"/><d v="{born}T00:00:00"/></r>' for name, born in zip(NAMES, BIRTHS, strict=True)),
    ),
    "pivot_codes.xlsx": with_part(
        RECORDS, "".join(f'<r><x v="{at % 3}"/><n v="{code}"/></r>' for at, code in enumerate(CODES))
    ),
    "text_box.xlsx": with_part("xl/drawings/drawing9.xml", "".join(f"<a:p><a:t>{name}</a:t></a:p>" for name in NAMES)),
    "chart.xlsx": with_part("xl/charts/chart9.xml", "".join(f"<c:pt><c:v>{name}</c:v></c:pt>" for name in NAMES)),
    "own_xml.xlsx": with_part("customXml/item1.xml", "".join(f"<UPN>{number}</UPN>" for number in PUPILS)),
    "thread.xlsx": with_part("xl/threadedComments/threadedComment1.xml", f"<text>Oriel dob {DAYS[0]}</text>"),
    "query.xlsx": with_part("xl/connections.xml", f"<dbPr command=\"select 1 where upn='{PUPILS[1]}'\"/>"),
    "embedded.xlsx": with_part("xl/embeddings/oleObject1.bin", csv([["UPN"], *([number] for number in PUPILS)])),
    "odd_part.xlsx": with_part("xl/extra/data.csv", csv(zip(CODES, BIRTHS, strict=True))),
    "file_put_in.xlsx": with_part("children.csv", csv(zip(CODES, BIRTHS, strict=True))),
    "leftovers.xlsx": with_part("xl/sharedStrings.xml", strings(NAMES)),
    "leftover_numbers.xlsx": with_part("xl/sharedStrings.xml", strings(PUPILS)),
    "remark.ods": ods([f"x</text:p><office:annotation><text:p>{PUPILS[0]}</text:p></office:annotation><text:p>y"]),
    "property.ods": with_part("meta.xml", f"<dc:description>dob {DAYS[0]}</dc:description>", ods()),
    "named.ods": ods(extra=f'<table:named-expression table:name="x" table:expression="&quot;{PUPILS[0]}&quot;"/>'),
    "deleted.ods": ods(extra="".join(f"<text:p>{name}</text:p>" for name in NAMES)),
    "children_across.csv": csv([["Field", *NAMES], ["Born", *DAYS], ["Team", *["N"] * 12]]),
    "codes_across.csv": csv([["Month", *CODES], ["Apr-24", *[1] * 12], ["May-24", *[2] * 12]]),
    "initials_across.csv": csv([["Month", *INITIALS], ["Apr-24", *[1] * 12], ["May-24", *[2] * 12]]),
    "worker_surnames.csv": by_month(SURNAMES, "Worker"),
    "worker_addresses.csv": by_month(name.replace(" ", ".").lower() + "@kirklees.gov.uk" for name in NAMES),
    "capitals.csv": by_month(f"{last.upper()}, {first}" for first, last in zip(FORENAMES, SURNAMES, strict=True)),
    "small.csv": by_month(name.lower() for name in NAMES),
    "with_team.csv": by_month(f"{name} - North team" for name in NAMES),
    "with_title.csv": by_month(f"Mr {name}" for name in NAMES),
    "holders.csv": by_month(NAMES, "Caseload holder"),
    "code_and_name.csv": by_month(f"{code} {name}" for code, name in zip(CODES, NAMES, strict=True)),
    "name_and_code.csv": by_month(f"{name} ({code})" for code, name in zip(CODES, NAMES, strict=True)),
    "tokens.csv": by_month("%032x" % (CHANCE.getrandbits(127) + (10 << 124)) for _ in NAMES),
    "quoted_codes.csv": "x,Apr-24,May-24\n" + "".join(f"'{code},1,2\n" for code in CODES),
    "formula_codes.csv": "x,Apr-24,May-24\n" + "".join(f'="{code}",1,2\n' for code in CODES),
    "wide_digits.csv": beside("".join(chr(ord(one) + 0xFEE0) for one in code) for code in CODES),
    "unseen_signs.csv": csv([["Child\u00a0ID", "D\u200bOB"], *zip(CODES, DAYS, strict=True)]),
    "at_the_end.csv": csv([["Indicator", *MONTHS], *MANY[:40], *([*row, ""] for row in BODY[:3])]),
    "deep_inside.csv": csv([["Indicator", *MONTHS], *MANY, *BODY, *MANY]),
    "deep_block.csv": csv(
        [["Indicator", *MONTHS], *MANY, [], ["Name", "Team"], *([name, "North"] for name in NAMES), [], *MANY]
    ),
    "spreadsheet_2003.xls": "<Workbook>"
    + "".join(
        f"<Row><Cell><Data>{name}</Data></Cell><Cell><Data>{born}T00:00:00</Data></Cell></Row>"
        for name, born in zip(NAMES, BIRTHS, strict=True)
    )
    + "</Workbook>",
    **{f"zips_{count}.zip": zips(count, csv(BODY)) for count in range(1, 7)},
    "zips_named_csv.csv": zips(5, csv(BODY)),
}
DISGUISES |= {
    "bare_surnames.csv": csv([[last] for last in LASTS]),
    "surnames_by_month.csv": by_month(LASTS),
    "surnames_across.csv": csv([["Month", *LASTS], ["Apr-24", *[1] * 7], ["May-24", *[2] * 7]]),
    "surnames_and_siblings.csv": by_month((f"{last} x{at + 2}" for at, last in enumerate(LASTS)), "Item"),
    "forenames_in_beds.csv": by_month((f"{first} (bed {at})" for at, first in enumerate(FIRSTS)), "Bed"),
    "forenames_by_sw.csv": by_month(FIRSTS, "SW"),
    "teams_and_workers.csv": by_month(("North team", *USUAL[:3], "South team", *USUAL[3:]), "Team / worker"),
    "officers_alone.csv": by_month(NAMES, "Responsible officer"),
    "visits_to_each.csv": by_month((f"Visits to {name}" for name in USUAL), "Indicator"),
    "of_which_each.csv": by_month(("Referrals", "Plans", *(f"of which: {name}" for name in FIRSTS[:3])), "Indicator"),
    "last_rows.csv": by_month(("Referrals", "Plans", "Repeat plans", "Assessments", *USUAL[:3]), "Indicator"),
    "numbers_in_labels.csv": by_month((f"Visits: child {code}" for code in CODES), "Indicator"),
    "occupants.csv": csv(
        [["Home", "Bed", "Occupant"], *(["Elm House", n, f"Child {n}"] for n in "ABC"), ["Oak", 1, "vacant"]]
    ),
    "children_at_homes.csv": by_month((f"Child {letter} - Elm House" for letter in "ABCD"), "Placement"),
    "residents.csv": by_month((f"Resident {number}" for number in range(1, 8)), "Placement"),
    "families.csv": csv(
        [["Family", "Start"], *([f"{last} family", day] for last, day in zip(LASTS, OPENED, strict=False))]
    ),
    "titles.csv": csv([["Complainant", "Stage"], *([f"Mrs {last}", 1] for last in LASTS)]),
    "couples.csv": by_month((f"{one} and {other}" for one, other in zip(FIRSTS, FIRSTS[::-1], strict=True)), "Carer"),
    "households.csv": by_month((f"{last} & {last}" for last in SURNAMES), "Foster household"),
    "with_underscores.csv": by_month((name.replace(" ", "_") for name in NAMES), "key"),
    "another_script.csv": by_month(("\u738b\u5c0f\u660e", "\u674e\u5c0f\u7ea2", "\u5f20\u4f1f", "\u5218\u6d0b")),
    "letters_of_sex.csv": csv(
        [["No", "Age", "M/F", "Eth"], *([at, at % 7 + 3, "MF"[at % 2], "WB"] for at in range(20))]
    ),
    "ages_and_weeks.csv": csv(
        [["Age", "Weeks on plan", "Category"], *([at % 7 + 3, at % 9, "Neglect"] for at in range(20))]
    ),
    "year_groups.csv": csv([["Yr group", "SEN", "Base"], *([f"Year {at % 7}", "EHCP", "A"] for at in range(20))]),
    "four_digits.csv": by_month(("4821", "1093", "7730", "2214", "9047", "3381"), "Case"),
    "codes_with_a_dash.csv": by_month((f"20-{code}" for code in CODES), "Item"),
    "codes_in_parts.csv": by_month((f"EHM-{code[:3]}-{code[3:]}" for code in CODES), "ref"),
    "letters_of_names.csv": by_month((f"{last[:4].upper()}{at:02}" for at, last in enumerate(SURNAMES)), "ref"),
    "tokens_of_64.csv": csv([["token", "n"], *([f"aZ{code}bYcXdWeVfU{code[::-1]}", 1] for code in CODES)]),
    "seconds_of_births.csv": beside((born - dt.date(1970, 1, 1)).days * 86_400 for born in BIRTHS),
    "json_in_a_cell.csv": csv(
        [["Indicator", "Apr-24", "raw"], ["Referrals", 1, json.dumps([{"n": n} for n in NAMES]).replace('"', '""')]]
    ),
    "keys_of_json.csv": json.dumps({name: {"visits": 3} for name in NAMES}),
    "names_of_json.csv": "\n".join(json.dumps({"who": name, "n": 1}) for name in NAMES),
    "values_of_tags.csv": "<a>" + "".join(f"<p><who>{name}</who></p>" for name in NAMES) + "</a>",
    "values_of_attributes.csv": "<a>" + "".join(f"<p n='{name}'/>" for name in NAMES) + "</a>",
    "tab_of_a_child.xlsx": book(Aisha_Begum=[["Visit"], ["seen"]]),
    "tab_of_a_caseload.xlsx": book(Caseload_Callum_McBride=[["Visit"], ["seen"]]),
    "tabs_of_forenames.xlsx": book(Priya=[["Visit"]], Callum=[["Visit"]]),
    "files_of_children.zip": zipped_as(*(f"{name.replace(' ', '_')}.csv" for name in USUAL)),
    "names_in_a_comment.csv": csv(
        [["Indicator", "Apr-24", "Note"], ["CP", 3, f"These are {USUAL[0]}, {USUAL[1]} and {USUAL[2]}"]]
    ),
    "name_and_age.csv": csv([["Indicator", "Apr-24", "Note"], ["CP", 3, f"{USUAL[3]} (12) moved"]]),
    "initials_and_age.csv": csv(
        [["Indicator", "Apr-24", "Note"], ["CP", 3, "CM (14) and sister FM (11) both counted"]]
    ),
    "year_of_birth.csv": csv([["Indicator", "Apr-24", "Note"], ["CP", 3, "K.B. (DOB 2012) and another"]]),
    "name_and_number.xlsx": remark(f"{USUAL[3]} is the extra one - {CODES[0]}"),
    "siblings_named.xlsx": remark("Siblings Aisha Begum and Zara Begum came back"),
    "child_and_number.csv": csv([["Indicator", "Apr-24", "Note"], ["CLA", 3, f"child {CODES[0]} came home"]]),
    "address_of_a_case.csv": csv(
        [["Indicator", "Apr-24", "Note"], ["CLA", 3, f"https://lcs.example/case/{CODES[0]}/plan"]]
    ),
    "panel.csv": csv(
        [["Panel", "Discussed"], *([day, ", ".join(USUAL[at : at + 3])] for at, day in enumerate(OPENED[:3]))]
    ),
    "numbers_in_three_columns.csv": csv(
        [["A", "B", "C", "Visits"], *([number[:3], number[3:6], number[6:], 3] for number in NHS)]
    ),
    "digits_in_ten_columns.csv": csv([[*"abcdefghij", "Weeks"], *([*number, 5] for number in NHS)]),
    "noughts_lost.xlsx": book(x=[["A", "B", "C"], *([int(n[:3]), int(n[3:6]), int(n[6:])] for n in NHS)]),
    "ages_in_months.xlsx": book(
        x=[["Case no", "Age (months)", "Category"], *([1042 + 37 * at, 3 * at + 7, "Neglect"] for at in range(14))]
    ),
    "ages_to_the_month.xlsx": book(
        x=[["No", "Age", "Plan"], *([at + 1, f"{at % 17}y {at % 11}m", "Neglect"] for at in range(14))]
    ),
    "initials_in_a_column.csv": csv(
        [[last, first[0], at] for at, (first, last) in enumerate(zip(FORENAMES, SURNAMES, strict=True))]
    ),
    "initials_before_surnames.xlsx": book(
        x=[["i", "s", "n"], *([f"{first[0]}.", last, 3] for first, last in zip(FORENAMES, SURNAMES, strict=True))]
    ),
    "slashed.xlsx": book(
        x=[["Measure", *MONTHS], *([f"{last}/{one[0]} - days missing", 8, 9] for one, last in zip(INITIALS, SURNAMES))]  # noqa: B905
    ),
    "days_of_birth_in_three_columns.xlsx": book(
        x=[["d", "m", "y", "n"], *([born.day, born.month, born.year, 3] for born in BIRTHS)]
    ),
    "years_of_birth_first.csv": csv([["y", "m", "d"], *([born.year, born.month, born.day] for born in BIRTHS)]),
    "relatives.xlsx": book(x=[["Concern", "n"], *([f"Mother of {first}", 7] for first in FORENAMES)]),
    "roman_cases.xlsx": book(x=[["Case", "n"], *([f"Case {one}", 7] for one in ("I", "II", "III", "IV", "V", "VI"))]),
    "links_to_records.xlsx": book(x=[["Link", "n"], *([f"https://records.example/p/{code}", 7] for code in CODES)]),
    "initials_in_notes.xlsx": book(
        x=[["Note", "n"], *([f"Meeting held re {one[0]}. {last}", 7] for one, last in zip("ABCDFG", SURNAMES))]  # noqa: B905
    ),
    "names_line_by_line.xlsx": book(
        x=[["All"], ["\n".join(f"{last}, {one[0]} - 12" for one, last in zip(INITIALS, SURNAMES))]]  # noqa: B905
    ),
    "zip_as_a_picture.xlsx": with_part("xl/media/image1.png", PACKED_LIST),
    "zip_behind_a_picture.xlsx": with_part("xl/media/image2.png", b"\x89PNG\r\n\x1a\n" + bytes(40) + PACKED_LIST),
    "gzip_as_a_picture.xlsx": with_part("docProps/thumbnail.jpeg", gzip.compress(LIST.encode())),
    "gzip_as_an_object.xlsx": with_part("xl/embeddings/oleObject1.bin", gzip.compress(LIST.encode())),
    "old_workbook_as_a_look.xlsx": with_part("xl/printerSettings/printerSettings1.bin", PACKED_LIST),
    "data_of_a_program.xlsx": with_part(
        "customXml/item1.xml",
        "<l>" + "".join(f"<p who='{name}' key='{at}'/>" for at, name in enumerate(NAMES)) + "</l>",
    ),
    "numbers_of_a_program.xlsx": with_part("customXml/item2.xml", "".join(f'<p h="{one}"/>' for one in NHS)),
    "cases_beneath_a_card.xlsx": book(
        lambda made: [
            made["Card"].append(row)
            for row in [
                [],
                ["Complaints received"],
                ["No", "Ward", "Date", "Upheld"],
                *([at, "Dalton" if at % 3 else "Lindley", day, "YN"[at % 2]] for at, day in enumerate(OPENED)),
            ]
        ]
    ),
    "cases_on_a_hidden_sheet.xlsx": book(
        x=[["Household", "Adults", "Visited"], *([f"HH{at * 37}", at % 2 + 1, day] for at, day in enumerate(OPENED))],
        state="hidden",
    ),
    "kinds_of_cases_of_a_pivot.xlsx": with_part(
        RECORDS,
        "".join(f'<r><s v="{"Dalton" if at % 2 else "Lindley"}"/><d v="{day}"/></r>' for at, day in enumerate(OPENED)),
    ),
    "a_girl_in_a_remark.xlsx": remark("The third is a girl aged 12 from Lindley"),
    "a_forename_in_a_footer.xlsx": book(
        lambda made: setattr(made["Card"].oddFooter.left, "text", "For the meeting: Kayleigh P, 14, placement ended")
    ),
    "brothers_as_a_property.xlsx": book(
        lambda made: setattr(made.properties, "subject", "Sibling group of three boys 4, 7 and 9")
    ),
    "cases_line_by_line.xlsx": put("G2", "\n".join(f"{'MF'[at % 2]}, Lindley, {day}" for at, day in enumerate(OPENED))),
    "cases_by_initials.xlsx": put("G2", "\n".join(f"{one} - seen at home, no change" for one in INITIALS)),
    "surnames_of_ranges.xlsx": named(f"{last}_{one[0]}_visits" for one, last in zip(INITIALS, SURNAMES, strict=True)),
    "birthday.txt": "BEGIN:VCARD\nFN:Oriel\nBDAY:2011-03-12\nEND:VCARD\n",
}
# No reader opens these; they are refused for that, or for what they hold.
UNREAD: dict[str, bytes] = tables()
