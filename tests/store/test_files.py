"""The files of a store: written whole, read back as they were, and known by their hash."""

import hashlib

import pandas as pd
import pytest

from analysis.catalogue.observation import FRAMES, empty
from analysis.store.files import hash_of, path_of, read_frame, read_frames, write_frames


def two_frames(value: float = 1.5) -> dict[str, pd.DataFrame]:
    return {"first": pd.DataFrame({"value": [value, None]}), "second": pd.DataFrame({"word": ["a", "b"]})}


def test_a_frame_is_read_back_as_it_was_written(tmp_path):
    write_frames(two_frames(), tmp_path)
    pd.testing.assert_frame_equal(read_frame(path_of(tmp_path, "first")), two_frames()["first"])


def test_the_hashes_are_those_of_the_files_that_stand_there(tmp_path):
    hashes = write_frames(two_frames(), tmp_path)
    assert set(hashes) == {"first.parquet", "second.parquet"}
    for name, digest in hashes.items():
        assert digest == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == hash_of(tmp_path / name)


def test_a_file_that_is_not_there_has_no_hash(tmp_path):
    assert hash_of(tmp_path / "nothing.parquet") == ""


def test_a_frame_that_cannot_be_written_leaves_the_old_ones_and_no_file_beside(tmp_path):
    before = write_frames(two_frames(), tmp_path)
    torn = {**two_frames(9.0), "second": pd.DataFrame({"mixed": [1, {2}]})}
    with pytest.raises(Exception, match=r"convert|Conversion|Expected"):
        write_frames(torn, tmp_path)
    assert {path.name: hash_of(path) for path in tmp_path.iterdir()} == before


def test_frames_without_a_file_are_empty_and_in_their_shape(tmp_path):
    frames = read_frames(tmp_path)
    assert set(frames) == set(FRAMES)
    for kind, frame in frames.items():
        pd.testing.assert_frame_equal(frame, empty(kind))


def test_a_frame_is_kept_under_its_name(tmp_path):
    assert path_of(tmp_path, "issues") == tmp_path / "issues.parquet"
