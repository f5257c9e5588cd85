import pytest

from analysis.catalogue.measure import measures

HIGHLIGHT = "torbay-highlight-report-2021-07"
PLAN_2017 = "torbay-improvement-plan-2017-09"


def test_risks_keep_their_scores(read, transcribed):
    ours = [
        (row["Ref"], row["Probability"], row["Impact"], row["Risk score"], row["Date raised"], row["Source line"])
        for row in read(HIGHLIGHT, "risks.csv")
    ]
    theirs = [
        (c["ref"], c["probability"], c["impact"], c["risk_score_printed"], c["date_raised"], c["src_line"])
        for c in transcribed("risks_2021")
    ]
    assert ours == theirs
    assert len(ours) == 10


def test_themes_keep_their_ratings(read, transcribed):
    ours = [(row["RAG"], row["Source line"].split("-")[0]) for row in read(HIGHLIGHT, "themes.csv")]
    theirs = [(c["rag_printed"], c["src_line"].split("-")[0]) for c in transcribed("themes_2021")]
    assert ours == theirs


def test_priorities_keep_their_dates(read, transcribed):
    ours = [(row["List"], row["Ref"], row["By when"], row["Source line"]) for row in read(HIGHLIGHT, "priorities.csv")]
    assert ours == [(c["list"], c["ref"], c["by_when"], c["src_line"]) for c in transcribed("priorities_2021")]


@pytest.mark.parametrize(
    ("file", "name", "count"),
    [
        ((HIGHLIGHT, "actions.csv"), "highlight_actions_2021", 75),
        ((PLAN_2017, "tracker.csv"), "improvement_tracker_2017_index", 102),
        ((HIGHLIGHT, "data_checks.csv"), "data_checks_2021", 7),
    ],
)
def test_no_entry_of_a_register_is_lost(read, transcribed, file, name, count):
    ours = sorted(row["Source line"] for row in read(*file))
    assert ours == sorted(cell["src_line"] for cell in transcribed(name))
    assert len(ours) == count


def test_statuses_of_the_tracker_are_as_printed(read, transcribed):
    ours = [(row["Ref"], row["Status"]) for row in read(PLAN_2017, "tracker.csv")]
    assert ours == [(c["ref"], c["statuses_seen_in_block"]) for c in transcribed("improvement_tracker_2017_index")]


def test_guidance_covers_every_colour_in_both_scopes(read):
    rows = [(row["Scope"], row["Status"]) for row in read(HIGHLIGHT, "rag_guidance.csv")]
    assert sorted(rows) == sorted((s, c) for s in ("Overall", "Action") for c in ("RED", "AMBER", "GREEN"))


def test_words_are_ours(raw, read, transcribed):
    """No restated text repeats ten words in a row of the text it restates."""
    sources = {
        "risks_2021": ("description", "mitigation"),
        "priorities_2021": ("description",),
        "data_checks_2021": ("text",),
        "highlight_actions_2021": ("objective", "key_action", "narrative"),
        "improvement_tracker_2017_index": ("what",),
    }
    printed = " ".join(" ".join(row[c] for c in columns) for n, columns in sources.items() for row in transcribed(n))
    runs = set(_runs(printed))
    for path in (*(raw / HIGHLIGHT).glob("*.csv"), raw / PLAN_2017 / "tracker.csv"):
        if path.name in ("highlight_report.csv", "workforce.csv"):
            continue
        for row in read(path.parent.name, path.name):
            assert not runs & set(_runs(" ".join(row.values()))), row


def _runs(text, length=10):
    words = text.lower().split()
    return (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))


def test_a_measure_named_beside_a_remark_is_in_the_catalogue(raw, read):
    named = 0
    for path in raw.glob("torbay-*/*.csv"):
        for row in read(path.parent.name, path.name):
            if row.get("Measure") and path.name in ("commentary.csv", "data_checks.csv", "tracker.csv"):
                assert row["Measure"] in measures(), row
                named += 1
    assert named > 50
