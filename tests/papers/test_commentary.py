import re

import pandas as pd
import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.measure import measures
from analysis.catalogue.observation import FRAMES, empty, shape
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.papers.commentary import (
    Commentary,
    as_markdown,
    commentary_path,
    expected_measures,
    named,
    read_commentary,
    split,
    template,
)
from analysis.store import Store


def write(tmp_path, text):
    path = tmp_path / "2021-05.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_heading_may_be_the_name_or_the_id(tmp_path):
    path = write(tmp_path, "# May\n\n## Referrals\n\nThey rose.\n\n## cp_rate ##\n\nIt fell.\n\nMore.\n")
    commentary = read_commentary(path)
    assert commentary.words == {"referrals": "They rose.", "cp_rate": "It fell.\n\nMore."}
    assert commentary.problems == ()


def test_a_heading_with_nothing_or_only_a_comment_under_it_is_no_commentary(tmp_path):
    path = write(tmp_path, "## Referrals\n\n<!-- to be written -->\n\n## cp_rate\n")
    assert read_commentary(path).words == {}


def test_headings_that_name_no_measure_or_one_twice_are_named_with_the_near_ones(tmp_path):
    problems = read_commentary(
        write(tmp_path, "## Refferals\n\nx\n\n## Referrals\n\ny\n\n## referrals\n\nz\n")
    ).problems
    assert len(problems) == 2
    assert "Refferals" in problems[0]
    assert "Referrals" in problems[0]
    assert "two headings" in problems[1]


def test_the_paper_says_of_which_measures_nothing_was_written():
    commentary = Commentary({"referrals": "They rose."})
    text = as_markdown(commentary, ["referrals", "s47_enquiries"])
    assert "### Referrals\n\nThey rose." in text
    assert "Nothing was written about 1 measure: Section 47" in text


def test_the_paper_says_that_there_is_no_commentary_at_all():
    assert as_markdown(Commentary({}), ["referrals"]) == "The analyst wrote no commentary for this month.\n"


def test_words_under_no_heading_are_named_and_not_lost(tmp_path):
    commentary = read_commentary(write(tmp_path, "\nThey rose.\n\n## Referrals\n\nMore.\n"))
    assert commentary.words == {}
    assert len(commentary.problems) == 1
    assert "line 2: These words stand under no measure" in commentary.problems[0]


def test_every_problem_of_the_file_is_named_with_its_line(tmp_path):
    text = "## Referrals\n\nx <b>y</b>\n\n## Nonsense\n\n[a](file:///etc/passwd)\n\n## cp_rate\n\n```{python}\n"
    problems = read_commentary(write(tmp_path, text)).problems
    assert [re.search(r"line (\d+)", problem)[1] for problem in problems] == ["3", "5", "7", "11"]


def test_a_heading_in_a_comment_is_none_and_lines_keep_their_numbers(tmp_path):
    text = "<!-- one\n## cp_rate\n-->\n## Referrals\n\n<!-- two --> They rose. $x$\n"
    assert "line 6: A formula" in read_commentary(write(tmp_path, text)).problems[0]


def test_a_comment_without_end_is_refused_before_it_swallows_the_rest(tmp_path):
    (problem,) = read_commentary(write(tmp_path, "## Referrals\n\na <!-- b\n\n## cp_rate\n\nafter\n")).problems
    assert "line 3: This comment has no end" in problem


def test_a_file_that_is_no_text_or_too_large_or_lies_elsewhere_is_refused(tmp_path):
    path = tmp_path / "2021-05.md"
    path.write_bytes(b"## Referrals\n\nCaf\xe9\n")
    assert "line 3: This is not UTF-8 text" in read_commentary(path).problems[0]
    path.write_text("## Referrals\n\n" + "word " * 50_000, encoding="utf-8")
    assert "larger than 200 kB" in read_commentary(path).problems[0]
    (tmp_path / "elsewhere.md").write_text("## Referrals\n\nA secret.\n", encoding="utf-8")
    folder = tmp_path / "torbay"
    folder.mkdir()
    (folder / "2021-05.md").symlink_to(tmp_path / "elsewhere.md")
    assert "link to a file elsewhere" in read_commentary(folder / "2021-05.md").problems[0]


