import hashlib
import json
from concurrent.futures import ThreadPoolExecutor

from analysis.catalogue.pack_file import PackFile
from analysis.packs.index import packs_in, write_build_index, write_pack_index


def pack(build, area, month, mark="DRAFT. x", *, whole=True):
    folder = build / area.lower() / month
    (folder / "papers").mkdir(parents=True)
    (folder / "papers/paper.html").write_bytes(b"made")
    papers = {"papers/paper.html": hashlib.sha256(b"made").hexdigest()} if whole else {}
    said = {"area": {"name": area}, "month": month, "id": "abc", "mark": mark, "known_at": None, "papers": papers}
    (folder / "manifest.json").write_text(json.dumps(said), encoding="utf-8")
    return folder


def test_all_packs_are_listed_newest_month_first(tmp_path):
    pack(tmp_path, "Torbay", "2021-04")
    pack(tmp_path, "Plymouth", "2021-05", "Signed off by all. y")
    page = write_build_index(tmp_path).read_text(encoding="utf-8")
    assert page.index("Plymouth, May 2021") < page.index("Torbay, April 2021")
    assert "Signed off by all" in page
    assert 'href="plymouth/2021-05/index.html"' in page


def test_a_folder_that_is_no_pack_and_one_that_is_hidden_are_passed_over(tmp_path):
    pack(tmp_path, "Torbay", "2021-04")
    (tmp_path / "torbay" / ".2021-05").mkdir()
    (tmp_path / "torbay" / ".2021-05" / "manifest.json").write_text("{}", encoding="utf-8")
    (tmp_path / "torbay" / "notes").mkdir()
    (tmp_path / "torbay" / "notes" / "manifest.json").write_text("not json", encoding="utf-8")
    assert [entry.title for entry in packs_in(tmp_path)] == ["Torbay, April 2021"]


def test_a_name_that_looks_like_markup_is_text(tmp_path):
    pack(tmp_path, "Torbay", "2021-04", "<script>alert(1)</script>. z")
    assert "<script>alert" not in write_build_index(tmp_path).read_text(encoding="utf-8")


def test_every_paper_of_a_pack_is_linked_in_every_format(tmp_path):
    (tmp_path / "papers").mkdir()
    for name in ("cib-briefing.pdf", "cib-briefing.html", "data-pack.xlsx", "own.docx"):
        (tmp_path / "papers" / name).touch()
    listed = [{"paper": "cib-briefing", "title": "Briefing for the Board"}, {"paper": "annexes"}]
    contents = PackFile.model_validate({"papers": listed})
    page = write_pack_index(tmp_path, "Torbay, May 2021", "DRAFT", contents).read_text(encoding="utf-8")
    assert all(f'href="papers/{name}"' in page for name in ("cib-briefing.pdf", "data-pack.xlsx", "own.docx"))
    assert page.index("Briefing for the Board") < page.index("Data pack") < page.index("own")
    assert "annexes" not in page


def test_the_list_of_all_packs_has_a_search_that_needs_no_network(tmp_path):
    pack(tmp_path, "Torbay", "2021-04")
    page = write_build_index(tmp_path).read_text(encoding="utf-8")
    assert '<label for="words">' in page
    assert 'role="status"' in page
    assert "://" not in page
    assert "src=" not in page
    assert r"split(/\s+/)" in page


def test_a_signed_pack_that_names_no_files_is_a_draft(tmp_path):
    pack(tmp_path, "Torbay", "2021-04", "Signed off by all. x", whole=False)
    (entry,) = packs_in(tmp_path)
    assert entry.state.startswith("DRAFT: files were changed")


def test_packs_that_are_finished_in_one_moment_are_all_on_the_page_and_none_fails(tmp_path):
    build = tmp_path / "build"

    def finish(number):
        pack(build, f"Area {number:02}", "2021-05")
        return write_build_index(build)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(finish, range(24)))
    page = (build / "index.html").read_text(encoding="utf-8")
    assert all(f"Area {number:02}" in page for number in range(24))


def test_a_pack_for_the_councils_staff_says_so_in_the_list_of_all(tmp_path):
    for audience, name in (("team", "Torbay"), ("board", "Plymouth")):
        path = pack(tmp_path, name, "2021-05") / "manifest.json"
        said = json.loads(path.read_text(encoding="utf-8")) | {"disclosure": {"audience": audience}}
        path.write_text(json.dumps(said), encoding="utf-8")
    assert {entry.area: "STAFF ONLY" in entry.state for entry in packs_in(tmp_path)} == {
        "Torbay": True,
        "Plymouth": False,
    }
