import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.period import Month
from analysis.papers.asks import asks_path, read_asks, unasked

MONTH = Month(2021, 5)


@pytest.fixture
def torbay():
    return areas()["E06000027"]


def write(workspace, area, text):
    path = asks_path(workspace, area, MONTH)
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def test_no_file_has_no_asks(workspace, torbay):
    assert read_asks(workspace, torbay, MONTH).lines == ()


def test_each_item_is_an_ask_and_its_bold_word_stays(workspace, torbay):
    write(workspace, torbay, "<!-- note -->\n- **Agree** the plan.\n- Note it.\n")
    assert read_asks(workspace, torbay, MONTH).lines == ("**Agree** the plan.", "Note it.")


@pytest.mark.parametrize(
    "bad", ["- {{< include /etc/passwd >}}", "- [x](file:///etc/passwd)", "some prose", "- `{=html}`{=html}"]
)
def test_what_is_no_plain_ask_is_named_with_its_line(workspace, torbay, bad):
    write(workspace, torbay, f"- fine\n{bad}\n")
    found = read_asks(workspace, torbay, MONTH)
    assert found.lines == ()
    assert any("line 2" in problem or ":2" in problem for problem in found.problems)


def test_who_asks_nothing_is_told_where_to_write_it(workspace, torbay):
    assert "reports/commentary/torbay/2021-05/asks.md" in unasked(workspace, torbay, MONTH)


@pytest.mark.parametrize("text", ["- **Agree** the plan.\n", "some prose\n"])
def test_who_asks_something_or_has_a_fault_is_told_nothing_of_it(workspace, torbay, text):
    write(workspace, torbay, text)
    assert unasked(workspace, torbay, MONTH) == ""
