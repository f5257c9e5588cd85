import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.workspace import DATA_VARIABLE, ROOT_VARIABLE, Workspace


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)
    monkeypatch.delenv(DATA_VARIABLE, raising=False)
    root = tmp_path / "a folder with spaces"
    (root / "notebooks" / "deep").mkdir(parents=True)
    (root / "_quarto.yml").touch()
    return root


def test_the_checkout_is_found_from_within(checkout):
    workspace = Workspace.find(checkout / "notebooks" / "deep")
    assert workspace.root == checkout
    assert workspace.raw == checkout / "data" / "raw"
    assert workspace.processed == checkout / "data" / "processed"
    assert workspace.build == checkout / "build"


def test_data_may_be_kept_elsewhere(checkout, tmp_path, monkeypatch):
    assert Workspace.find(checkout, data=tmp_path / "given").data == tmp_path / "given"
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "named"))
    assert Workspace.find(checkout).data == tmp_path / "named"


def test_a_named_home_that_is_none_is_refused_with_the_remedy(checkout, tmp_path, monkeypatch):
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(WorkbenchError, match="not a workbench folder") as error:
        Workspace.find(checkout)
    assert ROOT_VARIABLE in error.value.hint
