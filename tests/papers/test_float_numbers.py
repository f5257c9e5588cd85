from analysis.papers.float_numbers import float_places


def test_figures_and_tables_are_numbered_apart_in_each_paper(tmp_path):
    first, second = tmp_path / "briefing.qmd", tmp_path / "report-card.qmd"
    embed = "{{{{< embed notebooks/1_a.ipynb#{} >}}}}\n\n".format
    first.write_text("".join(map(embed, ("fig-a", "tbl-a", "txt-a", "fig-b"))), encoding="utf-8")
    second.write_text("".join(map(embed, ("tbl-b", "tbl-a"))), encoding="utf-8")
    found = float_places([first, second])
    assert {label: [place.words for place in places] for label, places in found.items()} == {
        "fig-a": ["Figure 1"],
        "tbl-a": ["Table 1", "Report card, Table 2"],
        "fig-b": ["Figure 2"],
        "tbl-b": ["Report card, Table 1"],
    }
    assert found["tbl-a"][1].anchor == "report-card.html#tbl-a"
