"""The power goes: what was published before is still there, whole, or what took its place is."""

import shutil
import subprocess
import sys

import pytest

from analysis.packs.publication import publish, replaced_folder, scratch

NAME = "torbay-2021-05"


@pytest.fixture
def disk(tmp_path):
    """A disk of this test's own in a file, and what reads it as it would be found after the power went."""
    image, here, there = tmp_path / "disk", tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
    made = sys.platform == "linux" and shutil.which("mkfs.ext4") is not None
    for command in (("truncate", "-s16M", image), ("mkfs.ext4", "-qF", image), ("mount", "-oloop", image, here)):
        made = made and subprocess.run(command, capture_output=True, check=False).returncode == 0
    if not made:
        pytest.skip("no disk can be made here")

    def after_the_power_went():
        shutil.copyfile(image, tmp_path / "found")
        subprocess.run(["mount", "-oloop", tmp_path / "found", there], check=True)
        return there

    yield here, after_the_power_went
    for folder in (here, there):
        subprocess.run(["umount", "-l", folder], check=False, capture_output=True)


def test_when_the_power_goes_right_after_a_pack_took_the_place_of_another_one_of_them_is_whole(disk):
    here, after_the_power_went = disk
    place = ("build", "torbay", "2021-05")
    for text in ("old", "new"):
        with scratch(here, NAME) as folder:
            (folder / "papers").mkdir()
            for number in range(10):
                (folder / "papers" / f"{number}.html").write_text(text * 2_000, encoding="utf-8")
            publish(folder, here.joinpath(*place), replaced_folder(here, NAME))
    papers = list((after_the_power_went().joinpath(*place) / "papers").iterdir())
    assert len(papers) == 10
    assert {path.read_text(encoding="utf-8") for path in papers} in ({"old" * 2_000}, {"new" * 2_000})
