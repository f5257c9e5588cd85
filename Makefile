# Thin names for what `workbench` (python -m analysis) does. Windows has no make: README says what to type there.
AREA ?= Torbay
MONTH ?= 2021-05
AREAS ?= $(AREA)
MONTHS ?= $(MONTH)
KNOWN_AT ?=
ALSO ?=
SET ?=
PYTHON ?= python3

BIN := .venv/bin
READY := .venv/.ready
WORKBENCH := $(BIN)/python -m analysis
VINTAGE = $(if $(KNOWN_AT),--known-at "$(KNOWN_AT)")
FRESH ?=
SEED ?= 1
ANEW = $(if $(FRESH),--fresh)
MORE = $(foreach paper,$(ALSO),--also $(paper)) $(foreach setting,$(SET),--set $(setting))

# Where it is set, each of the many processes of a run or a test compiles all that it loads: seconds for every one.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: briefing check quick test setup lab batch bench lint reference licences sbom advisories clean
.DELETE_ON_ERROR:

briefing: $(READY) ## The pack of one area and month, in build/<area>/<month>/papers
	@$(WORKBENCH) run --area "$(AREA)" --month "$(MONTH)" $(VINTAGE) $(MORE) $(ANEW)

test: lint ## Lint, types, unit tests, stored notebooks, whole packs, pages in a browser
	@$(BIN)/python -m pytest --nbval --nbval-cell-timeout=120 -n 2 --dist loadfile --no-loadscope-reorder tests notebooks

# The rooms whose tests take seconds: the pure ones, and what holds the project together.
QUICK := tests/project tests/catalogue tests/language tests/methods tests/store tests/audit

check: $(READY) ## Lint, types and the quick tests, side by side: about a minute
	@$(MAKE) --no-print-directory -j 2 lint quick

quick: $(READY)
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest -q -n 2 -m "not slow" $(QUICK)

lint: $(READY) ## Style, layout and types
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy

setup: $(READY) ## The environment in .venv

lab: $(READY) ## JupyterLab on the notebooks
	@$(WORKBENCH) lab

batch: $(READY) ## Many packs: make batch AREAS=Torbay,Plymouth MONTHS=2021-03..2021-05
	@$(WORKBENCH) batch --areas "$(AREAS)" --months "$(MONTHS)" $(VINTAGE) $(ANEW)

bench: $(READY) ## What set-up, a pack and the tests take; whether tests notice a hundred changes of the code (SEED=1)
	@$(BIN)/python benchmarks/setup.py
	@$(BIN)/python benchmarks/mutation.py --seed $(SEED)

licences: $(READY) ## docs/licences.md, from the lock file and the packages themselves
	@$(BIN)/python .ci/dependencies.py licences

sbom: $(READY) ## The bill of materials (CycloneDX) of the lock file, in build/
	@$(BIN)/python .ci/dependencies.py sbom

advisories: $(READY) ## Known faults in locked packages, where a source can be reached
	@$(BIN)/python .ci/dependencies.py advisories

reference: $(READY) ## docs/measures.md, docs/glossary.md and the table of docs/checks, from their data
	@$(BIN)/python -m analysis.catalogue.reference_pages docs
	@$(BIN)/python -m analysis.audit.check_table docs

clean: ## Everything made here but the environment
	rm -rf build .make data/processed .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Made again only when the lock file or pyproject.toml is newer. uv where it can be had, else plain pip; both check
# the hashes. What is installed stands in the lock file, so the package itself brings nothing with it.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed. Name it: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up .venv from requirements.lock (once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv 2>/dev/null \
	  || echo "uv cannot be had here; pip does it"
	@$(BIN)/python -m uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock 2>/dev/null \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)
