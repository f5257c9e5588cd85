"""Batches in places and at times that nobody thought of, and with areas that are broken: true packs, or none."""

import json
import os
import subprocess
import sys
import time

import pytest

from small_pack import BROKEN, break_areas, is_whole, make_workspace

pytestmark = pytest.mark.end_to_end
BATCH = (sys.executable, "-m", "analysis", "batch", "--renderer", "builtin", "--format", "json")
GOOD = ("E06000027", "E06000026")  # Torbay, Plymouth
BAD = ("E06000001", "E06000002", "E06000003", "E06000004", "E06000005")


@pytest.fixture
def space(tmp_path, root):
    return make_workspace(tmp_path / "Kinder- & Jugend é 東", root)


def batch(space, *arguments, command=BATCH, environment=None, **options):
    settings = {**os.environ, "WORKBENCH_WORKSPACE": str(space.root)} if environment is None else environment
    return subprocess.run([*command, *arguments], env=settings, capture_output=True, text=True, check=False, **options)


def test_five_areas_broken_in_five_ways_are_each_explained_and_stop_no_other(space):
    break_areas(space.root, BAD)
    done = batch(space, "--areas", ",".join([GOOD[0], *BAD, GOOD[1]]), "--months", "2021-05")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert [each["pack"] for each in told["published"]] == ["torbay-2021-05", "plymouth-2021-05"]
    assert len(told["failed"]) == len(BROKEN)
    assert {failure["part"] for failure in told["failed"]} == {"01_numbers"}
    said = " ".join(failure["what"] for failure in told["failed"])
    assert all(says in said for says in BROKEN.values()), said
    assert {path.parent.name for path in space.build.glob("*/2021-05")} == {"torbay", "plymouth"}
    assert all(is_whole(path) for path in space.build.glob("*/2021-05"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such settings")
def test_without_a_home_and_with_files_that_only_their_owner_may_read_a_pack_is_whole(space):
    bare = {"PATH": os.environ["PATH"], "WORKBENCH_WORKSPACE": str(space.root)}
    done = batch(space, "--areas", "Torbay", "--months", "2021-05", environment=bare, umask=0o077)
    assert done.returncode == 0, done.stderr[-2_000:]
    assert is_whole(space.build / "torbay" / "2021-05")
    assert batch(space, "--areas", "Torbay", "--months", "2021-05").returncode == 0


def test_a_clock_that_was_set_back_hides_no_change(space):
    assert batch(space, "--areas", "Torbay", "--months", "2021-05").returncode == 0
    later = time.time() + 86_400
    for path in space.root.rglob("*"):
        os.utime(path, (later, later))  # made tomorrow, by the clock that was right then
    paper = space.reports / "paper.qmd"
    paper.write_text(paper.read_text(encoding="utf-8").replace("## Numbers", "## Changed numbers"), encoding="utf-8")
    assert batch(space, "--areas", "Torbay", "--months", "2021-05").returncode == 0
    page = (space.build / "torbay" / "2021-05" / "papers" / "paper.html").read_text(encoding="utf-8")
    assert "Changed numbers" in page
    assert is_whole(space.build / "torbay" / "2021-05")


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of 200 kB, where this process may make one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(place)], capture_output=True, check=False
        )
        if sys.platform == "linux"
        else None
    )
    if made is None or made.returncode:
        pytest.skip("no disk can be made here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_on_a_disk_that_is_full_the_last_good_pack_stays_and_it_is_said(space, tiny_disk):
    assert batch(space, "--areas", "Torbay", "--months", "2021-05").returncode == 0
    before = {path: path.read_bytes() for path in (space.build / "torbay").rglob("*") if path.is_file()}
    make = space.root / ".make"
    make.rename(space.root / "make-before")
    make.symlink_to(tiny_disk)
    done = batch(space, "--areas", "Torbay", "--months", "2021-05", "--fresh")
    assert done.returncode == 1
    assert "disk" in done.stdout + done.stderr
    assert "did not expect" not in done.stdout + done.stderr
    assert before == {path: path.read_bytes() for path in (space.build / "torbay").rglob("*") if path.is_file()}


@pytest.mark.parametrize("months", ["007", "2026_01", "nan", "0000-01", "2021-13"])
def test_a_month_that_is_none_is_refused_before_anything_runs(space, months):
    done = batch(space, "--areas", "Torbay,Torbey", "--months", months)
    assert done.returncode == 2
    assert months in done.stderr
    assert "Torbey" in done.stderr  # all that is wrong, at once
    assert not space.build.exists()


def test_a_name_with_code_in_it_is_no_area(space):
    done = batch(space, "--areas", "Torbay'; import os; os._exit(0) #", "--months", "2021-05")
    assert done.returncode == 2
    assert not space.build.exists()
