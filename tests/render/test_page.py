"""A page that Quarto made, without scripts that only a network could bring."""

import pytest

from analysis.render.page import finish_page

KEPT = '<script src="site_libs/quarto.js"></script>\n<script>window.x = 1</script>\n<p>Text</p>'


@pytest.mark.parametrize(
    "script",
    [
        '<script src="https://cdn.example/require.min.js" integrity="sha512-x" crossorigin="anonymous"></script>',
        "<SCRIPT src='//cdn.example/jquery.js'></SCRIPT>",
        "<script type='application/javascript'>define('jquery', [], function() {return window.jQuery;})</script>",
        "<script>\nrequirejs.config({paths: {}})\n</script>",
    ],
)
def test_scripts_of_a_network_and_those_that_serve_them_go_and_all_else_stays(tmp_path, script):
    path = tmp_path / "page.html"
    path.write_text(f"<head>{script}\n{KEPT}</head>", encoding="utf-8")
    finish_page(path)
    assert path.read_text(encoding="utf-8") == f"<head>{KEPT}</head>"


def test_a_page_without_them_is_not_written_again(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(KEPT, encoding="utf-8")
    path.chmod(0o444)
    before = path.stat().st_mtime_ns
    finish_page(path)
    assert path.stat().st_mtime_ns == before
