from analysis.papers.paper_source import Embed, embeds


def test_embeds_are_found_with_their_lines(tmp_path):
    paper = tmp_path / "paper.qmd"
    paper.write_text(
        "Of {{< var cp.now >}}.\n\n{{< embed notebooks/04_child_protection.ipynb#fig-cp-rate echo=false >}}\n",
        encoding="utf-8",
    )
    assert embeds(paper) == (Embed("04_child_protection.ipynb", "fig-cp-rate", "paper.qmd, line 3"),)
