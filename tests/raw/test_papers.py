import re

HIGHLIGHT = "torbay-highlight-report-2021-07"
CARD = "torbay-report-card-2012-07"
PLAN_2011 = "torbay-improvement-plan-2011-10"
PLAN_2017 = "torbay-improvement-plan-2017-09"


def plain(text):
    """Return the numbers of a printed text, so that words around them do not matter."""
    return re.sub(r"[^0-9./]", "", text.replace(",", ""))


def test_the_highlight_report_is_the_transcription_cell_for_cell(read, transcribed):
    rows = {row["Source line"]: row for row in read(HIGHLIGHT, "highlight_report.csv")}
    cells = transcribed("highlight_report_2021")
    assert (len(rows), len(cells)) == (64, 896)
    beside = {
        "Min": "target_min_printed",
        "Upper": "target_upper_printed",
        "National": "national_printed",
        "Stat Neighbour to 2021": "sn_to_2021_printed",
        "Stat Neighbour from 2021": "sn_from_2021_printed",
        "Ref": "ref_printed",
        "Performance Measure": "measure",
    }
    for cell in cells:
        row = rows[cell["src_line"]]
        assert row[cell["column"]] == cell["value_printed"], cell
        for ours, theirs in beside.items():
            assert row[ours].strip() == cell[theirs].strip(), (ours, cell)


def test_the_highlight_report_is_the_paper_row_for_row(read, shared):
    lines = (shared / "source-documents" / "002_e5212b59c617d5b5.txt").read_text(encoding="utf-8").split("\n")
    for row in read(HIGHLIGHT, "highlight_report.csv"):
        printed = lines[int(row["Source line"].split(":")[1]) - 1].split("\t")
        cells = list(row.values())[2:-1]
        assert cells == printed + [""] * (len(cells) - len(printed))


def test_arrows_and_odd_cells_stay_as_they_are(read):
    rows = {row["Ref"]: row for row in read(HIGHLIGHT, "highlight_report.csv")}
    assert rows["2.4"]["Final 2020/21"] == "2238 / 876*"
    assert rows["2.21"]["Trend"] == "⬆️"
    assert rows["2.1"]["Trend"] == "↓"
    assert rows["2.31"]["Jul 20"] == "No adoptions this month so n/a"
    assert rows["2.17"]["Min"] == "TBC 11/20"
    assert rows["2.28"]["National"] == "National average Q1 2020/21: 36 weeks"
    assert rows["2.13a"]["Final 2020/21"] == "80 (from May 2020 only)"


def test_workforce_is_the_transcription_cell_for_cell(read, transcribed):
    rows = {row["Ref"]: row for row in read(HIGHLIGHT, "workforce.csv")}
    cells = transcribed("workforce_2021")
    assert (len(rows), len(cells)) == (3, 39)
    for cell in cells:
        row = rows[cell["ref"]]
        assert row[cell["column"]] == cell["value_printed"], cell
        assert (row["Min"], row["Upper"]) == (cell["target_min"], cell["target_upper"])
        assert (row["National"], row["Regional / Stat Neigh"]) == (cell["national"], cell["regional_or_stat_neighbour"])


def test_the_report_card_is_the_transcription_cell_for_cell(read, transcribed):
    rows = {row["CIB PI ref"]: row for row in read(CARD, "report_card.csv")}
    cells = transcribed("report_card_2012")
    assert list(rows) == [f"T{number}" for number in range(1, 32)]
    assert len(cells) == 287
    beside = {
        "Description": "measure",
        "Project interface": "project_interface",
        "Stat neigh AV": "stat_neighbour_printed",
        "Nat Av": "national_printed",
        "DOT": "dot",
        "By Dec 2012": "target_dec2012_printed",
        "By Jul 2013": "target_jul2013_printed",
        "Source line": "src_line",
    }
    for cell in cells:
        row = rows[cell["ref"]]
        for ours, theirs in beside.items():
            assert row[ours] == cell[theirs], (ours, cell)
        if cell["period"]:
            assert row[cell["period"]] == cell["value_printed"], cell
        if cell["num_den_printed"]:
            assert row["Numerator/Denominator"] == cell["num_den_printed"]
    months = [column for column in rows["T1"] if re.fullmatch(r"Outturn|[A-Z][a-z]{2}-1[12]", column)]
    printed = sum(bool(row[month]) for row in rows.values() for month in months)
    assert printed == sum(bool(cell["value_printed"]) for cell in cells) == 286
    assert sum(bool(row["Numerator/Denominator"]) for row in rows.values()) == 22