def test_a_letter_that_the_fonts_of_papers_lack_is_refused_at_its_line(tmp_path, root):
    folder = tmp_path / "reports" / "commentary" / "torbay"
    folder.mkdir(parents=True)
    (tmp_path / "reports" / "theme").symlink_to(root / "reports" / "theme")
    (problem,) = read_commentary(write(folder, "## Referrals\n\nThey rose ≥ by 5%.\n\nGood \U0001f600\n")).problems
    assert "line 5: The fonts of papers have no \U0001f600 (U+1F600 GRINNING FACE)" in problem


def test_the_name_of_a_measure_is_text_too(monkeypatch):
    hostile = measures()["referrals"].model_copy(update={"name": "A <b>{{< include x >}}"})
    monkeypatch.setattr("analysis.papers.commentary.measures", lambda: {"referrals": hostile})
    assert as_markdown(Commentary({"referrals": "x"}), []) == r"### A \<b\>\{\{\< include x \>\}\}" + "\n\nx\n"


def test_a_template_read_back_is_empty_and_has_no_problem(tmp_path):
    text = template(areas().find("Torbay"), Month(2021, 6), ["referrals", "cp_rate"])
    commentary = read_commentary(write(tmp_path, text))
    assert "## Referrals\n" in text
    assert commentary.words == {}
    assert commentary.problems == ()


def card_store(rows):
    """A paper of July 2021 with a row a measure, in this order: measure and the months it has a figure for."""
    published = pd.Timestamp("2021-07-01")
    about = {"area": "E06000027", "published_on": published}
    entries, observations = [], []
    for position, (measure, months) in enumerate(rows, start=1):
        place = f"torbay/card.csv#row {position}"
        entries.append(
            about
            | {"measure": measure, "ref": "", "label": measure, "table": "t", "position": position, "source": place}
        )
        observations += [
            about
            | {
                "measure": measure,
                "period_start": pd.Timestamp(f"{month}-01"),
                "period_end": pd.Timestamp(f"{month}-01") + pd.offsets.MonthEnd(0),
                "basis": "month",
                "value": 1.0,
                "unit": "count",
                "source": f"{place}, column {month}",
            }
            for month in months
        ]
    frames = {kind: empty(kind) for kind in FRAMES}
    return Store(frames | {"entries": shape("entries", entries), "observations": shape("observations", observations)})


def test_measures_to_write_about_are_those_of_the_month_once_each_in_the_order_of_the_card():
    both = ("2021-04", "2021-05")
    store = card_store(
        [("s47_enquiries", both), ("referrals", both), ("icpcs", ("2021-03", "2021-04")), ("s47_enquiries", both)]
    )
    assert expected_measures(store, areas().find("Torbay"), Month(2021, 5)) == ("s47_enquiries", "referrals")


def test_a_council_without_a_paper_has_the_published_measures_to_write_about():
    row = {
        "area": "E08000010",
        "measure": "cp_plans_at_period_end",
        "period_start": pd.Timestamp("2021-03-31"),
        "period_end": pd.Timestamp("2021-03-31"),
        "basis": "snapshot",
        "value": 200.0,
        "unit": "count",
        "published_on": pd.Timestamp("2021-10-31"),
        "source": "published/d1.csv#row 1",
    }
    frames = {kind: empty(kind) for kind in FRAMES} | {"observations": shape("observations", [row])}
    assert expected_measures(Store(frames), areas().find("Wigan"), Month(2021, 5)) == ("cp_rate",)


def test_a_long_list_of_measures_without_words_is_counted_and_not_recited():
    many = [f"cp_plans_{number}" for number in range(13)]
    text = as_markdown(Commentary({"referrals": "They rose."}), ["referrals", *many])
    assert "Nothing was written about 13 other measures that have a figure for the month." in text


def test_a_commentary_stands_under_its_area_and_month_and_its_headings_name_measures(tmp_path):
    place = commentary_path(Workspace(tmp_path, tmp_path), areas().find("Torbay"), Month(2021, 5))
    assert place.parts[-3:] == ("commentary", "torbay", "2021-05.md")
    assert [named(heading).id for heading in (" cp_rate ", "referrals")] == ["cp_rate", "referrals"]
    with pytest.raises(UnknownNameError):
        named("weather")
    before, sections = split("first\n## One\na\n## Two\nb\nc")
    assert before == ("first",)
    assert [(each.heading, each.body) for each in sections] == [("One", ("a",)), ("Two", ("b", "c"))]
    assert split("no heading") == (("no heading",), ())
