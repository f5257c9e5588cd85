"""Whoever looks finds the old pack or the new one, always: while runs are killed, while others look, on any system."""

import errno
import os
import random
import subprocess
import sys
import time

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.lock import BusyError
from analysis.packs import exchange, publication
from analysis.packs.publication import (
    failed_folder,
    finished_folder,
    publish,
    put_back,
    remedy_of,
    replaced_folder,
    scratch,
    sweep,
)

NAME = "torbay-2021-05"
FILES = 12
MAKING = 1.0  # seconds that one pack takes to make: nothing that is being read is deleted sooner
SECOND_DISK = "/dev/shm"  # noqa: S108 - in memory, for a folder of one test
PUBLISHER = """
import sys, time
from pathlib import Path
from analysis.packs import publication
root, one_step = Path(sys.argv[1]), sys.argv[2] == "one step"
if not one_step:
    publication.swap = lambda *_: False
target = root / "build" / "torbay" / "2021-05"
print("begun", flush=True)
for number in range(1_000_000):
    with publication.scratch(root, "torbay-2021-05") as folder:
        for part in range(FILES):
            (folder / f"{part}.html").write_text(f"{sys.argv[3]} {number}", encoding="utf-8")
        time.sleep(float(sys.argv[4]))
        publication.publish(folder, target, publication.replaced_folder(root, "torbay-2021-05"))
""".replace("FILES", str(FILES))


@pytest.fixture
def target(tmp_path):
    """The place of a pack, with a last good one in it."""
    place = tmp_path / "build" / "torbay" / "2021-05"
    make(place, "old")
    return place


@pytest.fixture(params=["one step", "two steps"])
def steps(request, monkeypatch):
    """Publish in one step of the system, and as where there is none."""
    if request.param == "two steps":
        monkeypatch.setattr(publication, "swap", lambda *_: False)
    return request.param


def make(folder, text):
    folder.mkdir(parents=True)
    (folder / "paper.html").write_text(text, encoding="utf-8")


def published(target):
    return {path.name: path.read_text(encoding="utf-8") for path in target.iterdir()}


def test_a_pack_takes_the_place_of_the_last_one_whole(tmp_path, target, steps):
    (target / "left-over.html").write_text("from the last run", encoding="utf-8")
    with scratch(tmp_path, NAME) as folder:
        (folder / "paper.html").write_text("new", encoding="utf-8")
        publish(folder, target)
    assert published(target) == {"paper.html": "new"}
    assert [path.name for path in target.parent.iterdir()] == ["2021-05"], steps
    assert not (tmp_path / ".make" / NAME).exists()


def test_who_reads_a_pack_when_it_is_replaced_can_read_on(tmp_path, target):
    with scratch(tmp_path, NAME) as folder:
        publish(folder, target, replaced_folder(tmp_path, NAME))
    assert published(replaced_folder(tmp_path, NAME)) == {"paper.html": "old"}


def test_work_that_fails_leaves_the_last_pack_and_is_kept_to_be_looked_at(tmp_path, target):
    with pytest.raises(FileNotFoundError), scratch(tmp_path, NAME) as folder:
        (folder / "half.html").write_text((folder / "absent").read_text(encoding="utf-8"), encoding="utf-8")
    assert published(target) == {"paper.html": "old"}
    assert [path.name for path in (tmp_path / "build").rglob("*")] == ["torbay", "2021-05", "paper.html"]
    assert failed_folder(tmp_path, NAME).is_dir()