def test_the_report_card_stands_in_the_paper_in_this_order(read, shared):
    """The rotated table's text, joined into lines, has each row's figures one after the other without a gap."""
    text = (shared / "source-documents" / "000_5ede495b2120fc2d.joined.txt").read_text(encoding="utf-8")
    joined = re.sub(r"\s", "", text)
    for row in read(CARD, "report_card.csv"):
        figures = list(row.values())[4:-1]
        assert re.sub(r"\s", "", "".join(figures)) in joined, row["CIB PI ref"]


def test_every_figure_of_the_2011_text_is_held_once(read, transcribed):
    """Line by line: what the transcription found, and the second in-month figure that it had left out."""
    held = [*read(PLAN_2011, "series.csv"), *read(PLAN_2011, "figure_4_cla_rate.csv")]
    cards = {row["Ref"]: row for row in read(PLAN_2011, "scorecards.csv")}
    ours = {(row["Source line"], plain(row["Value"])) for row in held}
    lost = [
        (cell["src_line"], cell["value_printed"])
        for cell in [*transcribed("series_2011"), *transcribed("cla_rates")]
        if (cell["src_line"], plain(cell["value_printed"])) not in ours
    ]
    assert lost == [("004:262", "6.0 %"), ("004:260", "5.0%"), ("004:195", "80.0%"), ("004:225", "78%")]
    assert [cards[ref]["Target"] for ref in ("NI059", "NI060", "NI062")] == ["80.0%", "78%", "5.0%"]
    assert cards["NI062"]["Latest Performance"] == "6.0 %"
    assert [row["Value"] for row in held if row["Source line"] == "004:211"] == ["71%", "80%"]


def test_ratios_of_the_2011_text_are_held(read, transcribed):
    ours = {(row["Source line"], row["Numerator"], row["Denominator"]) for row in read(PLAN_2011, "series.csv")}
    ratios = {(c["src_line"], c["numerator"], c["denominator"]) for c in transcribed("series_2011") if c["numerator"]}
    assert len(ratios) == 13
    assert ratios <= ours


def test_figure_2_is_the_transcription(read, transcribed):
    ours = [list(row.values()) for row in read(PLAN_2011, "figure_2_referrals.csv")]
    theirs = [
        [c["area"], c["referrals_2010_11_printed"], c["population_0_18_printed"], c["src_line"]]
        for c in transcribed("referrals_2010_11")
    ]
    assert ours == theirs
    assert len(ours) == 12


def test_figures_of_the_2012_text_are_held(read, transcribed):
    """Counts that are denominators of the card stand there, and adoption figures that are T23 to T25 stand there."""
    held = [*read(CARD, "context.csv"), *read(CARD, "adoption.csv")]
    texts = {row["Value"] for row in held}
    card = " ".join(cell for row in read(CARD, "report_card.csv") for cell in row.values())
    wanted = [cell["value_printed"] for cell in transcribed("cp_cla_context_2012")]
    wanted += [cell["value_printed"] for cell in transcribed("adoption_scorecard_2012")]
    lost = [text for text in wanted if text not in texts and text not in card]
    assert lost == ["implied 1133-1483"]  # computed by the transcriber, printed nowhere
    assert len(held) == 10


def test_caseload_maxima_are_the_transcription(read, transcribed):
    assert [row["Value"] for row in read(CARD, "caseload_maxima.csv")] == [
        cell["max_cases"] for cell in transcribed("caseload_maxima_2012")
    ]


def test_measures_of_the_2017_plan_are_the_transcription(read, transcribed):
    ours = read(PLAN_2017, "measures.csv")
    theirs = transcribed("improvement_plan_2017_measures")
    assert len(ours) == len(theirs) == 36
    for row, cell in zip(ours, theirs, strict=True):
        assert (row["Ref"], row["Source line"]) == (cell["ref"], cell["src_line"])
        assert plain(row["Value"]) == plain(cell["value_printed"]), cell
        target = cell["kind"] == "target" and cell["src_line"] != "001:7307"  # "30% have been using" is no target
        assert (row["Kind"] != "actual") == target, cell


def test_youth_justice_figures_are_the_transcription(read, transcribed):
    ours = read(PLAN_2017, "youth_justice.csv")
    pairs = {(row["Source line"], plain(row["Value"])) for row in ours}
    lost = []
    for cell in transcribed("youth_justice_2017"):
        for line in cell["src_line"].split(";"):
            place = line if ":" in line else f"001:{line}"
            if (place, plain(cell["value_printed"])) not in pairs:
                lost.append(cell["src_line"])
    assert lost == []
    assert len(ours) == 28
