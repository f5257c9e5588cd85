"""The library as one hash: any of its files changes it."""

from analysis.catalogue import library


def test_the_hash_of_the_library_changes_with_any_of_its_files(monkeypatch, tmp_path):
    monkeypatch.setattr(library, "files", lambda _: tmp_path)
    digest = library.library_digest.__wrapped__  # as it is now, not as it was kept
    (tmp_path / "catalogue").mkdir()
    words = tmp_path / "catalogue" / "words.yml"
    words.write_text("one")
    first = digest()
    words.write_text("two")
    second = digest()
    words.rename(tmp_path / "catalogue" / "other.yml")
    assert len({first, second, digest()}) == 3
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "words.pyc").write_bytes(b"compiled")
    assert digest() == digest()
