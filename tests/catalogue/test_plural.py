import pytest

from analysis.catalogue.errors import ParametersError
from analysis.catalogue.plural import counted, is_or_are


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 rows are"), (1, "1 row is"), (3, "3 rows are"), (1200, "1,200 rows are")]
)
def test_one_row_is_and_three_rows_are(number, text):
    assert f"{counted(number, 'row')} {is_or_are(number)}" == text


def test_a_plural_without_s_is_given():
    assert counted(2, "child", "children") == "2 children"


def test_one_bad_parameter_is_not_said_to_be_several():
    assert str(ParametersError.from_problems(["x"])).startswith("1 parameter cannot be used")


def test_no_message_leaves_the_plural_to_the_reader(root):
    places = [
        f"{path.relative_to(root)}:{number}"
        for path in sorted((root / "src").rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if "(s)" in line
    ]
    assert not places
