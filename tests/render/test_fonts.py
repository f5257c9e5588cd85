from analysis.render.fonts import font_letters, letters_without_glyph


def test_the_letters_that_the_fonts_of_papers_lack_are_named(root):
    known = font_letters(root / "reports" / "theme" / "fonts")
    assert letters_without_glyph("Café, £4,000\u00a0• 5% ≥ 4 → 3", known) == []
    assert letters_without_glyph("good \U0001f600 \U0001f600 हि", known) == ["\U0001f600", "ह", "ि"]


def test_where_no_font_is_named_nothing_is_known(tmp_path):
    assert font_letters(tmp_path) is None
    assert letters_without_glyph("\U0001f600", None) == []
