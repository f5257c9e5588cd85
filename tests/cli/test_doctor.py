import json

from analysis.cli import doctor


def test_doctor_says_which_renderer_is_used_and_why(workbench):
    findings = json.loads(workbench("doctor", "--format", "json").out)
    renderer = next(finding for finding in findings if finding["what"] == "Renderer")
    assert "typst" in renderer["detail"] or "quarto" in renderer["detail"].lower()
    assert ": " in renderer["detail"]


def test_doctor_says_what_to_do_about_what_is_missing_and_ends_with_1(workbench, monkeypatch):
    monkeypatch.setattr(doctor, "requires", lambda _: ["pandas>=3", "abacus>=1", 'typst>=1; extra == "dev"'])
    told = workbench("doctor")
    assert told.code == 1
    line = next(line for line in told.out.splitlines() if line.startswith("MISSING"))
    assert "abacus" in line
    assert "typst" not in line
    assert "requirements.lock" in told.out


def test_doctor_finds_a_package_whatever_its_requirement_says_of_versions(workbench, monkeypatch):
    monkeypatch.setattr(doctor, "requires", lambda _: ["pandas<90,>=1", "numpy!=1.0", "typst", "abacus<2,>=1"])
    line = next(line for line in workbench("doctor").out.splitlines() if line.startswith("MISSING"))
    assert line.endswith("Packages: abacus")


def test_doctor_finds_every_package_where_all_are_installed(workbench):
    findings = json.loads(workbench("doctor", "--format", "json").out)
    assert next(finding for finding in findings if finding["what"] == "Packages")["state"] == "ok"


def test_doctor_says_when_it_is_asked_in_the_wrong_folder(workbench, monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(tmp_path))
    told = workbench("doctor")
    assert told.code == 1
    assert "not a workspace" in told.out
