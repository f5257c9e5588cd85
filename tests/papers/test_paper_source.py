from analysis.papers.paper_source import Embed, embeds


def test_embeds_are_found_with_their_lines(tmp_path):
    paper = tmp_path / "paper.qmd"
    paper.write_text(
        "Of {{< var cp.now >}}.\n\n{{< embed notebooks/04_child_protection.ipynb#fig-cp-rate echo=false >}}\n",
        encoding="utf-8",
    )
    assert embeds(paper) == (Embed("04_child_protection.ipynb", "fig-cp-rate", "paper.qmd, line 3"),)


def test_what_a_board_is_asked_stands_under_a_heading_that_a_screen_reader_finds(root):
    paper = (root / "reports/cib-briefing.qmd").read_text(encoding="utf-8").splitlines()
    asked = paper.index("{{< include _board-asks.md >}}")
    above = [line for line in paper[:asked] if line]
    assert above[-2].startswith("### The Board is asked to")  # before its box: the title of a callout is no heading
    assert above[-1].startswith("::: {#asks")
