"""A manifest is read whole or taken for none."""

import pytest

from analysis.execution.manifest_file import read_manifest

NOT_WHOLE = ('{"id"', "[1]", "\x00", '{"rests_on": []}', '{"executed": 3}', "[" * 100_000)


@pytest.mark.parametrize(("text", "found"), [('{"id": 1}', {"id": 1}), *((text, {}) for text in NOT_WHOLE)])
def test_what_is_not_whole_is_no_manifest(tmp_path, text, found):
    path = tmp_path / "manifest.json"
    path.write_text(text, encoding="utf-8")
    assert read_manifest(path) == found


def test_where_there_is_none_nothing_is_read(tmp_path):
    assert read_manifest(tmp_path / "manifest.json") == {}