def test_a_place_that_cannot_be_written_to_keeps_its_pack(tmp_path, target, steps, monkeypatch):
    new = tmp_path / "new"
    make(new, "new")
    rename = type(new).rename

    def locked(self, to):
        if self == new:
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, to)

    monkeypatch.setattr(type(new), "rename", locked)
    monkeypatch.setattr(publication, "swap", locked if steps == "one step" else lambda *_: False)
    with pytest.raises(WorkbenchError, match="could not be put into its place: Permission denied"):
        publish(new, target)
    assert published(target) == {"paper.html": "old"}


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "disk is full"), (errno.EROFS, "only be read"), (errno.EACCES, "who may read and write")],
)
def test_why_a_pack_could_not_be_published_is_said(tmp_path, target, monkeypatch, number, said):
    def refuses(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(publication, "swap", refuses)
    make(tmp_path / "new", "new")
    with pytest.raises(WorkbenchError) as error:
        publish(tmp_path / "new", target)
    assert said in (error.value.hint or "")
    assert "2021-05" in (error.value.where or "")


def test_ctrl_c_in_the_moment_between_two_steps_leaves_the_last_good_pack(tmp_path, target, monkeypatch):
    monkeypatch.setattr(publication, "swap", lambda *_: False)
    rename = type(target).rename

    def interrupted(path, to):
        if to == target and path.name.startswith(publication.ARRIVING):
            raise KeyboardInterrupt
        return rename(path, to)

    monkeypatch.setattr(type(target), "rename", interrupted)
    with pytest.raises(KeyboardInterrupt), scratch(tmp_path, NAME) as folder:
        publish(folder, target)
    assert published(target) == {"paper.html": "old"}


def test_ctrl_c_right_after_publishing_is_still_ctrl_c(tmp_path, target):
    def make_one():
        with scratch(tmp_path, NAME) as folder:
            publish(folder, target)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_one()
    assert published(target) == {}


def test_a_pack_that_stood_aside_when_a_run_was_killed_is_put_back_even_where_the_next_run_fails(tmp_path, target):
    target.rename(target.with_name(".2021-05.previous"))
    with pytest.raises(ZeroDivisionError), scratch(tmp_path, NAME):
        raise ZeroDivisionError
    assert published(target) == {"paper.html": "old"}


def test_a_pack_that_stood_aside_and_has_a_successor_is_taken_away(target):
    make(target.with_name(".2021-05.previous"), "older")
    put_back(target)
    assert [path.name for path in target.parent.iterdir()] == ["2021-05"]
    assert published(target) == {"paper.html": "old"}


def test_build_on_another_disk_is_published_to_by_a_copy(tmp_path, target, steps, monkeypatch):
    make(tmp_path / "new", "new")
    rename = type(target).rename

    def on_another_disk(path, to):
        if path.parent != to.parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return rename(path, to)

    monkeypatch.setattr(type(target), "rename", on_another_disk)
    publish(tmp_path / "new", target, replaced_folder(tmp_path, NAME))
    assert published(target) == {"paper.html": "new"}
    assert [path.name for path in target.parent.iterdir()] == ["2021-05"], steps


def test_a_pack_that_cannot_be_put_in_its_place_is_kept_where_it_was_made(tmp_path, target, monkeypatch):
    def refuses(*_):
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(publication, "swap", refuses)
    make(tmp_path / "new", "new")
    with pytest.raises(WorkbenchError, match="Permission denied"):
        publish(tmp_path / "new", target)
    assert published(tmp_path / "new") == {"paper.html": "new"}
    assert [path.name for path in target.parent.iterdir()] == ["2021-05"]


@pytest.mark.skipif(not os.path.ismount(SECOND_DISK), reason="there is no second disk here")
def test_build_on_a_disk_that_really_is_another(tmp_path):
    shm = tmp_path.parent / f"shm-{os.getpid()}"
    other = publication.Path(SECOND_DISK) / shm.name
    other.mkdir()
    (tmp_path / "build").symlink_to(other)
    place = tmp_path / "build" / "torbay" / "2021-05"
    try:
        for text in ("first", "second"):
            with scratch(tmp_path, NAME) as folder:
                (folder / "paper.html").write_text(text, encoding="utf-8")
                publish(folder, place, replaced_folder(tmp_path, NAME))
            assert published(place) == {"paper.html": text}
        assert [path.name for path in place.parent.iterdir()] == ["2021-05"]
    finally:
        publication.shutil.rmtree(other)


def test_what_dead_runs_left_is_swept_and_what_a_living_one_has_is_not(tmp_path, target):
    make(tmp_path / ".make" / "plymouth-2021-05" / "pack-x", "unfinished")
    make(target.with_name(".arriving-2021-05-0123abcd"), "half a copy")
    make(target.with_name(".arriving-gone-0123abcd"), "half deleted")
    with scratch(tmp_path, "devon-2021-05") as folder:
        assert not (tmp_path / ".make" / "plymouth-2021-05").exists()
        assert [path.name for path in target.parent.iterdir()] == ["2021-05"]
        sweep(tmp_path)
        assert folder.is_dir()
    assert failed_folder(tmp_path, NAME).parent.parent.is_dir()


def test_two_runs_never_share_a_pack_and_the_second_says_who_has_it(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.catalogue.lock.PATIENCE", 0.01)
    publisher = start(tmp_path, "one step", "other", pause=30)
    try:
        with pytest.raises(BusyError, match=f"process {publisher.pid} on ") as error:
            take(tmp_path, publisher)
        assert "cleared by deleting locks/torbay-2021-05.lock" in (error.value.hint or "")
    finally:
        publisher.kill()
        publisher.wait()
    with scratch(tmp_path, NAME) as folder:  # a dead owner keeps nothing
        assert folder.is_dir()


def take(root, holder):
    owner, until = root / ".make" / "locks" / f"{NAME}.owner", time.monotonic() + 20
    while not (owner.exists() and f'"process": {holder.pid},' in owner.read_text(encoding="utf-8")):
        assert time.monotonic() < until, "the other never got there"  # it has begun, and may not yet hold the lock
        time.sleep(0.01)
    with scratch(root, NAME):
        pass


def start(root, steps, word, pause=0.0):
    publisher = subprocess.Popen(
        [sys.executable, "-c", PUBLISHER, str(root), steps, word, str(pause)], stdout=subprocess.PIPE, text=True
    )
    publisher.stdout.readline()
    publisher.stdout.close()
    return publisher


def look(target):
    """Return what stands in a pack as someone finds it who goes into the folder once."""
    folder = os.open(target, os.O_RDONLY)
    try:
        found = set()
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 - by the folder that is open, not by its name
            with open(os.open(name, os.O_RDONLY, dir_fd=folder), encoding="utf-8") as file:  # noqa: PTH123
                found.add((name, file.read()))
    finally:
        os.close(folder)
    return found


def is_whole(found):
    return len(found) == FILES and len({text for _, text in found}) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="folders change places in one step on Linux (and macOS)")
def test_readers_find_a_whole_pack_always_while_two_publish_at_once(tmp_path):
    target = tmp_path / "build" / "torbay" / "2021-05"
    publishers = [start(tmp_path, "one step", word, pause=MAKING) for word in ("first", "second")]
    try:
        until = time.monotonic() + 60
        while not target.exists() and time.monotonic() < until:
            time.sleep(0.01)
        looks = []
        while len(texts(looks)) < 20 and time.monotonic() < until:
            looks += [found for found in (look_within(target, MAKING / 2) for _ in range(50)) if found is not None]
    finally:
        for publisher in publishers:
            publisher.kill()
            publisher.wait()
    assert len(texts(looks)) >= 20, "nothing was published"
    assert [found for found in looks if not is_whole(found)] == []


def texts(looks):
    return {text for found in looks for _, text in found}


def look_within(target, seconds):
    """Look, as a reader who is let read on while the next pack is made; None where this machine stood for longer."""
    begun, failed, found = time.monotonic(), None, None
    try:
        found = look(target)
    except FileNotFoundError as error:
        failed = error
    if time.monotonic() - begun > seconds:
        return None
    if failed is not None:
        raise failed
    return found


@pytest.mark.parametrize("steps", ["one step", "two steps"])
def test_kills_at_random_moments_lose_no_pack(tmp_path, steps):
    target = tmp_path / "build" / "torbay" / "2021-05"
    chance = random.Random(13)  # noqa: S311 - moments, not secrets
    for _ in range(12):
        publisher = start(tmp_path, steps, "word")
        time.sleep(0.05 + chance.random() * 0.1)
        publisher.kill()
        publisher.wait()
        if steps == "two steps":
            sweep(tmp_path)  # as the next run does, whatever becomes of it
        if target.exists():
            assert is_whole({(path.name, path.read_text(encoding="utf-8")) for path in target.iterdir()})
    assert target.exists()
    sweep(tmp_path)
    assert [path.name for path in target.parent.iterdir()] == ["2021-05"]
    assert {path.name for path in (tmp_path / ".make").iterdir()} <= {"locks", "replaced", "failed"}


def test_without_a_step_of_the_system_nothing_is_swapped(tmp_path, monkeypatch):
    make(tmp_path / "a", "a")
    make(tmp_path / "b", "b")
    monkeypatch.setattr(exchange, "_swap", lambda *_: errno.EINVAL)
    assert exchange.swap(tmp_path / "a", tmp_path / "b") is False
    monkeypatch.setattr(exchange, "_swap", lambda *_: errno.EACCES)
    with pytest.raises(PermissionError):
        exchange.swap(tmp_path / "a", tmp_path / "b")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EROFS, "can only be read"),
        (errno.ENAMETOOLONG, "too long"),
        (errno.EMFILE, "--jobs 1"),
    ],
)
def test_each_refusal_of_the_system_has_its_remedy(number, said):
    assert said in remedy_of(OSError(number, "refused"))
    assert said not in remedy_of(OSError(errno.EACCES, "refused"))


def test_notebooks_that_finished_stay_where_what_dead_runs_left_is_swept(tmp_path):
    kept = finished_folder(tmp_path, "torbay-2021-05") / "01_numbers"
    dead = tmp_path / ".make" / "torbay-2021-05" / "pack-dead"
    for folder in (kept, dead):
        folder.mkdir(parents=True)
    sweep(tmp_path)
    assert kept.is_dir()
    assert not dead.parent.exists()
