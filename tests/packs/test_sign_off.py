import datetime as dt
import json
import shutil

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.execution.record import sha256_of
from analysis.execution.spec import MANIFEST
from analysis.packs.index import packs_in
from analysis.packs.sign_off import (
    READERS,
    ROLES,
    SIGNED,
    audience_of,
    mark,
    readers_of,
    sign,
    sign_off_path,
    signatures,
)
from analysis.packs.standing import identity, is_whole

DAY = dt.date(2021, 6, 10)


@pytest.fixture
def pack(published):
    plan, _ = published
    sign_off_path(plan).unlink(missing_ok=True)
    return plan


def test_a_pack_is_a_draft_until_all_three_have_signed(pack):
    name = identity(pack, "builtin")
    assert mark(pack, name).startswith("DRAFT. Torbay, May 2021. Pack ")
    assert list(sign(pack, "analyst", name, on=DAY)) == ["assurer", "approver"]
    assert mark(pack, name).startswith("DRAFT")
    sign(pack, "assurer", name, on=DAY)
    assert list(sign(pack, "approver", name, on=DAY)) == []
    assert (
        mark(pack, name) == f"Signed off by analyst, assurer and approver, 10 June 2021. Torbay, May 2021. Pack {name}"
    )


def test_a_sign_off_of_another_pack_counts_for_nothing(pack):
    name = identity(pack, "builtin")
    for role in ROLES:
        sign(pack, role, name, on=DAY)
    assert mark(pack, "another").startswith("DRAFT")


def test_signing_one_pack_of_a_month_leaves_the_signatures_of_another(pack):
    """The pack for the team is another than the Board's, of the same area and month."""
    path = sign_off_path(pack)
    path.parent.mkdir(parents=True, exist_ok=True)
    boards = {"role": "analyst", "pack": "of-another-audience", "on": "2021-06-09", "checks": ""}
    path.write_text(json.dumps([boards]), "utf-8")
    sign(pack, "analyst", identity(pack, "builtin"), on=DAY)
    assert [found.pack for found in signatures(pack)] == ["of-another-audience", identity(pack, "builtin")]


def test_signing_does_not_change_what_the_pack_is(pack):
    name = identity(pack, "builtin")
    sign(pack, "analyst", name, on=DAY)
    assert identity(pack, "builtin") == name


def test_a_pack_that_would_come_out_otherwise_cannot_be_signed(pack):
    with pytest.raises(WorkbenchError, match="from other figures"):
        sign(pack, "analyst", "something else", on=DAY)
    assert signatures(pack) == ()


def test_signing_twice_in_one_role_leaves_one_signature(pack):
    name = identity(pack, "builtin")
    sign(pack, "analyst", name, on=DAY)
    sign(pack, "analyst", name, on=DAY, checks="again")
    assert [signature.checks for signature in signatures(pack)] == ["again"]


@pytest.mark.parametrize("ending", [".html", ".pdf", ".docx", ".xlsx", ".zip"])
def test_a_signed_pack_whose_bytes_change_is_a_draft_again_and_cannot_be_signed(pack, tmp_path, ending):
    build = tmp_path / "build"
    folder = build / "torbay" / "2021-05"
    shutil.copytree(pack.folder, folder)
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    (folder / f"papers/more{ending}").write_bytes(b"as it was made")
    manifest["papers"][f"papers/more{ending}"] = sha256_of(folder / f"papers/more{ending}")
    manifest["mark"] = f"{SIGNED} by analyst, assurer and approver, 10 June 2021. {pack.title}"
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    (entry,) = packs_in(build)
    assert entry.mark == f"{SIGNED} by analyst, assurer and approver, 10 June 2021"
    (folder / f"papers/more{ending}").write_bytes(b"as it was made, and one word more")
    (entry,) = packs_in(build)
    assert entry.mark.startswith("DRAFT: files were changed after the pack was signed off")
    assert not is_whole(folder, manifest)


def test_a_pack_whose_files_were_changed_cannot_be_signed(pack):
    name = identity(pack, "builtin")
    paper = next((pack.folder / "papers").glob("*.html"))
    before = paper.read_bytes()
    try:
        paper.write_bytes(before + b"<!-- one word more -->")
        with pytest.raises(WorkbenchError, match="are not as the workbench made them"):
            sign(pack, "analyst", name, on=DAY)
    finally:
        paper.write_bytes(before)
    assert signatures(pack) == ()
    sign(pack, "analyst", name, on=DAY)


def test_what_is_made_from_packs_says_that_it_is_for_staff_where_one_of_them_is():
    assert audience_of({"disclosure": {"audience": "team"}}) == "team"
    assert audience_of({"disclosure": {}}) == audience_of({"disclosure": "none"}) == audience_of({}) == ""
    assert readers_of(["board", "team"]) == READERS["team"]
    assert readers_of(["board", "public", ""]) == ""
