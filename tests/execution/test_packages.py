"""Which packages a run has."""

from importlib.metadata import version

from analysis.execution.packages import installed, packages


def test_every_package_has_its_version_and_stands_in_order():
    found = packages()
    assert found["pandas"] == version("pandas")
    assert list(found) == sorted(found, key=str.lower)


def test_what_is_installed_shows_a_changed_version(tmp_path, monkeypatch):
    assert f"pandas-{version('pandas')}.dist-info" in installed()
    before = installed()
    (tmp_path / "odd-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert sorted([*before, "odd-1.0.dist-info"]) == installed()
