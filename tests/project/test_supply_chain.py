"""What is installed is written down: licences, bill of materials, and an honest word on known faults."""

import email.message
import importlib.util
import json
from types import SimpleNamespace

import pytest


@pytest.fixture(scope="module")
def dependencies(root):
    spec = importlib.util.spec_from_file_location("dependencies", root / ".ci" / "dependencies.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_licences_is_that_of_the_lock_file(dependencies):
    assert dependencies.LICENCES.read_text(encoding="utf-8") == dependencies.write_licences(), "run `make licences`"


def test_every_licence_is_known(dependencies):
    page = dependencies.LICENCES.read_text(encoding="utf-8")
    assert dependencies.ELSEWHERE not in page
    assert "not stated" not in page


def test_a_field_that_metadata_lack_is_no_failure(dependencies, monkeypatch):
    class Strict(email.message.Message):  # as importlib_metadata, once imported, makes them
        def __getitem__(self, name):
            if name not in self:
                raise KeyError(name)
            return super().__getitem__(name)

    about = Strict()
    monkeypatch.setattr(dependencies, "distribution", lambda _: SimpleNamespace(metadata=about))
    package = dependencies.KNOWN_TO_BE_FAULTY
    assert dependencies.licence(package) == "not stated"
    for field, said in [("License", "Own"), ("Classifier", "License :: MIT"), ("License-Expression", "Apache-2.0")]:
        about[field] = said
        assert dependencies.licence(package) == said.removeprefix("License :: ")


def test_no_package_forbids_to_pass_the_workbench_on(dependencies):
    rows = [line for line in dependencies.LICENCES.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert [row for row in rows if "AGPL" in row or "Proprietary" in row] == []


def test_every_locked_package_is_in_the_bill_of_materials_once(root, dependencies):
    bill = dependencies.bill_of_materials()
    lines = [line for line in (root / "requirements.lock").read_text(encoding="utf-8").splitlines() if "==" in line]
    references = [component["bom-ref"] for component in bill["components"]]
    assert len(references) == len(set(references)) == len([line for line in lines if not line.startswith(" ")])
    assert set(bill["dependencies"][0]["dependsOn"]) == set(references)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill == dependencies.bill_of_materials()
    assert str(root) not in json.dumps(bill)


def test_rounds_name_no_package_twice(dependencies):
    rounds = dependencies._rounds()
    assert sum(map(len, rounds)) == len(dependencies.locked())
    assert all(len({package.key for package in one}) == len(one) for one in rounds)


def answer(name, *faults, **more):
    return {"name": name, "version": "1", "vulns": [{"id": fault} for fault in faults], **more}


@pytest.mark.parametrize(
    ("answers", "code", "said"),
    [
        ([answer("a"), answer("b")], 0, "2 of 2 packages were looked up (osv), 0 known faults"),
        ([answer("a"), answer("b", "CVE-1")], 1, "b 1: CVE-1"),
        ([{"name": "a", "skip_reason": "?"}, {"name": "b", "skip_reason": "?"}], 1, "0 of 2 packages"),
        ([], 1, "0 of 2 packages"),
    ],
)
def test_a_source_that_can_be_reached_and_says_nothing_is_a_failure(dependencies, capsys, answers, code, said):
    assert dependencies.judge([answers], "osv", 2) == code
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("knows", [True, False])
def test_a_source_that_does_not_know_the_best_known_fault_is_none(dependencies, capsys, monkeypatch, knows):
    def look_up(packages, _, source):
        old = packages == [dependencies.KNOWN_TO_BE_FAULTY]
        return [answer(each.name, *(["CVE"] if old and knows and source == "osv" else [])) for each in packages]

    done = type("Done", (), {"returncode": 0})()
    monkeypatch.setattr(dependencies.subprocess, "run", lambda *_, **__: done)
    monkeypatch.setattr(dependencies, "_look_up", look_up)
    assert dependencies.advisories() == 0
    said = capsys.readouterr().out
    assert ("were looked up (osv), 0 known faults" in said) is knows
    assert ("No advisory source could be reached" in said) is not knows
